"""The other processes on this database, and whether it is there at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.storage.database import Database
from app.storage.error_translation import stored

FORGOTTEN_AFTER = timedelta(days=7)
"""A process that died without a word leaves a row whose counter stands still;
this only keeps such rows from piling up."""


class ProcessRows(Database):
    """`Health` of the use cases."""

    @stored
    async def ping(self) -> None:
        await self._tables.processes.raw("SELECT 1 AS here")

    @stored
    async def announce(self, process_id: str, beats: int) -> Sequence[tuple[str, int]]:
        table = self._tables.processes
        row = table(id=process_id, beats=beats, started_at=datetime.now(UTC))
        await table.insert(row).on_conflict(
            target=table.id, action="DO UPDATE", values=[table.beats]
        )
        others = await table.select(table.id, table.beats).where(table.id != process_id)
        return [(other["id"], other["beats"]) for other in others]

    @stored
    async def leave(self, process_id: str) -> None:
        table = self._tables.processes
        await table.delete().where(table.id == process_id)

    async def _forget_the_dead(self) -> None:
        table = self._tables.processes
        await table.delete().where(table.started_at < datetime.now(UTC) - FORGOTTEN_AFTER)
