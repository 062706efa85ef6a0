"""The objects that the JSON side of the routes speaks in, by name.

Law: a name of a field is the contract's. In the schema each object goes under its
name without "Object".
"""

from __future__ import annotations

from typing import TypedDict

from app.domain.feedback import AnswerReview, FeedbackState, RequirementFinding
from app.domain.interview import Role, Stage
from app.domain.requirement import Reading
from app.domain.scene import SceneKind
from app.domain.show import Pilot, Speed
from app.domain.source import Source


class RedirectObject(TypedDict):
    """Where a browser would be sent."""

    redirect: str


class SessionObject(TypedDict):
    """One interview, as others name it."""

    id: str
    job_title: str
    company_name: str


class Clarified(TypedDict, total=False):
    """A question put differently, only where that was asked for."""

    clarified: str


class MessageObject(Clarified):
    """What was said once; `timestamp` is ISO 8601 with an offset."""

    id: str
    session_id: str
    role: Role
    content: str
    timestamp: str
    source: Source


class ProgressObject(TypedDict):
    """How far the interview is; a question counts once its whole text is stored."""

    question_count: int
    max_questions: int
    is_started: bool
    is_complete: bool


class TurnObject(TypedDict):
    """The turn now: its number and what it waits for."""

    number: int
    state: Stage


class StateObject(TypedDict):
    """Progress and turn, part of every answer about an interview."""

    progress: ProgressObject
    turn: TurnObject


class InterviewObject(StateObject):
    """The conversation with what stands."""

    session: SessionObject
    conversation: list[MessageObject]


class ExchangeObject(StateObject):
    """An answer and the question after it, where they stand."""

    messages: list[MessageObject]


class DatedSessionObject(SessionObject):
    """A session with the time it was made."""

    created_at: str


class SpokenMessageObject(MessageObject):
    """A message with the number of its turn, and how long it would take to say."""

    turn: int
    spoken_seconds: int


class TranscriptObject(StateObject):
    """Everything said, to keep."""

    session: DatedSessionObject
    conversation: list[SpokenMessageObject]


class RowObject(DatedSessionObject, StateObject):
    """One line of the dashboard."""


class DashboardObject(TypedDict):
    """This browser's most recent sessions."""

    sessions: list[RowObject]


class UploadsObject(TypedDict):
    """The two documents as they stand, and what was chosen with them."""

    session: SessionObject
    cv_text: str | None
    cv_warning: str | None
    job_description_text: str | None
    interviewer: str | None
    language: str | None


class PapersObject(UploadsObject):
    """The documents, and what was read out of them; null until it was."""

    reading: Reading | None


class FeedbackObject(TypedDict):
    """The report; `source` is whose the summary is.

    `has_stand_ins`: some of it was written by rule in the model's place; `retry` asks the model.
    """

    id: str
    session_id: str
    interview_score: int
    strengths: list[str]
    weaknesses: list[str]
    cv_improvements: list[str]
    created_at: str
    state: FeedbackState
    source: Source
    has_stand_ins: bool
    explanation: str
    answers: list[AnswerReview]
    requirements: list[RequirementFinding]


class ReportObject(TypedDict):
    """The report with the session it is about."""

    session: SessionObject
    feedback: FeedbackObject


class PracticeObject(TypedDict):
    """Answer `turn` given once more, what it earned, and what the first did."""

    turn: int
    answer: str
    review: AnswerReview
    before: AnswerReview


class CommentObject(TypedDict):
    """What someone who followed the link says of an answer; `name` may be empty."""

    id: str
    answer: int
    name: str
    text: str
    created_at: str


class ReportFileObject(TranscriptObject):
    """Everything of an interview: what was said, the report on it, and what came after."""

    feedback: FeedbackObject
    practice: list[PracticeObject]
    comments: list[CommentObject]


class ShareObject(RedirectObject):
    """The link to a report; `scores`: it shows the ratings too."""

    url: str
    scores: bool
    ends_at: str


class SharedAnswerObject(TypedDict):
    """One question and its answer; without scores the review has no rating."""

    turn: int
    question: str
    answer: str
    review: AnswerReview


class SharedReportObject(TypedDict):
    """What a link leads to; score and explanation are None without scores."""

    job_title: str
    company_name: str
    created_at: str
    ends_at: str
    interview_score: int | None
    explanation: str | None
    answers: list[SharedAnswerObject]
    requirements: list[RequirementFinding]


class SampleObject(TypedDict):
    """A sample interview; `name` is what `POST /demo` takes as `story`."""

    name: str
    job_title: str
    company_name: str
    candidate: str
    tagline: str


class LandingObject(TypedDict):
    """Who asks, and which samples there are."""

    interviewer: str
    is_demo: bool
    is_reachable: bool | None
    stories: list[SampleObject]


class ShowObject(TypedDict):
    """A show as its presenter sees it; links are None once withdrawn, `first_word` in seconds."""

    step: int
    role: str
    interviewer: Source
    pilot: Pilot
    speed: Speed
    is_black: bool
    looking_back: int
    number: int
    state: Stage
    next_answer: str | None
    viewers: int
    first_word: float | None
    stage: str | None
    remote: str | None


class SceneObject(TypedDict):
    """What is on stage; `text` is empty while it is typed, `source` None where it is not known."""

    kind: SceneKind
    number: int
    max_questions: int
    text: str
    source: Source | None
    language: str | None
    is_typed: bool


class RemoteObject(TypedDict):
    """Where a show stands, for its remote: `step` goes with the next press."""

    step: int
    number: int
    state: Stage


class PressedObject(RemoteObject, RedirectObject):
    """What came of a press of the remote; `done`: it counted."""

    done: bool


class AliveObject(TypedDict):
    """That the process answers."""

    status: str


class FurtherParts(TypedDict, total=False):
    """Parts of a process that not every one has."""

    redis: bool


class ReadyObject(AliveObject, FurtherParts):
    """That the process can serve: its version, each part, the model as it was last seen."""

    version: str
    database: bool
    recovery: bool
    housekeeping: bool
    model: bool | None


class ErrorObject(TypedDict):
    """Why a request was refused, in words for the candidate."""

    status: int
    error: str
