"""What the model's calls of each day cost, counted afterwards: nobody waits for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import date
from typing import Protocol

from app.domain.errors import StorageUnavailable
from app.log_context import fresh_context
from app.services.clock import Clock


class Ledger(Protocol):
    """Where it is counted."""

    async def count_usage(self, day: date, prompt: int, completion: int) -> None:
        """Add one call and its tokens to `day`."""
        ...


class DailyUsage:
    """Adds each call to its day; what storage cannot take is not counted."""

    def __init__(self, *, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._adding: set[asyncio.Task[None]] = set()

    def add(self, *, prompt: int, completion: int) -> None:
        """Have one call counted, in a task that inherits no transaction."""
        work = self._add(self._clock.now().date(), prompt, completion)
        task = asyncio.get_running_loop().create_task(work, context=fresh_context())
        self._adding.add(task)
        task.add_done_callback(self._adding.discard)

    async def _add(self, day: date, prompt: int, completion: int) -> None:
        with suppress(StorageUnavailable):
            await self._ledger.count_usage(day, prompt, completion)
