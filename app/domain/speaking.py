"""How long a text would take to say."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 150
"""Of someone who answers at an easy pace."""
STEP = 5
"""Seconds; nobody speaks so evenly that less would mean anything."""
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['.+#&/-][A-Za-z0-9]+)*")
"""What `words` finds in ASCII text, twice as fast."""


def speaking_time(text: str) -> int:
    """Seconds, in whole steps and at least one."""
    from app.text.sentences import words  # noqa: PLC0415, the first page holds no answer

    said = _ASCII_WORD.findall(text) if text.isascii() else words(text)
    return max(1, round(len(said) * 60 / WORDS_A_MINUTE / STEP)) * STEP
