"""The store: all rooms of storage as the use cases need them.

Law: `open_store` is the one way in; nothing of Piccolo or a driver comes out.
"""

from __future__ import annotations

from app.storage.engines import Engine, engine_for
from app.storage.error_translation import translated
from app.storage.feedbacks import FeedbackRows
from app.storage.migrations import migrate
from app.storage.model_calls import SpendingRows
from app.storage.practices import PracticeRows
from app.storage.processes import ProcessRows
from app.storage.sessions import SessionRows
from app.storage.shares import ShareRows
from app.storage.shows import ShowRows
from app.storage.sqlite import SQLite
from app.storage.time_limits import CLOSE, MIGRATE
from app.storage.turns import TurnRows


class PiccoloStore(
    SessionRows,
    TurnRows,
    FeedbackRows,
    PracticeRows,
    ShareRows,
    ShowRows,
    ProcessRows,
    SpendingRows,
):
    """A `Store` on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, *, migrates: bool = True) -> None:
        super().__init__(engine)
        self._migrates = migrates

    async def open(self) -> None:
        """Connect and bring the tables up to date.

        Raises `StorageUnavailable`, or `DatabaseMismatch` for tables that cannot be used.
        """
        async with translated(MIGRATE, logs=False):
            await self._engine.start_connection_pool()
            try:
                await migrate(self._engine, at_start=self._migrates)
                await self._forget_the_dead()
                if isinstance(self._engine, SQLite):
                    self._engine.forget_copies()
            except BaseException:
                await self._engine.close_connection_pool()
                raise

    async def close(self) -> None:
        async with translated(2 * CLOSE):
            await self._engine.close_connection_pool()


def open_store(url: str, *, migrates: bool = True) -> PiccoloStore:
    """The store at `sqlite:///…` or `postgres://…`, connected by its `open()`.

    `migrates` False leaves migrations to the release step. Raises `ValueError` for
    another URL.
    """
    return PiccoloStore(engine_for(url), migrates=migrates)
