"""Which feed a setting leads to."""

from __future__ import annotations

import pytest

from app.streams.factory import open_stream
from app.streams.memory import MemoryStream
from app.streams.redis import RedisStream


async def test_one_process_alone_needs_no_redis() -> None:
    feed = open_stream(None)
    await feed.open()
    await feed.ping()
    await feed.close()
    assert isinstance(feed, MemoryStream)


def test_a_redis_url_leads_to_the_redis_feed_without_connecting() -> None:
    assert isinstance(open_stream("redis://nowhere.invalid:1/0"), RedisStream)


def test_a_url_that_is_none_of_redis_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="redis://"):
        open_stream("postgres://127.0.0.1/viva")
