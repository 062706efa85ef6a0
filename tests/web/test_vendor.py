from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "app" / "static" / "vendor"
RECORD = tomllib.loads((VENDOR / "vendor.toml").read_text())
SCRIPTS = sorted(path.name for path in VENDOR.glob("*.js"))


def test_every_vendored_script_is_recorded() -> None:
    assert sorted(RECORD) == SCRIPTS


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_vendored_file_is_what_its_record_says(name: str) -> None:
    content, record = (VENDOR / name).read_bytes(), RECORD[name]
    assert len(content) == record["bytes"]
    assert hashlib.sha256(content).hexdigest() == record["sha256"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_is_its_parts_joined_byte_for_byte(name: str) -> None:
    rest = (VENDOR / name).read_bytes()
    for part in RECORD[name]["made_of"]:
        piece, rest = rest[: part["bytes"]], rest[part["bytes"] :]
        assert hashlib.sha256(piece).hexdigest() == part["sha256"], part["path"]
    assert rest == b""


@pytest.mark.parametrize("name", SCRIPTS)
def test_its_licence_lies_beside_it(name: str) -> None:
    assert "Permission to use" in (VENDOR / RECORD[name]["license_file"]).read_text()


def test_the_recorded_version_is_the_one_inside() -> None:
    version = RECORD["htmx.js"]["version"]
    assert f'this.version="{version}"'.encode() in (VENDOR / "htmx.js").read_bytes()
