"""Lines of CV and posting, and the words of papers and answers that can be quoted.

Law: a span is cut out of its source and never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, zip_longest
from typing import NamedTuple

from app.coach.phrase_table import PhraseTable, load, tokens
from app.guard.topics import reveals
from app.text.sentences import sentences

READ_AT_MOST, _MOST_CELLS, _MOST_SENTENCES, _LONGEST = 6_000, 8, 40, 800
"""Of a document, read by rule, and of a sentence; what matters stands on the first pages."""
MOST_WORDS, _SHORT, _CLAUSE_WORDS = 20, 14, range(4, 15)
"""Words of a quotation, of one that is not cut shorter, and of a clause of an answer."""
_WRAPPED_FROM, _BROKEN_FROM, _LONGEST_LINE, _LABEL = 45, 24, 600, 12
"""Characters from which a line may have been broken to fit a page, the same where its last
word wants another, from which it has lost its breaks, and of a label before a colon."""
_DATA = load("posting.toml")


@cache
def form(name: str) -> re.Pattern[str]:
    """A pattern of the data file, compiled when it is first asked for."""
    return re.compile(_DATA["forms"][name])


_JOINTS_BY_STRENGTH = tuple(map(re.compile, _DATA["joints"]["by_strength"]))
_BEFORE, _AFTER = (
    re.compile("|".join(_DATA["core"][side]), re.IGNORECASE) for side in ("before", "after")
)
_CODE = re.compile(rf"\s*(?:{'|'.join(load('signs.toml')['code']['begins'])})")
_VERBS, _NO_VERBS, _OF_SKILLS, _GOING_ON, _PHRASE_ENDS = (
    frozenset(_DATA["words"][name].split())
    for name in ("verbs", "no_verbs", "of_skills", "going_on", "phrase_ends")
)
_SHAPE = PhraseTable(_DATA["shape"])


class Line(NamedTuple):
    """A line, or a cell of a table's `row`, a bar between the cells."""

    raw: str
    text: str
    is_bullet: bool
    after_blank: bool
    row: tuple[str, ...]
    column: int


def lines(document: str) -> Iterator[Line]:
    """The lines of a document's beginning, those broken to fit a page put together."""
    after_blank, whole = True, _joined(document[:READ_AT_MOST])
    parts = (part for line in whole for part in form("part").split(line))
    for raw in chain.from_iterable(map(_unbroken, parts)):
        parted = form("column").sub("|", raw)
        row = tuple(parted.split("|", _MOST_CELLS)) if "|" in parted else ()
        for column, cell in enumerate(row or (raw,)):
            if text := trimmed(cell):
                is_bullet = bool(form("bullet").match(cell))
                yield Line(cell, text, is_bullet, after_blank, row, column)
        after_blank = not raw.strip()


def _unbroken(line: str) -> list[str]:
    """A line, or the lines of one that is too long to be one."""
    return form("lost_break").split(line) if len(line) > _LONGEST_LINE else [line]


def _joined(text: str) -> Iterator[str]:
    """The lines of `text`; what goes on in small letters after a long line belongs to it."""
    held = last = ""
    for line in text.split("\n"):
        begins = line.lstrip(" \t")
        first = begins[:1]
        is_broken = len(last) >= _BROKEN_FROM and first.islower() and form("goes_on").search(last)
        if is_broken or (len(last) >= _WRAPPED_FROM and not form("ended").search(last)):
            is_rest = first.islower() or (first.isalnum() and form("goes_on").search(last))
            if is_rest and not form("bullet").match(begins) and ":" not in begins[:_LABEL]:
                held, last = f"{held}\n{line}", line
                continue
        yield held
        held = last = line
    yield held


def trimmed(raw: str) -> str:
    """`raw` without bullets, numbering, decoration and punctuation around it."""
    bare = raw.strip()
    decoration = form("decoration").match(bare)
    bare = bare[decoration.end() :] if decoration else bare
    bare = bare.rstrip(" \t\n.;,:!…*_=~–—-|•✨")
    return bare if bare.count("(") == bare.count(")") else bare.strip("() ")


def statements(line: Line) -> list[str]:
    """The sentences of a line that ask nothing, trimmed."""
    found: list[str] = []
    flat, at = line.raw.replace("\n", " "), 0  # a broken line ends no sentence
    told = sentences(flat)[:_MOST_SENTENCES] if re.search(r"[.!?？。！]", flat) else [line.text]
    for sentence in (each.replace("\n", " ") for each in told):
        start = flat.index(sentence, at)
        at = start + len(sentence)
        if len(sentence) <= _LONGEST and not re.search("[?？]", sentence):
            found += map(trimmed, form("apart").split(line.raw[start:at]))
    return [*filter(None, found)]


def clauses(text: str) -> list[str]:
    """`text` itself where it can be quoted, else those of its clauses that can."""
    if fits(text) and (len(text.split()) <= _SHORT or not _JOINTS_BY_STRENGTH[0].search(text)):
        return [text]
    rest: list[str] = []
    for joint in _JOINTS_BY_STRENGTH if not re.search(r"[<>{}]|&\w+;", text) else ():
        found = [form("leading").sub("", trimmed(piece)) for piece in joint.split(text)]
        kept = [
            piece
            for piece, after in zip_longest(found, found[1:], fillvalue="the end")
            if fits(piece) and " " in piece and " " in after and not form("loose").search(piece)
        ]
        if fits(text) or found[0] in kept:
            return kept or [text]
        rest = rest or kept
    return rest


def parallel(text: str) -> list[str]:
    """What a `core` names one after another, each with a verb: "plans …, can …, and …"."""
    is_doing = any(word.endswith("ing") for word in text.split()[:2])
    found = (m for m in form("next").finditer(text) if m[1] in _GOING_ON or is_verb(m[1]))
    parts, at = [], 0
    for cut in (m for m in found if is_doing or not m[1].endswith("ing")):
        parts.append(core(text[at : cut.start()]))
        at = cut.end()
    return [*parts, core(text[at:])] if parts and all(" " in part for part in parts) else [text]


def core(text: str) -> str:
    """`text` without what only leads up to its matter: "You will be able to …"."""
    bare = cut = trimmed(text)
    while begins := _BEFORE.match(cut):
        cut = cut[begins.end() :]
    while (shorter := trimmed(_AFTER.sub("", cut))) != cut:
        cut = shorter
    return cut if " " in cut else bare


def is_verb(word: str) -> bool:
    """Whether `word`, in small letters, is one that tells of work to be done."""
    is_going_on = word.endswith("ing") and word not in _NO_VERBS
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & _VERBS) or is_going_on


def fits(text: str) -> bool:
    """Whether `text` is short and plain enough to be a requirement or a line of a CV."""
    is_whole = text.count("(") == text.count(")")
    return is_whole and 0 < len(text.split()) <= MOST_WORDS and not form("unfit").search(text)


def is_code(text: str) -> bool:
    """Whether a line is a command, a query, a formula or a statement of a program."""
    return bool(_CODE.match(text))


def shape_of(text: str, *, is_duty: bool = False) -> str:
    """What it looks like: a "verb" phrase, a "task", "doing" told otherwise, a "name", a "line"."""
    said, found = tokens(text), _SHAPE.find(text)
    is_order = _VERBS & {*said[:1]} or (form("order").match(text) and not is_verb(said[0]))
    is_skill = not _OF_SKILLS.isdisjoint(said)
    is_noun = is_skill or said[1:2] == ["of"] or not said[2:] or said[0] in _NO_VERBS
    if is_order and not is_noun:
        return "verb"
    begins = found.get("begins", (1, 1))[0] == 0 or form("third_person").match(text)
    is_named = is_skill or said[0] in {"a", "an"} or (is_duty and not text[:1].islower())
    is_loose = not is_named and (text[:1].islower() or is_verb(said[0]))
    if begins or "holds" in found or len(said) == 1 or is_loose or (is_order and said[3:]):
        return "doing" if is_verb(said[0]) else "line"
    return "task" if is_duty and not is_skill else "name"


def shortened(text: str, most: int) -> str:
    """The first words of `text`, about `most`, up to where a phrase ends."""
    words = [*text.split(), "and"]
    ends = (most, most + 1, most + 2, *range(most - 1, 2, -1))
    small = [word.lower() in _PHRASE_ENDS for word in words]
    is_end = (at for at in ends if small[at - 1 : at + 1] == [False, True])
    return " ".join(words[: next(is_end, most)]).rstrip(" ,;:–—-(") if words[most + 1 :] else text


def quotable(text: str) -> str | None:
    """`text` without its edges as a question may hold it, None when it may not."""
    span = form("leading").sub("", trimmed(text))
    is_clean = fits(span) and form("letters").search(span) and not form("unclean").search(span)
    return span if is_clean and not is_code(span) and reveals(span) is None else None


def taken_up(answer: str) -> str | None:
    """A short clean clause of an answer that a question can take up, None without one.

    The last that the speaker says of himself, else the only sentence; nothing denied.
    """
    found: list[str] = []
    for sentence in (part for text in sentences(answer) for part in text.split(";")):
        heads = [sentence[: m.start()] for m in re.finditer(r"[,:(]\s*|\s[–—-]\s", sentence)]
        spoken = [head for head in reversed(heads) if form("speaker").match(head)]
        fair = (clause for each in (sentence, *spoken) if (clause := quotable(each)))
        found += [
            clause
            for clause in fair
            if len(clause.split()) in _CLAUSE_WORDS and not form("not_taken_up").search(clause)
        ][:1]
    spoken = [clause for clause in found if form("speaker").match(clause)]
    is_brief = len(sentences(answer)) == 1
    return spoken[-1] if spoken else found[0] if found and is_brief else None
