"""Answers given once more: bounded, in order, gone with their session."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from app.domain.practice import Hold, Practice, PracticePlace
from app.storage.store import PiccoloStore
from app.values import replace
from tests.storage.making import NOON, a_session, review

PRACTICE = Practice(
    session_id="s", turn=2, answer="“Once” more – früher 🚀", language="de", created_at=NOON,
    review=review(2),
)  # fmt: skip

PLACE = PracticePlace(session_id="s", turn=2, answer=PRACTICE.answer, created_at=NOON)


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


async def test_places_are_bounded_and_one_for_each_answer_by_whoever_asks_at_once(
    store: PiccoloStore,
) -> None:
    await store.add_session(a_session())
    await store.add_practice(PRACTICE, 3)
    many = [replace(PLACE, answer=f"Number {n}") for n in range(4)]

    held = await asyncio.gather(*(store.hold_place(one, 3, NOON) for one in many))
    again = [await store.hold_place(one, 3, NOON) for one in (PLACE, *many)]

    assert Counter(held) == {Hold.HELD: 2, Hold.FULL: 2}
    assert Counter(again) == {Hold.TAKEN: 3, Hold.FULL: 2}
    assert await store.hold_place(replace(PLACE, turn=1), 3, NOON) == Hold.HELD
    assert await store.hold_place(replace(PLACE, session_id="t"), 3, NOON) == Hold.GONE
    assert await store.practices("s") == [PRACTICE], "a place is no practice"


async def test_practice_takes_its_own_place_and_no_other(store: PiccoloStore) -> None:
    others = [
        replace(PLACE, **other) for other in ({"answer": "Other"}, {"turn": 1}, {"session_id": "t"})
    ]
    for session in ("s", "t"):
        await store.add_session(a_session(session))
    for place in (PLACE, *others):
        await store.hold_place(place, 2, NOON)

    assert not await store.add_practice(replace(PRACTICE, answer="Third"), 2)
    assert await store.add_practice(PRACTICE, 2)
    assert {await store.hold_place(one, 3, NOON) for one in others} == {Hold.TAKEN}


async def test_place_is_free_once_given_up_or_lost(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.hold_place(PLACE, 1, NOON)
    await store.give_up_place(replace(PLACE, answer="Other"))
    assert await store.hold_place(PLACE, 1, NOON) == Hold.TAKEN

    await store.give_up_place(PLACE)
    given_up = await store.hold_place(PLACE, 1, NOON)
    lost = await store.hold_place(replace(PLACE, answer="Other"), 1, NOON + timedelta(seconds=1))

    assert (given_up, lost) == (Hold.HELD, Hold.HELD)
    await store.add_practice(PRACTICE, 2)
    await store.give_up_place(PLACE)
    assert await store.practices("s") == [PRACTICE]
