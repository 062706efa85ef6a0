"""How long a text would take to say."""

from __future__ import annotations

from app.text.sentences import words

WORDS_A_MINUTE = 150
"""Of someone who answers at an easy pace."""
STEP = 5
"""Seconds; nobody speaks so evenly that less would mean anything."""

_UNSPACED_FROM = "\u0e00"
"""The first letter of the scripts that put no spaces between words."""
_NOT_SAID = "-–—•/&+="
"""Signs that are no words where they stand alone."""


def speaking_time(text: str) -> int:
    """Seconds, in whole steps and at least one."""
    if text.isascii() or max(text) < _UNSPACED_FROM:
        pieces = text.split()
        count = len(pieces) - sum(map(pieces.count, _NOT_SAID))
    else:
        count = len(words(text))
    return max(1, round(count * 60 / WORDS_A_MINUTE / STEP)) * STEP
