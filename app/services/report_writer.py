"""Writing the feedback: floors first, then the model, part by part, the rest by rule.

Law: at most one report a session, and it never fails. Every answer rated is stored
at once, so that a failing model costs only what it had not rated; what it cannot
write after its last try is written by rule and says so.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from functools import partial

from msgspec import Struct, field

from app.domain.errors import BadInput, ModelFailed, NotFound, StorageUnavailable
from app.domain.feedback import AnswerReview, Feedback, FeedbackState, RequirementFinding, Summary
from app.domain.interview import Interview
from app.domain.source import Source
from app.services.heartbeat import Overtaken, heartbeat
from app.services.paper_reader import PaperReader
from app.services.ports import Reviewer
from app.services.store_ports import Store
from app.services.stream_keys import feedback_key
from app.services.writer_context import WriterContext
from app.values import replace

log = logging.getLogger(__name__)

PAUSE_BEFORE_NEXT_TRY = 0.5
"""Seconds."""


class _Parts(Struct, kw_only=True):
    """What has been written of a report; what a rule wrote may be written again."""

    reviews: dict[int, AnswerReview] = field(default_factory=dict)
    findings: dict[str, RequirementFinding] = field(default_factory=dict)
    summary: Summary | None = None

    @classmethod
    def of(cls, feedback: Feedback) -> _Parts:
        """The parts to keep: what was read from the model, and the floors."""
        parts = cls()
        for review in feedback.reviews:
            if review.is_floor or review.source is not Source.STAND_IN:
                parts.reviews[review.turn] = review
        if feedback.conclusion is not None:
            for finding in feedback.conclusion.requirements:
                if finding.source is not Source.STAND_IN:
                    parts.add(finding)
            if feedback.conclusion.summary.source is not Source.STAND_IN:
                parts.summary = feedback.conclusion.summary
        return parts

    def add(self, part: RequirementFinding | Summary) -> None:
        """Keep `part` unless there is one like it."""
        if isinstance(part, Summary):
            self.summary = self.summary or part
        else:
            self.findings.setdefault(part.requirement or part.text, part)

    @property
    def in_order(self) -> tuple[AnswerReview, ...]:
        return tuple(self.reviews[turn] for turn in sorted(self.reviews))


class ReportWriter:
    """Ends interviews and has their reports written.

    `reviewer` is the model's, or the demo's; `stand_in` writes by rule what it does not.
    """

    def __init__(
        self,
        *,
        store: Store,
        reviewer: Reviewer,
        stand_in: Reviewer,
        papers: PaperReader,
        writer_context: WriterContext,
    ) -> None:
        self._store = store
        self._reviewer, self._stand_in = reviewer, stand_in
        self._papers = papers
        self._stream = writer_context.stream
        self._clock, self._timeouts = writer_context.clock, writer_context.timeouts
        self._tasks, self._metrics = writer_context.tasks, writer_context.metrics

    async def complete(self, session_id: str) -> None:
        """End the interview and begin its report, each at most once.

        Raises `BadInput` when nothing was answered.
        """
        interview = await self._store.interview(session_id)
        if interview is None:
            raise NotFound
        if not interview.answers:
            raise BadInput("Cannot generate feedback for an empty interview.")
        await self._store.end(session_id, self._clock.now())
        feedback = Feedback(
            id=self._clock.new_id(),
            session_id=session_id,
            state=FeedbackState.PENDING,
            created_at=self._clock.now(),
        )
        if await self._store.open_feedback(feedback):
            self.begin(session_id)

    async def retry(self, session_id: str) -> bool:
        """Ask the model for the parts written by rule; False when there are none."""
        feedback = await self._store.feedback(session_id)
        can_ask = self._reviewer.source is Source.MODEL
        if feedback is None or not can_ask or not feedback.has_stand_ins:
            return False
        if not await self._store.revise_feedback(session_id):
            return False
        self.begin(session_id)
        return True

    async def feedback(self, session_id: str) -> Feedback | None:
        return await self._store.feedback(session_id)

    def begin(self, session_id: str, lost: int | None = None) -> None:
        """Start writing the report; a writer that runs here is left to it.

        `lost` is the attempt that is taken over, where it still stands.
        """
        self._tasks.start(feedback_key(session_id), self.write(session_id, lost))

    def is_writing(self, session_id: str) -> bool:
        return self._tasks.is_running(feedback_key(session_id))

    async def write(self, session_id: str, lost: int | None = None) -> None:
        """Write the report until it stands, or is another's to write."""
        known = await self._store.feedback(session_id)
        interview = await self._store.interview(session_id)
        if known is None or interview is None or known.state is FeedbackState.READY:
            return
        if lost not in {None, known.attempt}:
            return
        interview = replace(interview, session=await self._papers.settled(interview.session))
        parts, attempt = _Parts.of(known), known.attempt
        give_up_at = self._clock.monotonic() + self._timeouts.feedback
        while (claimed := await self._store.claim_feedback(session_id, attempt)) is not None:
            attempt = claimed.attempt
            left = give_up_at - self._clock.monotonic()
            if await self._try(interview, claimed, parts, left):
                return
            await asyncio.sleep(PAUSE_BEFORE_NEXT_TRY)

    async def _try(
        self, interview: Interview, claimed: Feedback, parts: _Parts, left: float
    ) -> bool:
        """One claim's work; True when nothing is left to do here."""
        beat = partial(self._store.beat_feedback, claimed.session_id, claimed.attempt)
        shares = self._timeouts.report_tries
        by_rule = claimed.tries > len(shares) or left <= 0
        try:
            async with heartbeat(beat, self._timeouts.beat):
                await self._stream.append(feedback_key(claimed.session_id), claimed.attempt, "")
                if by_rule:
                    await self._take(self._stand_in, interview, claimed, parts)
                else:
                    async with asyncio.timeout(min(left, shares[claimed.tries - 1])):
                        await self._ask(interview, claimed, parts)
                await self._conclude(interview, claimed, parts)
        except Overtaken:
            return True
        except (ModelFailed, TimeoutError) as fault:
            log.warning("Report, try %d: %s", claimed.tries, str(fault) or "too late")
            if isinstance(fault, ModelFailed) and fault.final:
                return await self._try(interview, claimed, parts, 0)
            return False
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("Report, try %d", claimed.tries)
            if by_rule:
                raise
            return False
        return True

    async def _ask(self, interview: Interview, claimed: Feedback, parts: _Parts) -> None:
        """Floors, then what the reviewer writes; raises `ModelFailed`."""
        for floored in self._reviewer.floor(interview):
            if floored.turn not in parts.reviews:
                await self._keep(claimed, parts, floored)
        await self._take(self._reviewer, interview, claimed, parts)
        if parts.summary is None or not all(a.turn in parts.reviews for a in interview.answers):
            raise ModelFailed("incomplete", "the report lacks a part")
        reading = interview.session.reading
        if reading and not all(r.id in parts.findings for r in reading.requirements):
            await self._take(self._stand_in, interview, claimed, parts)

    async def _take(
        self, reviewer: Reviewer, interview: Interview, claimed: Feedback, parts: _Parts
    ) -> None:
        """Keep what `reviewer` writes and nobody wrote before."""
        stand: list[AnswerReview | RequirementFinding] = [*parts.in_order, *parts.findings.values()]
        written = reviewer.review(interview, stand, claimed.tries)
        async with aclosing(written):
            async for part in written:
                if not isinstance(part, AnswerReview):
                    parts.add(part)
                elif part.turn not in parts.reviews:
                    await self._keep(claimed, parts, part)

    async def _keep(self, claimed: Feedback, parts: _Parts, review: AnswerReview) -> None:
        parts.reviews[review.turn] = review
        await self._store.save_review(claimed.session_id, claimed.attempt, review)
        key = feedback_key(claimed.session_id)
        await self._stream.append(key, claimed.attempt, f"{review.turn} ")

    async def _conclude(self, interview: Interview, claimed: Feedback, parts: _Parts) -> None:
        summary = parts.summary or Summary(
            strengths=(), weaknesses=(), cv_improvements=(), source=Source.STAND_IN
        )
        findings = tuple(parts.findings.values())
        conclusion = self._reviewer.conclude(interview, parts.in_order, findings, summary)
        if await self._store.finish_feedback(claimed.session_id, claimed.attempt, conclusion):
            self._metrics.report_ended(is_by_rule=summary.source is Source.STAND_IN)
        await self._stream.end(feedback_key(claimed.session_id), claimed.attempt)
