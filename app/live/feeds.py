"""Which feed a deployment uses: Redis between several processes, else memory."""

from __future__ import annotations

from app.live.memory import MemoryFeed
from app.live.redis import RedisFeed


def open_feed(redis_url: str | None) -> MemoryFeed | RedisFeed:
    """A `Feed` that is not connected yet; None means one process alone.

    Raises `ValueError` for a URL that is none of Redis.
    """
    return MemoryFeed() if redis_url is None else RedisFeed(redis_url)
