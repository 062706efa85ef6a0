"""Taking over what a dead or frozen writer left behind.

Law: no clocks are compared. A question is taken over when this process has
itself seen its attempt and its counter unmoved for `Timeouts.lost` seconds of
its own steady clock; the claim then decides who of several takes it.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from app.services.clock import Clock
from app.services.question_writer import QuestionWriter
from app.services.report_writer import ReportWriter
from app.services.store_ports import Store
from app.services.timeouts import Timeouts

K = TypeVar("K")


class Recovery:
    """Looks every few seconds for questions and reports that stopped moving."""

    def __init__(
        self,
        *,
        store: Store,
        question_writer: QuestionWriter,
        reports: ReportWriter,
        clock: Clock,
        timeouts: Timeouts,
    ) -> None:
        self._store = store
        self._question_writer = question_writer
        self._reports = reports
        self._clock = clock.monotonic
        self._timeouts = timeouts
        self._still_questions = _Stillness[tuple[str, int]]()
        self._still_reports = _Stillness[str]()

    async def sweep(self) -> None:
        """One look: what has been still for too long is begun again."""
        lost = self._timeouts.lost
        turns = {
            (t.session_id, t.number): (t.attempt, t.beats) for t in await self._store.unwritten()
        }
        for session_id, number in self._still_questions.look(turns, self._clock(), lost):
            if not self._question_writer.is_writing(session_id, number):
                attempt, _ = turns[session_id, number]
                self._question_writer.begin(session_id, number, lost=attempt)
        unwritten = {
            f.session_id: (f.attempt, f.beats) for f in await self._store.unwritten_feedbacks()
        }
        for session_id in self._still_reports.look(unwritten, self._clock(), lost):
            if not self._reports.is_writing(session_id):
                self._reports.begin(session_id, unwritten[session_id][0])


class _Stillness(Generic[K]):
    """Since when each thing has been seen unmoved."""

    def __init__(self) -> None:
        self._seen: dict[K, tuple[tuple[int, int], float]] = {}

    def look(self, now: dict[K, tuple[int, int]], clock: float, lost: float) -> list[K]:
        """Remember what moved; the keys unmoved for `lost` seconds."""
        self._seen = {
            key: self._seen[key]
            if key in self._seen and self._seen[key][0] == counters
            else (counters, clock)
            for key, counters in now.items()
        }
        return [key for key, (_, since) in self._seen.items() if clock - since >= lost]
