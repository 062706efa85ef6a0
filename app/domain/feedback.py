"""The values a feedback report is made of; how they are judged is in `coach`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.domain.requirement import Requirement
from app.domain.source import Source


class Part(StrEnum):
    """The parts of a told experience."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


class Evidence(StrEnum):
    """What is claimed of a requirement of the job, the strongest claim first.

    Only a model says SHOWN; a rule knows no more than SPOKEN_OF.
    """

    SHOWN = "shown"
    SPOKEN_OF = "spoken of"
    IN_CV = "in the CV"
    NOT_SPOKEN_OF = "not spoken of"


class FeedbackState(StrEnum):
    """Where a report stands in storage.

    REVISING: it stands and can be read, while a model is asked for its stand-ins.
    """

    PENDING = "pending"
    WRITING = "writing"
    READY = "ready"
    REVISING = "revising"


class AnswerReview(Struct, frozen=True, kw_only=True):
    """What one answer earned.

    `rating` is 1 to 5, None where the answer is not rated because it asked back.
    `answers_question` is False where it has nothing to do with the question.
    `quote` holds words of the answer itself, None when none earned anything;
    `outline` is a better answer from the candidate's own facts only, None where
    the answer needs none. `is_floor`: a fixed rule rated it, and no model is ever
    asked about it.
    """

    turn: int
    rating: int | None
    quote: str | None
    parts: tuple[Part, ...]
    comment: str
    outline: str | None = None
    source: Source
    answers_question: bool = True
    is_floor: bool = False


class RequirementFinding(Struct, frozen=True, kw_only=True):
    """One requirement of the job, and what can be claimed of it.

    `requirement` is its id, "" in reports of older versions. `turn` is the answer
    that showed it or spoke of it, else None. `quote` is verbatim from that answer,
    or from the CV where the evidence is IN_CV. `asked_in` is the question that was about
    it where no answer is claimed to speak of it, None where there was none.
    """

    text: str
    is_must: bool
    evidence: Evidence
    turn: int | None
    requirement: str = ""
    name: str = ""
    quote: str | None = None
    source: Source = Source.STAND_IN
    asked_in: int | None = None

    @classmethod
    def of(
        cls,
        asked: Requirement,
        evidence: Evidence,
        *,
        turn: int | None = None,
        quote: str | None = None,
        source: Source = Source.STAND_IN,
        asked_in: int | None = None,
    ) -> RequirementFinding:
        """What was found of a requirement that was read."""
        return cls(
            text=asked.text,
            is_must=asked.is_must,
            evidence=evidence,
            turn=turn,
            requirement=asked.id,
            name=asked.name,
            quote=quote,
            source=source,
            asked_in=asked_in,
        )


class Summary(Struct, frozen=True, kw_only=True):
    """The advice over the whole interview."""

    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    cv_improvements: tuple[str, ...]
    source: Source


class Conclusion(Struct, frozen=True, kw_only=True):
    """What is computed from the parts once all are there.

    `interview_score` is 1 to 10; `explanation` says in one sentence how it came about.
    """

    summary: Summary
    requirements: tuple[RequirementFinding, ...]
    interview_score: int
    explanation: str


class Feedback(Struct, frozen=True, kw_only=True):
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

    @property
    def is_readable(self) -> bool:
        """Whether the whole report stands, though parts of it may be asked for again."""
        return self.conclusion is not None

    @property
    def has_stand_ins(self) -> bool:
        """Whether any part of it was written by rule in the model's place."""
        parts = [review.source for review in self.reviews if not review.is_floor]
        if self.conclusion is not None:
            parts += [self.conclusion.summary.source]
            parts += [finding.source for finding in self.conclusion.requirements]
        return Source.STAND_IN in parts
