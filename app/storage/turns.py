"""Turns in the database.

Law: which transition is possible is told by the table of `domain.turn_state` alone; it
is one conditional statement that answers whether it was made. The end of a
session abandons its turns in the same transaction, and no turn is opened without
holding the session, so a turn's own state tells whether it may be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from piccolo.columns import Column
from piccolo.custom_types import Combinable

from app.domain.interview import MAX_QUESTIONS, Message, Role, Turn, TurnFault, TurnState
from app.domain.plan import Plan
from app.domain.turn_state import MAX_CLAIMS, Event, sources, target
from app.storage.database import Database
from app.storage.engines import Engine
from app.storage.error_translation import stored
from app.storage.mapping import Row, columns_of, json_text, turn_from
from app.storage.prepared import Prepared, Script, Slot

Changes: TypeAlias = "dict[Column | str, Any]"

LIVE = (target(Event.CLAIM), target(Event.FINISH))
"""Where a writer that has its attempt still is: a beat that comes right after
its own finish is no sign that another took over."""

PLANNED = (target(Event.FINISH), target(Event.ANSWER))
"""Where the question stands that a plan is the reason of."""


class TurnRows(Database):
    """`Turns` of the use cases."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        turns, messages = self._tables.turns, self._tables.messages
        mine = turns.attempt == Slot("attempt")
        claims: Changes = {"attempt": Slot("next"), "tries": turns.tries + 1, "beats": 0}
        self._by_event = {
            Event.CLAIM: self._transition(Event.CLAIM, claims, mine, turns.tries < MAX_CLAIMS),
            Event.FINISH: self._transition(Event.FINISH, {turns.plan: Slot("plan")}, mine),
            Event.FAIL: self._transition(Event.FAIL, {turns.fault: Slot("fault")}, mine),
            Event.ANSWER: self._transition(Event.ANSWER, {}),
            Event.RETRY: self._transition(Event.RETRY, {turns.tries: 0, turns.fault: None}),
        }
        is_live, is_planned = turns.state.is_in(list(LIVE)), turns.state.is_in(list(PLANNED))
        self._beating = self._changing({turns.beats: turns.beats + 1}, mine, is_live)
        self._planning = self._changing({turns.plan: Slot("plan")}, mine, is_planned)
        pending = turns(session=Slot("session"), number=Slot("number"), state=TurnState.PENDING)
        adding = turns.insert(pending).on_conflict(
            target=(turns.session, turns.number), action="DO NOTHING"
        )
        self._adding = Prepared(engine, adding)  # nothing where there is one of that number
        claimable = turns.state.is_in(list(sources(Event.CLAIM)))
        self._unwritten = Prepared(engine, turns.select().where(claimable).order_by(turns.id))
        slots: Any = {c._meta.name: Slot(c._meta.name) for c in messages.all_columns()}  # noqa: SLF001, Piccolo documents it
        message = messages(**slots)
        self._adding_message = Prepared(engine, messages.insert(message))

    @stored
    async def open_first(self, session_id: str) -> bool:
        return await self._engine.run_script(self._opened(session_id), writes=True)

    @stored
    async def record_answer(self, answer: Message) -> bool:
        return await self._engine.run_script(self._recorded(answer), writes=True)

    @stored
    async def claim(self, session_id: str, number: int, attempt: int) -> Turn | None:
        rows = await self._apply(Event.CLAIM, session_id, number, attempt=attempt, next=attempt + 1)
        return turn_from(rows[0]) if rows else None

    @stored
    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        return bool(await self._beating.run(session=session_id, number=number, attempt=attempt))

    @stored
    async def finish(self, question: Message, attempt: int, plan: Plan | None) -> bool:
        finished = self._finished(question, attempt, None if plan is None else json_text(plan))
        return await self._engine.run_script(finished, writes=True)

    @stored
    async def save_plan(self, session_id: str, number: int, attempt: int, plan: Plan) -> bool:
        turn = {"session": session_id, "number": number, "attempt": attempt}
        return bool(await self._planning.run(**turn, plan=json_text(plan)))

    @stored
    async def clarify(self, session_id: str, number: int, text: str) -> bool:
        turns, messages = self._tables.turns, self._tables.messages
        async with self._engine.transaction():
            if not await self._hold(session_id):
                return False
            is_awaited = turns.exists().where(
                turns.session == session_id,
                turns.number == number,
                turns.state == TurnState.AWAITING_ANSWER,
            )
            if not await is_awaited:
                return False
            clarifying = messages.update(clarified=text).where(
                messages.session == session_id,
                messages.turn == number,
                messages.role == Role.ASSISTANT,
                messages.clarified.is_null(),
            )
            return bool(await clarifying.returning(messages.id))

    @stored
    async def fail(self, session_id: str, number: int, attempt: int, fault: TurnFault) -> bool:
        return bool(await self._apply(Event.FAIL, session_id, number, attempt=attempt, fault=fault))

    @stored
    async def retry(self, session_id: str, number: int) -> bool:
        return bool(await self._apply(Event.RETRY, session_id, number))

    @stored
    async def end(self, session_id: str, moment: datetime) -> bool:
        table, turns = self._tables.sessions, self._tables.turns
        async with self._engine.transaction():
            is_open = table.ended_at.is_null()
            ending = table.update(ended_at=moment).where(table.id == session_id, is_open)
            if not await ending.returning(table.id):
                return False
            await turns.update(state=target(Event.ABANDON)).where(
                turns.session == session_id, turns.state.is_in(list(sources(Event.ABANDON)))
            )
        return True

    @stored
    async def unwritten(self) -> Sequence[Turn]:
        return [turn_from(row) for row in await self._unwritten.run()]

    def _transition(self, event: Event, changes: Changes, *conditions: Combinable) -> Prepared:
        """The one conditional statement that makes the transition of `event`."""
        turns = self._tables.turns
        return self._changing(
            {turns.state: target(event), **changes},
            turns.state.is_in(list(sources(event))),
            *conditions,
        )

    def _changing(self, changes: Changes, *conditions: Combinable) -> Prepared:
        """A statement that changes one turn and returns it, if all `conditions` hold."""
        turns = self._tables.turns
        changing = turns.update(changes).where(
            turns.session == Slot("session"), turns.number == Slot("number"), *conditions
        )
        return Prepared(self._engine, changing.returning(*turns.all_columns()))

    async def _apply(
        self, event: Event, session_id: str, number: int, **given: object
    ) -> Sequence[Row]:
        """The turn after its transition, or nothing."""
        return await self._by_event[event].run(session=session_id, number=number, **given)

    def _opened(self, session_id: str) -> Script[bool]:
        if not (yield from self._hold_open(session_id)):
            return False
        return bool((yield self._adding.given(session=session_id, number=1)))

    def _recorded(self, answer: Message) -> Script[bool]:
        turn = {"session": answer.session_id, "number": answer.turn}
        if not (yield from self._hold_open(answer.session_id)):
            return False
        if not (yield self._by_event[Event.ANSWER].given(**turn)):
            return False
        yield self._adding_message.given(**columns_of(answer))
        if answer.turn < MAX_QUESTIONS:
            yield self._adding.given(session=answer.session_id, number=answer.turn + 1)
        return True

    def _finished(self, question: Message, attempt: int, plan: str | None) -> Script[bool]:
        turn = {"session": question.session_id, "number": question.turn}
        if not (yield self._holding.given(session=question.session_id)):
            return False
        finish = self._by_event[Event.FINISH]
        if not (yield finish.given(**turn, attempt=attempt, plan=plan)):
            return False
        yield self._adding_message.given(**columns_of(question))
        return True
