"""The feeds whose laws are tested: memory, Redis, and Redis between two processes."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import pytest_asyncio

from app.streams.memory import MemoryStream
from app.streams.redis import RedisStream
from tests.servers.redis import any_redis, own_redis
from tests.streams.following import Ends

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from app.services.ports import Stream
    from tests.servers.redis import RedisServer


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with any_redis() as url:
        yield url


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    with own_redis() as server:
        yield server


@pytest.fixture
def key() -> str:
    return f"test:{uuid4()}"


@pytest_asyncio.fixture(
    params=[
        "memory",
        pytest.param("redis", marks=pytest.mark.redis),
        pytest.param("redis apart", marks=pytest.mark.redis),
    ]
)
async def ends(request: pytest.FixtureRequest) -> AsyncIterator[Ends]:
    if request.param == "memory":
        feed = MemoryStream()
        yield Ends(writer=feed, reader=feed)
        return
    url = request.getfixturevalue("redis_url")
    async with opened(url, 2) as (one, other):
        yield Ends(writer=one, reader=one if request.param == "redis" else other)


@asynccontextmanager
async def opened(url: str, count: int) -> AsyncIterator[list[Stream]]:
    """`count` feeds over one Redis, each as a process of its own would have it."""
    async with AsyncExitStack() as stack:
        feeds: list[Stream] = []
        for _ in range(count):
            feed = RedisStream(url)
            await feed.open()
            stack.push_async_callback(feed.close)
            feeds.append(feed)
        yield feeds
