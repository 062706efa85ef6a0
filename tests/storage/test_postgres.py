"""What only PostgreSQL can get wrong: a server that goes, freezes, or comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import asyncpg  # type: ignore[import-untyped]  # ships no types
import pytest

from app.domain.errors import StorageUnavailable
from app.domain.interview import TurnState
from app.storage.error_translation import FOREIGN
from app.storage.postgres import CONNECTIONS
from app.storage.store import PiccoloStore, open_store
from tests.servers.postgres import PostgresServer, fresh_database, run_sql
from tests.storage.making import (
    NOON,
    PLAN,
    a_feedback,
    a_session,
    answer,
    asked,
    begin,
    question,
    review,
)

pytestmark = pytest.mark.postgres


@pytest.fixture
async def url(mortal_server: PostgresServer) -> AsyncIterator[str]:
    async with fresh_database(mortal_server.url) as url:
        yield url


@pytest.fixture
async def store(url: str) -> AsyncIterator[PiccoloStore]:
    store = open_store(url)
    await store.open()
    yield store
    await store.close()


async def test_a_server_that_was_gone_is_used_again_once_it_is_back(
    store: PiccoloStore, mortal_server: PostgresServer
) -> None:
    await asked(store)
    await asyncio.gather(*(store.ping() for _ in range(CONNECTIONS)))

    mortal_server.stop()
    told = await asyncio.gather(
        *(store.interview("s") for _ in range(2 * CONNECTIONS)),
        store.record_answer(answer(1)),
        return_exceptions=True,
    )
    mortal_server.start()

    assert {type(each) for each in told} == {StorageUnavailable}
    assert await store.record_answer(answer(1))
    await asyncio.gather(*(store.ping() for _ in range(2 * CONNECTIONS)))


async def test_a_frozen_server_is_told_within_ten_seconds_and_costs_no_connection(
    store: PiccoloStore, mortal_server: PostgresServer
) -> None:
    await asked(store)

    mortal_server.freeze()
    before = time.monotonic()
    told = await asyncio.gather(
        *(store.interview("s") for _ in range(CONNECTIONS)),
        store.record_answer(answer(1)),
        return_exceptions=True,
    )
    took = time.monotonic() - before
    mortal_server.thaw()

    assert {type(each) for each in told} == {StorageUnavailable}
    assert took < 10
    await asyncio.gather(*(store.ping() for _ in range(2 * CONNECTIONS)))
    assert await store.interview("s")


async def test_no_server_at_the_start_is_storage_unavailable(
    mortal_server: PostgresServer,
) -> None:
    store = open_store(mortal_server.url.replace(str(mortal_server.port), "1"))

    with pytest.raises(StorageUnavailable):
        await store.open()


async def test_an_unknown_database_is_storage_unavailable(mortal_server: PostgresServer) -> None:
    store = open_store(mortal_server.url + "_that_is_not_there")

    with pytest.raises(StorageUnavailable):
        await store.open()


async def test_a_row_held_by_another_is_told_within_ten_seconds(
    store: PiccoloStore, url: str
) -> None:
    await asked(store)
    foreign = await asyncpg.connect(url)
    await foreign.execute("BEGIN; SELECT * FROM sessions FOR UPDATE")

    before = time.monotonic()
    with pytest.raises(StorageUnavailable):
        await store.record_answer(answer(1))
    took = time.monotonic() - before

    await foreign.close()
    assert took < 10
    assert await store.record_answer(answer(1))


async def test_a_process_frozen_in_a_transaction_loses_its_rows_to_the_next(
    store: PiccoloStore, url: str
) -> None:
    await asked(store)
    frozen = open_store(url)
    await frozen.open()

    held = frozen._engine.transaction()
    await held.__aenter__()
    await frozen._hold("s")

    assert await store.record_answer(answer(1))

    with pytest.raises(FOREIGN):
        await held.__aexit__(None, None, None)
    await asyncio.gather(*(frozen.ping() for _ in range(2 * CONNECTIONS)))
    await frozen.close()


async def test_giving_up_costs_no_connection_and_undoes_what_was_begun(
    store: PiccoloStore,
) -> None:
    await asked(store)
    for delay in range(3 * CONNECTIONS):
        task = asyncio.create_task(store.record_answer(answer(1)))
        await asyncio.sleep(delay / 5_000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        interview = await store.interview("s")
        assert interview is not None
        assert (interview.answer(1) is None) == (interview.turn(2) is None)

    await asyncio.gather(*(store.ping() for _ in range(2 * CONNECTIONS)))


async def test_erasing_and_writing_at_once_never_lock_each_other_out(
    store: PiccoloStore, url: str
) -> None:
    await begin(store)
    await store.claim("s", 1, 0)
    await store.open_feedback(a_feedback())
    await store.claim_feedback("s", 0)
    eraser = open_store(url)
    await eraser.open()
    sessions = eraser._tables.sessions
    async with eraser._engine.transaction():
        # The two steps of a DELETE that cascades, with time between them.
        await sessions.select().where(sessions.id == "s").lock_rows("UPDATE")
        finishing = asyncio.create_task(store.finish(question(1), 1, PLAN))
        saving = asyncio.create_task(store.save_review("s", 1, review(1)))
        await asyncio.sleep(0.2)
        await sessions.delete().where(sessions.id == "s")

    assert not await finishing
    assert not await saving
    await eraser.close()


async def test_a_document_is_not_replaced_while_the_interview_begins(
    store: PiccoloStore, url: str
) -> None:
    await store.add_session(a_session())
    other = open_store(url)
    await other.open()
    async with other._engine.transaction():
        assert await other._hold("s")
        assert await other._adding.run(session="s", number=1)
        saving = asyncio.create_task(store.save_cv("s", "Other", None))
        await asyncio.sleep(0.2)
        assert not saving.done()

    assert not await saving
    await other.close()


async def test_an_answer_on_its_way_is_in_before_the_end(store: PiccoloStore, url: str) -> None:
    await asked(store)
    other = open_store(url)
    await other.open()
    async with other._engine.transaction():
        assert await other._hold("s")
        ending = asyncio.create_task(store.end("s", NOON))
        await asyncio.sleep(0.2)
        assert not ending.done()
        await other._adding.run(session="s", number=2)

    assert await ending
    assert list(await store.unwritten()) == []
    interview = await store.interview("s")
    assert interview is not None
    assert [turn.state for turn in interview.turns][1] is TurnState.ABANDONED
    await other.close()


async def test_connections_name_the_program_and_are_given_back(
    store: PiccoloStore, mortal_server: PostgresServer
) -> None:
    await asyncio.gather(*(store.ping() for _ in range(4 * CONNECTIONS)))
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'viva'"

    ((during,),) = await run_sql(mortal_server.url, query)
    await store.close()
    ((after,),) = await run_sql(mortal_server.url, query)

    assert 1 <= during <= CONNECTIONS
    assert after == 0
