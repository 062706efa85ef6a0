"""The store: all rooms of storage as the use cases need them.

Law: `open_store` is the one way in; nothing of Piccolo or a driver comes out.
"""

from __future__ import annotations

from app.storage.engines import engine_for
from app.storage.faults import translated
from app.storage.feedbacks import FeedbackRows
from app.storage.migrating import migrate
from app.storage.processes import ProcessRows
from app.storage.sessions import SessionRows
from app.storage.spending import SpendingRows
from app.storage.turns import TurnRows
from app.storage.waits import CLOSE, MIGRATE


class PiccoloStore(SessionRows, TurnRows, FeedbackRows, ProcessRows, SpendingRows):
    """A `Store` on SQLite or PostgreSQL."""

    async def open(self) -> None:
        """Connect and bring the tables up to date; raises `StorageUnavailable`."""
        async with translated(MIGRATE, logs=False):
            await self._engine.start_connection_pool()
            try:
                await migrate(self._engine)
                await self._forget_the_dead()
            except BaseException:
                await self._engine.close_connection_pool()
                raise

    async def close(self) -> None:
        async with translated(2 * CLOSE):
            await self._engine.close_connection_pool()


def open_store(url: str) -> PiccoloStore:
    """The store at `sqlite:///…` or `postgres://…`, connected by its `open()`.

    Raises `ValueError` for another URL.
    """
    return PiccoloStore(engine_for(url))
