"""One opened database: its engine, its tables, and the row that orders a session.

Law: a transaction of several statements begins by holding its session's row, so
that two of one session come one after the other on both databases, and always
take their locks in the same order.
"""

from __future__ import annotations

from app.storage.engines import Engine
from app.storage.postgres import Postgres
from app.storage.prepared import Prepared, Script, Slot
from app.storage.tables import Tables


class Database:
    """What the rooms of the store share."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tables = Tables(engine)
        table = self._tables.sessions
        hold = table.select(table.ended_at).where(table.id == Slot("session"))
        if isinstance(engine, Postgres):
            # The immediate transaction holds all of SQLite already.
            hold = hold.lock_rows("NO KEY UPDATE")
        self._holding = Prepared(engine, hold)

    async def _hold(self, session_id: str) -> bool:
        """Hold the session to the end of the transaction; False when it is gone."""
        return bool(await self._holding.run(session=session_id))

    def _hold_open(self, session_id: str) -> Script[bool]:
        """Hold the session, which cannot end meanwhile; False when it has ended or is gone."""
        rows = yield self._holding.given(session=session_id)
        return bool(rows) and rows[0]["ended_at"] is None
