"""The program's own files, as the tests of its shape read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """Where a function stands, and how many lines it has, from `def` to its end."""

    place: str
    lines: int


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def functions(source: str, name: str = "planted") -> Iterator[Function]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield Function(
                place=f"{name}:{node.lineno} {node.name}",
                lines=node.end_lineno - node.lineno + 1,
            )


def tracked() -> list[Path]:
    """The files that git keeps; a copy of the sources without git is not judged."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git repository")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file, "" when it is none."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
