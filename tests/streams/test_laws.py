"""Whatever is written and read in whatever order, a follower shows what was written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.ports import Place
from app.streams.memory import MemoryStream
from tests.limits import HANGS
from tests.streams.conftest import opened
from tests.streams.following import Subscriber

if TYPE_CHECKING:
    from app.services.ports import Stream

ATTEMPTS = st.integers(min_value=1, max_value=4)
WRITES = st.tuples(st.just("append"), ATTEMPTS, st.text(max_size=3))
ENDS = st.tuples(st.just("end"), ATTEMPTS, st.just(""))
READS = st.tuples(st.just("read"), st.integers(min_value=0, max_value=2), st.just(""))
STEPS = st.lists(st.one_of(WRITES, WRITES, READS, READS, ENDS), max_size=60)


class Written:
    """What the feed ought to hold: the laws of `Feed` in the plainest words."""

    def __init__(self) -> None:
        self.newest = 0
        self.texts: dict[int, str] = {}
        self.ended: set[int] = set()

    def write(self, attempt: int, text: str, *, end: bool) -> None:
        if attempt < self.newest or attempt in self.ended:
            return
        self.newest = attempt
        self.texts[attempt] = self.texts.get(attempt, "") + text
        if end:
            self.ended.add(attempt)


async def write(feed: Stream, written: Written, key: str, step: tuple[str, int, str]) -> None:
    what, attempt, text = step
    written.write(attempt, text, end=what == "end")
    if what == "end":
        await feed.end(key, attempt)
    else:
        await feed.append(key, attempt, text)


@given(steps=STEPS)
@settings(max_examples=120, deadline=None)
async def test_a_read_always_leads_to_the_newest_text(steps: list[tuple[str, int, str]]) -> None:
    feed, written = MemoryStream(), Written()
    followers = [Subscriber(feed, "k") for _ in range(3)]
    for step in steps:
        if step[0] != "read":
            await write(feed, written, "k", step)
            continue
        subscriber = followers[step[1]]
        seen = subscriber.place
        batch = await subscriber.read(0)
        assert subscriber.place.attempt == written.newest
        assert subscriber.text == written.texts.get(written.newest, "")
        assert batch.begun_again == (seen.attempt < written.newest)
        assert batch.ended == (written.newest in written.ended)


@given(steps=STEPS)
@settings(max_examples=120, deadline=None)
async def test_a_follower_who_waits_all_along_shows_a_beginning_of_the_newest_text(
    steps: list[tuple[str, int, str]],
) -> None:
    feed, written = MemoryStream(), Written()
    subscriber = Subscriber(feed, "k")
    following = asyncio.create_task(follow_for_ever(subscriber))
    for step in steps:
        if step[0] != "read":
            await write(feed, written, "k", step)
        for _ in range(step[1]):
            await asyncio.sleep(0)
            assert written.texts.get(subscriber.place.attempt, "").startswith(subscriber.text)
    for _ in range(10):
        await asyncio.sleep(0)
    following.cancel()
    await asyncio.wait([following])
    assert subscriber.place.attempt == written.newest
    assert subscriber.text == written.texts.get(written.newest, "")


@pytest.mark.redis
@given(steps=STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_in_another_process_it_is_the_same_a_little_later(
    redis_url: str, steps: list[tuple[str, int, str]]
) -> None:
    key, written = f"test:{uuid4()}", Written()
    async with opened(redis_url, 2) as (one, other):
        followers = [Subscriber(feed, key) for feed in (one, other, other)]
        for step in steps:
            if step[0] != "read":
                await write(one, written, key, step)
                continue
            subscriber = followers[step[1]]
            await subscriber.read(0.002)
            assert subscriber.place.attempt <= written.newest
            assert written.texts.get(subscriber.place.attempt, "").startswith(subscriber.text)
        if written.newest:
            await one.end(key, written.newest)
        for subscriber in followers if written.newest else []:
            await until_attempt(subscriber, written.newest)
            assert await subscriber.until_end() == written.texts[written.newest]


async def follow_for_ever(subscriber: Subscriber) -> None:
    while True:
        await subscriber.read(1)


async def until_attempt(subscriber: Subscriber, attempt: int) -> None:
    async with asyncio.timeout(HANGS):
        while subscriber.place.attempt < attempt:
            await subscriber.read()


async def test_no_piece_is_missed_between_two_reads() -> None:
    feed = MemoryStream()
    subscriber = Subscriber(feed, "k")
    for number in range(200):
        waiting = asyncio.create_task(subscriber.read(1))
        for _ in range(number % 4):
            await asyncio.sleep(0)
        await feed.append("k", 1, f"{number} ")
        await waiting
    assert subscriber.text == "".join(f"{number} " for number in range(200))
    assert subscriber.place == Place(attempt=1, index=200)
