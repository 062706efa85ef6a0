from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "app" / "static" / "vendor"
RECORD = tomllib.loads((VENDOR / "vendor.toml").read_text())
SCRIPTS = sorted(path.name for path in VENDOR.glob("*.js"))
FONTS = sorted(path.name for path in VENDOR.glob("*.woff2"))
LICENCES = {
    "0BSD": "Permission to use, copy, modify, and/or distribute this software for",
    "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
}


def test_every_vendored_file_is_recorded() -> None:
    assert sorted(RECORD) == sorted(SCRIPTS + FONTS)
    licences = {record["license_file"] for record in RECORD.values()}
    assert {path.name for path in VENDOR.iterdir()} == {*RECORD, *licences, "vendor.toml"}


@pytest.mark.parametrize("name", RECORD)
def test_vendored_file_matches_recorded_checksum(name: str) -> None:
    content, record = (VENDOR / name).read_bytes(), RECORD[name]
    assert len(content) == record["bytes"]
    assert hashlib.sha256(content).hexdigest() == record["sha256"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_bundle_equals_its_parts_joined(name: str) -> None:
    rest = (VENDOR / name).read_bytes()
    for part in RECORD[name]["made_of"]:
        piece, rest = rest[: part["bytes"]], rest[part["bytes"] :]
        assert hashlib.sha256(piece).hexdigest() == part["sha256"], part["path"]
    assert rest == b""


@pytest.mark.parametrize("name", RECORD)
def test_vendored_file_has_licence_beside_it(name: str) -> None:
    record = RECORD[name]
    assert LICENCES[record["license"]] in (VENDOR / record["license_file"]).read_text()


def test_fonts_are_small_and_say_how_they_were_made() -> None:
    assert sum((VENDOR / name).stat().st_size for name in FONTS) <= 30 * 1024
    for name in FONTS:
        record = RECORD[name]
        (source,) = record["made_from"]
        assert Path(source["path"]).name in record["made_by"]
        assert record["package"].endswith(f"@{record['version']}")


def test_recorded_version_matches_vendored_file() -> None:
    version = RECORD["htmx.js"]["version"]
    assert f'this.version="{version}"'.encode() in (VENDOR / "htmx.js").read_bytes()
