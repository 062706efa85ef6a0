"""Practising: an answer given once more after the report, judged like the first.

Law: interview and report stay as they were; what is kept is complete, with its review.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from app.domain.errors import Conflict, ModelFailed, NotFound
from app.domain.feedback import AnswerReview, Feedback
from app.domain.interview import Interview
from app.domain.practice import MOST_PRACTICES, Practice, answered_instead
from app.services.clock import Clock
from app.services.interview import check_answer
from app.services.ports import Reviewer
from app.services.store_ports import Feedbacks, Practices
from app.services.timeouts import Timeouts

log = logging.getLogger(__name__)

CALLS = (1, 2)
"""Numbers of the calls of a model that one more answer may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
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
        `Conflict` before the report stands and when the answer was practised too often.
        """
        from app.text.language_id import language_of  # noqa: PLC0415, the first page asks nothing

        session_id = interview.session.id
        if interview.answer(turn) is None:
            raise NotFound("This question was not answered.")
        feedback = await self._feedbacks.feedback(session_id)
        if feedback is None or not feedback.is_readable:
            raise Conflict("Answers can be practised once the feedback is here.")
        text = check_answer(text)
        kept = await self._kept(feedback, turn, text)
        if kept is not None:
            return kept
        language = language_of(text)
        practice = Practice(
            session_id=session_id,
            turn=turn,
            answer=text,
            language=language,
            created_at=self._clock.now(),
            review=await self._judged(
                answered_instead(interview, turn, text, language), feedback, turn
            ),
        )
        await self._practices.add_practice(practice, MOST_PRACTICES)
        kept = await self._kept(feedback, turn, text)
        if kept is None:
            raise NotFound
        return kept

    async def _kept(self, feedback: Feedback, turn: int, text: str) -> Practised | None:
        """The answer as it is kept, None where it is not.

        Raises `Conflict` where none more may be, `NotFound` where the reviews are gone: they
        were erased after their report was read.
        """
        before = next((review for review in feedback.reviews if review.turn == turn), None)
        if before is None:
            raise NotFound
        of_turn = [p for p in await self.of(feedback.session_id) if p.turn == turn]
        for number, practice in enumerate(of_turn, 1):
            if practice.answer == text:
                return Practised(practice=practice, before=before, number=number)
        if len(of_turn) >= MOST_PRACTICES:
            raise Conflict(
                f"You have practised this answer {MOST_PRACTICES} times. That is the limit."
            )
        return None

    async def _judged(self, interview: Interview, feedback: Feedback, turn: int) -> AnswerReview:
        """By a floor, by the reviewer, or by rule where it does not judge in time."""
        done = [review for review in feedback.reviews if review.turn != turn]
        floors = {review.turn: review for review in self._reviewer.floor(interview)}
        if turn in floors:
            return floors[turn]
        try:
            async with asyncio.timeout(self._timeouts.practice):
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
