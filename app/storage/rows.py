"""Rows into values and values into rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.interview.model import Message, Origin, Reason, Role, Session, Source, Turn, TurnState
from app.interview.report import (
    AnswerReview,
    Conclusion,
    Evidence,
    Feedback,
    FeedbackState,
    Part,
    RequirementFinding,
    Summary,
)

Row = Mapping[str, Any]  # what a driver reads has no type
Columns = dict[str, Any]  # nor has what it is given


def session_columns(session: Session) -> Columns:
    return asdict(session)


def session_from(row: Row) -> Session:
    return Session(**row)


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
    )


def turn_from(row: Row) -> Turn:
    return Turn(
        session_id=row["session"],
        number=row["number"],
        state=TurnState(row["state"]),
        attempt=row["attempt"],
        tries=row["tries"],
        beats=row["beats"],
        reason=_reason_from(row["reason"]),
    )


def reason_text(reason: Reason | None) -> str | None:
    return None if reason is None else json.dumps(asdict(reason), ensure_ascii=False)


def _reason_from(text: str | None) -> Reason | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Reason(**fields | {"origin": Origin(fields["origin"])})


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
        "conclusion": feedback.conclusion and conclusion_text(feedback.conclusion),
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
        conclusion=_conclusion_from(row["conclusion"]),
    )


def review_columns(session_id: str, review: AnswerReview) -> Columns:
    return asdict(review) | {"session": session_id, "parts": " ".join(review.parts)}


def _review_from(row: Row) -> AnswerReview:
    return AnswerReview(
        turn=row["turn"],
        rating=row["rating"],
        quote=row["quote"],
        parts=tuple(Part(name) for name in row["parts"].split()),
        comment=row["comment"],
        outline=row["outline"],
        source=Source(row["source"]),
    )


def conclusion_text(conclusion: Conclusion) -> str:
    return json.dumps(asdict(conclusion), ensure_ascii=False)


def _conclusion_from(text: str | None) -> Conclusion | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Conclusion(
        summary=_summary_from(fields["summary"]),
        requirements=tuple(_finding_from(finding) for finding in fields["requirements"]),
        interview_score=fields["interview_score"],
        explanation=fields["explanation"],
    )


def _summary_from(fields: Row) -> Summary:
    return Summary(
        strengths=tuple(fields["strengths"]),
        weaknesses=tuple(fields["weaknesses"]),
        cv_improvements=tuple(fields["cv_improvements"]),
        source=Source(fields["source"]),
    )


def _finding_from(fields: Row) -> RequirementFinding:
    return RequirementFinding(
        text=fields["text"],
        is_must=fields["is_must"],
        evidence=Evidence(fields["evidence"]),
        turn=fields["turn"],
    )
