"""Connections that are kept open, and what becomes of them when an asker is gone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiosqlite
import pytest

from app.storage.pool import Pool


async def test_connection_opened_for_one_who_is_gone_is_kept_for_the_next(tmp_path: Path) -> None:
    may_open, opened = asyncio.Event(), []

    async def connect() -> aiosqlite.Connection:
        opened.append(1)
        await may_open.wait()
        return await aiosqlite.connect(tmp_path / "viva.sqlite")

    pool = Pool(connect, 1)
    asker = asyncio.create_task(pool.take())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    may_open.set()

    connection = await pool.take()

    assert opened == [1]
    pool.give_back(connection, clean=True)
    await pool.close(1)


async def test_failure_to_open_leaves_the_place_to_the_next() -> None:
    async def connect() -> aiosqlite.Connection:
        raise OSError

    pool = Pool(connect, 1)
    for _ in range(2):
        with pytest.raises(OSError, match=r"^$"):
            await pool.take()
    await pool.close(1)
