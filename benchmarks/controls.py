"""Switch every control off once, each in a copy of the program, and see a test turn red.

The controls are in `controls.toml`, and as a table in `docs/controls.md`, which
`--write` makes. Ends with 1 when a test stays green without its control.

    python -m benchmarks.controls --only "attempt fences"
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "controls.md"
COPIED = ("app", "templates", "tests", "benchmarks", "piccolo_migrations")
FILES = ("Procfile", "Makefile", "pyproject.toml", "piccolo_conf.py")
LONGEST = 150
"""Seconds; a test that hangs without its control is red."""

HEAD = """# Controls and their tests

What keeps turns and streams whole, and the test that turns red without it. Each
pair was seen: `python -m benchmarks.controls` switches the controls off one by
one, each in a copy of the program, and looks. The table is made of
`benchmarks/controls.toml`.

| Control | Where | Test that turns red without it |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """`on` stands once in `file`; with `off` in its place the control is gone."""

    name: str
    file: str
    on: str
    off: str
    test: str


def controls() -> list[Control]:
    document = tomllib.loads((ROOT / "benchmarks" / "controls.toml").read_text("utf-8"))
    return [Control(**each) for each in document["control"]]


def table() -> str:
    """The page that tells of them."""
    rows = [f"| {c.name} | `{c.file}` | `{c.test}` |" for c in controls()]
    return HEAD + "\n".join(rows) + "\n"


def turns_red(control: Control, copy: Path) -> bool:
    """Whether the test fails, or hangs, without the control."""
    file = copy / control.file
    before = file.read_text("utf-8")
    if before.count(control.on) != 1:
        raise LookupError(f"{control.name}: not found in {control.file}")
    file.write_text(before.replace(control.on, control.off), "utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, control.test], cwd=copy, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(before, "utf-8")
    return done.returncode == 1


def copied(folder: Path) -> Path:
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="those whose name holds this")
    parser.add_argument("--write", action="store_true", help="write docs/controls.md")
    wish = parser.parse_args()
    if wish.write:
        TABLE.write_text(table(), "utf-8")
        return 0
    green = 0
    with tempfile.TemporaryDirectory(prefix="viva-controls-") as folder:
        copy = copied(Path(folder))
        for control in controls():
            if wish.only in control.name:
                is_red = turns_red(control, copy)
                green += not is_red
                print("red  " if is_red else "GREEN", control.name, flush=True)
    print(f"{green} tests stayed green")
    return int(bool(green))


if __name__ == "__main__":
    sys.exit(main())
