"""Values to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.interview import MAX_QUESTIONS
from app.domain.progress import progress
from app.domain.speaking import speaking_time
from app.domain.turn_state import standing
from app.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.feedback import AnswerReview, Feedback
    from app.domain.interview import Interview, Message, Session
    from app.domain.practice import Practice
    from app.domain.scene import Scene
    from app.domain.share import Comment
    from app.services.preparation import Sample
    from app.web.json_objects import (
        CommentObject,
        ExchangeObject,
        InterviewObject,
        MessageObject,
        PapersObject,
        PracticeObject,
        ReportFileObject,
        ReportObject,
        SampleObject,
        SceneObject,
        SessionObject,
        SharedReportObject,
        StateObject,
        TranscriptObject,
        UploadsObject,
    )
    from app.web.view_models import FeedbackPage, SharedPage


def session_json(session: Session) -> SessionObject:
    return {
        "id": session.id,
        "job_title": session.job_title,
        "company_name": session.company_name,
    }


def sample_json(sample: Sample) -> SampleObject:
    return {
        "name": sample.name,
        "job_title": sample.job_title,
        "company_name": sample.company_name,
        "candidate": sample.candidate,
        "tagline": sample.tagline,
    }


def message_json(message: Message) -> MessageObject:
    said: MessageObject = {
        "id": message.id,
        "session_id": message.session_id,
        "role": message.role,
        "content": message.content,
        "timestamp": message.timestamp.isoformat(),
        "source": message.source,
    }
    if message.clarified is not None:
        said["clarified"] = message.clarified
    return said


def state_json(interview: Interview) -> StateObject:
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


def interview_json(interview: Interview) -> InterviewObject:
    return {
        "session": session_json(interview.session),
        "conversation": [message_json(message) for message in _in_order(interview)],
        **state_json(interview),
    }


def exchange_json(interview: Interview, turn: int) -> ExchangeObject:
    """Answer `turn` and the question after it, where they stand."""
    pair = (interview.answer(turn), interview.question(turn + 1))
    messages = [message_json(message) for message in pair if message is not None]
    return {"messages": messages, **state_json(interview)}


def feedback_json(interview: Interview, feedback: Feedback) -> ReportObject:
    """The report; raises `ValueError` unless it stands."""
    conclusion = feedback.conclusion
    if conclusion is None:
        raise ValueError("the report does not stand yet")
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
            "state": feedback.state,
            "source": conclusion.summary.source,
            "has_stand_ins": feedback.has_stand_ins,
            "explanation": conclusion.explanation,
            "answers": list(feedback.reviews),
            "requirements": list(conclusion.requirements),
        },
    }


def uploads_json(session: Session) -> UploadsObject:
    return {
        "session": session_json(session),
        "cv_text": session.cv_text,
        "cv_warning": session.cv_warning,
        "job_description_text": session.job_description_text,
        "interviewer": session.persona,
        "language": session.language,
    }


def papers_json(session: Session) -> PapersObject:
    return {**uploads_json(session), "reading": session.reading}


def transcript_json(interview: Interview) -> TranscriptObject:
    session = interview.session
    return {
        "session": {**session_json(session), "created_at": session.created_at.isoformat()},
        "conversation": [
            {
                **message_json(message),
                "turn": message.turn,
                "spoken_seconds": speaking_time(message.words),
            }
            for message in _in_order(interview)
        ],
        **state_json(interview),
    }


def report_file_json(page: FeedbackPage) -> ReportFileObject:
    """What was said, the report and what came after; raises `ValueError` unless it stands."""
    return {
        **transcript_json(page.interview),
        "feedback": feedback_json(page.interview, page.feedback)["feedback"],
        "practice": [
            practice_json(practice, review)
            for review in page.reviews
            for practice in page.practices_of(review.turn)
        ],
        "comments": [comment_json(comment) for comment in page.comments],
    }


def practice_json(practice: Practice, before: AnswerReview) -> PracticeObject:
    return {
        "turn": practice.turn,
        "answer": practice.answer,
        "review": practice.review,
        "before": before,
    }


def comment_json(comment: Comment) -> CommentObject:
    return {
        "id": comment.id,
        "answer": comment.turn,
        "name": comment.name,
        "text": comment.text,
        "created_at": comment.created_at.isoformat(),
    }


def shared_json(page: SharedPage) -> SharedReportObject:
    """What a link leads to, and nothing that leads on from it."""
    conclusion = page.feedback.conclusion if page.has_scores else None
    return {
        "job_title": page.session.job_title,
        "company_name": page.session.company_name,
        "created_at": page.feedback.created_at.isoformat(),
        "ends_at": page.share.ends_at.isoformat(),
        "interview_score": conclusion.interview_score if conclusion else None,
        "explanation": conclusion.explanation if conclusion else None,
        "answers": [
            {
                "turn": review.turn,
                "question": question.words,
                "answer": answer.content,
                "review": review if page.has_scores else _unrated(review),
            }
            for review in page.reviews
            if (question := page.interview.question(review.turn))
            if (answer := page.interview.answer(review.turn))
        ],
        "requirements": list(page.findings),
    }


def scene_json(scene: Scene) -> SceneObject:
    return {
        "kind": scene.kind,
        "number": scene.number,
        "max_questions": MAX_QUESTIONS,
        "text": scene.text,
        "source": scene.source,
        "language": scene.language,
        "is_typed": scene.is_typed,
    }


def _unrated(review: AnswerReview) -> AnswerReview:
    """The review without its rating, and without the mark that tells which one it is."""
    return replace(review, rating=None, is_floor=False)


def _in_order(interview: Interview) -> Iterable[Message]:
    for exchange in interview.exchanges:
        yield exchange.question
        if exchange.answer is not None:
            yield exchange.answer
