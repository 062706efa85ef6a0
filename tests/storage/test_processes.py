"""Who else is on this database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.storage.processes import FORGOTTEN_AFTER
from app.storage.store import PiccoloStore, open_store


async def test_a_process_sees_the_counters_of_the_others(store: PiccoloStore) -> None:
    assert list(await store.announce("one", 1)) == []
    assert list(await store.announce("two", 7)) == [("one", 1)]
    assert list(await store.announce("one", 2)) == [("two", 7)]
    assert list(await store.announce("two", 8)) == [("one", 2)]


async def test_a_process_that_left_is_not_seen(store: PiccoloStore) -> None:
    await store.announce("one", 1)
    await store.leave("one")

    assert list(await store.announce("two", 1)) == []


async def test_a_process_that_died_lately_is_still_seen_after_a_start(database_url: str) -> None:
    first = open_store(database_url)
    await first.open()
    await first.announce("one", 1)
    await first.close()

    second = open_store(database_url)
    await second.open()
    seen = await second.announce("two", 1)
    await second.close()

    assert list(seen) == [("one", 1)]


async def test_a_process_that_died_long_ago_is_forgotten_at_a_start(database_url: str) -> None:
    first = open_store(database_url)
    await first.open()
    await first.announce("one", 1)
    row = first._tables.processes
    long_ago = datetime.now(UTC) - FORGOTTEN_AFTER - timedelta(minutes=1)
    await row.update({row.started_at: long_ago}, force=True)
    await first.close()

    second = open_store(database_url)
    await second.open()
    seen = await second.announce("two", 1)
    await second.close()

    assert list(seen) == []


async def test_a_database_that_is_there_answers_a_ping(store: PiccoloStore) -> None:
    await store.ping()
