"""The import contracts hold, and each of them catches what it is there for.

Every violation is planted in one copy, in a module of its own, so that one run tells
under which contracts it was caught.
"""

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
CIRCLES = "No circles"
RULES = "The rules touch no clock, chance, file, network or framework"
THROUGH = "Web and application reach storage, models and files through the services"
JUDGING = "Nothing outside coach and demo knows how an answer is judged"
PORTS = "Adapters know of the services only their ports"
SETTINGS = "Settings are read at the top"
DATABASES = "Only storage knows databases"
MODELS = "Only llm knows models"
REDIS = "Only streams knows Redis"
COUNTING = "Only web counts who asks and what became of it"
FRAMEWORK = "Only what faces the browser knows the web framework"
FILES = "Only documents opens what candidates upload"
LANGUAGES = "Only text knows how a language is told"
TRACES = "Only telemetry knows where traces go"
REPLIES = "Only coach reads JSON that a model wrote"

PLANTED = [
    (ARROWS, "domain", "from app.services import ports"),
    (ARROWS, "services", "from app.web import view_models"),
    (ARROWS, "coach", "from app.demo import bank"),
    (ARROWS, "web", "from app.application import build_app"),
    (ARROWS, "streams", "from app.web import view_models"),
    (ARROWS, "llm", "from app.storage import tables"),
    (RULES, "domain", "import time"),
    (RULES, "guard", "import asyncio"),
    (RULES, "prompts", "import os"),
    (RULES, "text", "def late():\n    import random"),
    (RULES, "domain", "from pathlib import Path"),
    (THROUGH, "web", "from app.storage.tables import ALL"),
    (THROUGH, "web", "from app.demo import bank"),
    (THROUGH, "services", "from app.documents.extraction import Document"),
    (THROUGH, "services", "from app.streams.memory import MemoryStream"),
    (JUDGING, "web", "from app.coach import rule_coach"),
    (JUDGING, "services", "from app.coach.answer_classifier import classify"),
    (PORTS, "streams", "from app.services.tasks import Tasks"),
    (PORTS, "documents", "from app.services.tasks import Tasks"),
    (SETTINGS, "web", "from app.settings import Settings"),
    (SETTINGS, "domain", "from app.settings import Settings"),
    (DATABASES, "services", "from piccolo.table import Table"),
    (DATABASES, "web", "import sqlite3"),
    (MODELS, "services", "from openai import AsyncOpenAI"),
    (REDIS, "storage", "import redis.asyncio"),
    (COUNTING, "services", "from limits import parse"),
    (FRAMEWORK, "services", "from litestar import Request"),
    (FRAMEWORK, "storage", "from jinja2 import Template"),
    (FILES, "web", "import pypdf"),
    (FILES, "coach", "from selectolax.lexbor import LexborHTMLParser"),
    (FILES, "web", "from charset_normalizer import from_bytes"),
    (LANGUAGES, "services", "import fasttext"),
    (REPLIES, "llm", "import jiter"),
    (TRACES, "llm", "def late():\n    from opentelemetry import trace"),
    (FILES, "services", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import zipfile"),
]
SEEN = [f"app.{room}.planted_{number} -> " for number, (_, room, _) in enumerate(PLANTED)]
"""How each is told of, under its contract."""


def report(folder: Path) -> dict[str, str]:
    """What is said of each broken contract of `folder`, by its name."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    head, _, told = result.stdout.partition("Broken contracts\n")
    kept = re.findall(r"^(.+) KEPT\b", head, re.MULTILINE)
    parts = re.split(r"^(.+)\n-{5,}\n", told, flags=re.MULTILINE)
    broken = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert {*kept, *broken} == contracts(), result.stdout + result.stderr
    return broken


def contracts() -> set[str]:
    configured = (ROOT / ".importlinter").read_text("utf-8")
    return set(re.findall(r"^name = (.+)$", configured, re.MULTILINE))


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of a copy of the program in which everything forbidden is planted."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(APP, folder / "app", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", folder)
    files = {f"{room}/planted_{n}.py": code for n, (_, room, code) in enumerate(PLANTED)}
    files["shed.py"] = "A_ROOM_ON_NO_FLOOR = True"
    files["text/one.py"] = "from app.text import other"
    files["text/other.py"] = "from app.text import one"
    for name, code in files.items():
        (folder / "app" / name).write_text(f"{code}\n", "utf-8")
    return report(folder)


def test_all_contracts_hold() -> None:
    assert report(ROOT) == {}


@pytest.mark.parametrize(
    ("contract", "seen"),
    [
        *((contract, seen) for (contract, _, _), seen in zip(PLANTED, SEEN, strict=True)),
        (ARROWS, "- app.shed\n"),
        (CIRCLES, "- .other -> .one "),
    ],
)
def test_planted_violation_is_caught(contract: str, seen: str, caught: dict[str, str]) -> None:
    assert seen in caught[contract]


def test_every_contract_has_a_violation_planted() -> None:
    assert {contract for contract, _, _ in PLANTED} | {CIRCLES} == contracts()
