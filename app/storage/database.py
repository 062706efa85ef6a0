"""One opened database: its engine, its tables, and the row that orders a session.

Law: a transaction of several statements begins by holding its session's row, so
that two of one session come one after the other on both databases, and always
take their locks in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.storage.postgres import Postgres
from app.storage.prepared import Prepared, Rows, Script, Slot
from app.storage.tables import tables_of

if TYPE_CHECKING:
    from app.storage.engines import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session's row, held to the end of the transaction; it cannot end meanwhile."""

    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Database:
    """What the rooms of the store share."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tables = tables_of(engine)
        table = self._tables.sessions
        hold = table.select(table.ended_at).where(table.id == Slot("session"))
        if isinstance(engine, Postgres):
            # The immediate transaction holds all of SQLite already.
            hold = hold.lock_rows("NO KEY UPDATE")
        self._holding = Prepared(engine, hold)

    async def _hold(self, session_id: str) -> Held | None:
        """The held session, None when there is none (any more)."""
        return _held(await self._holding.run(session=session_id))

    def _hold_open(self, session_id: str) -> Script[bool]:
        """Hold the session; False when it has ended or is gone."""
        held = _held((yield self._holding.given(session=session_id)))
        return held is not None and held.is_open


def _held(rows: Rows) -> Held | None:
    return Held(ended_at=rows[0]["ended_at"]) if rows else None
