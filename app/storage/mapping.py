"""Rows into values and values into rows.

What is a value of its own but no table (a plan, a reading, a conclusion) is one
column of JSON; fields that a newer version added are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

import msgspec

from app.domain.feedback import AnswerReview, Conclusion, Feedback, FeedbackState, Part
from app.domain.interview import Message, Role, Session, Turn, TurnFault, TurnState
from app.domain.persona import Persona
from app.domain.plan import Plan
from app.domain.practice import Practice
from app.domain.requirement import Reading
from app.domain.share import Comment, Share
from app.domain.show import Pilot, Show, Speed
from app.domain.source import Source

Row = Mapping[str, Any]  # what a driver reads has no type
Columns = dict[str, Any]  # nor has what it is given

Value = TypeVar("Value")


def json_text(value: object) -> str:
    """A value as a column of JSON."""
    return msgspec.json.encode(value).decode()


def _value(text: str | None, type_: type[Value]) -> Value | None:
    return None if text is None else msgspec.json.decode(text, type=type_)


def session_columns(session: Session) -> Columns:
    columns = asdict(session)
    columns["reading"] = None if session.reading is None else json_text(session.reading)
    columns["asked_before"] = json_text(session.asked_before) if session.asked_before else None
    return columns


def session_from(row: Row) -> Session:
    fields = dict(row)
    fields.pop("reading_tries")
    read = {
        "reading": _value(row["reading"], Reading),
        "speaker": _source(row["speaker"]),
        "asked_before": _value(row["asked_before"], tuple[str, ...]) or (),
        "persona": None if row["persona"] is None else Persona(row["persona"]),
    }
    return Session(**fields | read)


def _source(name: str | None) -> Source | None:
    return None if name is None else Source(name)


def message_columns(message: Message) -> Columns:
    columns = asdict(message)
    columns["session"] = columns.pop("session_id")
    return columns


def message_from(row: Row) -> Message:
    return Message(
        id=row["id"],
        session_id=row["session"],
        turn=row["turn"],
        role=Role(row["role"]),
        content=row["content"],
        timestamp=row["timestamp"],
        source=Source(row["source"]),
        language=row["language"],
        clarified=row["clarified"],
    )


def turn_from(row: Row) -> Turn:
    return Turn(
        session_id=row["session"],
        number=row["number"],
        state=TurnState(row["state"]),
        attempt=row["attempt"],
        tries=row["tries"],
        beats=row["beats"],
        plan=_value(row["plan"], Plan),
        fault=None if row["fault"] is None else TurnFault(row["fault"]),
    )


def feedback_columns(feedback: Feedback) -> Columns:
    """All but the reviews, which are rows of their own."""
    return {
        "id": feedback.id,
        "session": feedback.session_id,
        "state": feedback.state,
        "created_at": feedback.created_at,
        "attempt": feedback.attempt,
        "tries": feedback.tries,
        "beats": feedback.beats,
        "conclusion": feedback.conclusion and json_text(feedback.conclusion),
    }


def feedback_from(row: Row, reviews: Sequence[Row]) -> Feedback:
    return Feedback(
        id=row["id"],
        session_id=row["session"],
        state=FeedbackState(row["state"]),
        created_at=row["created_at"],
        attempt=row["attempt"],
        tries=row["tries"],
        beats=row["beats"],
        reviews=tuple(_review_from(review) for review in reviews),
        conclusion=_value(row["conclusion"], Conclusion),
    )


def review_columns(session_id: str, review: AnswerReview) -> Columns:
    return asdict(review) | {
        "session": session_id,
        "parts": " ".join(review.parts),
        "rating": review.rating or 0,
    }


def _review_from(row: Row) -> AnswerReview:
    return AnswerReview(
        turn=row["turn"],
        rating=row["rating"] or None,
        quote=row["quote"],
        parts=tuple(Part(name) for name in row["parts"].split()),
        comment=row["comment"],
        outline=row["outline"],
        answers_question=bool(row["answers_question"]),
        is_floor=bool(row["is_floor"]),
        source=Source(row["source"]),
    )


def practice_columns(practice: Practice) -> Columns:
    columns = asdict(practice)
    columns["session"] = columns.pop("session_id")
    columns["review"] = json_text(practice.review)
    return columns


def practice_from(row: Row) -> Practice:
    return Practice(
        session_id=row["session"],
        turn=row["turn"],
        answer=row["answer"],
        language=row["language"],
        created_at=row["created_at"],
        review=msgspec.json.decode(row["review"], type=AnswerReview),
    )


def share_columns(share: Share) -> Columns:
    columns = asdict(share)
    columns["session"] = columns.pop("session_id")
    return columns


def share_from(row: Row) -> Share:
    fields = dict(row)
    session_id, has_scores = fields.pop("session"), bool(row["has_scores"])
    return Share(**fields | {"session_id": session_id, "has_scores": has_scores})


def comment_columns(comment: Comment) -> Columns:
    columns = asdict(comment)
    columns["session"] = columns.pop("session_id")
    return columns


def comment_from(row: Row) -> Comment:
    fields = dict(row)
    return Comment(**fields | {"session_id": fields.pop("session")})


def show_columns(show: Show) -> Columns:
    """All but the speaker, which is a column of the session."""
    columns = asdict(show)
    del columns["speaker"]
    columns["session"] = columns.pop("session_id")
    return columns


def show_from(row: Row, speaker: str) -> Show:
    fields = dict(row)
    return Show(
        **fields
        | {
            "session_id": fields.pop("session"),
            "speaker": Source(speaker),
            "pilot": Pilot(row["pilot"]),
            "speed": Speed(row["speed"]),
            "is_black": bool(row["is_black"]),
            "is_hurried": bool(row["is_hurried"]),
        }
    )
