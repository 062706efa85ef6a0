"""Calls of a model, counted by day."""

from __future__ import annotations

import asyncio
from datetime import date

from app.storage.interviews import PiccoloStore

TODAY, TOMORROW = date(2026, 11, 12), date(2026, 11, 13)


async def test_no_more_calls_are_counted_than_allowed_whoever_asks_first(
    store: PiccoloStore,
) -> None:
    counted = await asyncio.gather(*(store.count_call(TODAY, 4) for _ in range(12)))

    assert sum(counted) == 4
    assert not await store.count_call(TODAY, 4)


async def test_a_new_day_counts_anew_and_a_higher_limit_goes_on(store: PiccoloStore) -> None:
    assert await store.count_call(TODAY, 1)

    assert await store.count_call(TOMORROW, 1)
    assert await store.count_call(TODAY, 2)
    assert not await store.count_call(TODAY, 2)
