"""The model as it was last seen: checked at the start, and while it is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from app.services.model_health import AWAY, BACK, UNCHECKED, ModelHealth

DOWN, UP = (False, "primary: nobody listens"), (True, "primary: small answers")


class Checks:
    """Answers each check with the next of what it was given, the last for ever."""

    def __init__(self, *found: tuple[bool, str]) -> None:
        self.found = list(found)
        self.times = 0

    async def __call__(self) -> tuple[bool, str]:
        self.times += 1
        return self.found.pop(0) if len(self.found) > 1 else self.found[0]


@asynccontextmanager
async def watched(checks: Checks, pause: float = 0.01) -> AsyncIterator[ModelHealth]:
    health = ModelHealth(checks, pause)
    watching = asyncio.create_task(health.watch())
    yield health
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110, what is waited for tells nobody
            await asyncio.sleep(0.005)


async def test_model_that_was_away_at_the_start_is_seen_when_it_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    checks = Checks(DOWN, DOWN, DOWN, UP)
    async with watched(checks) as health:
        await until(lambda: health.is_reachable is False)
        await until(lambda: health.is_reachable is True)
        await asyncio.sleep(0.1)

    assert checks.times == 4
    assert caplog.messages == [DOWN[1], UP[1]]


async def test_failed_question_has_the_model_checked_until_it_answers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    checks = Checks(UP, DOWN, UP)
    async with watched(checks) as health:
        await until(lambda: health.is_reachable is True)
        health.failed()
        health.failed()
        assert health.is_reachable is False
        await until(lambda: checks.times == 3 and health.is_reachable is True)

    assert caplog.messages == [UP[1], AWAY, DOWN[1], UP[1]]


async def test_question_that_stands_ends_the_checks(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    checks = Checks(UP)
    async with watched(checks, pause=0.05) as health:
        await until(lambda: checks.times == 1)
        health.failed()
        await asyncio.sleep(0)
        health.answered()
        await asyncio.sleep(0.2)

    assert (checks.times, health.is_reachable) == (1, True)
    assert caplog.messages == [UP[1], AWAY, BACK]


async def test_model_that_stays_away_is_checked_ever_more_seldom() -> None:
    checks = Checks(DOWN)
    async with watched(checks, pause=0.02):
        await asyncio.sleep(0.6)

    assert 2 <= checks.times <= 6  # after 0, 0.02, 0.06, 0.14, 0.30 and 0.62 s


async def test_check_that_breaks_is_logged_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = [True]

    async def check() -> tuple[bool, str]:
        if broken:
            broken.pop()
            raise ZeroDivisionError
        return UP

    health = ModelHealth(check, 0.01)
    watching = asyncio.create_task(health.watch())
    await until(lambda: bool(caplog.messages))
    health.failed()
    await until(lambda: health.is_reachable is True)
    watching.cancel()

    assert caplog.messages[0] == "The check of the model failed"


async def test_demo_has_nothing_to_check() -> None:
    await ModelHealth(None).watch()


async def test_model_that_is_not_checked_is_not_said_to_be(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ModelHealth(None).failed()

    assert caplog.messages == [UNCHECKED]
