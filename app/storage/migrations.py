"""Migrations run forward at start, once, by whoever starts first.

Law: the whole of it is one transaction that holds the database from its first
statement, so of several processes that start at once one migrates and the others
wait and find it done; one that dies halfway leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from threading import Lock
from types import ModuleType

from piccolo.apps.migrations.tables import Migration
from piccolo.querystring import QueryString

from app.domain.errors import DatabaseMismatch
from app.folders import MIGRATIONS
from app.storage.engines import Engine
from app.storage.postgres import Postgres
from app.storage.sqlite import SQLite
from app.storage.tables import bound

log = logging.getLogger(__name__)

APP_NAME = "storage"

LOCK = 0x76697661
"""The advisory lock of this program's migrations: "viva" in ASCII."""
BETWEEN_TRIES = 0.1

_in_this_process = Lock()
"""Held by the one store of this process that migrates, on whatever loop each runs."""

BEHIND = "it lacks migrations and MIGRATE_AT_START is 0: run the release step (make migrate)."
AHEAD = "it was migrated by a newer version of this program: run that one."


async def migrate(engine: Engine, *, at_start: bool = True) -> None:
    """Run what has not run; nothing at all, fast, when nothing is new.

    Raises `DatabaseMismatch` for a database of a newer version, for one that lacks
    migrations where they are not to run now (`at_start` False), and where none are
    installed. Waits for another process without a limit of its own.
    """
    files, ran = _files(), await _ran(engine)
    if ran - files:
        raise DatabaseMismatch(AHEAD)
    if files == ran:
        return
    if not at_start:
        raise DatabaseMismatch(BEHIND)
    if ran and isinstance(engine, SQLite):
        await engine.keep_copy(max(ran))
    import piccolo.apps.migrations.commands.forwards  # noqa: F401, PLC0415, slow: before the transaction

    await _until_free(engine)


async def _until_free(engine: Engine) -> None:
    while True:
        try:
            async with engine.transaction():
                await _hold(engine)
                await _run(engine)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(BETWEEN_TRIES)
        else:
            return


async def _hold(engine: Engine) -> None:
    """Keep others out; an immediate transaction of SQLite has done so already."""
    if isinstance(engine, Postgres):
        await engine.run_ddl("SET LOCAL idle_in_transaction_session_timeout = 0")
        await engine.run_querystring(QueryString("SELECT pg_advisory_xact_lock({})", LOCK))


async def _run(engine: Engine) -> None:
    """Run what another process has not run while this one waited."""
    if _files() == await _ran(engine):
        return
    await _run_forwards(engine)
    if left := _files() - await _ran(engine):
        raise DatabaseMismatch(f"migrations did not run: {', '.join(sorted(left))}")


def _files() -> set[str]:
    """The ids of the migrations that are installed."""
    files = list(MIGRATIONS.glob(f"{APP_NAME}_*.py"))
    if not files:
        raise DatabaseMismatch(f"no migrations are installed at {MIGRATIONS}")
    return {_id_in(path) for path in files}


async def _ran(engine: Engine) -> set[str]:
    """The ids of the migrations that the database has seen."""
    table = bound(Migration, engine)
    if not await table.table_exists():
        return set()
    return set(await table.get_migrations_which_ran(APP_NAME))


def _id_in(path: Path) -> str:
    (found,) = re.findall(r'^ID = "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    return str(found)


async def _run_forwards(engine: Engine) -> None:
    from piccolo.apps.migrations.commands.forwards import run_forwards  # noqa: PLC0415, slow

    said = io.StringIO()
    while not _in_this_process.acquire(blocking=False):  # noqa: ASYNC110, an event has one loop
        await asyncio.sleep(BETWEEN_TRIES)
    try:
        with _as_the_engine(engine), redirect_stdout(said):
            await run_forwards(APP_NAME)
    finally:
        _in_this_process.release()
    log.info("Ran %d migrations.", said.getvalue().count("ok!"))


@contextmanager
def _as_the_engine(engine: Engine) -> Iterator[None]:
    """Be what Piccolo's commands find, since they take no engine as an argument."""
    from piccolo.conf.apps import DEFAULT_MODULE_NAME, AppRegistry  # noqa: PLC0415, slow

    conf = ModuleType(DEFAULT_MODULE_NAME)
    vars(conf).update(DB=engine, APP_REGISTRY=AppRegistry(apps=["app.storage.piccolo_app"]))
    path, before = sys.path.copy(), sys.modules.get(DEFAULT_MODULE_NAME)
    sys.modules[DEFAULT_MODULE_NAME] = conf
    Migration._meta.db = engine  # noqa: SLF001, Piccolo documents it
    try:
        yield
    finally:
        sys.path[:] = path
        Migration._meta._db = None  # noqa: SLF001, or the next would get this engine
        if before is None:
            del sys.modules[DEFAULT_MODULE_NAME]
        else:
            sys.modules[DEFAULT_MODULE_NAME] = before
