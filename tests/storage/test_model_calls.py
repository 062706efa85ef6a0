"""Calls of a model, counted by day."""

from __future__ import annotations

import asyncio
from datetime import date

from app.storage.store import PiccoloStore

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


async def test_tokens_are_added_up_by_day_whoever_adds_them_at_once(store: PiccoloStore) -> None:
    await store.count_call(TODAY, 4)
    await asyncio.gather(*(store.count_usage(TODAY, 900, n) for n in range(4)))
    await store.count_usage(TOMORROW, 3_000_000_000, 1)

    used = await store.usage(7)

    assert [(day.day, day.answered) for day in used] == [("2026-11-13", 1), ("2026-11-12", 4)]
    assert [(day.prompt_tokens, day.completion_tokens) for day in used] == [
        (3_000_000_000, 1),
        (3600, 6),
    ]
    assert await store.usage(1) == used[:1]
    assert await store.count_call(TODAY, 2)
    assert not await store.count_call(TODAY, 2), "tokens count for nothing in the budget"
