"""Values to store, and an interview brought to where a test begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.feedback import (
    AnswerReview,
    Conclusion,
    Evidence,
    Feedback,
    FeedbackState,
    Part,
    RequirementFinding,
    Summary,
)
from app.domain.interview import Message, Role, Session
from app.domain.plan import Move, Origin, Plan, Reason
from app.domain.source import Source
from app.storage.store import PiccoloStore

NOON = datetime(2026, 3, 4, 12, 30, 15, 123456, tzinfo=UTC)
PLAN = Plan(
    move=Move.PROBE,
    requirement="r2",
    reason=Reason(origin=Origin.ANSWER, quote="“drei Tage” – früher 🚀", turn=2),
)


def a_session(session_id: str = "s", *, owner: str = "owner", age: int = 0) -> Session:
    """A session with both documents, made `age` minutes before noon."""
    return Session(
        id=session_id,
        owner=owner,
        job_title="Ingénieure",
        company_name="Zürich AG",
        created_at=NOON - timedelta(minutes=age),
        cv_text="Ten years of bridges.",
        job_description_text="Builds bridges.",
    )


def question(number: int, text: str = "Why bridges?", session_id: str = "s") -> Message:
    return Message(
        id=f"{session_id}-q{number}",
        session_id=session_id,
        turn=number,
        role=Role.ASSISTANT,
        content=text,
        timestamp=NOON,
        source=Source.MODEL,
    )


def answer(number: int, text: str = "They hold.", session_id: str = "s", name: str = "") -> Message:
    return Message(
        id=f"{session_id}-a{number}{name}",
        session_id=session_id,
        turn=number,
        role=Role.USER,
        content=text,
        timestamp=NOON,
        source=Source.CANDIDATE,
    )


async def ask(store: PiccoloStore, number: int, session_id: str = "s") -> None:
    """Have question `number`, which is pending and was never tried, stand."""
    await store.claim(session_id, number, 0)
    assert await store.finish(question(number, session_id=session_id), 1, PLAN)


async def begin(store: PiccoloStore, session_id: str = "s") -> None:
    """A session whose first question is pending."""
    await store.add_session(a_session(session_id))
    assert await store.open_first(session_id)


async def asked(store: PiccoloStore, session_id: str = "s") -> None:
    """A session that awaits its first answer."""
    await begin(store, session_id)
    await ask(store, 1, session_id)


def a_feedback(session_id: str = "s") -> Feedback:
    return Feedback(
        id=f"{session_id}-f",
        session_id=session_id,
        state=FeedbackState.PENDING,
        created_at=NOON,
    )


def review(turn: int, *, rating: int = 3, quote: str | None = "held") -> AnswerReview:
    return AnswerReview(
        turn=turn,
        rating=rating,
        quote=quote,
        parts=(Part.SITUATION, Part.RESULT),
        comment="Says what came of it.",
        outline=None,
        source=Source.DEMO,
    )


CONCLUSION = Conclusion(
    summary=Summary(
        strengths=("Naïve façade",),
        weaknesses=(),
        cv_improvements=("Numbers", "Dates"),
        source=Source.MODEL,
    ),
    requirements=(
        RequirementFinding(text="Bridges", is_must=True, evidence=Evidence.SHOWN, turn=1),
        RequirementFinding(text="Ships", is_must=False, evidence=Evidence.NOT_SPOKEN_OF, turn=None),
    ),
    interview_score=7,
    explanation="Two of three.",
)


def sqlite_url(folder: object) -> str:
    return f"sqlite:///{folder}/viva.sqlite"
