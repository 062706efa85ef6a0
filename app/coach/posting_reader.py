"""What a posting asks for and a CV offers, read line by line.

Law: a requirement is a span of the posting. What the firm says of itself and offers, how to
apply, what a site prints around a posting and what was planted is none. Must-haves come
first, then duties, then wishes, each in the order of the posting.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain, filterfalse, islice
from types import coroutine
from typing import NamedTuple, TypeVar

from app.coach import spans
from app.coach.answer_classifier import GENERIC_WORDS
from app.coach.answer_signs import has_figure, is_past
from app.coach.line_classifier import HEADINGS, Spot, Statement, classified, features
from app.coach.phrase_table import PhraseTable, load, tokens
from app.coach.spans import Line, core, form
from app.domain.interview import Session
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.guard.topics import reveals
from app.text import learnt
from app.text.language_id import language_of
from app.text.sentences import content_words

MOST, _FEW, _ENOUGH = 8, 4, 60  # requirements, and spans of each document that are weighed
_NAMED, _BARE, _LANGUAGE_FROM = 12, 2, 500  # words of a name, of a head; characters of a language
_SLIGHT, _LISTED, _LIKELY, _SURE, _BESIDE = 0.05, 0.3, 0.5, 0.8, 3
"""How likely a line asks, in a list alone 0.3; how much longer a cell is than its row's head."""
_TABLE = load("posting.toml")
_NEVER, _UNFIT = PhraseTable(_TABLE["never"]), ("unclean", "dangling")
_KINDS = tuple(RequirementKind)
_MARKED = {"E": "must", "D": "nice"}
_CV_LINES, _CV_WORDS, _OLDER = 5, 4, 0.2  # the most of each; what every line above takes off
_T = TypeVar("_T")


class _Span(NamedTuple):
    """A text, how much the job insists, whether it is a case, how sure, and in a headed list."""

    text: str
    kind: RequirementKind
    is_askable: bool
    chance: float
    is_listed: bool


@coroutine
def read_papers(session: Session, source: Source) -> Generator[None, None, Reading]:
    """What posting and CV hold worth asking about; other tasks may run after each line."""
    posting, cv = session.job_description_text or "", session.cv_text or ""
    stated = yield from _in_steps(classified(posting, "posting", _chances))
    chosen = _chosen((yield from _in_steps(_distinct(_asked(stated)))), session)
    told = yield from _in_steps(classified(cv, "cv"))
    deeds = yield from _in_steps(islice(_deeds(told), _ENOUGH))
    return Reading(
        requirements=tuple(
            Requirement(id=f"r{n}", text=text, name=name, kind=kind, is_askable=is_askable)
            for n, (text, kind, is_askable, *_) in enumerate(chosen, start=1)
            for name in (spans.shortened(text, _NAMED),)
        ),
        cv_lines=_cv_lines(deeds, "\n".join(span.text for span in chosen)),
        language=language_of(posting[:_LANGUAGE_FROM]) or "en",
        source=source,
    )


def _in_steps(found: Iterable[_T]) -> Generator[None, None, list[_T]]:
    kept: list[_T] = []
    for each in found:
        kept.append(each)
        yield
    return kept


def _chosen(asked: Sequence[_Span], session: Session) -> list[_Span]:
    """Must-haves first; where too many, those that are sure or listed and can be asked about."""
    title = content_words(f"{session.job_title}\n{session.company_name}")
    found = [span for span in asked if content_words(span.text) - title]
    by_kind = sorted(found, key=lambda span: _KINDS.index(span.kind))
    best = sorted(by_kind, key=lambda span: (span.chance < _SURE, not span.is_askable))
    kept = [s for at, s in enumerate(best[:MOST]) if at < _FEW or s.is_listed or s.chance >= _SURE]
    return [span for span in by_kind if span in kept]


def _chances(text: str, place: Spot) -> learnt.Chances:
    """What a statement of a posting is; a bullet that says "nice to have" is no heading."""
    thing, line = form("wished").sub("", text), place.line
    is_whole = not line.is_bullet or thing == text or line.raw.rstrip().endswith(":")
    is_wish = not is_whole and content_words(thing) - GENERIC_WORDS
    return learnt.chances("posting", features(f"{thing} is a plus" if is_wish else text, place))


def _asked(read: list[Statement]) -> Iterator[_Span]:
    """What the statements of a posting ask for; an order in a list under no heading is a duty."""
    columns, header = dict[int, str](), tuple[str, ...]()
    enough = _LIKELY if any(each.asks >= _LIKELY for each in read) else _SLIGHT
    ends = {m[1] for each in read if (m := form("last_letter").search(each.text))}
    mark = form("last_letter" if ends == {*_MARKED} else "trailing_mark")
    for statement in read:
        (place, said, _), asks, line = statement, statement.asks, statement.place.line
        columns, header = (columns, header or line.row) if line.row else ({}, ())
        if line.row and line.row == header and len(tokens(said)) <= _BARE:
            named = (tag for tag in HEADINGS.find(said) if tag in _KINDS)
            columns.update((line.column, tag) for tag in named)
        is_first = line.raw == next(filter(str.strip, line.row), "")
        is_head = is_first and max(map(len, line.row)) > _BESIDE * len(line.raw)
        cell = line.row[1].strip() if len(line.row) > _BARE else ""
        is_head |= is_first and len(line.raw) < len(cell) and not HEADINGS.find(cell)
        is_bare = line.is_bullet and not place.heading
        under = place.of_heading.removeprefix("heading ")
        if asks >= min(enough, _LISTED if is_bare else 1) and not is_head:
            thing = said if "," in (bare := form("wished").sub("", said)) else bare
            is_wish = thing != said or form("wish").search(said) is not None
            marked = _marked(line, columns, mark) or "nice" * is_wish
            marked = marked or "duty" * (is_bare and spans.is_verb(said.split()[0].lower()))
            marked = marked or under * (under in _KINDS and place.heading in line.raw)
            kind = RequirementKind(marked) if marked else max(_KINDS, key=statement.of)
            is_case = statement.of("case") >= statement.of("formal")
            is_of_firm, whole = form("of_firm").match, form("another").split(mark.sub("", thing))
            parts = map(spans.parts, filterfalse(is_of_firm, map(core, whole)))
            for text in filterfalse(is_of_firm, chain.from_iterable(parts)):
                yield _Span(text, kind, is_case, asks, line.is_bullet and under in _KINDS)


def _marked(line: Line, columns: Mapping[int, str], last: re.Pattern[str]) -> str:
    """The kind that a mark in the line, in its row or its column gives it, or `last` finds."""
    if mark := form("mark").match(line.raw) or last.search(line.raw.rstrip()):
        return _MARKED.get(mark[1], "")
    marks = (at for at, cell in enumerate(line.row) if cell.strip() and form("mark").match(cell))
    cells = ((HEADINGS.find(cell), (0, len(tokens(cell)))) for cell in line.row)
    beside = (tag for found, whole in cells for tag in found if found[tag] == whole)
    named = (columns[at] for at in marks if at in columns)
    return next(named, next((tag for tag in beside if tag in _KINDS), columns.get(line.column, "")))


def _distinct(found: Iterable[_Span]) -> Iterator[_Span]:
    """Those that name something, and none that says the same again."""
    known = set[frozenset[str]]()
    for span in islice(found, _ENOUGH):
        words, flat = content_words(span.text) - GENERIC_WORDS, form("wrapped").sub(" ", span.text)
        is_fair = not (_NEVER.find(flat) or any(form(n).search(flat) for n in _UNFIT))
        if is_fair and words not in known and any(not word.isdigit() for word in words):
            known.add(words)
            yield span


def _cv_lines(deeds: Iterable[tuple[str, float]], asked: str) -> tuple[CvLine, ...]:
    """At most five spans of the CV, recent ones and those nearest to `asked`, in its order."""
    wanted, told = content_words(asked), dict[str, float]()
    for at, (text, weight) in enumerate(deeds):
        told[text] = weight + min(2, len(content_words(text) & wanted)) - at * _OLDER
    nearest = (text for text in sorted(told, key=lambda text: -told[text]) if not reveals(text))
    best = [*islice(nearest, _CV_LINES)]
    kept = (text for text in told if text in best)
    return tuple(CvLine(id=f"c{at}", text=text) for at, text in enumerate(kept, start=1))


def _deeds(told: Iterable[Statement]) -> Iterator[tuple[str, float]]:
    """The clauses of a CV that tell of a deed, and how likely each does, more with a figure."""
    for statement in told:
        text, said = statement.text, tokens(statement.text)
        is_told = text.count(", ") <= 1 or has_figure(text) or any(map(is_past, said))
        is_deed = is_told and statement.of("deed") >= _LIKELY and not form("no_deed").search(text)
        part = spans.beginning(text) if is_deed and not _NEVER.find(text) else None
        if part is not None and len(part.split()) >= _CV_WORDS:
            weight = 2 * has_figure(form("no_size").sub("", part)) - part[0].islower()
            yield part, 4 * statement.of("deed") + weight
