"""The feed of one process: what is being written, kept in memory for its followers.

Law: a follower is a place and not a queue, so it costs nothing between two
reads; nothing here waits for a follower. A channel is dropped a while after its
end, or when its writer was silent for minutes, swept by whoever writes next.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from app.interviewer.needs import Batch, Place
from app.live.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_AFTER_END = 60.0
"""Seconds for which an ended attempt can still be read."""
KEPT_WHEN_SILENT = 300.0
"""Seconds without a piece after which the writer is taken for gone."""
SWEEP_EVERY = 10.0


class MemoryFeed:
    """A `Feed` for one process. `clock` is monotonic and counts seconds."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._channels: dict[str, Channel] = {}
        # A bell lives as long as somebody waits for it, so a cancelled follower
        # and a key that is never written leave nothing behind.
        self._bells: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()
        self._next_sweep = clock() + SWEEP_EVERY

    async def append(self, key: str, attempt: int, text: str) -> None:
        self.take(key, attempt, text)

    async def end(self, key: str, attempt: int) -> None:
        self.take(key, attempt, ended=True)

    async def read(self, key: str, place: Place, timeout: float) -> Batch:
        # An end is told at once and again and again: a follower who asks in a
        # loop must not keep everybody else from running.
        await asyncio.sleep(0)
        batch = self._after(key, place)
        try:
            async with asyncio.timeout(timeout):
                while batch is None:
                    await self._change(key)
                    batch = self._after(key, place)
        except TimeoutError:
            # A piece may have come in the very moment the time ran out.
            batch = self._after(key, place)
        return batch or Batch(place=place)

    async def open(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        self._channels.clear()

    async def ping(self) -> None:
        """Memory is always there."""

    def take(
        self,
        key: str,
        attempt: int,
        text: str = "",
        *,
        offset: int | None = None,
        ended: bool = False,
    ) -> bool:
        """As `Channel.take`; a newer attempt replaces the channel, an older is ignored."""
        now = self._clock()
        self._sweep(now)
        channel = self._channels.get(key)
        begins = channel is None or attempt > channel.attempt
        if channel is None or begins:
            channel = self._channels[key] = Channel(attempt, now)
        if attempt < channel.attempt:
            return False
        changed = channel.take(text, offset, ended=ended) or begins
        if changed:
            channel.touched = now
            self._ring(key)
        return changed

    def channel(self, key: str) -> Channel | None:
        """What is known of `key`; None when it was never written or is dropped."""
        return self._channels.get(key)

    def _after(self, key: str, place: Place) -> Batch | None:
        channel = self._channels.get(key)
        return None if channel is None else channel.after(place)

    async def _change(self, key: str) -> None:
        bell = self._bells.get(key)
        if bell is None:
            bell = self._bells[key] = asyncio.Event()
        await bell.wait()

    def _ring(self, key: str) -> None:
        bell = self._bells.pop(key, None)
        if bell is not None:
            bell.set()

    def _sweep(self, now: float) -> None:
        if now < self._next_sweep:
            return
        self._next_sweep = now + SWEEP_EVERY
        for key, channel in list(self._channels.items()):
            kept = KEPT_AFTER_END if channel.ended else KEPT_WHEN_SILENT
            if now - channel.touched > kept:
                del self._channels[key]
