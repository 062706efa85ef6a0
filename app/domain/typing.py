"""When each word stands of a text that is typed as a person types.

Law: every mark is an offset from the start and follows from the text alone, so that
two runs are alike and a late word delays no word after it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(r"\s*\S+")
_USUAL = 6
"""Characters of a word that takes the mean time."""
_STOPS = {".": 10, "?": 10, "!": 10, ":": 7, ";": 7, "”": 7, ",": 3}
"""For how many characters the stop after a word counts."""
_LEAST, _SPREAD = 0.6, 0.8
"""A word takes that share of its mean time at least, and up to that much more."""


class Mark(NamedTuple):
    """A word, and the seconds from the start at which it stands."""

    at: float
    text: str


def marks(text: str, seconds_per_word: float) -> Iterator[Mark]:
    """The words of `text` with the white space before them, at an uneven pace."""
    due, seed = 0.0, zlib.crc32(text.encode(errors="replace"))
    for number, piece in enumerate(_PIECE.findall(text)):
        yield Mark(due, piece)
        chance = zlib.crc32(f"{seed} {number}".encode()) % 1000 / 1000
        length = len(piece.strip()) + _STOPS.get(piece[-1], 0)
        due += seconds_per_word * length / _USUAL * (_LEAST + _SPREAD * chance)
