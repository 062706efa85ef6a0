"""A job description as lines, each with the section it stands in.

Law: `quote` is an exact piece of the job description, but for a line break within a
sentence, which is a space; nothing planted is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.interview.headings import Section, section_of
from app.interview.planted import is_planted, without_planted
from app.interview.sentences import sentences

BULLET = re.compile(
    r"^\s*(?:[•·▪▫◦●○■□‣⁃➢➤►▶✓✔☑★*+>»o–—-]|[-–—]{1,2}>|\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}\s*[-–])\s+",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^\s*[•·▪▫◦●○■□‣⁃➢➤►▶✓✔☑★–—*-](?=\w)")
_INLINE = re.compile(r"\s+[•·▪●■‣✓✔➢►]\s*")
_LABELLED = re.compile(r"^([^:.!?]{2,45}):\s+(\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One bullet, or one sentence of running text."""

    quote: str
    section: Section
    is_bullet: bool


def job_lines(text: str) -> tuple[JobLine, ...]:
    """The lines of `text` that could ask for something, in order."""
    found: list[JobLine] = []
    section = Section.OPEN
    for raw in _raw_lines(text):
        bare, is_bullet = unbulleted(raw)
        heading = None if is_bullet else section_of(bare)
        if heading is not None:
            section = heading
            continue
        section, bare = _labelled(bare, section)
        found += _spoken(bare, section, is_bullet=is_bullet)
    return tuple(found)


def _raw_lines(text: str) -> list[str]:
    """Lines; bullets set in one line are parted, a line broken in mid-sentence is joined."""
    parted = [piece for line in text.splitlines() for piece in _INLINE.split(line)]
    joined: list[str] = []
    for piece in parted:
        if joined and _continues(joined[-1], piece):
            joined[-1] = f"{joined[-1].rstrip()} {piece.strip()}"
        else:
            joined.append(piece)
    return [piece for piece in joined if piece.strip()]


_WRAPPED = 45
"""Characters from which a line may have been broken to fit a page."""


def _continues(line: str, following: str) -> bool:
    if len(line) < _WRAPPED or line.rstrip().endswith((".", "!", "?", ":", ";")):
        return False
    return following.lstrip()[:1].islower() and not unbulleted(following)[1]


def unbulleted(line: str) -> tuple[str, bool]:
    """`line` without its bullet, and whether it had one."""
    for mark in (BULLET, _GLUED):
        found = mark.match(line)
        if found:
            return line[found.end() :].strip(), True
    return line.strip(), False


def _labelled(line: str, section: Section) -> tuple[Section, str]:
    """A label in front of its line, as in "Required: Python and SQL"."""
    found = _LABELLED.match(line)
    label = section_of(found[1] + ":") if found else None
    if found is None or label in {None, Section.OPEN}:
        return section, line
    return label or section, found[2]


def _spoken(line: str, section: Section, *, is_bullet: bool) -> list[JobLine]:
    if is_planted(line) and line not in without_planted(line):
        pieces = [s for s in sentences(line) if s in without_planted(line)]
    else:
        pieces = list(sentences(line))
    if is_bullet and pieces:
        pieces = pieces[:1]
    return [JobLine(quote=p, section=section, is_bullet=is_bullet) for p in pieces]
