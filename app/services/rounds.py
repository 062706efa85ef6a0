"""A loop of the process that outlives every fault of its work.

Law: whatever a round raises is logged, and the next round comes. Whether rounds
still come can be asked, so that a loop that hangs does not pass for a healthy one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.domain.errors import LoopStopped, StorageUnavailable

log = logging.getLogger(__name__)

LATE_ROUNDS = 5
ALWAYS_IN_TIME = 60.0
"""Seconds that a round may take in any case; a database may be away that long."""


class Rounds:
    """Does `work` every `every` seconds until cancelled; `monotonic` counts seconds."""

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        *,
        every: float,
        monotonic: Callable[[], float],
    ) -> None:
        self._name = name
        self._work = work
        self._every = every
        self._monotonic = monotonic
        self._last = monotonic()

    async def run(self) -> None:
        """Go round until cancelled."""
        while True:
            try:
                await self._work()
            except StorageUnavailable as error:
                log.warning("%s waits: %s", self._name, error)
            except Exception:
                log.exception("%s failed and goes on", self._name)
            self._last = self._monotonic()
            await asyncio.sleep(self._every)

    async def ping(self) -> None:
        """Raises `LoopStopped` when no round has come for too long."""
        if self._monotonic() - self._last > max(LATE_ROUNDS * self._every, ALWAYS_IN_TIME):
            raise LoopStopped(f"{self._name} has not come round.")
