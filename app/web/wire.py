"""What goes over the wire as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from app.interview.progress import progress
from app.interview.turns import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.interview.model import Interview, Message, Session
    from app.interview.report import Feedback

Json = dict[str, object]


def session_json(session: Session) -> Json:
    return {
        "id": session.id,
        "job_title": session.job_title,
        "company_name": session.company_name,
    }


def message_json(message: Message) -> Json:
    return {
        "id": message.id,
        "session_id": message.session_id,
        "role": message.role,
        "content": message.content,
        "timestamp": message.timestamp.isoformat(),
        "source": message.source,
    }


def state_json(interview: Interview) -> Json:
    """Progress and turn, part of every answer about an interview."""
    now = standing(interview)
    far = progress(interview)
    return {
        "progress": {
            "question_count": far.question_count,
            "max_questions": far.max_questions,
            "is_started": far.is_started,
            "is_complete": far.is_complete,
        },
        "turn": {"number": now.number, "state": now.stage},
    }


def interview_json(interview: Interview) -> Json:
    return {
        "session": session_json(interview.session),
        "conversation": [message_json(message) for message in _in_order(interview)],
        **state_json(interview),
    }


def exchange_json(interview: Interview, turn: int) -> Json:
    """Answer `turn` and the question after it, where they stand."""
    pair = (interview.answer(turn), interview.question(turn + 1))
    messages = [message_json(message) for message in pair if message is not None]
    return {"messages": messages, **state_json(interview)}


def feedback_json(interview: Interview, feedback: Feedback) -> Json:
    """The report; `feedback` must be ready."""
    conclusion = feedback.conclusion
    if conclusion is None:
        raise ValueError("the feedback is not ready")
    return {
        "session": session_json(interview.session),
        "feedback": {
            "id": feedback.id,
            "session_id": feedback.session_id,
            "interview_score": conclusion.interview_score,
            "strengths": list(conclusion.summary.strengths),
            "weaknesses": list(conclusion.summary.weaknesses),
            "cv_improvements": list(conclusion.summary.cv_improvements),
            "created_at": feedback.created_at.isoformat(),
            "source": conclusion.summary.source,
            "explanation": conclusion.explanation,
            "answers": [asdict(review) for review in feedback.reviews],
            "requirements": [asdict(finding) for finding in conclusion.requirements],
        },
    }


def transcript_json(interview: Interview) -> Json:
    """Everything said, with times and sources."""
    session = interview.session
    return {
        "session": {**session_json(session), "created_at": session.created_at.isoformat()},
        "conversation": [
            {**message_json(message), "turn": message.turn} for message in _in_order(interview)
        ],
        **state_json(interview),
    }


def _in_order(interview: Interview) -> Iterable[Message]:
    for exchange in interview.exchanges:
        yield exchange.question
        if exchange.answer is not None:
            yield exchange.answer
