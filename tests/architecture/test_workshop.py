"""The verbs of the Makefile, and the commands that serve the program."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess

import pytest

from app.server import LIMITS
from benchmarks.chromium import NAMES
from tests.architecture.sources import ROOT, text_of, tracked

VERBS = [
    *("help", "run", "dev", "serve", "demo", "demo-check", "film", "screenshots", "proxies"),
    *("test", "test-fast"),
    *("check", "format"),
    *("migrate", "migrations", "lock", "craft", "learn", "storm", "lighthouse"),
    *("bench", "bench-held", "bench-pages", "soak", "bench-guard"),
    *("deaths", "rolling", "real-model", "fuzz", "sbom", "audit", "clean"),
]

make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def said(*arguments: str) -> str:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def limits(command: str) -> dict[str, str]:
    """The options of a command that serves the program, but for where it listens."""
    tokens = command.split("app.main:app", 1)[1].split()
    options: dict[str, str] = {}
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if token.startswith("--"):
            options[token] = "" if following.startswith("--") else following
    return {name: value for name, value in options.items() if name not in {"--host", "--port"}}


def own_limits() -> dict[str, str]:
    """The limits of `viva`, as options of a command."""
    names = {f"--{name.replace('_', '-')}": str(value).lower() for name, value in LIMITS.items()}
    off = {name: f"--no-{name[2:]}" for name in ("--server-header", "--proxy-headers")}
    return {off.get(name, name): "" if name in off else value for name, value in names.items()}


def joined(text: str) -> list[str]:
    return text.replace("\\\n", " ").splitlines()


@make
def test_make_lists_its_verbs() -> None:
    assert [line.split()[1] for line in said().splitlines()] == VERBS


@make
def test_browser_that_is_installed_is_one_that_is_looked_for() -> None:
    recipe = next(line for line in joined(text_of(ROOT / "Makefile")) if "has chromium" in line)

    assert set(NAMES) == set(recipe.partition("has ")[2].split("||")[0].split())


@make
def test_what_runs_the_program_is_installed_by_its_hashes() -> None:
    planned = said("--dry-run", "--always-make", "run")

    assert "--require-hashes -r requirements.lock" in planned.replace("  ", " ")
    assert '--host 127.0.0.1 --port "${PORT:-8000}"' in planned


@make
def test_every_way_to_serve_has_the_same_limits() -> None:
    (command,) = [line for line in joined(said("--dry-run", "run")) if "app.main:app" in line]
    expected = limits(command)

    assert expected == own_limits()
    assert expected["--ws-per-message-deflate"] == "false"
    assert {"--ws-max-size", "--timeout-graceful-shutdown", "--no-server-header"} <= set(expected)
    for path in (ROOT / "Procfile", *ROOT.glob("*ockerfile"), *ROOT.glob("*compose*.y*ml")):
        for line in joined(text_of(path)):
            if "uvicorn" in line and "app.main:app" in line:
                plain = re.sub(r'[",\[\]]+', " ", line)
                assert expected.items() <= limits(plain).items(), path.name


def test_the_release_migrates_before_the_web_serves() -> None:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())

    assert lines["release"].endswith("migrations forwards storage")
    assert "--host 0.0.0.0 --port $PORT" in lines["web"]


def test_continuous_integration_calls_two_verbs_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text().splitlines() if line.strip() and line[0] != "#"]

    assert script.stat().st_mode & stat.S_IXUSR
    assert commands[0] == "set -euo pipefail"
    assert "export CI=true" in commands
    assert [line.split()[1] for line in commands if line.startswith("make ")] == ["check", "test"]


def test_nothing_that_is_made_is_kept_in_git() -> None:
    made = (".venv/", "__pycache__", ".pyc", ".sqlite", ".stamp")

    kept = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [n for n in kept if n.startswith("data/") or any(part in n for part in made)] == []


def test_nothing_that_the_tests_read_is_left_out_of_git() -> None:
    command = ["git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "tests"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    ignored = [name for name in listing.stdout.split("\0") if name]

    assert [name for name in ignored if "__pycache__" not in name] == []
