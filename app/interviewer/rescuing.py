"""Taking over what a dead or frozen writer left behind.

Law: no clocks are compared. A question is taken over when this process has
itself seen its attempt and its counter unmoved for `Patience.lost` seconds of
its own steady clock; the claim then decides who of several takes it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Generic, TypeVar

from app.interview.errors import StorageUnavailable
from app.interviewer.asking import Asker
from app.interviewer.clock import World
from app.interviewer.needs import Store
from app.interviewer.patience import Patience
from app.interviewer.reporting import Reporter

log = logging.getLogger(__name__)

K = TypeVar("K")


class Sweeper:
    """Looks every few seconds for questions and reports that stopped moving."""

    def __init__(
        self, *, store: Store, asker: Asker, reporter: Reporter, world: World, patience: Patience
    ) -> None:
        self._store = store
        self._asker = asker
        self._reporter = reporter
        self._clock = world.monotonic
        self._patience = patience
        self._questions = _Stillness[tuple[str, int]]()
        self._reports = _Stillness[str]()

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            try:
                await self.sweep()
            except StorageUnavailable as error:
                log.warning("No sweep: %s", error)
            await asyncio.sleep(self._patience.sweep)

    async def sweep(self) -> None:
        """One look: what has been still for too long is begun again."""
        turns = {
            (t.session_id, t.number): (t.attempt, t.beats) for t in await self._store.unwritten()
        }
        for session_id, number in self._lost(self._questions, turns):
            if not self._asker.is_writing(session_id, number):
                self._asker.begin(session_id, number)
        reports = {
            f.session_id: (f.attempt, f.beats) for f in await self._store.unwritten_feedbacks()
        }
        for session_id in self._lost(self._reports, reports):
            if not self._reporter.is_writing(session_id):
                self._reporter.begin(session_id)

    def _lost(self, seen: _Stillness[K], now: dict[K, tuple[int, int]]) -> list[K]:
        return seen.look(now, self._clock(), self._patience.lost)


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
