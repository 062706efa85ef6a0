"""What a posting asks for and a CV offers, read line by line.

Law: a requirement is a span of the posting itself. What the firm says of itself, what it
offers, how to apply, what a site prints around a posting and what was planted is none.
Must-haves come first, then duties, then wishes, each in the order of the posting.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from app.coach import spans
from app.coach.answer_signs import has_figure, is_past
from app.coach.phrase_table import PhraseTable, load, tokens
from app.coach.spans import FORMS, Line, core, fits
from app.domain.interview import Session
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.guard.topics import reveals
from app.text.language_id import language_of
from app.text.sentences import content_words

MOST, _FEW = 8, 6
_ENOUGH = 24
"""Spans of each document that are weighed."""
_NAMED, _HEADING_WORDS, _ITEM_WORDS, _FRAGMENT_WORDS, _TITLE_WORDS, _BARE = 10, 8, 10, 4, 12, 2
"""The most words of each; a fragment is a sentence without a verb: "HCPC registration.", and
the first thing of a list is bare if it tells nothing of the others."""
_ITEMS_OF_LIST, _FEWEST_SHOUTED, _LANGUAGE_FROM = range(3, 13), 4, 500
_TABLE = load("posting.toml")
_HEADINGS, _SIGNALS = PhraseTable(_TABLE["headings"]), PhraseTable(_TABLE["signals"])
GENERIC_WORDS = content_words(load("signs.toml")["generic"]["requirement"])
"""Words of requirements that say nothing of the matter."""
_TORN_OFF = frozenset(_TABLE["words"]["torn_off"].split())
"""What begins with one of these goes on with the thing before it."""
_ASIDE, _OPEN = "aside", ""
"""The section of what is never a requirement, and the one of which nothing is known."""
_CAREFUL_FIRST = ("nice", _ASIDE, "duty", "must")
_KINDS = {kind.value: kind for kind in RequirementKind}
_MARKED = {"E": "must", "D": "nice"}
_CV_LINES, _CV_WORDS = 5, 4
_LINES = PhraseTable({**_TABLE["cv"], "planted": _TABLE["signals"]["planted"]})
_Found = Mapping[str, tuple[int, int]]
_Span = tuple[str, RequirementKind, bool]
"""The text, how much the job insists, and whether a case of it can be asked for."""


def read_papers(session: Session, source: Source) -> Reading:
    """The requirements of the posting and the lines of the CV worth asking about."""
    posting = session.job_description_text or ""
    chosen = _chosen(posting, session)
    return Reading(
        requirements=tuple(
            Requirement(
                id=f"r{n}",
                text=text,
                name=spans.shortened(text, _NAMED),
                kind=kind,
                is_askable=is_askable,
            )
            for n, (text, kind, is_askable) in enumerate(chosen, start=1)
        ),
        cv_lines=_cv_lines(session.cv_text or "", "\n".join(text for text, _, _ in chosen)),
        language=language_of(posting[:_LANGUAGE_FROM]) or "en",
        source=source,
    )


def _chosen(posting: str, session: Session) -> list[_Span]:
    """Must-haves first; where there are too many, those that can be asked about."""
    read = list(spans.lines(posting))
    title = content_words(f"{session.job_title}\n{session.company_name}")
    found = _distinct(_asked(read))
    is_laid_out = any(line.is_bullet or _heading(line, ()) for line in read)
    if not found or (len(found) < _FEW and not is_laid_out):
        found = _distinct(
            [*found, *_plain(read, tokens(session.company_name)[:1], is_strict=bool(found))]
        )
    order = list(RequirementKind)
    asked = [(t, kind, ok and not reveals(t)) for t, kind, ok in found if content_words(t) - title]
    by_kind = sorted(asked, key=lambda span: order.index(span[1]))
    kept = sorted(by_kind, key=lambda span: not span[2])[:MOST]
    return [span for span in by_kind if span in kept]


def _asked(read: Sequence[Line]) -> Iterator[_Span]:
    """What the lines ask for by their headings, columns and signal words."""
    section, was_listed, is_known = _OPEN, False, False
    columns: list[str] = []
    for at, line in enumerate(read):
        heading = _heading(line, read[at + 1 : at + 2])
        is_title = not (line.is_bullet or re.search(r"[.:]", line.text))
        if at == 0 and heading is None and is_title and len(line.text.split()) <= _TITLE_WORDS:
            continue
        if heading is not None:
            section, was_listed, is_known = heading, False, is_known or bool(heading)
            continue
        if was_listed and line.after_blank and not line.is_bullet:
            section = _OPEN
        columns = (columns or _columns(line)) if line.row else []
        was_listed = was_listed or line.is_bullet
        is_free = section == _OPEN and line.is_bullet and not is_known and at > 0
        here, is_inline = "duty" if is_free else section, False
        for statement in spans.statements(line):
            head, _, rest = statement.partition(":")
            is_short = len(head.split()) <= _HEADING_WORDS
            opened = _section(head, is_marked=False) if rest.strip() and is_short else None
            here, section = opened or here, opened or section
            is_inline = is_inline or bool(opened)
            text = FORMS.trailing_mark.sub("", spans.trimmed(rest) if opened else statement)
            its_section = _marked(line, columns) or here
            if its_section != _ASIDE and not FORMS.mark.fullmatch(text):
                yield from _spans(text, line, its_section, is_sure=is_inline)


def _columns(line: Line) -> list[str]:
    """The sections of the columns of a table whose header the line is part of."""
    if _section(line.text, is_marked=False) not in {"must", "nice"}:
        return []
    named = [_section(cell, is_marked=False) or _OPEN for cell in line.row]
    return named if {"must", "nice"} <= {*named} else []


def _marked(line: Line, columns: Sequence[str]) -> str:
    """The section that a mark in the line, in its row or its column gives it."""
    if mark := FORMS.mark.match(line.raw) or FORMS.trailing_mark.search(line.raw.rstrip()):
        return _MARKED.get(mark[1], _OPEN)
    cells = zip(columns, line.row, strict=False)
    given = [tag for tag, cell in cells if tag and cell.strip() and FORMS.mark.match(cell)]
    return given[0] if given else dict(enumerate(columns)).get(line.column, _OPEN)


def _heading(line: Line, following: Sequence[Line]) -> str | None:
    """The section that `line` opens; None where it is no heading."""
    raw = line.raw.strip()
    ending = raw.rstrip(" *_=~-")[-1:]
    is_listed = line.is_bullet or bool(re.search(r"[,/\d]", line.text))
    is_asking = not is_listed and FORMS.asking.match(line.text) is not None
    most = _TITLE_WORDS if is_asking else _HEADING_WORDS
    if len(line.text.split()) > most or line.row or ending in ".,;!":
        return None
    is_shouted = line.text.isupper() and len(line.text) >= _FEWEST_SHOUTED
    is_marked = ending == ":" or raw[0] in "#=" or (is_shouted and not is_listed)
    is_marked = is_marked or is_asking or bool(FORMS.dangling.search(line.text))
    section = _section(FORMS.bracket.sub("", line.text), is_marked=is_marked)
    is_caption = any(after.is_bullet for after in following) and not is_listed
    is_unknown = is_caption or (is_marked and not line.is_bullet)
    return section or (_OPEN if is_unknown or raw[0] in "#=" else None)


def _section(text: str, *, is_marked: bool) -> str | None:
    """The section of a heading: the one whose words cover most of it."""
    found, words = _HEADINGS.find(text), tokens(text)
    for tag in sorted(found, key=lambda t: (found[t][0] - found[t][1], _CAREFUL_FIRST.index(t))):
        start, end = found[tag]
        others = [w for w in (*words[:start], *words[end:]) if tag not in _HEADINGS.find(w)]
        beside = content_words(" ".join(others))
        return tag if is_marked or len(beside) <= (end - start) // 3 else None
    return None


def _spans(text: str, line: Line, section: str, *, is_sure: bool = False) -> Iterator[_Span]:
    """What a statement asks for, each thing of a list of its own."""
    found, parts = _SIGNALS.find(text), FORMS.semicolon.split(text)
    is_sentence = line.raw.rstrip().endswith((".", "!")) and len(text.split()) > _FRAGMENT_WORDS
    is_told = not (is_sure or line.is_bullet) and ("tells" in found or is_sentence)
    kind = _kind(_SIGNALS.find(parts[0]), section, is_told=is_told)
    if parts[1:]:
        if FORMS.of_firm.match(parts[0]):
            return
        given, is_sure = section or kind or _OPEN, is_sure or bool(kind)
        for part in parts if section or "aside" not in found else parts[: bool(kind)]:
            yield from _spans(spans.trimmed(part), line, given, is_sure=is_sure)
        return
    if kind is None or (_is_no_requirement(text, found) and not _items(text)[1:]):
        return
    matter = core(text)
    items = [] if kind is RequirementKind.DUTY else _items(matter)
    if items[1:] and len(items[0].split()) > _BARE and _is_unaskable(items[0]):
        yield matter, kind, False
    elif not items[1:]:
        firsts = (first for part in spans.parallel(matter) for first in spans.clauses(part)[:1])
        for clause in filter(_asks_for_something, firsts):
            yield clause, kind, not _is_unaskable(clause)
    else:
        is_mixed = section != "nice" and "nice" in found and "nice" not in _SIGNALS.find(items[0])
        yield from _listed(items, kind, is_mixed=is_mixed)


def _listed(items: Sequence[str], kind: RequirementKind, *, is_mixed: bool) -> Iterator[_Span]:
    """The things of a list, each as much as the list insists; some of a mixed one are wishes."""
    for item in items:
        of_item = _SIGNALS.find(item)
        its_kind = RequirementKind.MUST if is_mixed and "nice" not in of_item else kind
        if "notice" not in of_item and _asks_for_something(item):
            yield core(item), its_kind, not _is_unaskable(item)


def _asks_for_something(piece: str) -> bool:
    """Whether a piece of a statement is none of those, and no sentence of its own."""
    return not (FORMS.of_others.match(piece) or _is_no_requirement(piece, _SIGNALS.find(piece)))


def _is_no_requirement(text: str, found: Collection[str]) -> bool:
    """Whether it is an offer, an order to a program, of the firm itself, a contact, or a load."""
    begins, holds = (FORMS.of_firm, FORMS.call), (FORMS.contact, FORMS.load)
    is_formed = any(form.match(text) for form in begins) or any(form.search(text) for form in holds)
    return is_formed or not {"never", "planted"}.isdisjoint(found)


def _is_unaskable(item: str) -> bool:
    """Whether no case of it can be told: a paper, a check, a shift, a load."""
    return not FORMS.experience.match(item) and "unaskable" in _SIGNALS.find(item)


def _kind(found: _Found, section: str, *, is_told: bool) -> RequirementKind | None:
    """How much a statement insists; None where it asks for nothing."""
    if "nice" in found:
        return RequirementKind.NICE
    if section and (not is_told or {"must", "duty"} & {*found}):
        return _KINDS[section]
    is_call = "notice" in found and not {"calls_for", "seeks"} & {*found}
    if section or "aside" in found or is_call:
        return None
    is_of_firm = "notice" not in found and found.get("tells") == (0, 1)
    if "seeks" in found or ("must" in found and "duty" not in found and not is_of_firm):
        return RequirementKind.MUST
    return RequirementKind.DUTY if "duty" in found else None


def _items(text: str) -> list[str]:
    """The things of a list, each of its own; `text` itself where it is none."""
    items = [spans.trimmed(item) for item in FORMS.items.split(text) if item.strip()]
    is_list = ", " in text and len(items) in _ITEMS_OF_LIST
    single = [item for item in items if " " not in item]
    names = [*filter(_stands_alone, single)]
    is_fair = len(names) in {0, len(items)} and len(single) - len(names) <= len(items) // 4
    is_fair = is_fair and not any(map(spans.is_verb, single))
    is_fair = is_fair and all(_stands_alone(item) or item.isalpha() for item in items)
    begins = [word for item in items for word in tokens(item)[:1]]
    orders = [spans.is_verb(word) and not word.endswith("ing") for word in begins]
    is_fair = is_fair and (all(orders) or not orders[0])
    return items if is_list and is_fair else [text]


def _stands_alone(item: str) -> bool:
    """Whether it is a thing by itself: "SQL", "a driving licence", but not "at a high level"."""
    words = item.split()
    if not words or words[0].casefold() in _TORN_OFF:
        return False
    is_name = len(words) == 1 and not item[:1].islower() and not item.endswith("-")
    return fits(item) and (is_name or 1 < len(words) <= _ITEM_WORDS)


def _plain(read: Sequence[Line], company: Sequence[str], *, is_strict: bool) -> Iterator[_Span]:
    """The lines of a posting without headings and signal words; only short ones if `is_strict`."""
    for line in read[len(read) > 1 :]:
        if is_strict and (has_figure(line.text) or len(line.text.split()) > _ITEM_WORDS):
            continue
        for text in spans.statements(line):
            head, _, rest = text.partition(": ")
            is_list = bool(rest) and len(head.split()) <= _HEADING_WORDS
            is_of_firm = {*company} & {*tokens(text)[:2]} or FORMS.article.match(text)
            is_told = is_of_firm or {"aside", "tells", "notice"} & {*_SIGNALS.find(text)}
            for item in _items(rest if is_list else text) if is_list or not is_told else ():
                yield from _spans(item, line, "duty", is_sure=True)


def _distinct(found: Iterable[_Span]) -> list[_Span]:
    """Those that name something, and none that says the same again."""
    kept: dict[frozenset[str], _Span] = {}
    for span in islice(found, _ENOUGH):
        words = content_words(span[0]) - GENERIC_WORDS
        if any(not word.isdigit() for word in words):
            kept.setdefault(words, span)
    return list(kept.values())


def _cv_lines(cv: str, asked: str) -> tuple[CvLine, ...]:
    """At most five spans of the CV, those nearest to `asked`, in the order of the CV."""
    wanted = content_words(asked)
    told = {
        text: weight + min(2, len(content_words(text) & wanted))
        for text, weight in islice(_told(cv), _ENOUGH)
    }
    nearest = sorted(told, key=lambda text: -told[text])
    best = [*islice((text for text in nearest if reveals(text) is None), _CV_LINES)]
    kept = (text for text in told if text in best)
    return tuple(CvLine(id=f"c{at}", text=text) for at, text in enumerate(kept, start=1))


def _told(cv: str) -> Iterator[tuple[str, int]]:
    """The clauses of a CV that tell of a deed or a size of something, and 2 for each."""
    for text in (statement for line in spans.lines(cv) for statement in spans.statements(line)):
        dates = FORMS.dates.search(text)
        told = FORMS.after_dates.match(text, dates.end()) if dates else None
        if FORMS.contact.search(text) or (dates and not told):
            continue
        rest = told[1] if told else text
        found = _LINES.find(rest)
        parts = [rest] if fits(rest) else spans.clauses(rest)
        is_list = "lists" in found and not any(map(is_past, tokens(rest)[:1]))
        for part in parts if not (is_list or {"aside", "planted"} & {*found}) else ():
            is_deed = "deeds" in found or any(map(is_past, tokens(part)))
            weight = 2 * has_figure(FORMS.no_size.sub("", part)) + 2 * is_deed + bool(told)
            is_title = part[0].islower() or FORMS.of_others.match(part) or _is_title(part)
            is_whole = is_deed or not is_title
            if weight and is_whole and len(part.split()) >= _CV_WORDS:
                yield part, weight - part[0].islower()


def _is_title(part: str) -> bool:
    """Whether all its longer words have capitals: a firm, a course, a list of tools."""
    said: list[str] = re.findall(r"[^\W\d_]{4,}", FORMS.bracket.sub("", part))
    return all(word[0].isupper() for word in said)
