"""A few SQLite connections kept open, each taken by one at a time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")


class Pool:
    """At most `size` connections, opened when first needed, given in order of asking."""

    def __init__(self, connect: Callable[[], Awaitable[aiosqlite.Connection]], size: int) -> None:
        self._connect = connect
        self._size = size
        self._places = asyncio.Semaphore(size)
        self._idle: list[aiosqlite.Connection] = []
        self._open: set[aiosqlite.Connection] = set()
        self._working: set[asyncio.Task[Any]] = set()

    async def take(self) -> aiosqlite.Connection:
        await self._places.acquire()
        if self._idle:
            return self._idle.pop()
        opening = self._behind(self._opened())
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(self._keep)
            raise

    def give_back(self, connection: aiosqlite.Connection, *, clean: bool) -> None:
        """Let the next one have it; at once when `clean`.

        What was cut short may still run in the connection's thread, so it is
        mended behind the caller's back, who must not wait for that.
        """
        if clean:
            self._put(connection)
            return
        self._behind(self._mend(connection))

    async def close(self, seconds: float) -> None:
        """Close all connections, each when it is free or after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                for _ in range(self._size):
                    await self._places.acquire()
        finally:
            ends = [connection.stop() for connection in self._open]
            self._open.clear()
        await asyncio.gather(*(end for end in ends if end is not None))

    def _behind(self, work: Coroutine[None, None, T]) -> asyncio.Task[T]:
        """`work`, which goes on when whoever asked for it is gone."""
        task = asyncio.get_running_loop().create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return task

    async def _opened(self) -> aiosqlite.Connection:
        try:
            connection = await self._connect()
        except BaseException:
            self._places.release()
            raise
        self._open.add(connection)
        return connection

    def _keep(self, opening: asyncio.Task[aiosqlite.Connection]) -> None:
        """Let the next one have what was opened for one who is gone."""
        if not opening.cancelled() and opening.exception() is None:
            self._put(opening.result())

    async def _mend(self, connection: aiosqlite.Connection) -> None:
        try:
            await connection.rollback()
        except sqlite3.Error:
            self._open.discard(connection)
            await connection.close()
            self._places.release()
        else:
            self._put(connection)

    def _put(self, connection: aiosqlite.Connection) -> None:
        self._idle.append(connection)
        self._places.release()
