"""What the model may cost: so many calls a day.

Law: a call is counted before it is made and in the database, so that no number
of processes, restarts or rescues makes more than were allowed. A day is one of
the wall clock in UTC.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from app.domain.errors import ModelFailed
from app.services.clock import Clock
from app.services.store_ports import Spending

NO_CALL_LEFT = "budget"
"""The kind of `ModelFailed` that means it."""
LEAST_FOR_CHECKS = 20
"""Calls a day: an interview takes ten, and each check of a model two for each provider."""


class DailyBudget:
    """Fits `ports.Budget`; at most `calls` a day."""

    def __init__(self, *, spending: Spending, clock: Clock, calls: int) -> None:
        self._spending = spending
        self._clock = clock
        self._calls = calls

    @property
    def affords_checks(self) -> bool:
        """Whether an interview is left enough when the model is checked, too."""
        return self._calls >= LEAST_FOR_CHECKS

    async def spend(self) -> None:
        """Count one call; raises `ModelFailed` when the day's are used up."""
        if not await self._spending.count_call(self._clock.now().date(), self._calls):
            raise ModelFailed(
                NO_CALL_LEFT, f"all {self._calls} calls of today are used", final=True
            )


def seconds_to_next_day(now: datetime) -> int:
    """Seconds until the next day's calls can be made; at least 1."""
    now = now.astimezone(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return max(1, math.ceil((midnight - now).total_seconds()))
