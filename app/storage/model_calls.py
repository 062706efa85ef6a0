"""How many calls of a model were made on a day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from app.storage.database import Database
from app.storage.error_translation import stored

COUNT = (
    "INSERT INTO model_calls (day, calls) VALUES ({}, 1) ON CONFLICT (day) "
    "DO UPDATE SET calls = model_calls.calls + 1 WHERE model_calls.calls < {} RETURNING calls"
)
"""One statement, so that no two processes can both take the last call. Piccolo's
own upsert has no condition."""

USED = (
    "INSERT INTO model_calls (day, calls, answered, prompt_tokens, completion_tokens) "
    "VALUES ({}, 0, 1, {}, {}) ON CONFLICT (day) DO UPDATE SET "
    "answered = model_calls.answered + 1, "
    "prompt_tokens = model_calls.prompt_tokens + excluded.prompt_tokens, "
    "completion_tokens = model_calls.completion_tokens + excluded.completion_tokens"
)


class DayOfCalls(Struct, frozen=True, kw_only=True):
    """What was used on one day; `answered` are the calls that told their tokens."""

    day: str
    answered: int
    prompt_tokens: int
    completion_tokens: int


class SpendingRows(Database):
    """`Spending` and `Ledger` of the use cases."""

    @stored
    async def count_call(self, day: date, most: int) -> bool:
        return bool(await self._tables.model_calls.raw(COUNT, day.isoformat(), most))

    @stored
    async def count_usage(self, day: date, prompt: int, completion: int) -> None:
        await self._tables.model_calls.raw(USED, day.isoformat(), prompt, completion)

    @stored
    async def usage(self, days: int) -> list[DayOfCalls]:
        """The last days on which a call told its tokens, the newest first."""
        table = self._tables.model_calls
        columns = (table.day, table.answered, table.prompt_tokens, table.completion_tokens)
        query = table.select(*columns).where(table.answered > 0)
        rows = await query.order_by(table.day, ascending=False).limit(days)
        return [DayOfCalls(**row) for row in rows]
