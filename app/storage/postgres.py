"""PostgreSQL through Piccolo's asyncpg pool.

Law: a connection on which anything went wrong is dropped, never mended, so a
server that is gone, frozen or started again costs one call and no place in the
pool.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Literal, Self, TypeVar

from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from app.storage.prepared import Script
from app.storage.text import storable
from app.storage.time_limits import CLOSE, CONNECT

T = TypeVar("T")

CONNECTIONS = 10
IDLE_IN_TRANSACTION = "5s"
"""After which a frozen process loses the rows it holds, within the wait of the next."""


class PooledPostgresTransaction(PostgresTransaction):
    """Piccolo's, but its connection comes back however it ends."""

    engine: Postgres

    async def __aenter__(self) -> Self | PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.engine.take()
        self.transaction = self.connection.transaction()
        try:
            await self.transaction.start()
        except BaseException:
            await self.engine.drop(self.connection)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(self, kind: object, fault: object, trace: object) -> Literal[False]:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        try:
            if fault is None:
                await self.transaction.commit()
        except BaseException:
            await self.engine.drop(self.connection)
            raise
        if fault is None:
            await self.engine.give_back(self.connection)
        else:
            await self.engine.drop(self.connection)
        return False


class Postgres(PostgresEngine):
    """The engine of one database."""

    def __init__(self, url: str) -> None:
        super().__init__(config={"dsn": url, "timeout": CONNECT})

    async def check_version(self) -> None:
        """Skip what Piccolo does here: an engine is made before there is a server."""

    def transaction(self, allow_nested: bool = True) -> PooledPostgresTransaction:  # noqa: FBT001, FBT002, Piccolo's signature
        return PooledPostgresTransaction(self, allow_nested)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002, Piccolo's signature
        query, values = querystring.compile_string(engine_type=self.engine_type)
        return await self._fetch(query, storable(values))

    async def run_statement(self, query: str, values: list[object]) -> list[Any]:
        """Run what `run_querystring` would compose; the rows are read by name."""
        return list(await self._fetch(query, values))

    async def run_script(self, script: Script[T], *, writes: bool) -> T:
        """Run `script` statement by statement, in a transaction if it `writes`."""
        if writes:
            async with self.transaction():
                return await self.run_script(script, writes=False)
        rows: list[Any] | None = None
        while True:
            try:
                statement = next(script) if rows is None else script.send(rows)
            except StopIteration as end:
                result: T = end.value
                return result
            rows = await self.run_statement(*statement)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002, Piccolo's signature
        return await self._fetch(ddl, [])

    async def start_connection_pool(self, **_: object) -> None:
        await super().start_connection_pool(
            min_size=0,
            max_size=CONNECTIONS,
            server_settings={
                "application_name": "viva",
                "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
            },
        )

    async def close_connection_pool(self) -> None:
        pool, self.pool = self.pool, None
        if pool is None:
            return
        try:
            async with asyncio.timeout(CLOSE):
                await pool.close()
        finally:
            pool.terminate()

    async def wipe(self) -> None:
        """Nothing to do: its own vacuum leaves nothing of the erased."""

    async def take(self) -> Any:  # noqa: ANN401, asyncpg's proxy has no public type
        if self.pool is None:
            return await self.get_new_connection()
        return await self.pool.acquire()

    async def give_back(self, connection: Any) -> None:  # noqa: ANN401, asyncpg's proxy has no public type
        if self.pool is None:
            await connection.close()
        else:
            await self.pool.release(connection)

    async def drop(self, connection: Any) -> None:  # noqa: ANN401, asyncpg's proxy has no public type
        connection.terminate()
        await self.give_back(connection)

    async def _fetch(self, query: str, values: Sequence[object]) -> Any:  # noqa: ANN401, Piccolo reads it
        current = self.current_transaction.get()
        if current is not None:
            return await current.connection.fetch(query, *values)
        connection = await self.take()
        try:
            rows = await connection.fetch(query, *values)
        except BaseException:
            await self.drop(connection)
            raise
        await self.give_back(connection)
        return rows
