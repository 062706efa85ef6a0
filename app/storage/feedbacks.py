"""Reports in the database; each answer read is a row, so that none is read twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piccolo.custom_types import Combinable

from app.domain.feedback import AnswerReview, Conclusion, Feedback, FeedbackState
from app.storage.database import Database
from app.storage.error_translation import stored
from app.storage.mapping import Row, feedback_columns, feedback_from, json_text, review_columns

UNWRITTEN = (FeedbackState.PENDING, FeedbackState.WRITING, FeedbackState.REVISING)
OPEN = (FeedbackState.WRITING, FeedbackState.REVISING)
LIVE = (*OPEN, FeedbackState.READY)
"""Where a writer that has its attempt still is, its own finish included."""


class FeedbackRows(Database):
    """`Feedbacks` of the use cases."""

    @stored
    async def feedback(self, session_id: str) -> Feedback | None:
        table = self._tables.feedbacks
        # The report first: what is ready has all its reviews when they are read.
        rows = await table.select().where(table.session == session_id)
        found = await self._with_reviews(rows)
        return found[0] if found else None

    @stored
    async def open_feedback(self, feedback: Feedback) -> bool:
        table = self._tables.feedbacks
        async with self._engine.transaction():
            if not await self._hold(feedback.session_id):
                return False
            added = await table.insert(table(**feedback_columns(feedback))).on_conflict(
                target=table.session, action="DO NOTHING"
            )
        return bool(added)

    @stored
    async def claim_feedback(self, session_id: str, attempt: int) -> Feedback | None:
        table = self._tables.feedbacks
        mine = table.attempt == attempt
        values: dict[str, Any] = {"attempt": attempt + 1, "tries": table.tries + 1, "beats": 0}
        # Two statements of which one can match: a report that stands stays readable.
        rows = await self._change(session_id, (FeedbackState.REVISING,), mine, **values)
        if not rows:
            values["state"] = FeedbackState.WRITING
            begun = (FeedbackState.PENDING, FeedbackState.WRITING)
            rows = await self._change(session_id, begun, mine, **values)
        found = await self._with_reviews(rows)
        return found[0] if found else None

    @stored
    async def beat_feedback(self, session_id: str, attempt: int) -> bool:
        return await self._beat(session_id, attempt, LIVE)

    @stored
    async def save_review(self, session_id: str, attempt: int, review: AnswerReview) -> bool:
        table = self._tables.reviews
        row = table(**review_columns(session_id, review))
        async with self._engine.transaction():
            if not await self._hold(session_id):
                return False
            if not await self._beat(session_id, attempt, OPEN):
                return False
            await table.insert(row).on_conflict(
                target=(table.session, table.turn),
                action="DO UPDATE",
                values=table.all_columns(exclude=["id", "session", "turn"]),
            )
        return True

    @stored
    async def finish_feedback(self, session_id: str, attempt: int, conclusion: Conclusion) -> bool:
        mine = self._tables.feedbacks.attempt == attempt
        whole = {"state": FeedbackState.READY, "conclusion": json_text(conclusion)}
        return bool(await self._change(session_id, OPEN, mine, **whole))

    @stored
    async def revise_feedback(self, session_id: str) -> bool:
        ready = (FeedbackState.READY,)
        return bool(await self._change(session_id, ready, state=FeedbackState.REVISING, tries=0))

    @stored
    async def unwritten_feedbacks(self) -> Sequence[Feedback]:
        table = self._tables.feedbacks
        rows = await table.select().where(table.state.is_in(list(UNWRITTEN)))
        return await self._with_reviews(rows)

    async def _beat(self, session_id: str, attempt: int, states: Sequence[FeedbackState]) -> bool:
        """Raise the counter; in a transaction this also holds the report's row."""
        table = self._tables.feedbacks
        mine = table.attempt == attempt
        return bool(await self._change(session_id, states, mine, beats=table.beats + 1))

    async def _change(
        self,
        session_id: str,
        states: Sequence[FeedbackState],
        *conditions: Combinable,
        **changes: Any,  # noqa: ANN401, a value or an expression of Piccolo's
    ) -> list[Row]:
        """The changed report, or nothing unless it is in one of `states`."""
        table = self._tables.feedbacks
        changing = table.update(**changes).where(
            table.session == session_id, table.state.is_in(list(states)), *conditions
        )
        return await changing.returning(*table.all_columns())

    async def _with_reviews(self, rows: Sequence[Row]) -> Sequence[Feedback]:
        """Reports with the reviews of each, in one query for all."""
        if not rows:
            return ()
        table = self._tables.reviews
        sessions = [row["session"] for row in rows]
        reviews = await table.select().where(table.session.is_in(sessions)).order_by(table.turn)
        return [feedback_from(row, reviews) for row in rows]
