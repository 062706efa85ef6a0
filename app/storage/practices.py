"""Answers given once more, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from piccolo.custom_types import Combinable

from app.domain.practice import Hold, Practice, PracticePlace
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import NOT_JUDGED, place_columns, practice_columns, practice_from


class PracticeRows(Database):
    """`Practices` of the use cases; a place that is held is a row without a review."""

    @stored
    async def practices(self, session_id: str) -> Sequence[Practice]:
        table = self._tables.practices
        judged = table.select().where(table.session == session_id, table.review != NOT_JUDGED)
        return [practice_from(row) for row in await judged.order_by(table.id)]

    @stored
    async def hold_place(self, place: PracticePlace, most: int, lost_before: datetime) -> Hold:
        table = self._tables.practices
        async with self._engine.transaction():
            if not await self._hold(place.session_id):
                return Hold.GONE
            await self._free(place, table.created_at < lost_before)
            given = await self._answers(place)
            if place.answer in given:
                return Hold.TAKEN
            if len(given) >= most:
                return Hold.FULL
            await table.insert(table(**place_columns(place)))
        return Hold.HELD

    @stored
    async def give_up_place(self, place: PracticePlace) -> None:
        await self._free(place, self._tables.practices.answer == place.answer)

    @stored
    async def add_practice(self, practice: Practice, most: int) -> bool:
        table = self._tables.practices
        async with self._engine.transaction():
            if not await self._hold(practice.session_id):
                return False
            await self._free(practice, table.answer == practice.answer)
            given = await self._answers(practice)
            if len(given) >= most or practice.answer in given:
                return False
            await table.insert(table(**practice_columns(practice)))
        return True

    async def _free(self, at: PracticePlace | Practice, which: Combinable) -> None:
        """Give up the places of a turn that `which` says."""
        table = self._tables.practices
        is_held = (table.session == at.session_id) & (table.turn == at.turn)
        await table.delete().where(is_held, table.review == NOT_JUDGED, which)

    async def _answers(self, at: PracticePlace | Practice) -> list[str]:
        """The answers of a turn that are kept or being judged."""
        table = self._tables.practices
        rows = await table.select(table.answer).where(
            table.session == at.session_id, table.turn == at.turn
        )
        return [row["answer"] for row in rows]
