"""A loop outlives every fault of its work, and can be asked whether it still goes round."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import LoopStopped, StorageUnavailable
from app.services.rounds import Rounds
from tests.fakes import FakeClock


@pytest.mark.parametrize("fault", [ValueError("a bug"), StorageUnavailable()])
async def test_loop_goes_on_after_any_fault_and_logs_it(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    rounds: list[int] = []

    async def work() -> None:
        rounds.append(1)
        raise fault

    loop = Rounds("Recovery", work, every=0.005, monotonic=FakeClock().monotonic)
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0.05)
    running.cancel()

    assert len(rounds) > 2
    assert "Recovery" in caplog.text


async def test_loop_that_hangs_is_told_of() -> None:
    clock = FakeClock()
    loop = Rounds("Recovery", asyncio.Event().wait, every=2, monotonic=clock.monotonic)  # type: ignore[arg-type]  # what it returns is nobody's
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0)
    clock.forward(59)
    await loop.ping()

    clock.forward(2)

    with pytest.raises(LoopStopped, match="Recovery"):
        await loop.ping()
    running.cancel()


async def test_loop_that_goes_round_is_well() -> None:
    clock = FakeClock()

    async def work() -> None:
        clock.forward(30)

    loop = Rounds("Recovery", work, every=0.001, monotonic=clock.monotonic)
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0.05)

    await loop.ping()
    running.cancel()
