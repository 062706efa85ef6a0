"""Foreign errors, translated once.

Law: every public method of the store is `stored`, so it answers within a limit
and raises `StorageUnavailable` in place of anything of sqlite3 or asyncpg.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import asyncpg  # type: ignore[import-untyped]  # ships no types

from app.domain.errors import StorageUnavailable
from app.storage.time_limits import LONGEST

log = logging.getLogger(__name__)

FOREIGN = (
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)

P = ParamSpec("P")
R = TypeVar("R")


def stored(method: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Bound a method in time and translate its errors."""

    @wraps(method)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        async with translated(LONGEST):
            return await method(*args, **kwargs)

    return guarded


@asynccontextmanager
async def translated(seconds: float, *, logs: bool = True) -> AsyncIterator[None]:
    """Raise `StorageUnavailable` for a foreign error or after `seconds`.

    Only the kind is logged: a driver's text can quote the values of a row. Not
    even that where the caller tells it (`logs` False).
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except FOREIGN as fault:
        if logs:
            log.warning("The database did not do it: %s", type(fault).__name__)
        raise StorageUnavailable from fault
