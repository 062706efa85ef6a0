"""What the model's calls of each day cost."""

from __future__ import annotations

import asyncio
from datetime import date

from app.domain.errors import StorageUnavailable
from app.services.clock import Clock
from app.services.daily_usage import DailyUsage
from tests.fakes import NOON


class FakeLedger:
    def __init__(self) -> None:
        self.counted: list[tuple[date, int, int]] = []

    async def count_usage(self, day: date, prompt: int, completion: int) -> None:
        if prompt == 0:
            raise StorageUnavailable
        self.counted.append((day, prompt, completion))


async def test_call_is_counted_for_its_day_and_storage_that_is_away_costs_the_count_alone() -> None:
    ledger = FakeLedger()
    usage = DailyUsage(ledger=ledger, clock=Clock(now=lambda: NOON))

    usage.add(prompt=0, completion=1)
    usage.add(prompt=900, completion=40)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert ledger.counted == [(NOON.date(), 900, 40)]
