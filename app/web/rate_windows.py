"""How often something was done in the time just past: moving windows, by `limits`.

A module of its own: the library is loaded, in a thread, when somebody is first counted.
"""

from __future__ import annotations

import time

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter


class RateWindows:
    """The windows of one process, a window for each key."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def hit(self, most: int, seconds: int, *key: str) -> int:
        """Count one more of `key`: 0, or after how many seconds one is free if it is too many."""
        item = RateLimitItemPerSecond(most, seconds)
        if await self._limiter.hit(item, *key):
            return 0
        stats = await self._limiter.get_window_stats(item, *key)
        return max(1, round(stats.reset_time - time.time()))
