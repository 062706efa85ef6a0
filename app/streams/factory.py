"""Which stream a deployment uses: Redis between several processes, else memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.streams.memory import MemoryStream

if TYPE_CHECKING:
    from app.streams.redis import RedisStream


def open_stream(redis_url: str | None) -> MemoryStream | RedisStream:
    """A `Stream` that is not connected yet; None means one process alone.

    Raises `ValueError` for a URL that is none of Redis.
    """
    if redis_url is None:
        return MemoryStream()
    from app.streams.redis import RedisStream  # noqa: PLC0415, 6 MB that one process can do without

    return RedisStream(redis_url)
