"""Switch every control off once, each in a copy of the program, and see a test turn red.

The controls are in `controls.toml`, and as a table in `docs/security.md`, which
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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- controls -->\n", "<!-- end of controls -->"
COPIED = ("app", "templates", "tests", "benchmarks", "piccolo_migrations", "docs")
FILES = ("Procfile", "Makefile", "pyproject.toml", "piccolo_conf.py")
LONGEST = 150
"""Seconds; a test that hangs without its control is red."""

HEAD = """| Control | Where | Test that turns red without it | ASVS |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """`on` stands once in `file`; with `off` in its place the control is gone.

    `asvs`: the requirements of OWASP ASVS 5.0.0 that it serves, by number.
    """

    name: str
    file: str
    on: str
    off: str
    test: str
    asvs: str = ""

    @property
    def requirements(self) -> list[str]:
        return self.asvs.replace(",", " ").split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Controls of one purpose."""

    name: str
    controls: tuple[Control, ...]


def groups() -> list[Group]:
    document = tomllib.loads((ROOT / "benchmarks" / "controls.toml").read_text("utf-8"))
    return [
        Group(name=each["name"], controls=tuple(Control(**told) for told in each["control"]))
        for each in document["group"]
    ]


def controls() -> list[Control]:
    return [control for group in groups() for control in group.controls]


def table() -> str:
    """The part of the page that tells of them."""
    return "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    for group in groups():
        yield f"\n### {group.name}\n\n{HEAD}".rstrip("\n")
        for c in group.controls:
            yield f"| {c.name} | `{c.file}` | `{c.test}` | {c.asvs or '–'} |"


def page() -> str:
    """The page as it should be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    return before + BEGIN + table() + "\n" + END + rest.partition(END)[2]


def turns_red(control: Control, copy: Path) -> bool:
    """Whether the test fails, or hangs, without the control.

    Raises `LookupError` where the control is not found or the test cannot be run.
    """
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
    if done.returncode > 1:
        raise LookupError(f"{control.name}: {control.test} cannot be run")
    return bool(done.returncode)


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
    parser.add_argument("--only", default="", help="those whose name, or group, holds this")
    parser.add_argument("--write", action="store_true", help="write docs/security.md")
    wish = parser.parse_args()
    if wish.write:
        PAGE.write_text(page(), "utf-8")
        return 0
    green = 0
    with tempfile.TemporaryDirectory(prefix="viva-controls-") as folder:
        copy = copied(Path(folder))
        for group in groups():
            for control in group.controls:
                if wish.only in control.name or wish.only == group.name:
                    is_red = turns_red(control, copy)
                    green += not is_red
                    print("red  " if is_red else "GREEN", control.name, flush=True)
    print(f"{green} tests stayed green")
    return int(bool(green))


if __name__ == "__main__":
    sys.exit(main())
