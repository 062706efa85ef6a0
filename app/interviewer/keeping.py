"""Keeping house: this process's sign of life, and what is too old to keep."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from app.interview.errors import StorageUnavailable
from app.interviewer.clock import World
from app.interviewer.needs import Store

log = logging.getLogger(__name__)

ANNOUNCE_EVERY = 5.0
"""Seconds."""
ROUNDS_BETWEEN_ERASING = 720
"""An hour of announcements."""

SEVERAL_PROCESSES = (
    "Another process uses this database and REDIS_URL is not set: questions written "
    "elsewhere are shown here once they are whole."
)


class Housekeeper:
    """Announces this process, notices others, and erases old sessions."""

    def __init__(
        self, *, store: Store, world: World, retention_days: int, expects_others: bool
    ) -> None:
        self._store = store
        self._world = world
        self._retention = timedelta(days=retention_days)
        self._process_id = world.new_id()
        self._warned = expects_others
        self._others: dict[str, int] = {}

    async def run(self) -> None:
        """Keep house until cancelled."""
        rounds = 0
        while True:
            try:
                await self._announce(rounds)
                if rounds % ROUNDS_BETWEEN_ERASING == 0:
                    await self.erase_old()
            except StorageUnavailable as error:
                log.warning("Housekeeping waits: %s", error)
            rounds += 1
            await asyncio.sleep(ANNOUNCE_EVERY)

    async def erase_old(self) -> None:
        erased = await self._store.erase_older_than(self._world.now() - self._retention)
        if erased:
            log.info("Erased %d sessions past their time.", erased)

    async def leave(self) -> None:
        await self._store.leave(self._process_id)

    async def _announce(self, beats: int) -> None:
        others = await self._store.announce(self._process_id, beats)
        if not self._warned and self._has_moved(others):
            log.warning(SEVERAL_PROCESSES)
            self._warned = True
        self._others = dict(others)

    def _has_moved(self, others: Sequence[tuple[str, int]]) -> bool:
        """Whether another process lives: its counter rose between two looks of ours."""
        return any(self._others.get(name, beats) < beats for name, beats in others)
