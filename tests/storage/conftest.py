"""A store of each kind, empty and open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.storage.store import PiccoloStore, open_store
from tests.servers.postgres import PostgresServer, any_postgres, fresh_database, own_postgres

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


@pytest.fixture(params=BOTH)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data/viva.sqlite"
        return
    async with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


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
