"""What the Redis feed does between processes, and when Redis fails."""

from __future__ import annotations

import asyncio
import gc
import logging
import random
import time
import weakref
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from app.domain.errors import StorageUnavailable
from app.services.ports import Batch, Place
from app.streams.redis import CATCH_UP_WITHIN, RedisStream
from app.streams.redis_connection import ANSWER_WITHIN, TTL
from tests.limits import HANGS
from tests.servers.redis import free_port
from tests.streams.conftest import opened
from tests.streams.following import Subscriber

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.redis


@pytest_asyncio.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url, decode_responses=True) as client:
        yield client


async def test_sixty_followers_in_three_processes_all_get_the_exact_text(
    redis_url: str, key: str
) -> None:
    pieces = [f"Wörter {number} 👩‍🚀 " for number in range(120)]
    chance = random.Random(60)
    async with opened(redis_url, 3) as feeds:
        viewers = [
            asyncio.create_task(Subscriber(feeds[n % 3], key).until_end(pause=chance.random() / 20))
            for n in range(60)
        ]
        for piece in pieces:
            await feeds[0].append(key, 1, piece)
            await asyncio.sleep(chance.random() / 100)
        await feeds[0].end(key, 1)

        assert set(await asyncio.gather(*viewers)) == {"".join(pieces)}


async def test_a_process_that_takes_over_is_followed_in_every_process(
    redis_url: str, key: str
) -> None:
    async with opened(redis_url, 3) as feeds:
        viewers = [asyncio.create_task(Subscriber(feed, key).until_end()) for feed in feeds]
        for number in range(20):
            await feeds[0].append(key, 1, f"frozen {number} ")
            await asyncio.sleep(0.005)
        for number in range(20):
            await feeds[1].append(key, 2, f"rescued {number} ")
            await feeds[0].append(key, 1, "frozen still ")
            await asyncio.sleep(0.005)
        await feeds[1].end(key, 2)

        whole = "".join(f"rescued {number} " for number in range(20))
        assert await asyncio.gather(*viewers) == [whole] * 3


async def test_an_older_attempt_changes_nothing_at_all_in_redis(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 2) as (newer, older):
        await newer.append(key, 2, "New")
        await until_stored(redis, key, "New")
        before = await snapshot(redis, key)

        await older.append(key, 1, "old")
        await older.append(key, 1, "older")
        await older.end(key, 1)
        await older.close()

        assert await snapshot(redis, key) == before


async def test_an_attempt_that_ended_elsewhere_takes_no_more_text_in_redis(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 2) as (writer, other):
        await writer.append(key, 1, "Text")
        await until_stored(redis, key, "Text")
        await other.end(key, 1)
        assert await Subscriber(writer, key).until_end() == "Text"
        before = await snapshot(redis, key)

        await writer.append(key, 1, " too late")
        await writer.close()

        assert await snapshot(redis, key) == before


async def test_a_stream_goes_by_itself_and_sooner_after_its_end(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        await feed.append(key, 1, "Text")
        await until_stored(redis, key, "Text")
        assert TTL - 5 < await redis.ttl(f"viva:feed:{key}") <= TTL

        await feed.end(key, 1)
        await feed.close()

    assert 55 < await redis.ttl(f"viva:feed:{key}") <= 60


async def test_each_new_entry_gives_the_stream_its_whole_time_again(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        await feed.append(key, 1, "Text")
        await until_stored(redis, key, "Text")
        await redis.expire(f"viva:feed:{key}", 10)

        await feed.append(key, 1, " more")
        await until_stored(redis, key, "Text more")

        assert await redis.ttl(f"viva:feed:{key}") > 10


async def test_the_first_read_in_another_process_has_the_text_so_far(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 2) as (writer, other):
        await writer.append(key, 1, "So far")
        await until_stored(redis, key, "So far")

        batch = await other.read(key, Place(), 0)

        assert (batch.text, batch.begun_again) == ("So far", True)


async def test_what_redis_lost_is_given_to_it_again(redis_url: str, redis: Redis, key: str) -> None:
    async with opened(redis_url, 3) as (writer, watching, late):
        await writer.append(key, 1, "One ")
        subscriber = Subscriber(watching, key)
        await subscriber.until("One ")
        await redis.delete(f"viva:feed:{key}")

        await writer.append(key, 1, "two")

        await subscriber.until("One two")
        await Subscriber(late, key).until("One two")
        assert subscriber.began == 1


async def test_a_redis_that_restarts_in_the_middle_costs_and_doubles_nothing(
    redis_server: RedisServer, key: str
) -> None:
    pieces = [f"piece {number}. " for number in range(80)]
    async with opened(redis_server.url, 3) as feeds:
        followers = [Subscriber(feed, key) for feed in feeds for _ in range(3)]
        viewers = [asyncio.create_task(subscriber.until_end()) for subscriber in followers]
        for number, piece in enumerate(pieces):
            if number == 30:
                redis_server.stop()
            if number == 45:
                await asyncio.to_thread(redis_server.start)
            await feeds[0].append(key, 1, piece)
            await asyncio.sleep(0.02)
        await feeds[0].end(key, 1)

        assert set(await asyncio.gather(*viewers)) == {"".join(pieces)}
        assert [subscriber.began for subscriber in followers] == [1] * 9


async def test_an_end_during_a_restart_arrives_after_it(
    redis_server: RedisServer, key: str
) -> None:
    async with opened(redis_server.url, 2) as (writer, other):
        await writer.append(key, 1, "Why?")
        subscriber = Subscriber(other, key)
        await subscriber.until("Why?")
        await asyncio.sleep(0.1)
        redis_server.stop()
        await writer.end(key, 1)
        await asyncio.sleep(0.2)
        await asyncio.to_thread(redis_server.start)

        assert await subscriber.until_end(within=8) == "Why?"


@pytest.mark.parametrize("frozen", [True, False])
async def test_without_redis_the_writers_own_followers_get_all_of_it_at_once(
    redis_server: RedisServer, key: str, frozen: bool
) -> None:
    async with opened(redis_server.url, 1) as (feed,):
        if frozen:
            redis_server.freeze()
        else:
            redis_server.stop()
        viewers = [asyncio.create_task(Subscriber(feed, key).until_end()) for _ in range(5)]
        began = time.monotonic()
        for number in range(50):
            await feed.append(key, 1, f"{number} ")
            await asyncio.sleep(0.001)
        await feed.end(key, 1)
        written = time.monotonic() - began

        texts = await asyncio.gather(*viewers)

        assert set(texts) == {"".join(f"{number} " for number in range(50))}
        assert written < 8
        assert time.monotonic() - began < 10


async def test_a_follower_does_not_wait_for_a_redis_that_hangs(
    redis_server: RedisServer, key: str
) -> None:
    async with opened(redis_server.url, 1) as (feed,):
        redis_server.freeze()
        began = time.monotonic()
        reads = [feed.read(key, Place(), 0) for _ in range(10)]

        assert set(await asyncio.gather(*reads)) == {Batch(place=Place())}
        assert time.monotonic() - began < 0.4


async def test_a_redis_that_numbers_anew_after_a_restart_is_followed_from_its_start(
    redis_server: RedisServer, key: str
) -> None:
    async with opened(redis_server.url, 2) as (writer, other):
        async with Redis.from_url(redis_server.url) as redis:
            fields: Any = {"attempt": 1, "offset": 0, "length": 4, "ended": 0, "text": "One "}
            await redis.xadd(f"viva:feed:{key}", fields, id="9999999999999-0")
        subscriber = Subscriber(other, key)
        await subscriber.until("One ")
        redis_server.stop()
        await asyncio.sleep(0.1)
        await asyncio.to_thread(redis_server.start)

        await writer.append(key, 1, "One ")
        await writer.append(key, 1, "two")

        await subscriber.until("One two", within=5)


async def test_an_attempt_overtaken_before_it_was_sent_is_never_sent(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        await feed.append(key, 1, "Old")
        await feed.append(key, 2, "New")

    entries: Any = await redis.xrange(f"viva:feed:{key}")
    assert [(fields["attempt"], fields["text"]) for _, fields in entries] == [("2", "New")]


async def test_the_tasks_keep_nothing_of_the_callers_context(redis_url: str, key: str) -> None:
    class Transaction:
        """Such as Piccolo keeps in a context variable."""

    current: ContextVar[Transaction] = ContextVar("current")

    async def inside_a_transaction(work: Awaitable[object]) -> weakref.ref[Transaction]:
        transaction = Transaction()
        current.set(transaction)
        await work
        return weakref.ref(transaction)

    async with opened(redis_url, 1) as (here,):
        away = RedisStream(f"redis://127.0.0.1:{free_port()}")
        reading = asyncio.create_task(inside_a_transaction(here.read(key, Place(), 0)))
        opening = asyncio.create_task(inside_a_transaction(away.open()))
        kept = await asyncio.gather(reading, opening)
        del reading, opening
        await asyncio.sleep(CATCH_UP_WITHIN + ANSWER_WITHIN)  # cancelled timers hold it so long
        gc.collect()

        assert [transaction() for transaction in kept] == [None, None]
        await away.close()


async def test_an_outage_is_one_line_in_the_log(key: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with opened(f"redis://127.0.0.1:{free_port()}", 1) as (feed,):
        for number in range(100):
            await feed.append(f"{key}{number % 9}", 1, "piece ")
            await feed.read(f"{key}{number % 9}", Place(), 0)
        await asyncio.sleep(0.5)

    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_ping_says_whether_redis_answers(redis_server: RedisServer) -> None:
    feed = RedisStream(redis_server.url)
    await feed.open()
    await feed.ping()
    redis_server.stop()
    with pytest.raises(StorageUnavailable, match=r"^Redis cannot be reached\.$"):
        await feed.ping()
    await feed.close()


async def test_close_leaves_no_task_and_no_connection(redis_url: str, redis: Redis) -> None:
    before = asyncio.all_tasks()
    connected = await connections(redis)
    async with opened(redis_url, 2) as feeds:
        reads = [
            asyncio.create_task(feed.read(f"test:leak:{number}", Place(), 60))
            for feed in feeds
            for number in range(10)
        ]
        await asyncio.sleep(0.1)
        await feeds[0].append("test:leak:1", 1, "text")
        for read in reads:
            read.cancel()
        await asyncio.wait(reads)

    await asyncio.sleep(0.05)
    assert asyncio.all_tasks() == before
    assert await connections(redis) == connected


async def test_close_during_an_outage_does_not_wait_for_redis(
    redis_server: RedisServer, key: str
) -> None:
    before = asyncio.all_tasks()
    async with opened(redis_server.url, 1) as (feed,):
        redis_server.stop()
        await feed.append(key, 1, "text")
        await feed.read(key, Place(), 0)
        await asyncio.sleep(0.1)
        began = time.monotonic()

    assert time.monotonic() - began < 0.5
    assert asyncio.all_tasks() == before


async def test_a_reader_goes_a_little_after_its_last_follower(redis_url: str, key: str) -> None:
    feed = RedisStream(redis_url, linger=0.1)
    await feed.open()
    before = asyncio.all_tasks()
    await feed.read(key, Place(), 0)
    readers = asyncio.all_tasks() - before

    await asyncio.wait(readers, timeout=HANGS)

    assert len(readers) == 1
    assert asyncio.all_tasks() == before
    assert not feed._readers
    await feed.close()


async def test_many_followers_of_a_key_share_one_reader(redis_url: str, key: str) -> None:
    async with opened(redis_url, 1) as (feed,):
        before = asyncio.all_tasks()
        reads = {asyncio.create_task(feed.read(key, Place(), 0.2)) for _ in range(30)}
        await asyncio.sleep(0.05)

        assert len(asyncio.all_tasks() - before - reads) == 1
        assert set(await asyncio.gather(*reads)) == {Batch(place=Place())}


async def test_a_key_that_comes_while_others_are_waited_for_is_read_at_once(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 2) as (writer, other):
        for number in range(5):
            await writer.append(f"{key}{number}", 1, "So far")
            await until_stored(redis, f"{key}{number}", "So far")
            await asyncio.sleep(0.05)  # by now the reader waits for what comes

            batch = await other.read(f"{key}{number}", Place(), 0)

            assert batch.text == "So far"


async def test_all_keys_are_followed_over_one_connection(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        before = await connections(redis)
        reads = [asyncio.create_task(feed.read(f"{key}{n}", Place(), 0.3)) for n in range(40)]
        await asyncio.sleep(0.1)

        assert await connections(redis) <= before + 2, "one that reads, one that wakes it"
        assert {batch.text for batch in await asyncio.gather(*reads)} == {""}


async def test_pieces_that_come_fast_go_to_redis_together(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        for _ in range(100):
            await feed.append(key, 1, "word ")
            await asyncio.sleep(0.001)
        await feed.end(key, 1)

    assert await redis.xlen(f"viva:feed:{key}") < 30


async def test_what_was_written_just_before_close_is_still_sent(
    redis_url: str, redis: Redis, key: str
) -> None:
    async with opened(redis_url, 1) as (feed,):
        await feed.append(key, 1, "Last words")
        await feed.end(key, 1)

    assert await stored(redis, key) == "Last words"


async def stored(redis: Redis, key: str) -> str:
    """The text in the stream; tests of one attempt only."""
    entries: Any = await redis.xrange(f"viva:feed:{key}")  # typed for every protocol at once
    return "".join(fields["text"] for _, fields in entries)


async def until_stored(redis: Redis, key: str, text: str) -> None:
    async with asyncio.timeout(HANGS):
        while await stored(redis, key) != text:  # noqa: ASYNC110 - Redis rings no bell
            await asyncio.sleep(0.005)


async def snapshot(redis: Redis, key: str) -> tuple[Any, ...]:
    """All there is of a stream, and when it expires; absolute, so it stands still."""
    name = f"viva:feed:{key}"
    return await redis.xrange(name), await redis.xinfo_stream(name), await redis.pexpiretime(name)


async def connections(redis: Redis) -> int:
    return int((await redis.info("clients"))["connected_clients"])


async def test_erased_words_are_gone_from_redis(redis_url: str, redis: Redis, key: str) -> None:
    async with opened(redis_url, 1) as (stream,):
        await stream.append(key, 1, "Zanzibar")
        await asyncio.sleep(0.2)
        assert "Zanzibar" in str(await redis.xrange(f"viva:feed:{key}"))

        await stream.erase(key)
        await asyncio.sleep(0.2)

        assert "Zanzibar" not in str(await redis.xrange(f"viva:feed:{key}"))
