"""One timer for many waits bounds each of them as a timeout of its own would."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from app.repeated_timeout import RepeatedTimeout

SHORT, LONG = 0.05, 30.0


async def never() -> None:
    await asyncio.Event().wait()


async def test_what_arrives_in_time_is_returned() -> None:
    timeout = RepeatedTimeout()
    assert await timeout.wait(asyncio.sleep(0, "here"), LONG) == "here"


async def test_what_is_there_already_is_returned_without_any_time() -> None:
    arrived = asyncio.get_running_loop().create_future()
    arrived.set_result("here")
    assert await RepeatedTimeout().wait(arrived, 0) == "here"


@pytest.mark.parametrize("seconds", [0.0, SHORT])
async def test_what_does_not_arrive_ends_in_a_timeout(seconds: float) -> None:
    with pytest.raises(TimeoutError):
        await RepeatedTimeout().wait(never(), seconds)


async def test_short_wait_after_a_long_one_is_bounded_by_its_own_time() -> None:
    timeout = RepeatedTimeout()
    await timeout.wait(asyncio.sleep(0), LONG)
    async with asyncio.timeout(LONG / 2):
        with pytest.raises(TimeoutError):
            await timeout.wait(never(), SHORT)


async def test_long_wait_after_a_short_one_is_not_cut_at_the_short_ones_time() -> None:
    timeout = RepeatedTimeout()
    await timeout.wait(asyncio.sleep(0), SHORT)
    assert await timeout.wait(asyncio.sleep(2 * SHORT, "here"), LONG) == "here"


async def test_wait_after_a_timeout_is_bounded_again() -> None:
    timeout = RepeatedTimeout()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await timeout.wait(never(), SHORT)
    assert await timeout.wait(asyncio.sleep(0, "here"), LONG) == "here"


async def test_timer_that_rings_between_two_waits_ends_neither() -> None:
    timeout = RepeatedTimeout()
    await timeout.wait(asyncio.sleep(0), SHORT)
    await asyncio.sleep(2 * SHORT)
    assert await timeout.wait(asyncio.sleep(0, "here"), SHORT) == "here"


async def test_cancellation_from_outside_is_no_timeout() -> None:
    waiting = asyncio.create_task(RepeatedTimeout().wait(never(), LONG))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_cancellation_at_the_same_time_as_the_timeout_stays_a_cancellation() -> None:
    timeout = RepeatedTimeout()
    waiting = asyncio.create_task(timeout.wait(never(), LONG))
    await asyncio.sleep(0)
    timeout._until = 0.0
    timeout._ring(asyncio.get_running_loop())
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_ends_despite_the_timeout_leaves_the_task_uncancelled() -> None:
    async def stubborn() -> str:
        with suppress(asyncio.CancelledError):
            await never()
        return "late"

    assert await RepeatedTimeout().wait(stubborn(), SHORT) == "late"
    task = asyncio.current_task()
    assert task is not None
    assert not task.cancelling()


async def test_error_of_what_was_waited_for_comes_through() -> None:
    async def fails() -> None:
        raise ValueError("no")

    timeout = RepeatedTimeout()
    with pytest.raises(ValueError, match="no"):
        await timeout.wait(fails(), LONG)
    assert await timeout.wait(asyncio.sleep(0, "here"), LONG) == "here"


async def test_two_waits_at_once_are_refused() -> None:
    timeout = RepeatedTimeout()
    waiting = asyncio.create_task(timeout.wait(never(), LONG))
    await asyncio.sleep(0)
    second = asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await timeout.wait(second, LONG)
    await second
    waiting.cancel()
