"""Fakes that fit the Protocols of `app.interviewer.needs`, in memory.

They keep the laws that the real ones keep (fences, exactly once), so a test of a
use case means something; the real ones are tested beside their rooms.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from app.interview.errors import ModelFailed
from app.interview.model import (
    MAX_QUESTIONS,
    Interview,
    Message,
    Reason,
    Session,
    Source,
    Turn,
    TurnState,
)
from app.interview.plan import Brief
from app.interview.report import AnswerReview, Conclusion, Feedback, FeedbackState, Summary
from app.interview.turns import MAX_TRIES, Move, sources, target

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)

OPEN = {FeedbackState.PENDING, FeedbackState.WRITING}


@dataclass
class FakeStore:
    """Sessions, turns and reports in dictionaries."""

    sessions: dict[str, Session] = field(default_factory=dict)
    turns: dict[tuple[str, int], Turn] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    feedbacks: dict[str, Feedback] = field(default_factory=dict)
    processes: dict[str, int] = field(default_factory=dict)
    calls: Counter[date] = field(default_factory=Counter)

    async def count_call(self, day: date, most: int) -> bool:
        if self.calls[day] >= most:
            return False
        self.calls[day] += 1
        return True

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def ping(self) -> None: ...

    async def add_session(self, session: Session) -> None:
        self.sessions[session.id] = session

    async def session(self, session_id: str) -> Session | None:
        return self.sessions.get(session_id)

    async def recent(self, owner: str, limit: int) -> Sequence[Interview]:
        mine = [session for session in self.sessions.values() if session.owner == owner]
        newest = sorted(mine, key=lambda session: session.created_at, reverse=True)[:limit]
        return [self._interview(session) for session in newest]

    async def save_cv(self, session_id: str, text: str, warning: str | None) -> bool:
        return self._edit(session_id, cv_text=text, cv_warning=warning)

    async def save_job_description(self, session_id: str, text: str) -> bool:
        return self._edit(session_id, job_description_text=text)

    async def erase(self, session_id: str) -> None:
        self.sessions.pop(session_id, None)
        self.feedbacks.pop(session_id, None)
        self.messages = [m for m in self.messages if m.session_id != session_id]
        self.turns = {key: turn for key, turn in self.turns.items() if key[0] != session_id}

    async def erase_older_than(self, moment: datetime) -> int:
        old = [session.id for session in self.sessions.values() if session.created_at < moment]
        for session_id in old:
            await self.erase(session_id)
        return len(old)

    async def interview(self, session_id: str) -> Interview | None:
        session = self.sessions.get(session_id)
        return None if session is None else self._interview(session)

    async def open_first(self, session_id: str) -> bool:
        if (session_id, 1) in self.turns or self.sessions[session_id].ended_at:
            return False
        self._put(Turn(session_id=session_id, number=1, state=TurnState.PENDING))
        return True

    async def record_answer(self, answer: Message) -> bool:
        turn = self._movable(answer.session_id, answer.turn, Move.ANSWER)
        if turn is None or self.sessions[answer.session_id].ended_at:
            return False
        self.messages.append(answer)
        self._put(replace(turn, state=target(Move.ANSWER)))
        if turn.number < MAX_QUESTIONS:
            following = turn.number + 1
            self._put(Turn(session_id=turn.session_id, number=following, state=TurnState.PENDING))
        return True

    async def claim(self, session_id: str, number: int, attempt: int) -> Turn | None:
        turn = self._movable(session_id, number, Move.CLAIM)
        if turn is None or turn.attempt != attempt or turn.tries >= MAX_TRIES:
            return None
        if self.sessions[session_id].ended_at:
            return None
        state = target(Move.CLAIM)
        claimed = replace(turn, state=state, attempt=attempt + 1, tries=turn.tries + 1, beats=0)
        return self._put(claimed)

    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        turn = self._written(session_id, number, attempt)
        if turn is not None:
            self._put(replace(turn, beats=turn.beats + 1))
        return turn is not None

    async def finish(self, question: Message, attempt: int, reason: Reason | None) -> bool:
        turn = self._written(question.session_id, question.turn, attempt)
        if turn is None:
            return False
        self.messages.append(question)
        self._put(replace(turn, state=target(Move.FINISH), reason=reason))
        return True

    async def fail(self, session_id: str, number: int, attempt: int) -> bool:
        turn = self._movable(session_id, number, Move.FAIL)
        if turn is None or turn.attempt != attempt:
            return False
        self._put(replace(turn, state=target(Move.FAIL)))
        return True

    async def retry(self, session_id: str, number: int) -> bool:
        turn = self._movable(session_id, number, Move.RETRY)
        if turn is not None:
            self._put(replace(turn, state=target(Move.RETRY), tries=0))
        return turn is not None

    async def end(self, session_id: str, moment: datetime) -> bool:
        session = self.sessions[session_id]
        if session.ended_at:
            return False
        self.sessions[session_id] = replace(session, ended_at=moment)
        for turn in self._interview(session).turns:
            if turn.state in sources(Move.ABANDON):
                self._put(replace(turn, state=target(Move.ABANDON)))
        return True

    async def unwritten(self) -> Sequence[Turn]:
        return [turn for turn in self.turns.values() if turn.state in sources(Move.CLAIM)]

    async def feedback(self, session_id: str) -> Feedback | None:
        return self.feedbacks.get(session_id)

    async def open_feedback(self, feedback: Feedback) -> bool:
        is_new = feedback.session_id not in self.feedbacks
        self.feedbacks.setdefault(feedback.session_id, feedback)
        return is_new

    async def claim_feedback(self, session_id: str, attempt: int) -> Feedback | None:
        known = self.feedbacks.get(session_id)
        if known is None or known.state not in OPEN or known.attempt != attempt:
            return None
        if known.tries >= MAX_TRIES:
            return None
        claimed = replace(
            known,
            state=FeedbackState.WRITING,
            attempt=attempt + 1,
            tries=known.tries + 1,
            beats=0,
        )
        self.feedbacks[session_id] = claimed
        return claimed

    async def beat_feedback(self, session_id: str, attempt: int) -> bool:
        known = self._reporting(session_id, attempt)
        if known is not None:
            self.feedbacks[session_id] = replace(known, beats=known.beats + 1)
        return known is not None

    async def save_review(self, session_id: str, attempt: int, review: AnswerReview) -> bool:
        known = self._reporting(session_id, attempt)
        if known is not None:
            others = [kept for kept in known.reviews if kept.turn != review.turn]
            reviews = tuple(sorted([*others, review], key=lambda kept: kept.turn))
            self.feedbacks[session_id] = replace(known, reviews=reviews)
        return known is not None

    async def finish_feedback(self, session_id: str, attempt: int, conclusion: Conclusion) -> bool:
        known = self._reporting(session_id, attempt)
        if known is not None:
            ready = replace(known, state=FeedbackState.READY, conclusion=conclusion)
            self.feedbacks[session_id] = ready
        return known is not None

    async def fail_feedback(self, session_id: str, attempt: int) -> bool:
        known = self._reporting(session_id, attempt)
        if known is not None:
            self.feedbacks[session_id] = replace(known, state=FeedbackState.FAILED)
        return known is not None

    async def retry_feedback(self, session_id: str) -> bool:
        known = self.feedbacks.get(session_id)
        if known is None or known.state is not FeedbackState.FAILED:
            return False
        self.feedbacks[session_id] = replace(known, state=FeedbackState.PENDING, tries=0)
        return True

    async def unwritten_feedbacks(self) -> Sequence[Feedback]:
        return [known for known in self.feedbacks.values() if known.state in OPEN]

    async def announce(self, process_id: str, beats: int) -> Sequence[tuple[str, int]]:
        self.processes[process_id] = beats
        return [(name, count) for name, count in self.processes.items() if name != process_id]

    async def leave(self, process_id: str) -> None:
        self.processes.pop(process_id, None)

    def _interview(self, session: Session) -> Interview:
        turns = [turn for turn in self.turns.values() if turn.session_id == session.id]
        messages = [m for m in self.messages if m.session_id == session.id]
        return Interview(
            session=session,
            turns=tuple(sorted(turns, key=lambda turn: turn.number)),
            messages=tuple(messages),
        )

    def _edit(self, session_id: str, **changes: str | None) -> bool:
        if (session_id, 1) in self.turns:
            return False
        self.sessions[session_id] = replace(self.sessions[session_id], **changes)  # type: ignore[arg-type]  # names and types are this module's own
        return True

    def _put(self, turn: Turn) -> Turn:
        self.turns[turn.session_id, turn.number] = turn
        return turn

    def _movable(self, session_id: str, number: int, move: Move) -> Turn | None:
        turn = self.turns.get((session_id, number))
        return turn if turn is not None and turn.state in sources(move) else None

    def _written(self, session_id: str, number: int, attempt: int) -> Turn | None:
        turn = self._movable(session_id, number, Move.FINISH)
        return turn if turn is not None and turn.attempt == attempt else None

    def _reporting(self, session_id: str, attempt: int) -> Feedback | None:
        known = self.feedbacks.get(session_id)
        is_ours = known is not None and known.attempt == attempt
        return known if is_ours and known and known.state in OPEN else None


Script = Callable[[Brief, int], Sequence[str | float | Exception]]


QUESTIONS = (
    "Which service did you move last, and why?",
    "How did Harrowgate's incident reviews come up for you before?",
    "When the ingest broke, who noticed first?",
    "What would you measure before paging anyone?",
    "Where has a rollback cost you a weekend?",
    "Who taught you most about Kubernetes, and by what means?",
    "Tell me of a number that changed your plan: what was it?",
    "Is there a part of your work that we left out today?",
)
"""Eight that share no opening and no wording, so that no guard minds them."""


@dataclass
class FakeModel:
    """Says what its script says: text, pauses in seconds, or an error to raise."""

    script: Script = lambda brief, _: [QUESTIONS[brief.plan.number - 1]]
    name: str = "fake-model"
    source: Source = Source.MODEL
    fallback_name: str | None = None
    asked: list[Brief] = field(default_factory=list)
    feedback_fails: int = 0
    closed: int = 0

    async def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        self.asked.append(brief)
        try:
            for step in self.script(brief, tries):
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, str):
                    yield step
                else:
                    await asyncio.sleep(step)
        finally:
            self.closed += 1

    async def feedback(
        self, interview: Interview, done: Sequence[AnswerReview], tries: int
    ) -> AsyncGenerator[AnswerReview | Summary, None]:
        read = {review.turn for review in done}
        todo = [e for e in interview.exchanges if e.answer and e.number not in read]
        for exchange in todo[: 1 if self.feedback_fails else None]:
            yield a_review(exchange.number, self.source)
        if self.feedback_fails:
            self.feedback_fails -= 1
            raise ModelFailed("cut")
        yield Summary(
            strengths=("One", "Two", "Three"),
            weaknesses=("Four", "Five", "Six"),
            cv_improvements=("Seven", "Eight", "Nine"),
            source=self.source,
        )

    async def close(self) -> None: ...


def a_review(turn: int, source: Source = Source.MODEL) -> AnswerReview:
    return AnswerReview(
        turn=turn,
        rating=3,
        quote=None,
        parts=(),
        comment="A real instance.",
        outline=None,
        source=source,
    )


def a_session(session_id: str = "session-1", **changes: object) -> Session:
    """A session with both documents."""
    session = Session(
        id=session_id,
        owner="owner-1",
        job_title="Staff Reliability Engineer",
        company_name="Harrowgate Payments",
        created_at=NOON,
        cv_text="Moved sixty-one services from Nomad to Kubernetes at Kelpline, 2021 to 2025.",
        job_description_text="You must run Kubernetes in production and lead incident reviews.",
    )
    return replace(session, **changes)  # type: ignore[arg-type]  # names and types are the caller's


@dataclass
class FakeClock:
    """A steady clock and a wall clock that move only when told to."""

    seconds: float = 0.0
    wall: datetime = NOON

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.wall

    def forward(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


@dataclass
class FakeMeters:
    """Counts under the names of what happened."""

    seen: Counter[str] = field(default_factory=Counter)

    def answered(self) -> None:
        self.seen["answered"] += 1

    def asked(self, source: Source, first_text: float, whole: float) -> None:
        assert 0 <= first_text <= whole
        self.seen[f"asked {source}"] += 1

    def try_failed(self, fault: str) -> None:
        self.seen[f"try failed: {fault}"] += 1

    def question_failed(self) -> None:
        self.seen["question failed"] += 1

    def report_ended(self, *, is_ready: bool) -> None:
        self.seen["report ready" if is_ready else "report failed"] += 1
