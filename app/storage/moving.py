"""From one database to another: SQLite to PostgreSQL, or back.

Law: what is read is one moment, what is written one transaction, so a move is whole or
did not happen; the database that is read stays as it was.
"""

from __future__ import annotations

from piccolo.columns import Serial
from piccolo.table import Table

from app.storage.engines import Engine, engine_for
from app.storage.migrations import migrate
from app.storage.tables import ALL, ProcessRow, bound

AT_ONCE = 500
"""Rows."""


class NotMoved(Exception):
    """Why nothing was moved, in one line."""


async def move(source_url: str, target_url: str) -> dict[str, int]:
    """Copy every row to the empty database at `target_url`; how many, by table.

    Both are brought up to date first. Raises `NotMoved` where the target holds a session,
    and what the drivers raise.
    """
    source, target = engine_for(source_url), engine_for(target_url)
    for engine in (source, target):
        await migrate(engine)
    async with source.transaction(), target.transaction():
        moved = {}
        for row in ALL:
            if row is not ProcessRow:
                moved[row._meta.tablename] = await _move_table(row, source, target)  # noqa: SLF001, Piccolo documents it
        return moved


async def _move_table(row: type[Table], source: Engine, target: Engine) -> int:
    there, here = bound(row, source), bound(row, target)
    if await here.exists():
        raise NotMoved("The database to move to is not empty.")
    key = there._meta.primary_key  # noqa: SLF001, Piccolo documents it
    count = 0
    while rows := await there.select().order_by(key).limit(AT_ONCE).offset(count):
        if isinstance(key, Serial):
            # Counted anew, so that the sequence of the other database is where it has to be.
            rows = [{name: row[name] for name in row if name != "id"} for row in rows]
        await here.insert(*(here(**row) for row in rows))
        count += len(rows)
    return count
