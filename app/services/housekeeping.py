"""Keeping house: this process's heartbeat, and what is too old to keep."""

from __future__ import annotations

import logging
from datetime import timedelta

from app.services.clock import Clock
from app.services.store_ports import Store

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
        self, *, store: Store, clock: Clock, retention_days: int, expects_others: bool
    ) -> None:
        self._store = store
        self._clock = clock
        self._retention = timedelta(days=retention_days)
        self._process_id = clock.new_id()
        self._warned = expects_others
        self._others: dict[str, int] = {}
        self._round = 0

    async def keep_house(self) -> None:
        """One round: announce this process, and erase what is old once an hour."""
        self._round += 1
        others = await self._store.announce(self._process_id, self._round)
        # Another process lives if its counter rose between two looks of ours.
        has_moved = any(self._others.get(name, beats) < beats for name, beats in others)
        if not self._warned and has_moved:
            log.warning(SEVERAL_PROCESSES)
            self._warned = True
        self._others = dict(others)
        if self._round % ROUNDS_BETWEEN_ERASING == 1:
            erased = await self._store.erase_older_than(self._clock.now() - self._retention)
            if erased:
                log.info("Erased %d sessions past their time.", erased)

    async def leave(self) -> None:
        await self._store.leave(self._process_id)
