"""So many calls a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import ModelFailed
from app.services.clock import Clock
from app.services.daily_budget import DailyBudget
from tests.fakes import NOON, FakeStore


async def test_a_day_has_its_calls_and_the_next_day_its_own() -> None:
    now = NOON
    budget = DailyBudget(spending=FakeStore(), clock=Clock(now=lambda: now), calls=2)

    await budget.spend()
    await budget.spend()
    with pytest.raises(ModelFailed, match="all 2 calls of today are used") as refused:
        await budget.spend()
    now += timedelta(days=1)
    await budget.spend()

    assert refused.value.final


@pytest.mark.parametrize(("calls", "is_checked"), [(1, False), (19, False), (20, True)])
def test_model_is_checked_only_where_that_leaves_an_interview_enough(
    calls: int, is_checked: bool
) -> None:
    budget = DailyBudget(spending=FakeStore(), clock=Clock(), calls=calls)

    assert budget.affords_checks is is_checked
