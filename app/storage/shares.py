"""Links to reports and the comments on them, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.share import Comment, Share
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import columns_of, value_from


class ShareRows(Database):
    """`Shares` and `Comments` of the use cases."""

    @stored
    async def share(self, session_id: str) -> Share | None:
        table = self._tables.shares
        rows = await table.select().where(table.session == session_id)
        return value_from(rows[0], Share) if rows else None

    @stored
    async def share_of_token(self, token_hash: str) -> Share | None:
        table = self._tables.shares
        rows = await table.select().where(table.token_hash == token_hash)
        return value_from(rows[0], Share) if rows else None

    @stored
    async def save_share(self, share: Share, now: datetime) -> Share | None:
        table = self._tables.shares
        adding = table.insert(table(**columns_of(share))).on_conflict(
            target=table.session, action="DO UPDATE", values=[table.has_scores]
        )
        async with self._engine.transaction():
            if not await self._hold(share.session_id):
                return None
            await table.delete().where(table.session == share.session_id, table.ends_at <= now)
            (row,) = await adding.returning(*table.all_columns())
        return value_from(row, Share)

    @stored
    async def withdraw_share(self, session_id: str) -> None:
        table = self._tables.shares
        await table.delete().where(table.session == session_id)

    @stored
    async def comments(self, session_id: str) -> Sequence[Comment]:
        table = self._tables.comments
        rows = await table.select().where(table.session == session_id).order_by(table.created_at)
        return [value_from(row, Comment) for row in rows]

    @stored
    async def add_comment(self, comment: Comment, most: int) -> bool:
        table = self._tables.comments
        async with self._engine.transaction():
            if not await self._hold(comment.session_id):
                return False
            made = await table.select(table.name, table.text).where(
                table.session == comment.session_id, table.turn == comment.turn
            )
            if {"name": comment.name, "text": comment.text} in made:
                return True
            if len(made) >= most:
                return False
            await table.insert(table(**columns_of(comment)))
        return True

    @stored
    async def remove_comment(self, session_id: str, comment_id: str) -> bool:
        table = self._tables.comments
        removing = table.delete().where(table.session == session_id, table.id == comment_id)
        return bool(await removing.returning(table.id))
