"""The database and the Redis that processes under test are given, as variables."""

from __future__ import annotations

from contextlib import ExitStack, asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.servers.postgres import any_postgres, fresh_database
from tests.servers.redis import any_redis

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Database(StrEnum):
    """What interviews are kept in."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


@asynccontextmanager
async def environment(
    database: Database, folder: Path, *, redis: bool
) -> AsyncIterator[dict[str, str]]:
    """A fresh database, SQLite's in `folder`, and where wished a Redis."""
    with ExitStack() as servers:
        shared = {"REDIS_URL": servers.enter_context(any_redis())} if redis else {}
        if database is Database.SQLITE:
            yield {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite", **shared}
            return
        async with fresh_database(servers.enter_context(any_postgres())) as url:
            yield {"DATABASE_URL": url, **shared}
