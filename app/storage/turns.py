"""Turns in the database.

Law: which move is possible is told by the table of `interview.turns` alone; a
move is one conditional statement that answers whether it was made. The end of a
session abandons its turns in the same transaction, and no turn is opened without
holding the session, so a turn's own state tells whether it may be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.interview.model import MAX_QUESTIONS, Message, Reason, Turn, TurnState
from app.interview.turns import MAX_TRIES, Move, sources, target
from app.storage.database import Database
from app.storage.faults import stored
from app.storage.rows import Row, message_columns, reason_text, turn_from

if TYPE_CHECKING:
    from piccolo.columns import Column
    from piccolo.custom_types import Combinable

LIVE = (target(Move.CLAIM), target(Move.FINISH))
"""Where a writer that has its attempt still is: a beat that comes right after
its own finish is no sign that another took over."""


class TurnRows(Database):
    """`Turns` of the use cases."""

    @stored
    async def open_first(self, session_id: str) -> bool:
        async with self._engine.transaction():
            return await self._hold_open(session_id) and await self._add_turn(session_id, 1)

    @stored
    async def record_answer(self, answer: Message) -> bool:
        session_id, number = answer.session_id, answer.turn
        async with self._engine.transaction():
            if not await self._hold_open(session_id):
                return False
            if not await self._move(Move.ANSWER, session_id, number):
                return False
            await self._add_message(answer)
            if number < MAX_QUESTIONS:
                await self._add_turn(session_id, number + 1)
        return True

    @stored
    async def claim(self, session_id: str, number: int, attempt: int) -> Turn | None:
        turns = self._tables.turns
        rows = await self._move(
            Move.CLAIM,
            session_id,
            number,
            turns.attempt == attempt,
            turns.tries < MAX_TRIES,
            attempt=attempt + 1,
            tries=turns.tries + 1,
            beats=0,
        )
        return turn_from(rows[0]) if rows else None

    @stored
    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        turns = self._tables.turns
        rows = (
            await turns.update({turns.beats: turns.beats + 1})
            .where(
                turns.session == session_id,
                turns.number == number,
                turns.attempt == attempt,
                turns.state.is_in(list(LIVE)),
            )
            .returning(turns.beats)
        )
        return bool(rows)

    @stored
    async def finish(self, question: Message, attempt: int, reason: Reason | None) -> bool:
        session_id, number = question.session_id, question.turn
        mine = self._tables.turns.attempt == attempt
        async with self._engine.transaction():
            if await self._hold(session_id) is None:
                return False
            why = reason_text(reason)
            if not await self._move(Move.FINISH, session_id, number, mine, reason=why):
                return False
            await self._add_message(question)
        return True

    @stored
    async def fail(self, session_id: str, number: int, attempt: int) -> bool:
        mine = self._tables.turns.attempt == attempt
        return bool(await self._move(Move.FAIL, session_id, number, mine))

    @stored
    async def retry(self, session_id: str, number: int) -> bool:
        return bool(await self._move(Move.RETRY, session_id, number, tries=0))

    @stored
    async def end(self, session_id: str, moment: datetime) -> bool:
        table, turns = self._tables.sessions, self._tables.turns
        async with self._engine.transaction():
            ended = (
                await table.update({table.ended_at: moment})
                .where(table.id == session_id, table.ended_at.is_null())
                .returning(table.id)
            )
            if not ended:
                return False
            await turns.update({turns.state: target(Move.ABANDON)}).where(
                turns.session == session_id, turns.state.is_in(list(sources(Move.ABANDON)))
            )
        return True

    @stored
    async def unwritten(self) -> Sequence[Turn]:
        turns = self._tables.turns
        states = list(sources(Move.CLAIM))
        rows = await turns.select().where(turns.state.is_in(states)).order_by(turns.id)
        return [turn_from(row) for row in rows]

    async def _move(
        self,
        move: Move,
        session_id: str,
        number: int,
        *conditions: Combinable,
        **changes: Any,  # noqa: ANN401, a value or an expression of Piccolo's
    ) -> list[Row]:
        """The moved turn, or nothing."""
        turns = self._tables.turns
        values: dict[Column | str, Any] = {turns.state: target(move)}
        values.update(changes)
        return (
            await turns.update(values)
            .where(
                turns.session == session_id,
                turns.number == number,
                turns.state.is_in(list(sources(move))),
                *conditions,
            )
            .returning(*turns.all_columns())
        )

    async def _add_turn(self, session_id: str, number: int) -> bool:
        """Insert a pending turn; False when there is one of that number."""
        turns = self._tables.turns
        row = turns(session=session_id, number=number, state=TurnState.PENDING)
        added = await turns.insert(row).on_conflict(
            target=(turns.session, turns.number), action="DO NOTHING"
        )
        return bool(added)

    async def _add_message(self, message: Message) -> None:
        table = self._tables.messages
        await table.insert(table(**message_columns(message)))
