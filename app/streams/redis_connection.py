"""One Redis stream per thing being written, and whether Redis can be reached.

One connection waits for all that is followed here. A stream of its own, in which nobody
else writes, is among them: an entry there has it ask anew, when there is more to follow.

Law: every wait has a limit. When Redis fails, all who use it are told at once
(`Unreachable`) until it answers again; one task asks for that, so that an
outage costs nobody else time and the log one line. What an older attempt sends
is refused within Redis itself and changes nothing there.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import time
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec
from msgspec import Struct
from redis.asyncio import BlockingConnectionPool, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.streams.memory import KEPT_AFTER_END

logger = logging.getLogger(__name__)

START = "0-0"
FAILURES = (RedisError, OSError, TimeoutError)
TTL = 900.0
"""Seconds after its last entry for which a stream without an end is kept."""
ANSWER_WITHIN = 0.5
COMMANDS_AT_ONCE = 16
READERS = 2
"""One reads for all; another while a broken one is let go."""
WOKEN_WITHIN = 60.0
"""Seconds for which it is kept that a reader was woken."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 3.0
CALM = 10.0
"""Seconds without a failure after which the next one counts as the first."""
WARN_EVERY = 60.0

APPEND = """
local attempt, offset, length = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local begins, have = true, 0
if last then
  local newest, closed = tonumber(last[2][2]), last[2][8] == '1'
  if attempt < newest or (attempt == newest and closed) then return -1 end
  if attempt == newest then
    begins, have = false, tonumber(last[2][4]) + tonumber(last[2][6])
  end
end
if offset > have then return have end
if begins or offset + length > have or ARGV[4] == '1' then
  if begins and last then redis.call('XTRIM', KEYS[1], 'MAXLEN', 0) end
  redis.call('XADD', KEYS[1], '*', 'attempt', ARGV[1], 'offset', ARGV[2],
    'length', ARGV[3], 'ended', ARGV[4], 'text', ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
return math.max(have, offset + length)
"""


class Unreachable(Exception):
    """Redis did not do what it was asked; it is not asked again until it answers."""


class StreamEntry(Struct, frozen=True, kw_only=True):
    """A part of an attempt's text; `offset` counts code points from its begin."""

    attempt: int
    offset: int
    text: str
    ended: bool


class Streams:
    """The connections to one Redis."""

    def __init__(self, url: str) -> None:
        # A surrogate half is no reason to lose a question. No retries here:
        # whoever sends knows best whether it still matters.
        settings: dict[str, Any] = {  # the library's own keyword arguments
            "decode_responses": True,
            "encoding_errors": "surrogatepass",
            "protocol": 2,
            "socket_timeout": None,
            "socket_connect_timeout": None,
            "retry": Retry(NoBackoff(), 0),
        }
        self._commands = Redis.from_pool(
            BlockingConnectionPool.from_url(
                url, max_connections=COMMANDS_AT_ONCE, timeout=None, **settings
            )
        )
        self._readers = Redis.from_pool(
            ConnectionPool.from_url(url, max_connections=READERS, **settings)
        )
        self._append = self._commands.register_script(APPEND)
        self._bell, self._rung = f"viva:bell:{uuid4()}", START
        self._reachable = asyncio.Event()
        self._reachable.set()
        self._recovery: asyncio.Task[None] | None = None
        self._pause = FIRST_PAUSE
        self._lost = self._warned = -WARN_EVERY

    async def ping(self) -> None:
        """Ask Redis itself, outage or not. Raises `Unreachable`."""
        await self._ask(self._commands.ping(), ANSWER_WITHIN)

    async def append(self, key: str, entry: StreamEntry) -> int | None:
        """Add what Redis does not have of `entry`.

        Answers how many code points of the attempt Redis has then; fewer than
        the entry's offset means that it lost some and took nothing. None when
        the attempt is closed or overtaken. Raises `Unreachable`.
        """
        self._check()
        ttl = KEPT_AFTER_END if entry.ended else TTL
        what = (entry.attempt, entry.offset, len(entry.text), int(entry.ended), entry.text)
        command = self._append(keys=[_stream(key)], args=(*what, int(ttl * 1000)))
        have = int(await self._ask(command, ANSWER_WITHIN))
        return None if have < 0 else have

    async def after(
        self, places: Mapping[str, str], wait: float
    ) -> Sequence[tuple[str, str, StreamEntry]]:
        """The entries of each key after its place, with key and name, as soon as there are any.

        Waits `wait` seconds at most, or until `wake`. Raises `Unreachable`.
        """
        self._check()
        asked: dict[Any, Any] = {_stream(key): place for key, place in places.items()}
        block = int(wait * 1000) or None  # to Redis, 0 would be for ever
        command = self._readers.xread({self._bell: self._rung, **asked}, block=block)
        found = dict(await self._ask(command, wait + ANSWER_WITHIN))
        for name, _ in found.get(self._bell, ()):
            self._rung = name
        return [
            (key, name, msgspec.convert(fields, StreamEntry, strict=False))
            for key in places
            for name, fields in found.get(_stream(key), ())
        ]

    async def wake(self) -> None:
        """Have a reader that waits look again, for more keys. Raises `Unreachable`."""
        self._check()
        ringing = self._commands.pipeline(transaction=False)
        ringing.xadd(self._bell, {"rung": "1"}, maxlen=1)
        ringing.pexpire(self._bell, int(WOKEN_WITHIN * 1000))
        await self._ask(ringing.execute(), ANSWER_WITHIN)

    @property
    def is_reachable(self) -> bool:
        """Whether Redis answered when it was last asked."""
        return self._reachable.is_set()

    async def reachable(self, within: float) -> bool:
        """Wait until Redis answers again, at most `within` seconds; whether it does."""
        try:
            async with asyncio.timeout(within):
                await self._reachable.wait()
        except TimeoutError:
            return False
        return True

    async def close(self) -> None:
        if self._recovery is not None:
            self._recovery.cancel()
            await asyncio.wait([self._recovery])
        await self._commands.aclose()
        await self._readers.aclose()

    def _check(self) -> None:
        if not self._reachable.is_set():
            raise Unreachable("Redis does not answer.")

    async def _ask(self, command: Awaitable[Any], within: float) -> Any:  # noqa: ANN401 - a reply
        try:
            async with asyncio.timeout(within):
                return await command
        except FAILURES as error:
            self._lose(error)
            raise Unreachable("Redis does not answer.") from error

    def _lose(self, error: Exception) -> None:
        self._reachable.clear()
        self._rung = START  # a Redis that starts anew may number anew
        now = time.monotonic()
        if now - self._lost > CALM:
            self._pause = FIRST_PAUSE
        self._lost = now
        if self._recovery is None or self._recovery.done():
            self._recovery = asyncio.create_task(self._recover(), context=contextvars.Context())
        if now - self._warned >= WARN_EVERY:
            self._warned = now
            reason = str(error) or type(error).__name__
            logger.warning("Redis is not used until it answers again: %s", reason)

    async def _recover(self) -> None:
        while not self._reachable.is_set():
            await asyncio.sleep(self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    await self._commands.ping()
            except FAILURES as error:
                logger.debug("Redis does not answer yet: %s", error)
            else:
                self._reachable.set()


def _stream(key: str) -> str:
    return f"viva:feed:{key}"
