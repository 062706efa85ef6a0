"""Writing the feedback: floors first, then the model, answer by answer.

Law: at most one report a session. Every answer read is kept at once, so that a
failing model costs only what it had not read.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from functools import partial

from app.feedback import rubric
from app.interview.errors import BadInput, ModelFailed, NotFound, StorageUnavailable
from app.interview.model import Exchange, Interview, Source
from app.interview.report import AnswerReview, Feedback, FeedbackState, Summary
from app.interview.turns import MAX_TRIES
from app.interviewer.beating import Overtaken, beating
from app.interviewer.keys import feedback_key
from app.interviewer.means import Means
from app.interviewer.needs import Store

log = logging.getLogger(__name__)

PAUSE_BEFORE_NEXT_TRY = 0.5


class Reporter:
    """Ends interviews and has their reports written."""

    def __init__(self, *, store: Store, means: Means) -> None:
        self._store = store
        self._model, self._feed = means.model, means.feed
        self._world, self._patience = means.world, means.patience
        self._tasks, self._meters = means.tasks, means.meters

    async def complete(self, session_id: str) -> None:
        """End the interview and begin its report, each at most once.

        Raises `BadInput` when nothing was answered.
        """
        interview = await self._interview(session_id)
        if not answered(interview):
            raise BadInput("Cannot generate feedback for an empty interview.")
        await self._store.end(session_id, self._world.now())
        opened = await self._store.open_feedback(self._new(session_id))
        if opened:
            self.begin(session_id)

    async def retry(self, session_id: str) -> bool:
        """Write a failed report again; False when it had not failed."""
        if not await self._store.retry_feedback(session_id):
            return False
        self.begin(session_id)
        return True

    async def feedback(self, session_id: str) -> Feedback | None:
        return await self._store.feedback(session_id)

    def begin(self, session_id: str) -> None:
        """Start writing the report; nothing happens if it is being written here."""
        self._tasks.start(feedback_key(session_id), self.write(session_id))

    def is_writing(self, session_id: str) -> bool:
        return self._tasks.is_running(feedback_key(session_id))

    async def write(self, session_id: str) -> None:
        """Write the report until it is ready, has failed, or is another's to write."""
        known = await self._store.feedback(session_id)
        interview = await self._store.interview(session_id)
        if known is None or interview is None:
            return
        attempt = known.attempt
        give_up_at = self._world.monotonic() + self._patience.feedback
        while (claimed := await self._store.claim_feedback(session_id, attempt)) is not None:
            attempt = claimed.attempt
            if await self._try(interview, claimed):
                return
            if self._world.monotonic() > give_up_at:
                break
            await asyncio.sleep(PAUSE_BEFORE_NEXT_TRY)
        await self._give_up(session_id, attempt, known)

    async def _give_up(self, session_id: str, attempt: int, known: Feedback) -> None:
        """Fail the attempt, unless the first claim was simply another's."""
        if attempt == known.attempt and known.tries < MAX_TRIES:
            return
        if await self._store.fail_feedback(session_id, attempt):
            self._meters.report_ended(is_ready=False)
        await self._feed.end(feedback_key(session_id), attempt)

    async def _try(self, interview: Interview, claimed: Feedback) -> bool:
        """One attempt; True when nothing is left to do here."""
        beat = partial(self._store.beat_feedback, claimed.session_id, claimed.attempt)
        try:
            async with beating(beat, self._patience.beat), asyncio.timeout(self._patience.feedback):
                await self._write(interview, claimed)
        except Overtaken:
            return True
        except (ModelFailed, TimeoutError) as fault:
            log.warning("Feedback, try %d: %s", claimed.tries, fault)
            return False
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("Feedback, try %d", claimed.tries)
            return False
        return True

    async def _write(self, interview: Interview, claimed: Feedback) -> None:
        await self._feed.append(feedback_key(claimed.session_id), claimed.attempt, "")
        reviews = {review.turn: review for review in claimed.reviews}
        for floored in await asyncio.to_thread(self._floors, interview):
            if floored.turn not in reviews:
                await self._keep(claimed, reviews, floored)
        summary = await self._read(interview, claimed, reviews)
        for exchange in answered(interview):
            if exchange.number not in reviews:
                review = await asyncio.to_thread(rubric.review, exchange, interview, self._by_rule)
                await self._keep(claimed, reviews, review)
        await self._conclude(interview, claimed, reviews, summary)

    def _floors(self, interview: Interview) -> list[AnswerReview]:
        """The answers that earn the floor before any model is asked."""
        floors = (
            rubric.floor_review(exchange, interview, self._by_rule)
            for exchange in answered(interview)
        )
        return [review for review in floors if review is not None]

    async def _read(
        self, interview: Interview, claimed: Feedback, reviews: dict[int, AnswerReview]
    ) -> Summary:
        done = tuple(reviews.values())
        parts = self._model.feedback(interview, done, claimed.tries)
        async with aclosing(parts):
            async for part in parts:
                if isinstance(part, Summary):
                    return part
                if part.turn not in reviews:
                    await self._keep(claimed, reviews, part)
        raise ModelFailed("no summary")

    async def _keep(
        self, claimed: Feedback, reviews: dict[int, AnswerReview], review: AnswerReview
    ) -> None:
        reviews[review.turn] = review
        await self._store.save_review(claimed.session_id, claimed.attempt, review)
        key = feedback_key(claimed.session_id)
        await self._feed.append(key, claimed.attempt, f"{review.turn} ")

    async def _conclude(
        self,
        interview: Interview,
        claimed: Feedback,
        reviews: dict[int, AnswerReview],
        summary: Summary,
    ) -> None:
        in_order = tuple(reviews[turn] for turn in sorted(reviews))
        conclusion = await asyncio.to_thread(rubric.conclude, interview, in_order, summary)
        if await self._store.finish_feedback(claimed.session_id, claimed.attempt, conclusion):
            self._meters.report_ended(is_ready=True)
        await self._feed.end(feedback_key(claimed.session_id), claimed.attempt)

    @property
    def _by_rule(self) -> Source:
        """Whose words a review made by rule carries."""
        return Source.DEMO if self._model.source is Source.DEMO else Source.STAND_IN

    async def _interview(self, session_id: str) -> Interview:
        interview = await self._store.interview(session_id)
        if interview is None:
            raise NotFound
        return interview

    def _new(self, session_id: str) -> Feedback:
        return Feedback(
            id=self._world.new_id(),
            session_id=session_id,
            state=FeedbackState.PENDING,
            created_at=self._world.now(),
        )


def answered(interview: Interview) -> list[Exchange]:
    """The exchanges a report judges: those with an answer."""
    return [exchange for exchange in interview.exchanges if exchange.answer is not None]
