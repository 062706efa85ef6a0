"""From SQLite to PostgreSQL and back: every row, and writing goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from piccolo.columns import Serial

from app.storage.engines import engine_for
from app.storage.moving import NotMoved, move
from app.storage.store import open_store
from app.storage.tables import ALL, ProcessRow, bound
from app.values import replace
from tests.servers.postgres import fresh_database
from tests.storage.making import (
    NOON,
    a_feedback,
    a_session,
    answer,
    ask,
    asked,
    review,
)
from tests.storage.test_practices import PRACTICE
from tests.storage.test_shares import COMMENT


async def rows_at(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without the numbers that a database counts itself."""
    found = {}
    for row in ALL:
        if row is not ProcessRow:
            table = bound(row, engine_for(url))
            key = table._meta.primary_key
            rows = await table.select().order_by(key)
            left_out = "id" if isinstance(key, Serial) else ""
            found[row._meta.tablename] = [
                {name: value for name, value in each.items() if name != left_out} for each in rows
            ]
    return found


async def fill(url: str) -> None:
    store = open_store(url)
    await store.open()
    for name in ("s", "t"):
        await asked(store, name)
        await store.record_answer(answer(1, "“Brücken” 🚀", name))
        await store.open_feedback(a_feedback(name))
        await store.claim_feedback(name, 0)
        await store.save_review(name, 1, review(1))
        await store.add_practice(replace(PRACTICE, session_id=name), 10)
        await store.add_comment(replace(COMMENT, session_id=name, id=f"c-{name}"), 20)
    await store.count_call(NOON.date(), 100)
    await store.announce("p", 1)
    await store.close()


@pytest.mark.postgres
async def test_rows_come_over_whole_and_the_interview_goes_on_there(
    postgres_server: str, tmp_path: Path
) -> None:
    here, back = f"sqlite:///{tmp_path}/here.sqlite", f"sqlite:///{tmp_path}/back.sqlite"
    await fill(here)
    before = await rows_at(here)

    async with fresh_database(postgres_server) as there:
        moved = await move(here, there)
        await move(there, back)

        assert moved == {name: len(rows) for name, rows in before.items()}
        assert moved["turns"] > 2
        assert await rows_at(there) == before
        store = open_store(there)
        await store.open()
        await store.add_session(a_session("u"))
        assert await store.open_first("u")
        await ask(store, 1, "u")
        assert await store.record_answer(answer(1, session_id="u"))
        await store.close()
    assert await rows_at(back) == before == await rows_at(here)


async def test_database_that_holds_anything_is_moved_to_by_nobody(tmp_path: Path) -> None:
    here, there = f"sqlite:///{tmp_path}/here.sqlite", f"sqlite:///{tmp_path}/there.sqlite"
    await fill(here)
    await fill(there)
    before = await rows_at(there)

    with pytest.raises(NotMoved, match="not empty"):
        await move(here, there)

    assert await rows_at(there) == before
