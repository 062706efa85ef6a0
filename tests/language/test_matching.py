"""When two texts speak of the same thing."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from app.language.matching import stem

_FRONTS = ("nation", "relation", "general", "hope", "care", "organ", "operation", "medic")
_BACKS = ("ally", "fulness", "izations", "ational", "ization", "lessness", "ating", "alities")
WORDS = [f"{a}{b}{c}" for a, b, c in product(_FRONTS, _BACKS, "abcdefghijklmnop")] + [
    f"{c}{a}{b}" for a, b, c in product(_FRONTS, _BACKS, "abcdefghijklmnop")
]


def _stems(words: list[str]) -> list[str]:
    return [stem.__wrapped__(word) for word in words]


def test_a_word_has_the_same_stem_whoever_else_is_reading() -> None:
    """Questions of several interviews are worded at the same time, each in its thread."""
    alone = _stems(WORDS)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as readers:
            together = list(readers.map(_stems, [WORDS] * 4))
    finally:
        sys.setswitchinterval(before)

    assert together == [alone] * 4
