"""The values a feedback report is made of; how they are judged is in `feedback`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.interview.model import Source


class Part(StrEnum):
    """The parts of a told experience."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


class Evidence(StrEnum):
    """How far a requirement of the job was shown."""

    EVIDENCED = "evidenced"
    CLAIMED = "claimed"
    UNSEEN = "unseen"


class FeedbackState(StrEnum):
    """Where a report stands in storage."""

    PENDING = "pending"
    WRITING = "writing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReview:
    """What one answer earned.

    `rating` is 1 (not evidenced) to 5 (specific, own role, measured result).
    `quote` holds words of the answer itself, None when none earned anything;
    `outline` is a better answer from the candidate's own facts only, None where
    the answer needs none.
    """

    turn: int
    rating: int
    quote: str | None
    parts: tuple[Part, ...]
    comment: str
    outline: str | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementFinding:
    """One requirement of the job; `turn` is the answer that showed it, else None."""

    text: str
    is_must: bool
    evidence: Evidence
    turn: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The advice over the whole interview."""

    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    cv_improvements: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What is computed from the parts once all are there.

    `interview_score` is 1 to 10; `explanation` says how it came about.
    """

    summary: Summary
    requirements: tuple[RequirementFinding, ...]
    interview_score: int
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The one report of a session, ready or in the making.

    `reviews` grows while it is written; `conclusion` is None until it is ready.
    `attempt`, `tries` and `beats` mean what they mean in `Turn`.
    """

    id: str
    session_id: str
    state: FeedbackState
    created_at: datetime
    attempt: int = 0
    tries: int = 0
    beats: int = 0
    reviews: tuple[AnswerReview, ...] = ()
    conclusion: Conclusion | None = None
