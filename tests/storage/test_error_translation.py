"""Foreign errors, translated once."""

from __future__ import annotations

import inspect
import sqlite3

import asyncpg  # type: ignore[import-untyped]  # ships no types
import pytest

from app.domain.errors import StorageUnavailable
from app.services.store_ports import Feedbacks, Health, Sessions, Store, Turns
from app.storage.error_translation import stored, translated
from app.storage.store import PiccoloStore, open_store

METHODS = sorted(
    name
    for need in (Sessions, Turns, Feedbacks, Health)
    for name, member in vars(need).items()
    if inspect.iscoroutinefunction(member)
)


def test_the_store_fits_what_the_use_cases_need() -> None:
    store: Store = open_store("sqlite:///data/viva.sqlite")

    assert isinstance(store, PiccoloStore)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_bounded_in_time_and_translates(name: str) -> None:
    method = getattr(PiccoloStore, name)

    assert inspect.unwrap(method) is not method
    assert method.__module__.startswith("app.storage.")
    assert method.__code__ is stored(method).__code__


@pytest.mark.parametrize(
    "fault",
    [
        sqlite3.OperationalError("database is locked"),
        sqlite3.DatabaseError("file is not a database"),
        asyncpg.ConnectionDoesNotExistError("gone"),
        asyncpg.TooManyConnectionsError("too many"),
        asyncpg.InterfaceError("pool is closing"),
        ConnectionRefusedError("refused"),
        OSError(28, "No space left on device"),
        TimeoutError(),
    ],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_foreign_error_becomes_storage_unavailable(fault: Exception) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        async with translated(1):
            raise fault

    assert caught.value.__cause__ is fault


async def test_our_own_mistakes_are_not_hidden() -> None:
    with pytest.raises(KeyError):
        async with translated(1):
            raise KeyError


async def test_what_a_driver_quotes_of_a_row_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(StorageUnavailable):
        async with translated(1):
            raise sqlite3.IntegrityError("Key (cv_text)=(Ten years of bridges.)")

    assert "IntegrityError" in caplog.text
    assert "bridges" not in caplog.text
