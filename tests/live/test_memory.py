"""The memory feed forgets what nobody can need any more."""

from __future__ import annotations

import asyncio

from app.interviewer.needs import Batch, Feed, Place
from app.live.memory import KEPT_AFTER_END, KEPT_WHEN_SILENT, MemoryFeed


async def test_a_late_joiner_gets_the_whole_text_so_far_and_then_the_rest() -> None:
    feed: Feed = MemoryFeed()
    await feed.append("k", 1, "Why ")
    await feed.append("k", 1, "Python")
    first = await feed.read("k", Place(), 1)
    waiting = asyncio.create_task(feed.read("k", first.place, 1))
    await asyncio.sleep(0)
    await feed.append("k", 1, "?")
    assert first == Batch(place=Place(attempt=1, index=2), text="Why Python", begun_again=True)
    assert await waiting == Batch(place=Place(attempt=1, index=3), text="?")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_channels_are_dropped_some_time_after_their_end() -> None:
    clock = Clock()
    feed = MemoryFeed(clock=clock)
    await feed.append("ended", 1, "text")
    await feed.end("ended", 1)
    await feed.append("silent", 1, "text")
    clock.now = KEPT_AFTER_END + 11
    await feed.append("other", 1, "x")
    assert feed.channel("ended") is None
    assert feed.channel("silent") is not None
    clock.now += KEPT_WHEN_SILENT
    await feed.append("another", 1, "x")
    assert feed.channel("silent") is None


async def test_reading_a_key_that_nobody_writes_leaves_nothing_behind() -> None:
    feed = MemoryFeed()
    for number in range(50):
        await feed.read(f"key {number}", Place(), 0)
    waiting = asyncio.create_task(feed.read("k", Place(), 60))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    del waiting
    assert not feed._channels
    assert not feed._bells
