"""The built-in interviewer: offline, the same every time, labelled as a demo.

Law: it fits `Model` as the prompted one does, so nothing else knows the difference.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from typing import TYPE_CHECKING

from app.demo.wording import word_question
from app.interview.model import Source

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from app.interview.model import Interview
    from app.interview.plan import Brief
    from app.interview.report import AnswerReview, Summary

_PIECE = re.compile(r"\s*\S+")
_LEAST, _MOST = 0.6, 1.4
"""How far one word's time may be from the mean, as a factor."""

_PAUSE_AT_STOP = 2.5
_LONGEST = 0.7
"""Seconds a word takes at most in the mean, so that a question keeps the time it has."""


class DemoModel:
    """Types the planned question; `words_per_second` 0 is without waiting."""

    def __init__(self, words_per_second: float) -> None:
        wanted = 1 / words_per_second if words_per_second > 0 else 0.0
        self._seconds = min(wanted, _LONGEST)

    @property
    def name(self) -> str:
        return "Demo interviewer"

    @property
    def fallback_name(self) -> None:
        return None

    @property
    def source(self) -> Source:
        return Source.DEMO

    async def question(
        self,
        brief: Brief,
        tries: int,
        is_shown: object = None,  # noqa: ARG002 - nobody else could be asked
    ) -> AsyncGenerator[str, None]:
        text = await asyncio.to_thread(word_question, brief, tries)
        for piece in _PIECE.findall(text):
            yield piece
            if self._seconds:
                await asyncio.sleep(self.seconds(piece))

    def seconds(self, piece: str) -> float:
        """How long typing that word takes."""
        return self._seconds * pace(piece)

    async def feedback(
        self,
        interview: Interview,
        done: Sequence[AnswerReview],
        tries: int,  # noqa: ARG002 - the report is the same at every try
    ) -> AsyncGenerator[AnswerReview | Summary, None]:
        from app.demo import feedback as demo_feedback  # noqa: PLC0415 - read only when a report is due

        for part in demo_feedback.feedback(interview, done):
            yield part
            if self._seconds:
                await asyncio.sleep(self._seconds)

    async def close(self) -> None:
        """Nothing is held open."""


def pace(piece: str) -> float:
    """The time a word takes, as a factor of the mean: never the same twice, always for it."""
    share = zlib.crc32(piece.encode()) % 1000 / 1000
    stop = _PAUSE_AT_STOP if piece.rstrip('“”"').endswith((".", ":", ";")) else 1.0
    return (_LEAST + (_MOST - _LEAST) * share) * stop
