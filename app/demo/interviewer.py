"""The built-in interviewer: offline, the same every time, labelled as a demo."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from app.demo.stories import story_of
from app.domain.brief import Brief
from app.domain.interview import Session
from app.domain.plan import Plan
from app.domain.requirement import Reading
from app.domain.source import Source
from app.domain.typing import marks

if TYPE_CHECKING:
    from app.demo.asker import Decision

_LONGEST = 0.7  # seconds a word takes at most in the mean: a question keeps the time it has


class DemoInterviewer:
    """Types the planned question; `words_per_second` 0 is without waiting."""

    name = "Demo interviewer"
    fallback_name: str | None = None
    source = Source.DEMO
    has_one_place = False

    def __init__(self, words_per_second: float) -> None:
        self.seconds_per_word = min(1 / words_per_second, _LONGEST) if words_per_second > 0 else 0.0

    async def read(self, session: Session, tries: int) -> Reading:  # noqa: ARG002 - never fails
        """The authored reading of a story's papers, that of the rules for others."""
        if story := story_of(session):
            return story.reading
        from app.coach.posting_reader import read_papers  # noqa: PLC0415, see `_decide`

        return await read_papers(session, Source.DEMO)

    async def question(
        self,
        brief: Brief,
        tries: int,  # noqa: ARG002 - never fails
        is_shown: object = None,  # noqa: ARG002 - never fails
    ) -> AsyncGenerator[str, None]:
        """The question word by word, each due at its time from the start.

        A reader who takes long over a word so delays no word after it.
        """
        now = asyncio.get_running_loop().time
        start = now()
        for mark in marks(_decide(brief).text, self.seconds_per_word):
            if (wait := start + mark.at - now()) > 0:
                await asyncio.sleep(wait)
            yield mark.text

    def plan(self, brief: Brief, line: str) -> Plan:  # noqa: ARG002 - no line comes after it
        return _decide(brief).plan

    async def close(self) -> None:
        """Nothing is held open."""


def _decide(brief: Brief) -> Decision:
    from app.demo.asker import decide  # noqa: PLC0415, the first page asks nothing

    return decide(brief)
