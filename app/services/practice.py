"""Practising: an answer given once more after the report, judged like the first.

Law: interview and report stay as they were; what is kept is complete, with its review. No
model is asked without a place held in the database, so none is asked for what cannot be kept,
nor twice for the same words, by any number of processes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing, suppress
from datetime import timedelta

from msgspec import Struct

from app.domain.errors import (
    Conflict,
    ModelFailed,
    NotFound,
    NotReadyYet,
    StorageUnavailable,
)
from app.domain.feedback import AnswerReview, Feedback
from app.domain.interview import Interview
from app.domain.practice import MOST_PRACTICES, Hold, Practice, PracticePlace, answered_instead
from app.services.clock import Clock
from app.services.interview import check_answer
from app.services.ports import Reviewer
from app.services.store_ports import Feedbacks, Practices
from app.services.timeouts import Timeouts

log = logging.getLogger(__name__)

TOO_MANY = f"You have practised this answer {MOST_PRACTICES} times. That is the limit."
CALLS = (1, 2)
"""Numbers of the calls of a model that one more answer may cost."""
BETWEEN_LOOKS = 0.5
"""Seconds, at an answer that another request is having judged."""
FOR_STORING = 5.0
"""Seconds that a place lasts beyond the time to judge."""


class Practised(Struct, frozen=True, kw_only=True):
    """An answer given once more, and the review of the first; `number` of those of its turn."""

    practice: Practice
    before: AnswerReview
    number: int


class PracticeService:
    """Takes answers given once more; `reviewer` and `stand_in` as in `ReportWriter`."""

    def __init__(
        self,
        *,
        practices: Practices,
        feedbacks: Feedbacks,
        reviewer: Reviewer,
        stand_in: Reviewer,
        clock: Clock,
        timeouts: Timeouts,
    ) -> None:
        self._practices = practices
        self._feedbacks = feedbacks
        self._reviewer, self._stand_in = reviewer, stand_in
        self._clock, self._timeouts = clock, timeouts

    async def of(self, session_id: str) -> Sequence[Practice]:
        """Those of a session, the earliest first."""
        return await self._practices.practices(session_id)

    async def practise(self, interview: Interview, turn: int, text: str) -> Practised:
        """Judge and keep answer `turn` once more; the same words again are found as kept.

        Raises `NotFound` where there is no such answer, `BadInput` for an unusable text,
        `Conflict` before the report stands and when the answer was practised too often,
        `NotReadyYet` where the same words are still being judged after the longest wait.
        """
        session_id = interview.session.id
        if interview.answer(turn) is None:
            raise NotFound("This question was not answered.")
        feedback = await self._feedbacks.feedback(session_id)
        if feedback is None or not feedback.is_readable:
            raise Conflict("Answers can be practised once the feedback is here.")
        text, now = check_answer(text), self._clock.now()
        place = PracticePlace(session_id=session_id, turn=turn, answer=text, created_at=now)
        limit = asyncio.get_running_loop().time() + self._timeouts.practice
        kept = await self._kept_or_held(feedback, place, limit)
        if kept is None:
            await self._judge(interview, feedback, place, limit)
            kept = await self._kept(feedback, turn, text)
        if kept is None:
            raise NotFound
        return kept

    async def _kept_or_held(
        self, feedback: Feedback, place: PracticePlace, limit: float
    ) -> Practised | None:
        """The answer as it is kept, once nobody judges it any more; None once `place` is held."""
        lasts = timedelta(seconds=self._timeouts.practice + FOR_STORING)
        while True:
            kept = await self._kept(feedback, place.turn, place.answer)
            if kept is not None:
                return kept
            lost_before = self._clock.now() - lasts
            match await self._practices.hold_place(place, MOST_PRACTICES, lost_before):
                case Hold.HELD:
                    return None
                case Hold.FULL:
                    raise Conflict(TOO_MANY)
                case Hold.GONE:
                    raise NotFound
            if asyncio.get_running_loop().time() > limit:
                raise NotReadyYet("This answer is still being judged. Send it again in a moment.")
            await asyncio.sleep(BETWEEN_LOOKS)

    async def _kept(self, feedback: Feedback, turn: int, text: str) -> Practised | None:
        """The answer as it is kept, None where it is not.

        Raises `NotFound` where the reviews were erased after their report was read.
        """
        before = next((review for review in feedback.reviews if review.turn == turn), None)
        if before is None:
            raise NotFound
        of_turn = [p for p in await self.of(feedback.session_id) if p.turn == turn]
        for number, practice in enumerate(of_turn, 1):
            if practice.answer == text:
                return Practised(practice=practice, before=before, number=number)
        return None

    async def _judge(
        self, interview: Interview, feedback: Feedback, place: PracticePlace, limit: float
    ) -> None:
        """Judge the answer of `place` and keep it there; else the place is given up."""
        from app.text.language_id import language_of  # noqa: PLC0415, the first page asks nothing

        language = language_of(place.answer)
        instead = answered_instead(interview, place.turn, place.answer, language)
        try:
            practice = Practice(
                session_id=place.session_id,
                turn=place.turn,
                answer=place.answer,
                language=language,
                created_at=self._clock.now(),
                review=await self._judged(instead, feedback, place.turn, limit),
            )
            await self._practices.add_practice(practice, MOST_PRACTICES)
        except BaseException:
            with suppress(StorageUnavailable):
                await self._practices.give_up_place(place)
            raise

    async def _judged(
        self, interview: Interview, feedback: Feedback, turn: int, limit: float
    ) -> AnswerReview:
        """By a floor, by the reviewer, or by rule where it has not judged at `limit`."""
        done = [review for review in feedback.reviews if review.turn != turn]
        floors = {review.turn: review for review in self._reviewer.floor(interview)}
        if turn in floors:
            return floors[turn]
        try:
            async with asyncio.timeout_at(limit):
                for call in CALLS:
                    try:
                        return await _review(self._reviewer, interview, done, turn, call)
                    except ModelFailed as fault:
                        log.warning("Practice, call %d: %s", call, fault)
                        if fault.final:
                            break
        except TimeoutError:
            log.warning("Practice: too late")
        except Exception:
            log.exception("Practice")
        return await _review(self._stand_in, interview, done, turn, CALLS[0])


async def _review(
    reviewer: Reviewer, interview: Interview, done: Sequence[AnswerReview], turn: int, call: int
) -> AnswerReview:
    """The review of one answer, as soon as it is there; raises `ModelFailed`."""
    async with aclosing(reviewer.review(interview, done, call)) as parts:
        async for part in parts:
            if isinstance(part, AnswerReview) and part.turn == turn:
                return part
    raise ModelFailed("incomplete", "the answer was not judged")
