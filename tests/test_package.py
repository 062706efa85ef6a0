"""What `pip install .` puts in place, and the command that it brings."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app import folders
from app.settings import VERSION

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_package_and_program_tell_the_same_version(project: dict[str, Any]) -> None:
    assert project["project"]["version"] == VERSION


def test_command_is_there(project: dict[str, Any]) -> None:
    module, _, name = project["project"]["scripts"]["viva"].partition(":")

    assert callable(getattr(importlib.import_module(module), name))


def test_files_beside_the_package_are_installed_where_they_are_looked_for(
    project: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["app"]
    beside = [folders.TEMPLATES, folders.MIGRATIONS]
    assert [ROOT / name for name in wheel["force-include"]] == beside

    for name, installed in wheel["force-include"].items():
        (tmp_path / installed).mkdir(parents=True)
        monkeypatch.setattr(folders, "APP", tmp_path / "app")
        assert folders._folder(name) == tmp_path / installed


def test_source_archive_holds_what_the_package_is_made_of(project: dict[str, Any]) -> None:
    targets = project["tool"]["hatch"]["build"]["targets"]
    needed = {*targets["wheel"]["packages"], *targets["wheel"]["force-include"], "README.md"}

    assert {f"/{name}" for name in needed} <= set(targets["sdist"]["include"])


def test_worker_loads_little_before_it_says_that_it_lives() -> None:
    asked = "import sys, app.__main__; sys.exit(len(sys.modules.keys() & {'app.main', 'litestar'}))"

    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
