"""Shows in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.show import Show, ShowKey
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import show_columns, show_from

if TYPE_CHECKING:
    from piccolo.columns import Column


class ShowRows(Database):
    """`Shows` of the use cases."""

    @stored
    async def show(self, key: ShowKey, value: str) -> Show | None:
        return await self._show(key, value)

    @stored
    async def open_show(self, show: Show) -> Show | None:
        shows, sessions = self._tables.shows, self._tables.sessions
        async with self._engine.transaction():
            if await self._hold(show.session_id) is None:
                return None
            standing = await self._show(ShowKey.SESSION, show.session_id)
            if standing is not None:
                return standing
            await shows.insert(shows(**show_columns(show)))
            await sessions.update({sessions.speaker: show.speaker}).where(
                sessions.id == show.session_id
            )
        return show

    @stored
    async def change_show(self, show: Show, step: int) -> bool:
        shows, sessions = self._tables.shows, self._tables.sessions
        columns: dict[Column | str, Any] = dict(show_columns(show).items())
        async with self._engine.transaction():
            if await self._hold(show.session_id) is None:
                return False
            changed = (
                await shows.update(columns)
                .where(shows.id == show.id, shows.step == step)
                .returning(shows.id)
            )
            if not changed:
                return False
            await sessions.update({sessions.speaker: show.speaker}).where(
                sessions.id == show.session_id
            )
        return True

    async def _show(self, key: ShowKey, value: str) -> Show | None:
        """Two reads: a show moves only to a session that has its speaker already."""
        shows, sessions = self._tables.shows, self._tables.sessions
        column = getattr(shows, key)
        rows = await shows.select().where(column == value)
        if not rows:
            return None
        speakers = await sessions.select(sessions.speaker).where(sessions.id == rows[0]["session"])
        return show_from(rows[0], speakers[0]["speaker"]) if speakers else None
