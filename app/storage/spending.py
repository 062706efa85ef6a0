"""How many calls of a model were made on a day."""

from __future__ import annotations

from datetime import date

from app.storage.database import Database
from app.storage.faults import stored

COUNT = (
    "INSERT INTO model_calls (day, calls) VALUES ({}, 1) ON CONFLICT (day) "
    "DO UPDATE SET calls = model_calls.calls + 1 WHERE model_calls.calls < {} RETURNING calls"
)
"""One statement, so that no two processes can both take the last call. Piccolo's
own upsert has no condition."""


class SpendingRows(Database):
    """`Spending` of the use cases."""

    @stored
    async def count_call(self, day: date, most: int) -> bool:
        rows = await self._tables.model_calls.raw(COUNT, day.isoformat(), most)
        return bool(rows)
