"""How long a text would take to say."""

from __future__ import annotations

WORDS_A_MINUTE = 150
"""Of someone who answers at an easy pace."""
STEP = 5
"""Seconds; nobody speaks so evenly that less would mean anything."""


def speaking_time(text: str) -> int:
    """Seconds, in whole steps and at least one."""
    from app.text.sentences import words  # noqa: PLC0415, the first page holds no answer

    return max(1, round(len(words(text)) * 60 / WORDS_A_MINUTE / STEP)) * STEP
