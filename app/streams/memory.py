"""The feed of one process: what is being written, kept in memory for its followers.

Law: a subscriber is a place and not a queue, so it costs nothing between two
reads; nothing here waits for a subscriber. A channel is dropped a while after its
end, or when its writer was silent for minutes, swept by whoever writes next.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeAlias

from app.services.ports import Batch, Place
from app.streams.buffer import ERASED, Buffer

KEPT_AFTER_END = 60.0
"""Seconds for which an ended attempt can still be read."""
KEPT_WHEN_SILENT = 300.0
"""Seconds without a piece after which the writer is taken for gone."""
SWEEP_EVERY = 10.0

Arrival: TypeAlias = "asyncio.Future[bool]"
"""Of a piece, or of the end of a subscriber's time: False."""


class MemoryStream:
    """A `Stream` for one process. `clock` is monotonic and counts seconds."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._channels: dict[str, Buffer] = {}
        # Who waits is forgotten however the wait ends, so a cancelled subscriber and
        # a key that is never written leave nothing behind.
        self._waiting: dict[str, list[Arrival]] = {}
        self._next_sweep = clock() + SWEEP_EVERY

    async def append(self, key: str, attempt: int, text: str) -> None:
        self.take(key, attempt, text)

    async def end(self, key: str, attempt: int) -> None:
        self.take(key, attempt, ended=True)

    async def erase(self, key: str) -> None:
        self.take(key, ERASED, ended=True)

    async def read(self, key: str, place: Place, timeout: float) -> Batch:
        batch = self._after(key, place)
        if batch is None and timeout > 0:
            batch = await self._arrival(key, place, timeout)
        else:
            # An end is told at once and again and again: a subscriber who asks in a
            # loop must not keep everybody else from running.
            await asyncio.sleep(0)
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
        """As `Buffer.take`; a newer attempt replaces the channel, an older is ignored."""
        now = self._clock()
        self._sweep(now)
        channel = self._channels.get(key)
        begins = channel is None or attempt > channel.attempt
        if channel is None or begins:
            channel = self._channels[key] = Buffer(attempt, now)
        if attempt < channel.attempt:
            return False
        changed = channel.take(text, offset, ended=ended) or begins
        if changed:
            channel.touched = now
            self._wake(key)
        return changed

    def channel(self, key: str) -> Buffer | None:
        """What is known of `key`; None when it was never written or is dropped."""
        return self._channels.get(key)

    def _after(self, key: str, place: Place) -> Batch | None:
        channel = self._channels.get(key)
        return None if channel is None else channel.after(place)

    async def _arrival(self, key: str, place: Place, timeout: float) -> Batch | None:
        """What comes after `place`, where nothing is yet; None after `timeout` seconds.

        A future and a timer: the classes of asyncio for this cost three times as much,
        for each subscriber and each token.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        has_time, batch = True, None
        while has_time and batch is None:
            arrival: Arrival = loop.create_future()
            self._waiting.setdefault(key, []).append(arrival)
            timer = loop.call_at(until, _settle, arrival, False)  # noqa: FBT003, its result
            try:
                has_time = await arrival
            finally:
                timer.cancel()
                self._forget(key, arrival)
            batch = self._after(key, place)
        return batch

    def _forget(self, key: str, arrival: Arrival) -> None:
        waiting = self._waiting.get(key, [])
        if arrival in waiting:
            waiting.remove(arrival)
            if not waiting:
                del self._waiting[key]

    def _wake(self, key: str) -> None:
        for arrival in self._waiting.pop(key, ()):
            _settle(arrival, True)  # noqa: FBT003, its result

    def _sweep(self, now: float) -> None:
        if now < self._next_sweep:
            return
        self._next_sweep = now + SWEEP_EVERY
        for key, channel in list(self._channels.items()):
            kept = KEPT_AFTER_END if channel.ended else KEPT_WHEN_SILENT
            if now - channel.touched > kept:
                del self._channels[key]


def _settle(arrival: Arrival, has_time: bool) -> None:  # noqa: FBT001, its result
    if not arrival.done():
        arrival.set_result(has_time)
