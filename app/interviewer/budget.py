"""What the model may cost: so many calls a day.

Law: a call is counted before it is made and in the database, so that no number
of processes, restarts or rescues makes more than were allowed. A day is one of
the wall clock in UTC.
"""

from __future__ import annotations

from app.interview.errors import ModelFailed
from app.interviewer.clock import World
from app.interviewer.needs import Spending


class DailyBudget:
    """Fits `needs.Budget`; at most `calls` a day."""

    def __init__(self, *, spending: Spending, world: World, calls: int) -> None:
        self._spending = spending
        self._world = world
        self._calls = calls

    async def spend(self) -> None:
        """Count one call; raises `ModelFailed` when the day's are used up."""
        if not await self._spending.count_call(self._world.now().date(), self._calls):
            raise ModelFailed("budget", f"all {self._calls} calls of today are used", final=True)
