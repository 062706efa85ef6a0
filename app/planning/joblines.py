"""A job description as lines, each with the section it stands in.

Law: `quote` is an exact piece of the job description, but for a line break within a
sentence, which is a space; nothing planted is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from app.language.planted import without_planted
from app.language.sentences import sentences
from app.planning import demands, phrases, units
from app.planning.cells import cell, is_rule
from app.planning.headings import Section, announced, section_of

BULLET = re.compile(
    r"^\s*(?:[ED]\s(?=\s)|[^\w\s\"'“”„‚(\[£$€#@&.,]{1,3}|[o»>]|\d{1,2}(?:\.\d{1,2})+\.?|\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}\s*[-–])\s+",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"^\s*[\U0001F000-\U0001FAFF\u2600-\u2604\u260E-\u26FF\u2764\u2728\ufe0f]+\s*"
)
_GLUED = re.compile(r"^\s*[•·▪▫◦●○■□‣⁃➢➤►▶✓✔☑★–—*-](?=\w)")
_INLINE = re.compile(r"\s+[•·▪●■‣✓✔➢►]\s*")
_LABELLED = re.compile(r"^([^:.!?]{2,45}):\s+(\S.*)$", re.DOTALL)


_CALL = re.compile(r"\b(?:wanted|needed|required|gesucht)$", re.IGNORECASE)
"""As in "Gardener wanted: roses, hedges"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One bullet or item, or one sentence of running text."""

    quote: str
    section: Section
    is_bullet: bool
    is_run: bool = False
    """Whether it is a list set in one line behind its heading."""


def job_lines(text: str) -> tuple[JobLine, ...]:
    """The lines of `text` that could ask for something, in order."""
    found: list[JobLine] = []
    section = Section.OPEN
    lines = _untitled(raw_lines(text))
    listed = _plain_items(lines)
    for raw, following in zip(lines, [*lines[1:], ""], strict=False):
        bare, is_bullet = unbulleted(raw)
        is_bullet = is_bullet or raw in listed
        if is_rule(bare):
            continue
        heading = None if is_bullet else section_of(bare) or _unknown(bare, following)
        if heading is not None:
            is_tail = section is Section.ASIDE and any(x.section is Section.MUST for x in found)
            section = Section.ASIDE if heading is Section.OPEN and is_tail else heading
            continue
        bare, marked = cell(bare)
        section, rest = _labelled(bare, section)
        of_line = Section.NICE if _MAY.match(raw) else marked or section
        is_list = is_bullet or marked is not None
        if rest != bare:
            found += _of_label(rest, of_line)
        else:
            found += _of_line(_unnamed(rest), of_line, is_bullet=is_list)
    return tuple(_without_offer(found))


_NAMED_DUTY = re.compile(r"[^:.!?,]{2,45}:\s+(?=\S)")


def _unnamed(line: str) -> str:
    """A duty without its name before it, as in "Training: teach the new starters"."""
    found = _NAMED_DUTY.match(line)
    return line[found.end() :] if found and phrases.is_deed(line[found.end() :]) else line


def _without_offer(found: list[JobLine]) -> list[JobLine]:
    """Beside lists with a heading, a list without one that names the pay is the offer."""
    if not any(line.section in {Section.MUST, Section.DUTY} for line in found):
        return found
    runs = groupby(found, key=lambda line: (line.is_bullet, line.section))
    kept = ((kind, list(run)) for kind, run in runs)
    is_offer = (True, Section.OPEN)
    return [
        line
        for kind, run in kept
        if not (kind == is_offer and any(units.names_pay(line.quote) for line in run))
        for line in run
    ]


def _of_label(rest: str, section: Section) -> list[JobLine]:
    """What stands behind a label in its line; a sentence may bring a label of its own."""
    pieces = [_labelled(piece, section) for piece in _spoken(rest, is_bullet=False)]
    return [
        JobLine(quote=quote, section=of_piece, is_bullet=True, is_run=True)
        for of_piece, quote in pieces
    ]


def _of_line(rest: str, section: Section, *, is_bullet: bool) -> list[JobLine]:
    """The sentences of a line; a label within counts for its own sentence only."""
    found: list[JobLine] = []
    asked = ""
    for piece in _spoken(rest, is_bullet=is_bullet):
        of_piece, quote = (section, piece) if is_bullet else _labelled(piece, section)
        is_run = quote != piece
        if asked and _is_answer(piece):
            found[-1] = JobLine(quote=asked, section=Section.NICE, is_bullet=True)
        else:
            found.append(
                JobLine(quote=quote, section=of_piece, is_bullet=is_bullet or is_run, is_run=is_run)
            )
        asked = piece if _TOPIC.fullmatch(piece) and not is_bullet else ""
    return found


_TOPIC = re.compile(
    r"(?!(?:are|do|have|can|is|would|want|ready|you)\b)(?:[\w’'/&-]+ ?){1,5}\?", re.IGNORECASE
)
"""As in "Hospitality background? Lovely, but not needed."."""

_LONGEST_ANSWER = 7


def _is_answer(piece: str) -> bool:
    is_weak = demands.NICE.search(piece) or demands.NOT_ASKED.search(piece)
    return bool(is_weak) and len(piece.split()) <= _LONGEST_ANSWER


def raw_lines(text: str) -> list[str]:
    """Lines; bullets set in one line are parted, a line broken in mid-sentence is joined.

    Where nothing begins with a capital, a small letter does not tell that a line goes on.
    """
    parted = [piece for line in text.splitlines() for piece in _INLINE.split(line)]
    joined: list[str] = []
    is_small = not any(unbulleted(piece)[0][:1].isupper() for piece in parted)
    for piece in parted:
        if joined and not is_small and _continues(joined[-1], piece):
            joined[-1] = f"{joined[-1].rstrip()} {piece.strip()}"
        else:
            joined.append(piece)
    return [piece for piece in joined if piece.strip()]


_LONGEST_HEADING = 5


def _unknown(bare: str, following: str) -> Section | None:
    """A short line right above bullets is a heading, whatever it says."""
    if not unbulleted(following)[1]:
        return None
    if bare.endswith(":"):
        return announced(bare)
    is_short = len(bare.split()) <= _LONGEST_HEADING and not bare.endswith((".", ","))
    return Section.OPEN if is_short else None


_MAY = re.compile(r"^\s*D\s{2,}\S")
"""A line marked as desirable, as "D  Can teach A-level"."""

_FEWEST_ITEMS = 3
_LONGEST_ITEM, _LONGEST_TITLE = 16, 12


def _untitled(lines: list[str]) -> list[str]:
    """Without a first line that only names the post, where the rest is a list."""
    if len(lines) <= _FEWEST_ITEMS or not _is_plain(lines[0]):
        return lines
    return lines[1:] if len(lines[0].split()) <= _LONGEST_TITLE else lines


def _plain_items(lines: list[str]) -> frozenset[str]:
    """Lines of a list that has neither bullets nor headings: short, and none ends a sentence."""
    found: set[str] = set()
    run: list[str] = []
    for line in [*lines[_letterhead(lines) :], ""]:
        if _is_plain(line):
            run.append(line)
            continue
        found |= set(run) if len(run) >= _FEWEST_ITEMS else set()
        run = []
    return frozenset(found)


def _letterhead(lines: list[str]) -> int:
    """How many lines stand above the first heading of what is asked: post, firm, place, hours."""
    first = next((at for at, line in enumerate(lines) if section_of(line)), 0)
    return first if first and section_of(lines[first]) is not Section.ASIDE else 0


def _is_plain(line: str) -> bool:
    bare, is_bullet = unbulleted(line)
    size = len(bare.split())
    return (
        not is_bullet
        and 0 < size <= _LONGEST_ITEM
        and not bare.endswith((".", "!", "?", ":", ",", ";"))
        and section_of(bare) is None
    )


_WRAPPED = 45
"""Characters from which a line may have been broken to fit a page."""


def _continues(line: str, following: str) -> bool:
    if (
        "|" in line + following
        or len(line) < _WRAPPED
        or line.rstrip().endswith((".", "!", "?", ":", ";"))
    ):
        return False
    return following.lstrip()[:1].islower() and not unbulleted(following)[1]


def unbulleted(line: str) -> tuple[str, bool]:
    """`line` without its bullet, and whether it had one; a picture is none."""
    picture = _PICTURE.match(line)
    if picture:
        return line[picture.end() :].strip(), False
    for mark in (BULLET, _GLUED):
        found = mark.match(line)
        if found:
            return line[found.end() :].strip(), True
    return line.strip(), False


def _labelled(line: str, section: Section) -> tuple[Section, str]:
    """A label in front of its line, as in "Required: Python and SQL"."""
    found = _LABELLED.match(line)
    label = section_of(found[1] + ":") if found else None
    if found is not None and _CALL.search(found[1]):
        return Section.MUST, found[2]
    if found is None or label in {None, Section.OPEN}:
        return section, line
    return label or section, found[2]


def _spoken(line: str, *, is_bullet: bool) -> list[str]:
    """The sound sentences of a line; of a bullet the first."""
    sound = without_planted(line)
    pieces = [piece for piece in sentences(line) if piece in sound]
    return pieces[:1] if is_bullet else pieces
