"""Rows into values and values into rows.

What is a value of its own but no table (a plan, a reading, a conclusion) is one
column of JSON; fields that a newer version added are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from app.domain.feedback import AnswerReview, Feedback
from app.domain.interview import Session, Turn
from app.domain.practice import Practice, PracticePlace
from app.domain.show import Show

Row = Mapping[str, Any]  # what a driver reads has no type
Columns = dict[str, Any]  # nor has what it is given
Value = TypeVar("Value", bound=Struct)

NOT_JUDGED = ""
"""In place of a review."""


def json_text(value: object) -> str:
    """A value as a column of JSON."""
    return msgspec.json.encode(value).decode()


def _json(text: str | None) -> object:
    return None if text is None else msgspec.json.decode(text)


def columns_of(value: Struct) -> Columns:
    """A value as a row; the session it belongs to is a column of another name."""
    columns = asdict(value)
    if "session_id" in columns:
        columns["session"] = columns.pop("session_id")
    return columns


def value_from(row: Row, type_: type[Value], **given: object) -> Value:
    """A `type_` made of the columns of its fields' names, but for the fields `given`."""
    for name in type_.__struct_fields__:
        if name not in given:
            given[name] = row["session" if name == "session_id" else name]
    return msgspec.convert(given, type_)


def session_columns(session: Session) -> Columns:
    return columns_of(session) | {
        "reading": None if session.reading is None else json_text(session.reading),
        "asked_before": json_text(session.asked_before) if session.asked_before else None,
    }


def session_from(row: Row) -> Session:
    asked_before = _json(row["asked_before"]) or ()
    return value_from(row, Session, reading=_json(row["reading"]), asked_before=asked_before)


def turn_from(row: Row) -> Turn:
    return value_from(row, Turn, plan=_json(row["plan"]))


def feedback_columns(feedback: Feedback) -> Columns:
    """All but the reviews, which are rows of their own."""
    columns = columns_of(feedback)
    del columns["reviews"]
    return columns | {"conclusion": feedback.conclusion and json_text(feedback.conclusion)}


def feedback_from(row: Row, reviews: Sequence[Row]) -> Feedback:
    """`reviews` are in order of turn, among them those of other reports."""
    own = (review for review in reviews if review["session"] == row["session"])
    conclusion = _json(row["conclusion"])
    return value_from(row, Feedback, reviews=list(map(_review_from, own)), conclusion=conclusion)


def review_columns(session_id: str, review: AnswerReview) -> Columns:
    return columns_of(review) | {
        "session": session_id,
        "parts": " ".join(review.parts),
        "rating": review.rating or 0,
    }


def _review_from(row: Row) -> AnswerReview:
    rating, parts = row["rating"] or None, row["parts"].split()
    return value_from(row, AnswerReview, rating=rating, parts=parts)


def practice_columns(practice: Practice) -> Columns:
    return columns_of(practice) | {"review": json_text(practice.review)}


def place_columns(place: PracticePlace) -> Columns:
    return columns_of(place) | {"review": NOT_JUDGED}


def practice_from(row: Row) -> Practice:
    return value_from(row, Practice, review=_json(row["review"]))


def show_columns(show: Show) -> Columns:
    """All but the speaker, which is a column of the session."""
    columns = columns_of(show)
    del columns["speaker"]
    return columns


def show_from(row: Row, speaker: str) -> Show:
    return value_from(row, Show, speaker=speaker)
