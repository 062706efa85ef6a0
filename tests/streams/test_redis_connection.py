"""What Redis is asked, and how an outage is borne."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from app.streams.redis_connection import START, StreamEntry, Streams, Unreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.redis

WHY = StreamEntry(attempt=1, offset=0, text="Why?", ended=False)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Streams]:
    streams = Streams(url)
    try:
        yield streams
    finally:
        await streams.close()


async def test_an_entry_sent_twice_is_stored_once(redis_url: str, key: str) -> None:
    async with connected(redis_url) as streams:
        assert await streams.append(key, WHY) == 4
        assert await streams.append(key, WHY) == 4

        assert [entry for *_, entry in await streams.after({key: START}, 0)] == [WHY]


async def test_an_entry_beyond_a_gap_is_answered_with_what_is_there(
    redis_url: str, key: str
) -> None:
    async with connected(redis_url) as streams:
        await streams.append(key, WHY)
        beyond = StreamEntry(attempt=1, offset=9, text="more", ended=True)

        assert await streams.append(key, beyond) == 4
        assert len(await streams.after({key: START}, 0)) == 1


async def test_a_newer_attempt_that_begins_in_the_middle_is_asked_for_from_its_start(
    redis_url: str, key: str
) -> None:
    async with connected(redis_url) as streams:
        await streams.append(key, WHY)

        assert (
            await streams.append(key, StreamEntry(attempt=2, offset=3, text="x", ended=False)) == 0
        )


async def test_a_redis_that_hangs_is_given_up_within_a_second(
    redis_server: RedisServer, key: str
) -> None:
    async with connected(redis_server.url) as streams:
        await streams.ping()
        redis_server.freeze()
        began = time.monotonic()
        with pytest.raises(Unreachable):
            await streams.append(key, WHY)
        assert time.monotonic() - began < 1


async def test_while_redis_is_away_nobody_else_waits_for_it(
    redis_server: RedisServer, key: str
) -> None:
    async with connected(redis_server.url) as streams:
        redis_server.freeze()
        with pytest.raises(Unreachable):
            await streams.ping()
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(Unreachable):
                await streams.append(key, WHY)
            with pytest.raises(Unreachable):
                await streams.after({key: START}, 1)
        assert time.monotonic() - began < 2


async def test_outages_one_after_another_are_one_line_in_the_log(
    redis_server: RedisServer, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(redis_server.url) as streams:
        for _ in range(3):
            redis_server.stop()
            with pytest.raises(Unreachable):
                await streams.append(key, WHY)
            await asyncio.to_thread(redis_server.start)
            assert await streams.reachable(5)
    levels = [record.levelno for record in caplog.records]
    assert levels == [logging.WARNING]


async def test_a_redis_that_answers_but_refuses_is_asked_less_and_less(
    redis_server: RedisServer, key: str
) -> None:
    refused = 0
    async with connected(redis_server.url) as streams:
        async with Redis.from_url(redis_server.url) as redis:
            await redis.set(f"viva:feed:{key}", "not a stream")
        until = time.monotonic() + 1.2
        while time.monotonic() < until:
            with pytest.raises(Unreachable):
                await streams.append(key, WHY)
            refused += 1
            await streams.reachable(until - time.monotonic())
    assert 3 <= refused <= 5
