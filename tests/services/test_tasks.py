"""Tasks of the process: what they inherit, and that none is lost."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar

import pytest

from app.services.tasks import Tasks, done_at_once
from tests.limits import HANGS

TRANSACTION: ContextVar[str] = ContextVar("transaction")


async def test_a_task_inherits_nothing_of_who_began_it() -> None:
    seen: list[str | None] = []

    async def look() -> None:
        seen.append(TRANSACTION.get(None))

    TRANSACTION.set("somebody's")
    tasks = Tasks()
    tasks.start("look", look())
    await asyncio.sleep(0.01)

    assert seen == [None]


async def test_work_that_would_wait_or_fails_is_not_done_at_once() -> None:
    done: list[str] = []

    async def work(what: str, *, seconds: float = 0.0, by: int = 1) -> None:
        try:
            if seconds:
                await asyncio.sleep(seconds)
            done.append(f"{what} {1 // by}")
        finally:
            done.append(f"{what} left")

    assert done_at_once(work("ready"))
    assert not done_at_once(work("waiting", seconds=0.01))
    assert not done_at_once(work("failing", by=0))
    await asyncio.sleep(0.02)

    assert done == ["ready 1", "ready left", "waiting left", "failing left"]


async def test_name_runs_once_at_a_time_and_once_more_for_who_came_meanwhile() -> None:
    begun: list[int] = []

    async def begin(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(0.01)

    tasks = Tasks()
    for number in range(3):
        tasks.start("question", begin(number))
    await asyncio.sleep(0.05)
    tasks.start("question", begin(3))
    await asyncio.sleep(0.01)

    assert begun == [0, 1, 3]
    await tasks.stop(1)


async def test_what_takes_longer_than_the_grace_is_cancelled_at_the_end() -> None:
    tasks = Tasks()
    tasks.start("for ever", _for_ever())

    async with asyncio.timeout(HANGS):
        await tasks.stop(0.05)

    assert not tasks.is_running("for ever")


async def _for_ever() -> None:
    await asyncio.Event().wait()


async def test_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("so")

    tasks = Tasks()
    tasks.start("question", fail())
    await asyncio.sleep(0.01)

    assert "question failed" in caplog.text
