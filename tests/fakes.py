"""Fakes that fit the Protocols of `app.services.ports`, in memory.

They keep the laws that the real ones keep (fences, exactly once), so a test of a
use case means something; the real ones are tested beside their rooms.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.feedback import (
    AnswerReview,
    Conclusion,
    Evidence,
    Feedback,
    FeedbackState,
    RequirementFinding,
    Summary,
)
from app.domain.interview import (
    MAX_QUESTIONS,
    Interview,
    Message,
    Role,
    Session,
    Turn,
    TurnFault,
    TurnState,
)
from app.domain.persona import Choices
from app.domain.plan import Origin, Plan, Reason
from app.domain.practice import Hold, Practice, PracticePlace
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.share import Comment, Share
from app.domain.show import Show, ShowKey
from app.domain.source import Source
from app.domain.turn_state import MAX_CLAIMS, Event, sources, target
from app.values import replace

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)

OPEN = {FeedbackState.PENDING, FeedbackState.WRITING, FeedbackState.REVISING}


@dataclass
class FakeStore:
    """Sessions, turns and reports in dictionaries."""

    sessions: dict[str, Session] = field(default_factory=dict)
    turns: dict[tuple[str, int], Turn] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    feedbacks: dict[str, Feedback] = field(default_factory=dict)
    processes: dict[str, int] = field(default_factory=dict)
    calls: Counter[date] = field(default_factory=Counter)
    reading_tries: Counter[str] = field(default_factory=Counter)
    shows: dict[str, Show] = field(default_factory=dict)
    given_again: list[Practice] = field(default_factory=list)
    places: list[PracticePlace] = field(default_factory=list)
    links: dict[str, Share] = field(default_factory=dict)
    said: list[Comment] = field(default_factory=list)

    async def show(self, key: ShowKey, value: str) -> Show | None:
        name = "session_id" if key is ShowKey.SESSION else key.value
        found = [show for show in self.shows.values() if getattr(show, name) == value]
        return found[0] if found else None

    async def open_show(self, show: Show) -> Show | None:
        if show.session_id not in self.sessions:
            return None
        standing = await self.show(ShowKey.SESSION, show.session_id)
        return standing or self._put_show(show)

    async def change_show(self, show: Show, step: int) -> bool:
        known = self.shows.get(show.id)
        if known is None or known.step != step or show.session_id not in self.sessions:
            return False
        self._put_show(show)
        return True

    def _put_show(self, show: Show) -> Show:
        self.shows[show.id] = show
        session = self.sessions[show.session_id]
        self.sessions[show.session_id] = replace(session, speaker=show.speaker)
        return show

    async def practices(self, session_id: str) -> Sequence[Practice]:
        return [given for given in self.given_again if given.session_id == session_id]

    async def hold_place(self, place: PracticePlace, most: int, lost_before: datetime) -> Hold:
        if place.session_id not in self.sessions:
            return Hold.GONE
        self.places = [held for held in self.places if held.created_at >= lost_before]
        taken: list[Practice | PracticePlace] = [*self.given_again, *self.places]
        of_turn = [one.answer for one in taken if one.turn == place.turn]
        if place.answer in of_turn or len(of_turn) >= most:
            return Hold.TAKEN if place.answer in of_turn else Hold.FULL
        self.places.append(place)
        return Hold.HELD

    async def give_up_place(self, place: PracticePlace | Practice) -> None:
        key = (place.turn, place.answer)
        self.places = [held for held in self.places if (held.turn, held.answer) != key]

    async def add_practice(self, practice: Practice, most: int) -> bool:
        await self.give_up_place(practice)
        of_turn = [p.answer for p in self.given_again if p.turn == practice.turn]
        is_new = len(of_turn) < most and practice.answer not in of_turn
        if is_new and practice.session_id in self.sessions:
            self.given_again.append(practice)
            return True
        return False

    async def share(self, session_id: str) -> Share | None:
        return self.links.get(session_id)

    async def share_of_token(self, token_hash: str) -> Share | None:
        found = [share for share in self.links.values() if share.token_hash == token_hash]
        return found[0] if found else None

    async def save_share(self, share: Share, now: datetime) -> Share | None:
        if share.session_id not in self.sessions:
            return None
        known = self.links.get(share.session_id)
        is_known = known is not None and known.ends_at > now
        stands = replace(known, has_scores=share.has_scores) if known and is_known else share
        self.links[share.session_id] = stands
        return stands

    async def withdraw_share(self, session_id: str) -> None:
        self.links.pop(session_id, None)

    async def comments(self, session_id: str) -> Sequence[Comment]:
        return [comment for comment in self.said if comment.session_id == session_id]

    async def add_comment(self, comment: Comment, most: int) -> bool:
        made = [said for said in self.said if said.turn == comment.turn]
        if len(made) >= most or comment.session_id not in self.sessions:
            return False
        self.said.append(comment)
        return True

    async def remove_comment(self, session_id: str, comment_id: str) -> bool:
        kept = [c for c in self.said if (c.session_id, c.id) != (session_id, comment_id)]
        is_removed = len(kept) < len(self.said)
        self.said = kept
        return is_removed

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

    async def save_job_description(self, session_id: str, text: str, choices: Choices) -> bool:
        return self._edit(session_id, job_description_text=text, **asdict(choices))

    async def erase(self, session_id: str) -> None:
        self.sessions.pop(session_id, None)
        self.shows = {k: s for k, s in self.shows.items() if s.session_id != session_id}
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
        turn = self._movable(answer.session_id, answer.turn, Event.ANSWER)
        if turn is None or self.sessions[answer.session_id].ended_at:
            return False
        self.messages.append(answer)
        self._put(replace(turn, state=target(Event.ANSWER)))
        if turn.number < MAX_QUESTIONS:
            following = turn.number + 1
            self._put(Turn(session_id=turn.session_id, number=following, state=TurnState.PENDING))
        return True

    async def claim(self, session_id: str, number: int, attempt: int) -> Turn | None:
        turn = self._movable(session_id, number, Event.CLAIM)
        if turn is None or turn.attempt != attempt or turn.tries >= MAX_CLAIMS:
            return None
        if self.sessions[session_id].ended_at:
            return None
        state = target(Event.CLAIM)
        claimed = replace(turn, state=state, attempt=attempt + 1, tries=turn.tries + 1, beats=0)
        return self._put(claimed)

    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        turn = self._written(session_id, number, attempt)
        if turn is not None:
            self._put(replace(turn, beats=turn.beats + 1))
        return turn is not None

    async def finish(self, question: Message, attempt: int, plan: Plan | None) -> bool:
        turn = self._written(question.session_id, question.turn, attempt)
        if turn is None:
            return False
        self.messages.append(question)
        self._put(replace(turn, state=target(Event.FINISH), plan=plan))
        return True

    async def save_plan(self, session_id: str, number: int, attempt: int, plan: Plan) -> bool:
        turn = self.turns.get((session_id, number))
        stands = (target(Event.FINISH), target(Event.ANSWER))
        if turn is None or turn.attempt != attempt or turn.state not in stands:
            return False
        self._put(replace(turn, plan=plan))
        return True

    async def clarify(self, session_id: str, number: int, text: str) -> bool:
        session, turn = (
            self.sessions.get(session_id),
            self._movable(session_id, number, Event.ANSWER),
        )
        if session is None or session.ended_at or turn is None:
            return False
        for place, said in enumerate(self.messages):
            is_it = (said.session_id, said.turn, said.role) == (session_id, number, Role.ASSISTANT)
            if is_it and said.clarified is None:
                self.messages[place] = replace(said, clarified=text)
                return True
        return False

    async def claim_reading(self, session_id: str, most: int) -> bool:
        session = self.sessions.get(session_id)
        if session is None or session.reading or self.reading_tries[session_id] >= most:
            return False
        self.reading_tries[session_id] += 1
        return True

    async def save_reading(self, session_id: str, reading: Reading) -> Reading | None:
        session = self.sessions.get(session_id)
        if session is None:
            return None
        self.sessions[session_id] = replace(session, reading=session.reading or reading)
        return self.sessions[session_id].reading

    async def fail(self, session_id: str, number: int, attempt: int, fault: TurnFault) -> bool:
        turn = self._movable(session_id, number, Event.FAIL)
        if turn is None or turn.attempt != attempt:
            return False
        self._put(replace(turn, state=target(Event.FAIL), fault=fault))
        return True

    async def retry(self, session_id: str, number: int) -> bool:
        turn = self._movable(session_id, number, Event.RETRY)
        if turn is not None:
            self._put(replace(turn, state=target(Event.RETRY), tries=0, fault=None))
        return turn is not None

    async def end(self, session_id: str, moment: datetime) -> bool:
        session = self.sessions[session_id]
        if session.ended_at:
            return False
        self.sessions[session_id] = replace(session, ended_at=moment)
        for turn in self._interview(session).turns:
            if turn.state in sources(Event.ABANDON):
                self._put(replace(turn, state=target(Event.ABANDON)))
        return True

    async def unwritten(self) -> Sequence[Turn]:
        return [turn for turn in self.turns.values() if turn.state in sources(Event.CLAIM)]

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
        is_revising = known.state is FeedbackState.REVISING
        claimed = replace(
            known,
            state=known.state if is_revising else FeedbackState.WRITING,
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

    async def revise_feedback(self, session_id: str) -> bool:
        known = self.feedbacks.get(session_id)
        if known is None or known.state is not FeedbackState.READY:
            return False
        self.feedbacks[session_id] = replace(known, state=FeedbackState.REVISING, tries=0)
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

    def _movable(self, session_id: str, number: int, move: Event) -> Turn | None:
        turn = self.turns.get((session_id, number))
        return turn if turn is not None and turn.state in sources(move) else None

    def _written(self, session_id: str, number: int, attempt: int) -> Turn | None:
        turn = self._movable(session_id, number, Event.FINISH)
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
class FakeInterviewer:
    """Says what its script says: text, pauses in seconds, or an error to raise."""

    script: Script = lambda brief, _: [QUESTIONS[brief.number - 1]]
    name: str = "fake-model"
    source: Source = Source.MODEL
    fallback_name: str | None = None
    has_one_place: bool = False
    asked: list[Brief] = field(default_factory=list)
    reading: Reading | ModelFailed | None = None
    reading_of_fallback: Reading | ModelFailed | None = None
    reading_takes: float = 0.0
    read_sessions: list[str] = field(default_factory=list)
    read_tries: list[int] = field(default_factory=list)
    closed: int = 0

    async def read(self, session: Session, tries: int) -> Reading:
        self.read_sessions.append(session.id)
        self.read_tries.append(tries)
        await asyncio.sleep(self.reading_takes)
        reading = self.reading if tries == 1 else self.reading_of_fallback
        if isinstance(reading, ModelFailed):
            raise reading
        return reading or a_reading(self.source)

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

    def plan(self, brief: Brief, line: str) -> Plan:
        """The requirement whose id stands in the line, in brackets."""
        known = [covered.requirement.id for covered in brief.coverage]
        found = next((name for name in known if f"[{name}]" in line), None)
        reason = Reason(origin=Origin.JOB, quote="lead incident reviews") if found else None
        return Plan(requirement=found, reason=reason)

    async def close(self) -> None: ...


@dataclass
class FakeReviewer:
    """Rates every answer alike; fails as often as it is told to, after one review."""

    source: Source = Source.MODEL
    fails: int = 0
    fault: ModelFailed = field(default_factory=lambda: ModelFailed("cut"))
    floors: tuple[AnswerReview, ...] = ()
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        return self.floors

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        read = {review.turn for review in done}
        todo = [e for e in interview.exchanges if e.answer and e.number not in read]
        self.asked.append(tuple(exchange.number for exchange in todo))
        for exchange in todo[: 1 if self.fails else None]:
            yield a_review(exchange.number, self.source)
        if self.fails:
            self.fails -= 1
            raise self.fault
        reading = interview.session.reading
        for requirement in reading.requirements if reading else ():
            yield RequirementFinding(
                requirement=requirement.id,
                text=requirement.text,
                name=requirement.name,
                is_must=requirement.is_must,
                evidence=Evidence.NOT_SPOKEN_OF,
                turn=None,
                source=self.source,
            )
        yield Summary(
            strengths=("One", "Two", "Three"),
            weaknesses=("Four", "Five", "Six"),
            cv_improvements=("Seven", "Eight", "Nine"),
            source=self.source,
        )

    def conclude(
        self,
        interview: Interview,
        reviews: Sequence[AnswerReview],
        findings: Sequence[RequirementFinding],
        summary: Summary,
    ) -> Conclusion:
        return Conclusion(
            summary=summary,
            requirements=tuple(findings),
            interview_score=6,
            explanation="Six, because a fake said so.",
        )


def a_reading(source: Source = Source.MODEL) -> Reading:
    """Two requirements and a line of `a_session()`'s papers."""
    return Reading(
        requirements=(
            Requirement(
                id="r1",
                text="run Kubernetes in production",
                name="Kubernetes",
                kind=RequirementKind.MUST,
            ),
            Requirement(
                id="r2",
                text="lead incident reviews",
                name="Incident reviews",
                kind=RequirementKind.MUST,
            ),
        ),
        cv_lines=(CvLine(id="c1", text="Moved sixty-one services from Nomad to Kubernetes"),),
        language="en",
        source=source,
    )


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
class FakeMetrics:
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

    def report_ended(self, *, is_by_rule: bool) -> None:
        self.seen["report by rule" if is_by_rule else "report by model"] += 1
