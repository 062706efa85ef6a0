"""How long a call may keep the candidate waiting.

Law: only time spent waiting for the provider counts, and only visible text is
progress: keep-alives and empty pieces are silence. Before the first text a sign
of reasoning is life too; after it only text is. Text of which its reader can show
nothing does not count as the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from app.llm.faults import Kind, fault

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The limits of one call, in seconds.

    `silence`: until anything real comes, and between signs of reasoning.
    `first_text`: until text that can be shown, however lively the reasoning.
    `gap`: between visible texts. `whole`: until the end. None where only the ask
    as a whole bounds it.
    """

    silence: float
    first_text: float | None
    gap: float
    whole: float | None = None


class Watch:
    """The clock of one call, started when it is made; `clock` is steady."""

    def __init__(self, waits: Waits, clock: Callable[[], float]) -> None:
        self._waits = waits
        self._clock = clock
        self._began = self._last = clock()
        self._has_text = self._has_shown = False

    def saw_life(self) -> None:
        """Something real came that is no text."""
        if not self._has_text:
            self._last = self._clock()

    def saw_text(self, *, is_shown: bool = True) -> None:
        """Visible text came and its reader wants more; `is_shown`: and could show some."""
        self._has_text = True
        self._has_shown = self._has_shown or is_shown
        self._last = self._clock()

    async def wait(self, arrival: Awaitable[T]) -> T:
        """What arrives; raises `ModelFailed` when it is late."""
        try:
            async with asyncio.timeout(self._left()):
                return await arrival
        except TimeoutError:
            raise fault(Kind.STALLED if self._has_text else Kind.SILENT) from None

    def _left(self) -> float:
        return max(0.0, self._limit() - self._clock())

    def _limit(self) -> float:
        quiet = self._waits.gap if self._has_text else self._waits.silence
        whole = self._waits.whole if self._has_shown else self._waits.first_text
        until_next = self._last + quiet
        return until_next if whole is None else min(until_next, self._began + whole)
