"""Rows into values and values into rows.

What is a value of its own but no table (a plan, a reading, a conclusion) is one
column of JSON; fields that a newer version added are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

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

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = Mapping[str, Any]  # what a driver reads has no type
Columns = dict[str, Any]  # nor has what it is given

Value = TypeVar("Value")


def json_text(value: object) -> str:
    """A value as a column of JSON."""
    return msgspec.json.encode(value).decode()


def _value(text: str | None, type_: type[Value]) -> Value | None:
    return None if text is None else msgspec.json.decode(text, type=type_)


def columns_of(value: DataclassInstance) -> Columns:
    """A value as a row; the session it belongs to is a column of another name."""
    columns = asdict(value)
    if "session_id" in columns:
        columns["session"] = columns.pop("session_id")
    return columns


def _fields(row: Row, type_: type[DataclassInstance], **read: object) -> dict[str, Any]:
    """The fields of a `type_`: those of `read`, and the others as the driver read them."""
    for name in type_.__dataclass_fields__:
        if name not in read:
            read[name] = row["session" if name == "session_id" else name]
    return read


def session_columns(session: Session) -> Columns:
    return columns_of(session) | {
        "reading": None if session.reading is None else json_text(session.reading),
        "asked_before": json_text(session.asked_before) if session.asked_before else None,
    }


def session_from(row: Row) -> Session:
    read = {
        "reading": _value(row["reading"], Reading),
        "speaker": None if row["speaker"] is None else Source(row["speaker"]),
        "asked_before": _value(row["asked_before"], tuple[str, ...]) or (),
        "persona": None if row["persona"] is None else Persona(row["persona"]),
    }
    return Session(**_fields(row, Session, **read))


def message_from(row: Row) -> Message:
    read = {"role": Role(row["role"]), "source": Source(row["source"])}
    return Message(**_fields(row, Message, **read))


def turn_from(row: Row) -> Turn:
    read = {
        "state": TurnState(row["state"]),
        "plan": _value(row["plan"], Plan),
        "fault": None if row["fault"] is None else TurnFault(row["fault"]),
    }
    return Turn(**_fields(row, Turn, **read))


def feedback_columns(feedback: Feedback) -> Columns:
    """All but the reviews, which are rows of their own."""
    columns = columns_of(feedback)
    del columns["reviews"]
    return columns | {"conclusion": feedback.conclusion and json_text(feedback.conclusion)}


def feedback_from(row: Row, reviews: Sequence[Row]) -> Feedback:
    """`reviews` are in order of turn, among them those of other reports."""
    own = (review for review in reviews if review["session"] == row["session"])
    read = {
        "state": FeedbackState(row["state"]),
        "reviews": tuple(map(_review_from, own)),
        "conclusion": _value(row["conclusion"], Conclusion),
    }
    return Feedback(**_fields(row, Feedback, **read))


def review_columns(session_id: str, review: AnswerReview) -> Columns:
    return columns_of(review) | {
        "session": session_id,
        "parts": " ".join(review.parts),
        "rating": review.rating or 0,
    }


def _review_from(row: Row) -> AnswerReview:
    read = {
        "rating": row["rating"] or None,
        "parts": tuple(Part(name) for name in row["parts"].split()),
        "source": Source(row["source"]),
    }
    return AnswerReview(**_fields(row, AnswerReview, **read))


def practice_columns(practice: Practice) -> Columns:
    return columns_of(practice) | {"review": json_text(practice.review)}


def practice_from(row: Row) -> Practice:
    review = msgspec.json.decode(row["review"], type=AnswerReview)
    return Practice(**_fields(row, Practice, review=review))


def share_from(row: Row) -> Share:
    return Share(**_fields(row, Share))


def comment_from(row: Row) -> Comment:
    return Comment(**_fields(row, Comment))


def show_columns(show: Show) -> Columns:
    """All but the speaker, which is a column of the session."""
    columns = columns_of(show)
    del columns["speaker"]
    return columns


def show_from(row: Row, speaker: str) -> Show:
    read = {
        "speaker": Source(speaker),
        "pilot": Pilot(row["pilot"]),
        "speed": Speed(row["speed"]),
    }
    return Show(**_fields(row, Show, **read))
