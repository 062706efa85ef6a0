"""Answers given once more, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.practice import Practice
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import practice_columns, practice_from


class PracticeRows(Database):
    """`Practices` of the use cases."""

    @stored
    async def practices(self, session_id: str) -> Sequence[Practice]:
        table = self._tables.practices
        rows = await table.select().where(table.session == session_id).order_by(table.id)
        return [practice_from(row) for row in rows]

    @stored
    async def add_practice(self, practice: Practice, most: int) -> bool:
        table = self._tables.practices
        async with self._engine.transaction():
            if not await self._hold(practice.session_id):
                return False
            given = await table.select(table.answer).where(
                table.session == practice.session_id, table.turn == practice.turn
            )
            if len(given) >= most or practice.answer in [row["answer"] for row in given]:
                return False
            await table.insert(table(**practice_columns(practice)))
        return True
