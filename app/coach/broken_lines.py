"""Lines that were broken to fit a page, put together again.

Whether a line goes on in the next was learnt from labelled papers, as they are and broken
at many widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.coach.phrase_table import load
from app.text import learnt

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\S")
_BULLET = re.compile(load("posting.toml")["forms"]["bullet"])
_STOPS = frozenset(".;:!")
_STEPS = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1)  # up to where shares count as the same
_LIKELY = 2 / 3  # the chance from which a line is put together with the one above


def joined(text: str) -> list[str]:
    """The lines of `text`; one that goes on in the next is put together with it."""
    written = text.split("\n")
    told = ((at, learnt.chances("broken lines", known)) for at, known in features(written))
    going_on = {at for at, chances in told if chances["goes on"] > _LIKELY}
    ends = [at for at in range(1, len(written)) if at not in going_on]
    return ["\n".join(written[at:end]) for at, end in pairwise([0, *ends, len(written)])]


def features(written: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The index of each line right below another and without a bullet; what is known of both."""
    below = [at for at, (a, b) in enumerate(pairwise(written), start=1) if a.strip() and b.strip()]
    width = max(1, *(len(line.rstrip()) for line in written))
    taken = (len(f"{written[at - 1].rstrip()} {written[at].split()[0]}") for at in below)
    room = {at: _step(max(0, 1 - size / width)) for at, size in zip(below, taken, strict=True)}
    full = f"full {_step(sum(not left for left in room.values()) / max(1, len(below)))}"
    begun = [line.strip()[0].islower() for line in written if line.strip()]
    small = f"small {_step(sum(begun) / max(1, len(begun)))}"
    stops = f"stops {_step(sum(line.rstrip()[-1:] in _STOPS for line in written) / len(written))}"
    for at in (at for at in below if not _BULLET.match(written[at])):
        one, two = written[at - 1].rstrip(), written[at].strip()
        end, begin = _sign(one[-1]), _sign(two[0])
        left, edge, bullet = f"room {room[at]}", f"edge {end}{begin}", bool(_BULLET.match(one))
        last, first = _WORD.findall(one.casefold())[-1], _WORD.findall(two.casefold())[0]
        known = [left, f"{left} {full}", f"{left} {edge}", f"{left} {full} {edge}", edge]
        known += [f"{edge} {len(one) // 12}", f"{edge} to {_sign(two[-1])}", f"{edge} {bullet}"]
        known += [f"{small} {begin}", f"{small} {begin} {left}", f"{small} {begin} {full}"]
        known += [f"last {last}", f"last {last} {begin}", f"first {first}", f"first {first} {end}"]
        known += [f"{full} {len(two) // 24}", f"{stops} {bullet} {end}"]
        known += [f"ending {first[-2:]} {edge}", f"table {'   ' in one.lstrip()} {'   ' in two}"]
        yield at, known


def _step(share: float) -> float:
    return next(step for step in _STEPS if share <= step)


def _sign(letter: str) -> str:
    """A sign itself, "a" for any small letter, "A" for any other, "0" for any digit."""
    if letter.isalpha():
        return "a" if letter.islower() else "A"
    return "0" if letter.isdigit() else letter
