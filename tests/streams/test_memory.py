"""The memory feed forgets what nobody can need any more."""

from __future__ import annotations

import asyncio
import time

from app.services.ports import Batch, Place
from app.streams.memory import KEPT_AFTER_END, KEPT_WHEN_SILENT, MemoryStream


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_channels_are_dropped_some_time_after_their_end() -> None:
    clock = Clock()
    feed = MemoryStream(clock=clock)
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


async def test_a_channel_stays_as_long_as_pieces_come() -> None:
    clock = Clock()
    feed = MemoryStream(clock=clock)
    for _ in range(5):
        await feed.append("k", 1, "slowly ")
        clock.now += KEPT_WHEN_SILENT - 1
    await feed.append("k", 1, "done")
    assert (await feed.read("k", Place(), 0)).text == "slowly " * 5 + "done"


async def test_channels_are_looked_through_now_and_then_and_not_with_each_piece() -> None:
    clock = Clock()
    feed = MemoryStream(clock=clock)
    await feed.end("ended", 1)
    clock.now = KEPT_AFTER_END - 1
    await feed.append("other", 1, "looks")
    clock.now = KEPT_AFTER_END + 1
    await feed.append("other", 1, "does not")
    assert feed.channel("ended") is not None


async def test_a_piece_in_the_moment_the_time_runs_out_is_not_missed() -> None:
    feed = MemoryStream()
    waiting = asyncio.create_task(feed.read("k", Place(), 0.01))
    await asyncio.sleep(0)  # it waits from now on, and no turn of the loop comes in between
    asyncio.get_running_loop().call_later(0.015, feed.take, "k", 1, "just now")
    time.sleep(0.03)  # noqa: ASYNC251 - so that both come in one turn of the loop
    assert (await waiting).text == "just now"


async def test_a_place_ahead_of_what_is_known_waits_for_its_attempt() -> None:
    feed = MemoryStream()
    await feed.append("k", 1, "old")
    waiting = asyncio.create_task(feed.read("k", Place(attempt=3), 5))
    await asyncio.sleep(0.001)
    await feed.append("k", 2, "old too")
    await asyncio.sleep(0.001)
    await feed.append("k", 3, "new")
    assert await waiting == Batch(place=Place(attempt=3, index=1), text="new")


async def test_reading_a_key_that_nobody_writes_leaves_nothing_behind() -> None:
    feed = MemoryStream()
    for number in range(50):
        await feed.read(f"key {number}", Place(), 0)
    waiting = asyncio.create_task(feed.read("k", Place(), 60))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    del waiting
    assert not feed._channels
    assert not feed._waiting
