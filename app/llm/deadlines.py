"""How long a call may keep the candidate waiting.

Law: only time spent waiting for the provider counts, and only visible text is
progress: keep-alives and empty pieces are silence. Before the first text a sign
of reasoning is life too; after it only text is. Text of which its reader can show
nothing does not count as the first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from msgspec import Struct

from app.llm.failures import Kind, fault
from app.prompts.prompt import Purpose
from app.repeated_timeout import RepeatedTimeout

T = TypeVar("T")


class Waits(Struct, frozen=True, kw_only=True):
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


class CallTimeouts(Struct, frozen=True, kw_only=True):
    """How long one call is waited for, in seconds, by what it is for.

    `connect`: to have a connection. `silence`: until anything real comes of a
    question that nobody else could write; longer than the 25 s of an ask, since
    giving up would make a local model begin to load anew. The limits named
    `before_fallback` leave time for another provider: for silence, for a primary that
    only reasons or whose text cannot be shown, for the whole. `gap`: between visible
    texts. `tail`: for more, once a text said that it is over. `load`: between the
    calls of a server that says it is loading, together a little below an ask.
    `linger`: how long a request that was given up in silence is kept open. `reading`:
    the whole of a reading or a check. `report`: the whole of a report, by try; nobody
    watches it word by word.
    """

    connect: float = 5.0
    silence: float = 60.0
    silence_before_fallback: float = 9.0
    first_text_before_fallback: float = 11.0
    whole_before_fallback: float = 60.0
    gap: float = 8.0
    tail: float = 2.0
    load: tuple[float, ...] = (3.0, 7.0, 10.5)
    linger: float = 90.0
    reading: float = 60.0
    report: tuple[float, ...] = (95.0, 65.0, 45.0)
    report_silence: float = 45.0
    report_gap: float = 20.0

    def waits(self, purpose: Purpose, tries: int, *, has_fallback: bool, is_last: bool) -> Waits:
        """The limits of one call; `is_last`: the next try would ask nobody else."""
        if purpose is Purpose.QUESTION:
            return Waits(
                silence=self.silence_before_fallback if has_fallback else self.silence,
                first_text=None if is_last else self.first_text_before_fallback,
                gap=self.gap,
                whole=None if is_last else self.whole_before_fallback,
            )
        whole = self.reading
        if purpose is Purpose.REPORT:
            whole = self.report[min(tries, len(self.report)) - 1]
        # A local server reads a report's prompt in silence, and nobody else could write it.
        silence = self.report_silence if has_fallback else whole
        return Waits(silence=silence, first_text=whole, gap=self.report_gap, whole=whole)


class Deadline:
    """The clock of one call, started when it is made; `clock` is steady."""

    def __init__(self, waits: Waits, clock: Callable[[], float]) -> None:
        self._waits = waits
        self._clock = clock
        self._timeout = RepeatedTimeout()
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

    async def wait(self, arrival: Awaitable[T], most: float | None = None) -> T:
        """What arrives, within `most` seconds if so many are left; raises `ModelFailed`."""
        left = max(0.0, self._limit() - self._clock())
        if most is not None:
            left = min(left, most)
        try:
            return await self._timeout.wait(arrival, left)
        except TimeoutError:
            raise fault(Kind.STALLED if self._has_text else Kind.SILENT) from None

    def _limit(self) -> float:
        quiet = self._waits.gap if self._has_text else self._waits.silence
        whole = self._waits.whole if self._has_shown else self._waits.first_text
        until_next = self._last + quiet
        return until_next if whole is None else min(until_next, self._began + whole)
