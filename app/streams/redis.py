"""The stream of several processes: one Redis stream per question, mirrored here.

Law: subscribers read the mirror and never wait for Redis; the writer writes to
the mirror and never waits for Redis. What is written here goes to Redis beside
it (one sender per attempt), what others write comes from there (one reader for
all followed keys). Every entry names its offset in the attempt's text, so the mirror
takes each code point once, in order, whichever way it comes first, and a Redis
that lost its contents is given the whole text again.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress

from msgspec import Struct, field

from app.domain.errors import StorageUnavailable
from app.services.ports import Batch, Place
from app.streams.buffer import ERASED
from app.streams.memory import MemoryStream
from app.streams.redis_connection import START, StreamEntry, Streams, Unreachable

logger = logging.getLogger(__name__)

LINGER = 3.0
"""Seconds for which a reader stays after its last subscriber."""
CATCH_UP_WITHIN = 0.25
"""Seconds for which the first subscriber waits for what Redis has already."""
BLOCK = 1.0
PATIENCE = 10.0
"""Seconds for which text already written waits for Redis to come back."""
PAUSE = 0.03
"""Seconds between two entries of one attempt; pieces in between go together."""
TOGETHER = 0.01
"""Seconds between two reads that bring something: each names every key that is followed."""
FLUSH_WITHIN = 1.0


class LocalReader(Struct, eq=False):
    """Who follows one key here, since when nobody does, and what of it was read."""

    caught_up: asyncio.Event = field(default_factory=asyncio.Event)
    subscribers: int = 0
    left: float = field(default_factory=time.monotonic)
    place: str = START

    def is_wanted(self, linger: float) -> bool:
        return self.subscribers > 0 or time.monotonic() - self.left < linger

    async def catch_up(self) -> None:
        """Wait until what Redis has already was read; not for long."""
        try:
            async with asyncio.timeout(CATCH_UP_WITHIN):
                await self.caught_up.wait()
        except TimeoutError:
            self.caught_up.set()  # nobody else need wait that long


class RedisStream:
    """A `Stream` for any number of processes that share the Redis at `url`."""

    def __init__(self, url: str, *, linger: float = LINGER) -> None:
        self._mirror = MemoryStream()
        self._streams = Streams(url)
        self._linger = linger
        self._readers: dict[str, LocalReader] = {}
        self._senders: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._mirroring: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_asleep = self._is_open = False

    async def append(self, key: str, attempt: int, text: str) -> None:
        if self._mirror.take(key, attempt, text):
            self._send(key, attempt, len(text))

    async def end(self, key: str, attempt: int) -> None:
        if self._mirror.take(key, attempt, ended=True):
            self._send(key, attempt, 0)

    async def erase(self, key: str) -> None:
        await self.end(key, ERASED)

    async def read(self, key: str, place: Place, timeout: float) -> Batch:
        reader = self._reader(key)
        reader.subscribers += 1
        try:
            if not reader.caught_up.is_set():
                await reader.catch_up()
            return await self._mirror.read(key, place, timeout)
        finally:
            reader.subscribers -= 1
            reader.left = time.monotonic()

    async def ping(self) -> None:
        try:
            await self._streams.ping()
        except Unreachable as error:
            raise StorageUnavailable("Redis cannot be reached.") from error

    async def open(self) -> None:
        """Does not fail without Redis: an interview goes on without it."""
        self._is_open = True
        try:
            await self._streams.ping()
        except Unreachable as error:
            logger.debug("Opened without Redis: %s", error)

    async def close(self) -> None:
        """Give what is unsent a moment to go out, then stop every task."""
        self._is_open = False
        if self._senders and await self._streams.reachable(0):
            await asyncio.wait(self._senders.values(), timeout=FLUSH_WITHIN)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._senders.clear()
        self._readers.clear()
        await self._streams.close()
        await self._mirror.close()

    def _send(self, key: str, attempt: int, new: int) -> None:
        """Have the attempt sent on, of which `new` code points were just added."""
        channel = self._mirror.channel(key)
        if not self._is_open or channel is None or (key, attempt) in self._senders:
            return
        sending = self._deliver(key, attempt, channel.length - new)
        self._senders[key, attempt] = self._start(sending)

    async def _deliver(self, key: str, attempt: int, sent: int) -> None:
        """Send what is here after `sent` until Redis has it all, or refuses more."""
        try:
            entry = self._entry(key, attempt, sent)
            while entry is not None:
                have = await self._hand_over(key, entry)
                if have is None:
                    return
                await asyncio.sleep(PAUSE)
                rest = self._entry(key, attempt, have)
                entry = rest if rest and (rest.text or rest.ended) else None
        finally:
            del self._senders[key, attempt]

    async def _hand_over(self, key: str, entry: StreamEntry) -> int | None:
        """As `Streams.append`; None also when Redis did not come back in time."""
        until = time.monotonic() + PATIENCE
        while (left := until - time.monotonic()) > 0:
            try:
                return await self._streams.append(key, entry)
            except Unreachable:
                await self._streams.reachable(left)
        return None

    def _entry(self, key: str, attempt: int, sent: int) -> StreamEntry | None:
        """The attempt after `sent`; None when it was overtaken or dropped."""
        channel = self._mirror.channel(key)
        if channel is None or channel.attempt != attempt:
            return None
        text = "".join(channel.pieces)[sent:]
        return StreamEntry(attempt=attempt, offset=sent, text=text, ended=channel.ended)

    def _reader(self, key: str) -> LocalReader:
        reader = self._readers.get(key)
        if reader is None:
            reader = LocalReader()
            if not self._streams.is_reachable or not self._is_open:
                reader.caught_up.set()
            if self._is_open:
                self._readers[key] = reader
                self._see_to_reading()
        return reader

    def _see_to_reading(self) -> None:
        """Have the keys read, one that was just added too."""
        if self._mirroring is None or self._mirroring.done():
            self._mirroring = self._start(self._mirror_from_redis())
        elif self._is_asleep:
            self._is_asleep = False
            self._start(self._wake())

    async def _wake(self) -> None:
        with suppress(Unreachable):  # then nothing waits there either
            await self._streams.wake()

    async def _mirror_from_redis(self) -> None:
        """Mirror what is followed, until nothing is."""
        try:
            while places := self._places():
                is_known = all(self._readers[key].caught_up.is_set() for key in places)
                await self._pull(places, min(BLOCK, self._linger) if is_known else 0)
                for key in places:
                    self._readers[key].caught_up.set()
        finally:
            for reader in self._readers.values():
                reader.caught_up.set()
            self._readers.clear()

    def _places(self) -> dict[str, str]:
        """What is still followed, and from where on; the rest is forgotten."""
        self._readers = {k: r for k, r in self._readers.items() if r.is_wanted(self._linger)}
        return {key: reader.place for key, reader in self._readers.items()}

    async def _pull(self, places: dict[str, str], wait: float) -> None:
        """Mirror what Redis has after `places`, or gets within `wait` seconds."""
        self._is_asleep = wait > 0
        try:
            entries = await self._streams.after(places, wait)
        except Unreachable:
            for key in places:
                self._readers[key].place = START  # a Redis that starts anew may number anew
            await self._streams.reachable(wait)
            return
        finally:
            self._is_asleep = False
        for key, name, entry in entries:
            self._mirror.take(
                key, entry.attempt, entry.text, offset=entry.offset, ended=entry.ended
            )
            self._readers[key].place = name
        if entries:
            await asyncio.sleep(TOGETHER)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        # In an empty context: a database transaction of whoever called stays his.
        empty = contextvars.Context()
        task = asyncio.create_task(work, context=empty)
        self._tasks.add(task)
        task.add_done_callback(self._ended, context=empty)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("The stream stopped mirroring a question", exc_info=error)
