"""Which feed a deployment uses: Redis between several processes, else memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.live.memory import MemoryFeed

if TYPE_CHECKING:
    from app.interviewer.needs import Feed


def open_feed(redis_url: str | None) -> Feed:
    """A feed that is not connected yet; None means one process alone."""
    if redis_url is None:
        return MemoryFeed()
    raise NotImplementedError
