"""Lines of a table: what one asks for, and what its column says of it.

Law: the text given is an exact piece of the line.
"""

from __future__ import annotations

import re

from app.language.lexicon import words
from app.planning.headings import Section

_SIGN = re.compile(r"\s*(?:\||\t)\s*")
_MARKS = {
    "e": Section.MUST,
    "essential": Section.MUST,
    "required": Section.MUST,
    "d": Section.NICE,
    "desirable": Section.NICE,
    "preferred": Section.NICE,
}
_BEHIND = re.compile(
    r"\s+(?:[-–]\s*)?[(\[]?([ED])[)\]]?$|\s+[(\[](essential|desirable)[)\]]$", re.IGNORECASE
)
_RULE = re.compile(r"[\s|:=+-]{3,}")


def is_rule(line: str) -> bool:
    """Whether `line` is drawn, or names the columns and nothing else."""
    named = {part.lower() for part in _SIGN.split(line.strip("| \t")) if part}
    of_columns = len(named) > 1 and len(named & _COLUMNS) > 1
    return bool(_RULE.fullmatch(line)) or of_columns


_COLUMNS = words("""
criteria criterion essential desirable e d e/d requirement requirements skill skills area
""")


def cell(line: str) -> tuple[str, Section | None]:
    """What the line is about, and the section of its mark; None where it has none."""
    parts = [part for part in _SIGN.split(line.strip("| \t")) if part]
    marks = [_MARKS[part.lower()] for part in parts if part.lower() in _MARKS]
    if len(parts) > 1 and marks:
        return max((p for p in parts if p.lower() not in _MARKS), key=len, default=line), marks[0]
    if "|" in line:
        return max(parts, key=len, default=line), None
    behind = _BEHIND.search(line)
    if behind and _is_mark(behind):
        return line[: behind.start()], _MARKS[(behind[1] or behind[2]).lower()]
    return line, None


def _is_mark(behind: re.Match[str]) -> bool:
    """A bare letter is one only in brackets or behind a dash: "vitamin D" is none."""
    return bool(behind[2]) or bool(re.search(r"[(\[–-]", behind.group()))
