"""Lines of CV and posting, and the words of papers and answers that can be quoted.

Law: a span is cut out of its source and never changed, but that a broken line is quoted in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, filterfalse, pairwise
from typing import NamedTuple

from app.coach.broken_lines import joined
from app.coach.phrase_table import load
from app.guard.topics import reveals
from app.text.sentences import sentences

READ_AT_MOST, _MOST_LINES, _MOST_CELLS, _MOST_SENTENCES, LONGEST = 6_000, 800, 8, 40, 800
"""Of a document, read by rule, and of a sentence; what matters stands on the first pages."""
MOST_WORDS, _HEARD_WORDS, _FEWEST_OF_CUT, _CLAUSE_WORDS = 24, 11, 3, range(4, 15)
"""Words of a quotation, of one easily heard, of one that was cut, at least, and of a clause."""
_FEWEST_OF_ADVERT, _FEWEST_LISTED = 4, 3  # things of an advert in one line, and after a heading
_LONGEST_LINE, _LAST_CUT = 600, 300  # characters: longer lost its breaks; none is cut later
_DATA = load("posting.toml")


@cache
def form(name: str) -> re.Pattern[str]:
    """A pattern of the data file, compiled when it is first asked for."""
    return re.compile(_DATA["forms"][name])


_BEFORE, _AFTER = (
    re.compile("|".join(_DATA["core"][side]).replace(" ", r"\s"), re.IGNORECASE | re.DOTALL)
    for side in ("before", "after")
)
_CODE = re.compile(rf"\s*(?:{'|'.join(load('signs.toml')['code']['begins'])})")
_VERBS, _NO_VERBS, _PHRASE_ENDS = (
    frozenset(_DATA["words"][name].split()) for name in ("verbs", "no_verbs", "phrase_ends")
)


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
    read = "\n".join(document[:READ_AT_MOST].split("\n")[:_MOST_LINES])
    after_blank, whole = True, joined(read)
    pieces = [piece for line in whole for piece in form("part").split(line)]
    if len([*filter(str.strip, pieces)]) == 1 and not form("sentence").search(document):
        pieces = listed(document, _FEWEST_OF_ADVERT)
    for raw in chain.from_iterable(map(_unbroken, pieces)):
        parted = form("column").sub("|", raw)
        row = tuple(parted.split("|", _MOST_CELLS)) if "|" in parted else ()
        for column, cell in enumerate(row or (raw,)):
            if text := trimmed(cell):
                is_bullet = bool(form("bullet").match(cell))
                yield Line(cell, text, is_bullet, after_blank, row, column)
        after_blank = not raw.strip()


def _unbroken(line: str) -> list[str]:
    """A line, or the lines of one that is too long to be one."""
    breaks = form("lost_break").finditer(line) if len(line) > _LONGEST_LINE else ()
    return [line[at:end] for at, end in pairwise([0, *(m.end() for m in breaks), len(line)])]


def trimmed(raw: str) -> str:
    """`raw` without bullets, numbering, decoration and punctuation around it."""
    bare = raw.strip()
    decoration = form("decoration").match(bare)
    bare = bare[decoration.end() :] if decoration else bare
    bare = bare.rstrip(" \t\n.;,:!…*_=~–—-|•✨✓✔☑")
    return bare if bare.count("(") == bare.count(")") else bare.strip("() ")


def statements(line: Line) -> list[str]:
    """The sentences of a line that ask nothing, trimmed."""
    found: list[str] = []
    flat, at = line.raw.replace("\n", " "), 0  # a broken line ends no sentence
    told = sentences(flat)[:_MOST_SENTENCES] if re.search(r"[.!?？。！]", flat) else [line.text]
    for sentence in (each.replace("\n", " ") for each in told):
        start = flat.index(sentence, at)
        at = start + len(sentence)
        if len(sentence) <= LONGEST and not re.search("[?？]", sentence):
            for piece in form("apart").split(line.raw[start:at]):
                wish = form("last_wished").fullmatch(piece.rstrip(" ."))
                found += map(trimmed, wish.groups() if wish else [piece])
    return [*filter(None, found)]


def listed(text: str, fewest: int = _FEWEST_LISTED) -> list[str]:
    """The things that one line lists; where a thing may be no whole one, all that it says."""
    things = [*map(trimmed, form("between").split(text))]
    is_list = len(things) >= fewest and all(" " in each and fits(each) for each in things)
    return things if is_list else [*filter(None, [text])]


def parts(text: str) -> list[str]:
    """`text` itself where it can be quoted, else each thing it says to do, else its beginning."""
    said = text.partition(" whether ")[0]  # what comes after it are examples
    cuts = [] if fits(text) else [m for m in form("next").finditer(said) if is_verb(m[1].lower())]
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(text)]
    things = [core(text[at:end]) for at, end in zip(edges[::2], edges[1::2], strict=True)]
    is_fair = cuts and all(fits(each) and len(each.split()) >= _FEWEST_OF_CUT for each in things)
    return things if is_fair else [*filter(None, [beginning(text)])]


def beginning(text: str, most: int = MOST_WORDS) -> str | None:
    """`text` itself where `most` words can be quoted, else its longest beginning, else None."""
    joints = [m for m in form("joint").finditer(text) if not m[1] or is_verb(m[1].lower())]
    cuts = chain(reversed(joints), reversed([*form("weak_joint").finditer(text)]))
    heads = (core(text[: cut.start()]) for cut in cuts if cut.start() <= _LAST_CUT)
    whole = (head for head in heads if len(head.split()) >= _FEWEST_OF_CUT)
    fair = (head for head in whole if fits(head, most) and not form("loose").search(head))
    return text if fits(text, most) else next(fair, None)


def spoken(text: str) -> str:
    """As much of `text` as is easily heard, all of it where it goes on to other things to do."""
    text = head[0] if (head := form("heard").match(text)) else text
    short = beginning(text, _HEARD_WORDS) or text
    more = form("goes_on").match(text, len(short))
    return text if more and (not more[1] or is_verb(more[1].lower())) else short


def core(text: str) -> str:
    """`text` without what only leads up to its matter: "You will be able to …"."""
    bare = cut = trimmed(text)
    before = ""
    while cut != before:
        before, begins = cut, _BEFORE.match(cut)
        cut = cut[begins.end() :] if begins else trimmed(_AFTER.sub("", cut))
    return cut if " " in cut or bare.startswith(cut) else bare


def is_verb(word: str) -> bool:
    """Whether `word`, in small letters, is one that tells of work to be done."""
    is_going_on = word.endswith("ing") and word not in _NO_VERBS
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & _VERBS) or is_going_on


def fits(text: str, most: int = MOST_WORDS) -> bool:
    """Whether `text` is short and plain enough to be a requirement or a line of a CV."""
    is_whole = text.count("(") == text.count(")")
    return is_whole and 0 < len(text.split()) <= most and not form("unfit").search(text)


def is_code(text: str) -> bool:
    """Whether a line is a command, a query, a formula or a statement of a program."""
    return bool(_CODE.match(text))


def shortened(text: str, most: int) -> str:
    """The first words of `text`, about `most`, up to where a phrase ends."""
    words = [*text.split(), "and"]
    ends = (most, most + 1, most + 2, *range(most - 1, 2, -1))
    small = [word.lower() in _PHRASE_ENDS for word in words]
    is_end = (at for at in ends if small[at - 1 : at + 1] == [False, True])
    return " ".join(words[: next(is_end, most)]).rstrip(" ,;:–—-(") if words[most + 1 :] else text


def quotable(text: str) -> str | None:
    """`text` in one line, without its edges, as a question may hold it, None when it may not."""
    span = form("leading").sub("", trimmed(form("wrapped").sub(" ", text)))
    is_clean = fits(span) and form("letters").search(span) and not form("unclean").search(span)
    return span if is_clean and not is_code(span) and reveals(span) is None else None


def taken_up(answer: str) -> str | None:
    """A short clean clause to take up: the speaker's last of himself or the only one, or None."""
    found: list[str] = []
    for sentence in (part for text in sentences(answer) for part in text.split(";")):
        heads = [sentence[: m.start()] for m in re.finditer(r"[,(]\s*|\s[–—-]\s", sentence)]
        spoken = [head for head in reversed(heads) if form("speaker").match(head)]
        whole = filter(None, map(quotable, (sentence, *spoken)))
        short = (clause for clause in whole if len(clause.split()) in _CLAUSE_WORDS)
        found += [*filterfalse(form("not_taken_up").search, short)][:1]
    spoken = [clause for clause in found if form("speaker").match(clause)]
    taken = (spoken or found)[-1:] if spoken or len(sentences(answer)) == 1 else []
    return next((c for c in taken if c.startswith("I") or not form("own").search(answer)), None)
