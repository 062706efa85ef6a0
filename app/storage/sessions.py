"""Preparations in the database, and interviews read whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.domain.interview import Interview, Message, Session
from app.domain.persona import Choices
from app.domain.requirement import Reading
from app.storage.database import Database
from app.storage.engines import Engine
from app.storage.error_translation import stored
from app.storage.mapping import Row, json_text, session_columns, session_from, turn_from, value_from
from app.storage.prepared import Prepared, Script, Slot

CONVERSATIONS = """
SELECT t.session, t.number, t.state, t.attempt, t.tries, t.beats, t.plan, t.fault,
       m.id, m.turn, m.role, m.content, m.timestamp, m.source, m.language,
       m.clarified
FROM turns t LEFT JOIN messages m ON m.session = t.session AND m.turn = t.number
WHERE t.session IN ({})
ORDER BY t.session, t.number, m.role
""".strip()
"""One statement, so that turns and messages are of the same moment."""


class SessionRows(Database):
    """`Sessions` of the use cases, and `Turns.interview`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        sessions, turns = self._tables.sessions, self._tables.turns
        self._one = Prepared(engine, sessions.select().where(sessions.id == Slot("session")))
        conversation = turns.raw(CONVERSATIONS.format("{}"), Slot("session"))
        self._conversation = Prepared(engine, conversation)

    @stored
    async def add_session(self, session: Session) -> None:
        table = self._tables.sessions
        await table.insert(table(**session_columns(session)))

    @stored
    async def session(self, session_id: str) -> Session | None:
        rows = await self._one.run(session=session_id)
        return session_from(rows[0]) if rows else None

    @stored
    async def interview(self, session_id: str) -> Interview | None:
        return await self._engine.run_script(self._whole(session_id), writes=False)

    @stored
    async def recent(self, owner: str, limit: int) -> Sequence[Interview]:
        table = self._tables.sessions
        own = table.select().where(table.owner == owner)
        rows = await own.order_by(table.created_at, ascending=False).limit(limit)
        if not rows:
            return ()
        query = CONVERSATIONS.format(", ".join("{}" for _ in rows))
        conversations = await self._tables.turns.raw(query, *(row["id"] for row in rows))
        return [_interview(session_from(row), conversations) for row in rows]

    @stored
    async def save_cv(self, session_id: str, text: str, warning: str | None) -> bool:
        return await self._prepare(session_id, cv_text=text, cv_warning=warning)

    @stored
    async def save_job_description(self, session_id: str, text: str, choices: Choices) -> bool:
        return await self._prepare(
            session_id,
            job_description_text=text,
            persona=choices.persona,
            language=choices.language,
        )

    @stored
    async def claim_reading(self, session_id: str, most: int) -> bool:
        table = self._tables.sessions
        claiming = table.update(reading_tries=table.reading_tries + 1).where(
            table.id == session_id,
            table.reading.is_null(),
            table.reading_tries < most,
            table.ended_at.is_null(),
        )
        return bool(await claiming.returning(table.id))

    @stored
    async def save_reading(self, session_id: str, reading: Reading) -> Reading | None:
        table = self._tables.sessions
        async with self._engine.transaction():
            await table.update(reading=json_text(reading)).where(
                table.id == session_id, table.reading.is_null()
            )
            session = await self.session(session_id)
        return None if session is None else session.reading

    @stored
    async def erase(self, session_id: str) -> None:
        table = self._tables.sessions
        await table.delete().where(table.id == session_id)
        await self._engine.wipe()

    @stored
    async def erase_older_than(self, moment: datetime) -> int:
        table = self._tables.sessions
        erased = await table.delete().where(table.created_at < moment).returning(table.id)
        if erased:
            await self._engine.wipe()
        return len(erased)

    def _whole(self, session_id: str) -> Script[Interview | None]:
        rows = yield self._one.given(session=session_id)
        if not rows:
            return None
        conversation = yield self._conversation.given(session=session_id)
        return _interview(session_from(rows[0]), conversation)

    async def _prepare(self, session_id: str, **changes: Any) -> bool:  # noqa: ANN401, as in Piccolo
        """Change a session whose interview has not begun."""
        table, turns = self._tables.sessions, self._tables.turns
        async with self._engine.transaction():
            if not await self._hold(session_id):
                return False
            if await turns.exists().where(turns.session == session_id):
                return False
            await table.update(**changes).where(table.id == session_id)
        return True


def _interview(session: Session, rows: Sequence[Row]) -> Interview:
    """`rows` hold a turn once for each of its messages, or once with none."""
    own = [row for row in rows if row["session"] == session.id]
    return Interview(
        session=session,
        turns=tuple(map(turn_from, {row["number"]: row for row in own}.values())),
        messages=tuple(value_from(row, Message) for row in own if row["id"] is not None),
    )
