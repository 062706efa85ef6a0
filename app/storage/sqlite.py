"""SQLite with a few connections kept open.

Law: one connection writes, the others read; a writer waits its turn in this
process first and for another process only then. Every transaction is immediate,
because one that reads first and writes later fails as soon as another has
written in between. Written is on the disk (`synchronous=FULL`), erased is wiped
(`secure_delete`, and the journal emptied by `wipe`).

Piccolo's own engine opens a connection and a thread for each query, which costs
five times as much. Connections are kept from `start_connection_pool` on only, so
that the piccolo command, which never closes anything, still ends.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import aiosqlite
from piccolo.engine.sqlite import SQLiteEngine, SQLiteTransaction, TransactionType, dict_factory
from piccolo.querystring import QueryString

from app.storage.pool import Pool
from app.storage.prepared import Script
from app.storage.text import storable
from app.storage.time_limits import BUSY, CLOSE, WIPE

T = TypeVar("T")

log = logging.getLogger(__name__)

READERS = 3
COPY_KEPT = 7 * 24 * 3600
"""Seconds for which the copy made before a migration stays."""
PAUSE = 0.05
"""Seconds between two tries of what SQLite does not wait for by itself."""
SETUP = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)

# Piccolo's take ten times as long: by way of decimals, and with a zone that is there.
sqlite3.register_converter("INTEGER", int)
sqlite3.register_converter("TIMESTAMPTZ", lambda raw: datetime.fromisoformat(raw.decode()))

Rows = list[dict[str, Any]]  # what a driver reads has no type


class PooledSQLiteTransaction(SQLiteTransaction):
    """Piccolo's, but its connection comes back however it ends."""

    engine: SQLite

    async def __aenter__(self) -> Self | SQLiteTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.engine.take(writes=True)
        try:
            await self.connection.execute_fetchall(f"BEGIN {self.transaction_type.value}")
        except BaseException:
            await self.engine.give_back(self.connection, writes=True, clean=False)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(self, kind: object, fault: object, trace: object) -> Literal[False]:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        clean = False
        try:
            if fault is None:
                await self.connection.execute_fetchall("COMMIT")
                clean = True
        finally:
            await self.engine.give_back(self.connection, writes=True, clean=clean)
        return False


class SQLite(SQLiteEngine):
    """The engine of one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))
        self._file = path
        self._readers: Pool | None = None
        self._writer: Pool | None = None

    def transaction(
        self,
        transaction_type: TransactionType = TransactionType.immediate,
        allow_nested: bool = True,  # noqa: FBT001, FBT002, Piccolo's signature
    ) -> PooledSQLiteTransaction:
        return PooledSQLiteTransaction(self, transaction_type, allow_nested)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> Rows:  # noqa: ARG002, FBT001, FBT002, Piccolo's signature
        query, values = querystring.compile_string(engine_type=self.engine_type)
        return await self.run_statement(query, storable(values))

    async def run_statement(self, query: str, values: list[object]) -> Rows:
        """Run what `run_querystring` would compose."""
        async with self._connection(writes=not query.startswith("SELECT")) as connection:
            return await _rows(connection, query, values)

    async def run_script(self, script: Script[T], *, writes: bool) -> T:
        """Run `script` in one hop to a connection's thread, in a transaction if it `writes`.

        Given up on the way, it is rolled back.
        """
        is_transaction = writes and self.current_transaction.get() is None
        async with self._connection(writes=writes) as connection:
            return await _in_thread(connection, script, is_transaction=is_transaction)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Rows:  # noqa: ARG002, FBT001, FBT002, Piccolo's signature
        return await self.run_statement(ddl, [])

    async def keep_copy(self, name: str) -> None:
        """Keep the file as it is beside itself, `<file>.before-<name>`, for a week."""
        name = re.sub(r"[^0-9A-Za-z-]", "-", name)
        copy = self._file.with_name(f"{self._file.name}.before-{name}")
        begun = copy.with_name(f"{copy.name}.part")
        if not copy.exists():
            begun.unlink(missing_ok=True)
            begun.touch(mode=0o600)
            try:
                await self.run_statement("VACUUM INTO ?", [str(begun)])
                begun.rename(copy)
            finally:
                begun.unlink(missing_ok=True)

    def forget_copies(self) -> None:
        """Remove the copies that have been kept long enough: they hold what was erased since."""
        for copy in self._file.parent.glob(f"{self._file.name}.before-*"):
            if time.time() - copy.stat().st_mtime > COPY_KEPT:
                copy.unlink(missing_ok=True)

    async def start_connection_pool(self) -> None:
        """From now on keep connections, each made when it is first needed."""
        self._readers, self._writer = Pool(self._connect, READERS), Pool(self._connect, 1)

    async def close_connection_pool(self) -> None:
        pools = (self._readers, self._writer)
        self._readers = self._writer = None
        await asyncio.gather(*(pool.close(CLOSE) for pool in pools if pool is not None))

    async def take(self, *, writes: bool) -> aiosqlite.Connection:
        pool = self._writer if writes else self._readers
        return await (self._connect() if pool is None else pool.take())

    async def give_back(
        self, connection: aiosqlite.Connection, *, writes: bool, clean: bool
    ) -> None:
        pool = self._writer if writes else self._readers
        if pool is None:
            await connection.close()
        else:
            pool.give_back(connection, clean=clean)

    @asynccontextmanager
    async def _connection(self, *, writes: bool) -> AsyncIterator[aiosqlite.Connection]:
        """That of the transaction, else a kept one, given back clean unless something fails."""
        current = self.current_transaction.get()
        if current is not None:
            yield current.connection
            return
        connection = await self.take(writes=writes)
        clean = False
        try:
            yield connection
            clean = True
        finally:
            await self.give_back(connection, writes=writes, clean=clean)

    async def wipe(self) -> None:
        """Write the journal back and empty it, so that it keeps nothing erased.

        A reader elsewhere can be in the way of that for longer than is worth
        waiting for; then the next erasure or the last close does it. Asked for
        without waiting inside SQLite, where all writers would have to wait too.
        """
        connection = await self._connect(timeouts=0)
        try:
            async with asyncio.timeout(WIPE):
                while await _is_read(connection):  # noqa: ASYNC110, nobody tells us
                    await asyncio.sleep(PAUSE)
        except TimeoutError:
            log.warning("The journal could not be emptied after erasing; it will be later.")
        finally:
            await connection.close()

    async def _connect(self, timeouts: float = BUSY) -> aiosqlite.Connection:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opening = aiosqlite.connect(**self.connection_kwargs, timeout=timeouts)
        opening._thread.daemon = True  # noqa: SLF001, or a process torn down would never end
        connection = await opening
        try:
            connection.row_factory = dict_factory  # type: ignore[assignment]  # as Piccolo does
            await _use_journal(connection)
            for statement in SETUP:
                await connection.execute_fetchall(statement)
        except sqlite3.Error:
            await connection.close()
            raise
        except BaseException:
            connection.stop()
            raise
        return connection


async def _rows(connection: aiosqlite.Connection, query: str, values: list[object]) -> Rows:
    """One hop to the connection's thread and back."""
    return list(await connection.execute_fetchall(query, values))  # type: ignore[arg-type]  # dicts


async def _in_thread(
    connection: aiosqlite.Connection, script: Script[T], *, is_transaction: bool
) -> T:
    """What `script` returns, run as a whole in the thread of `connection`."""
    is_given_up = False

    def run(raw: sqlite3.Connection) -> T:
        if not is_transaction:
            return _result(script, raw)
        raw.execute(f"BEGIN {TransactionType.immediate.value}")
        try:
            result = _result(script, raw)
            if is_given_up:  # whoever waited takes it for not done
                raise sqlite3.InterfaceError("given up")  # noqa: TRY301, as if by SQLite
            raw.execute("COMMIT")
        except BaseException:
            raw.rollback()
            raise
        return result

    try:
        execute: Callable[..., Awaitable[T]] = connection._execute  # noqa: SLF001, as its own methods do
        return await execute(run, connection._conn)  # noqa: SLF001, see above
    except BaseException:
        is_given_up = True
        raise


def _result(script: Script[T], connection: sqlite3.Connection) -> T:
    rows: Rows | None = None
    while True:
        try:
            query, values = next(script) if rows is None else script.send(rows)
        except StopIteration as end:
            result: T = end.value
            return result
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row  # a fifth of a dict's time
        rows = cursor.execute(query, values).fetchall()


async def _is_read(connection: aiosqlite.Connection) -> bool:
    """Try to empty the journal; True when somebody is still in it."""
    (row,) = await _rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)", [])
    return bool(row["busy"])


async def _use_journal(connection: aiosqlite.Connection) -> None:
    """Switch to the write-ahead journal, which SQLite does not wait to do."""
    give_up_at = asyncio.get_running_loop().time() + BUSY
    while True:
        try:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if asyncio.get_running_loop().time() > give_up_at:
                raise
            await asyncio.sleep(PAUSE)
        else:
            return
