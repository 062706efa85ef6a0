"""The import contracts hold, and each of them catches what it is there for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import APP, ROOT

ARROWS = "Arrows point down, and every room has its floor"
RULES = "The rules touch no clock, chance, file, network or framework"
THROUGH = "Web and application reach storage, models and files through the interviewer"
NEEDS = "Adapters know of the use cases only what these need"
SETTINGS = "Settings are read at the top"
DATABASES = "Only storage knows databases"
MODELS = "Only llm knows models"
REDIS = "Only live knows Redis"
COUNTING = "Only web counts who asks and what became of it"
FRAMEWORK = "Only what faces the browser knows the web framework"
FILES = "Only documents opens what candidates upload"

PLANTED = [
    (ARROWS, "interview/planted.py", "from app.interviewer import needs"),
    (ARROWS, "interviewer/planted.py", "from app.web import views"),
    (ARROWS, "web/planted.py", "from app.application import create_app"),
    (ARROWS, "live/planted.py", "from app.web import views"),
    (ARROWS, "llm/planted.py", "from app.storage import tables"),
    (ARROWS, "shed.py", "A_ROOM_ON_NO_FLOOR = True"),
    ("No circles", "live/planted.py", "from app.live import planted_too"),
    (RULES, "interview/planted.py", "import time"),
    (RULES, "interview/planted.py", "import asyncio"),
    (RULES, "interview/planted.py", "def late():\n    import random"),
    (RULES, "interview/planted.py", "from pathlib import Path"),
    (THROUGH, "web/planted.py", "from app.storage.tables import ALL"),
    (THROUGH, "web/planted.py", "from app.demo import english"),
    (THROUGH, "application.py", "from app.documents import read_document"),
    (THROUGH, "interviewer/planted.py", "from app.live.memory import MemoryFeed"),
    (NEEDS, "live/planted.py", "from app.interviewer.tasks import Tasks"),
    (NEEDS, "documents/planted.py", "from app.interviewer import needs"),
    (SETTINGS, "web/planted.py", "from app.settings import Settings"),
    (SETTINGS, "interview/planted.py", "from app.settings import Settings"),
    (SETTINGS, "storage/planted.py", "from app.secret import kept_secret"),
    (DATABASES, "interviewer/planted.py", "from piccolo.table import Table"),
    (DATABASES, "web/planted.py", "import sqlite3"),
    (MODELS, "interviewer/planted.py", "from openai import AsyncOpenAI"),
    (REDIS, "storage/planted.py", "import redis.asyncio"),
    (COUNTING, "interviewer/planted.py", "from limits import parse"),
    (FRAMEWORK, "interviewer/planted.py", "from litestar import Request"),
    (FRAMEWORK, "storage/planted.py", "from jinja2 import Template"),
    (FILES, "web/planted.py", "import pypdf"),
    (
        FILES,
        "interviewer/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import zipfile",
    ),
]


def broken(folder: Path) -> set[str]:
    """The names of the contracts that do not hold for `folder`."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    kept = int(re.findall(r"Contracts: (\d+) kept", result.stdout + "Contracts: 0 kept")[0])
    names = set(re.findall(r"^(.+) BROKEN\b", result.stdout, re.MULTILINE))
    assert kept + len(names) == 12, result.stdout + result.stderr
    return names


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(APP, tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_all_contracts_hold() -> None:
    assert broken(ROOT) == set()


@pytest.mark.parametrize(("contract", "name", "code"), PLANTED)
def test_a_planted_violation_is_caught(contract: str, name: str, code: str, copy: Path) -> None:
    planted = copy / "app" / name
    before = planted.read_text("utf-8") if planted.exists() else '"""Planted."""\n'
    planted.write_text(f"{before}\n{code}\n", "utf-8")
    (copy / "app/live/planted_too.py").write_text("from app.live import planted\n", "utf-8")

    assert contract in broken(copy)


def test_every_contract_has_a_violation_planted() -> None:
    names = re.findall(r"^name = (.+)$", (ROOT / ".importlinter").read_text("utf-8"), re.MULTILINE)

    assert {contract for contract, _, _ in PLANTED} == set(names)
