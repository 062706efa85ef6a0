"""Answers given once more: bounded, in order, gone with their session."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from app.domain.practice import Practice
from app.storage.store import PiccoloStore
from tests.storage.making import NOON, a_session, review

PRACTICE = Practice(
    session_id="s", turn=2, answer="“Once” more – früher 🚀", language="de", created_at=NOON,
    review=review(2),
)  # fmt: skip


async def test_practices_come_back_whole_and_in_order(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    given = [replace(PRACTICE, answer=f"{n} {PRACTICE.answer}", turn=n) for n in (3, 1, 2)]

    for practice in given:
        assert await store.add_practice(practice, 10)

    assert await store.practices("s") == given


async def test_answer_is_practised_so_often_and_no_more_by_whoever_sends_at_once(
    store: PiccoloStore,
) -> None:
    await store.add_session(a_session())
    many = [replace(PRACTICE, answer=f"Number {n}") for n in range(6)]

    added = await asyncio.gather(*(store.add_practice(one, 3) for one in many))

    assert sum(added) == 3
    assert await store.add_practice(replace(PRACTICE, turn=1), 3), "each answer has its own"
    assert len(await store.practices("s")) == 4


async def test_same_answer_is_kept_once(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert [await store.add_practice(PRACTICE, 10) for _ in range(2)] == [True, False]
    assert await store.practices("s") == [PRACTICE]


async def test_session_that_is_gone_takes_its_practices_and_no_more(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.add_practice(PRACTICE, 10)

    await store.erase("s")

    assert not await store.add_practice(PRACTICE, 10)
    await store.add_session(a_session())
    assert await store.practices("s") == []
    await store.add_practice(PRACTICE, 10)
    assert await store.erase_older_than(NOON.replace(year=2027)) == 1
    await store.add_session(a_session())
    assert await store.practices("s") == []
