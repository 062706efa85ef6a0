"""A store of each kind, empty and open."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.storage.store import PiccoloStore, open_store
from tests.servers.postgres import PostgresServer, any_postgres, own_postgres, run_sql

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with any_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def mortal_server() -> Iterator[PostgresServer]:
    """A server that a test may stop, as long as it starts it again."""
    with own_postgres() as server:
        yield server


def beside_this_loop(work: Coroutine[object, object, object]) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def migrate(url: str) -> None:
    store = open_store(url)
    await store.open()
    await store.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty database as migrations leave it: they are run once, not for every test."""
    file = tmp_path_factory.mktemp("migrated") / "viva.sqlite"
    beside_this_loop(migrate(f"sqlite:///{file}"))
    return file.read_bytes()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The name of an empty database as migrations leave it, to make others from."""
    name = f"viva_test_{secrets.token_hex(8)}"
    beside_this_loop(run_sql(postgres_server, f"CREATE DATABASE {name}"))
    try:
        beside_this_loop(migrate(f"{postgres_server.rpartition('/')[0]}/{name}"))
        yield name
    finally:
        beside_this_loop(run_sql(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=BOTH)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of an empty database: without tables, unless the test wants a `store` on it."""
    is_migrated = "store" in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "data" / "viva.sqlite"
        if is_migrated:
            _copy(request, file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("migrated_postgres") if is_migrated else "template1"
    name = f"viva_test_{secrets.token_hex(8)}"
    await run_sql(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        await run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


def _copy(request: pytest.FixtureRequest, file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_bytes(request.getfixturevalue("migrated_sqlite"))
    file.chmod(0o600)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PiccoloStore]:
    store = open_store(database_url)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """Where an SQLite store is to be."""
    return tmp_path / "data" / "viva.sqlite"


@pytest.fixture
async def sqlite_store(file: Path) -> AsyncIterator[PiccoloStore]:
    store = open_store(f"sqlite:///{file}")
    await store.open()
    yield store
    await store.close()
