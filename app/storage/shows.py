"""Shows in the database."""

from __future__ import annotations

from app.domain.show import Show, ShowKey
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import show_columns, show_from


class ShowRows(Database):
    """`Shows` of the use cases."""

    @stored
    async def show(self, key: ShowKey, value: str) -> Show | None:
        """Two reads: a show moves only to a session that has its speaker already."""
        shows, sessions = self._tables.shows, self._tables.sessions
        column = getattr(shows, key)
        rows = await shows.select().where(column == value)
        if not rows:
            return None
        speakers = await sessions.select(sessions.speaker).where(sessions.id == rows[0]["session"])
        return show_from(rows[0], speakers[0]["speaker"]) if speakers else None

    @stored
    async def open_show(self, show: Show) -> Show | None:
        shows = self._tables.shows
        async with self._engine.transaction():
            if not await self._hold(show.session_id):
                return None
            standing = await self.show(ShowKey.SESSION, show.session_id)
            if standing is not None:
                return standing
            await shows.insert(shows(**show_columns(show)))
            await self._seat(show)
        return show

    @stored
    async def change_show(self, show: Show, step: int) -> bool:
        shows = self._tables.shows
        async with self._engine.transaction():
            if not await self._hold(show.session_id):
                return False
            changing = shows.update(**show_columns(show)).where(
                shows.id == show.id, shows.step == step
            )
            changed = await changing.returning(shows.id)
            if changed:
                await self._seat(show)
        return bool(changed)

    async def _seat(self, show: Show) -> None:
        """Have the show's interview led by its speaker."""
        sessions = self._tables.sessions
        seated = sessions.update(speaker=show.speaker)
        await seated.where(sessions.id == show.session_id)
