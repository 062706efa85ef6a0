"""An answer given once more, after the report."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.domain.feedback import AnswerReview
from app.domain.interview import Interview, Role
from app.values import replace

MOST_PRACTICES = 10
"""Of one answer."""


class Practice(Struct, frozen=True, kw_only=True):
    """Answer `turn` once more, and what it earned; interview and report stay as they were.

    `language` (ISO 639-1) is that of `answer`, None where it is not sure.
    """

    session_id: str
    turn: int
    answer: str
    language: str | None
    created_at: datetime
    review: AnswerReview


class PracticePlace(Struct, frozen=True, kw_only=True):
    """One of the places for practices of answer `turn`, held while `answer` is judged."""

    session_id: str
    turn: int
    answer: str
    created_at: datetime


class Hold(StrEnum):
    """What came of asking for a place; `TAKEN`: this very answer is kept or being judged."""

    HELD = "held"
    TAKEN = "taken"
    FULL = "full"
    GONE = "gone"


def answered_instead(
    interview: Interview, turn: int, answer: str, language: str | None
) -> Interview:
    """The interview as if `answer` had been given in `turn`."""
    messages = (
        replace(message, content=answer, language=language)
        if (message.turn, message.role) == (turn, Role.USER)
        else message
        for message in interview.messages
    )
    return replace(interview, messages=tuple(messages))
