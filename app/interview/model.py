"""The values an interview is made of.

Law: every value is frozen; a change is a new value. Nothing here knows a clock,
a database or a network: times and identifiers come in as arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

MAX_QUESTIONS = 8


class Role(StrEnum):
    """Who speaks, in the words of the Chat Completions API."""

    ASSISTANT = "assistant"
    USER = "user"


class Source(StrEnum):
    """Whose words a message carries."""

    MODEL = "model"
    DEMO = "demo"
    STAND_IN = "stand-in"
    CANDIDATE = "candidate"


class TurnState(StrEnum):
    """Where one turn stands in storage; the moves between are in `turns`."""

    PENDING = "pending"
    WRITING = "writing"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"
    FAILED = "failed"
    ABANDONED = "abandoned"


class Stage(StrEnum):
    """What the page shows, the `turn.state` of the contract."""

    WRITING = "writing"
    AWAITING_ANSWER = "awaiting_answer"
    FAILED = "failed"
    FINISHED = "finished"


class Origin(StrEnum):
    """Where a reason was read."""

    JOB = "job"
    CV = "cv"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One interview preparation.

    `cv_text` and `job_description_text` are None until given; `cv_warning` is
    None unless the CV was read poorly; `is_demo` marks a session made by the
    demo button; `ended_at` is None until the candidate goes to the feedback.
    """

    id: str
    owner: str
    job_title: str
    company_name: str
    created_at: datetime
    cv_text: str | None = None
    cv_warning: str | None = None
    job_description_text: str | None = None
    is_demo: bool = False
    ended_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Whether both documents are there, so that question 1 can be asked."""
        return self.cv_text is not None and self.job_description_text is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A question or an answer, as shown, stored and told to the model."""

    id: str
    session_id: str
    turn: int
    role: Role
    content: str
    timestamp: datetime
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The line that prompted a question; `turn` is None unless it is an answer's."""

    origin: Origin
    quote: str
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Question n and answer n.

    `attempt` rises with every begin of writing and fences older writers out;
    `tries` counts the model calls of the present ask; `beats` is raised by a
    live writer every two seconds; `reason` is None until the question stands.
    """

    session_id: str
    number: int
    state: TurnState
    attempt: int = 0
    tries: int = 0
    beats: int = 0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question that stands and its answer, None while awaited."""

    number: int
    question: Message
    answer: Message | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A session with all its turns and messages, in order of turn."""

    session: Session
    turns: tuple[Turn, ...] = ()
    messages: tuple[Message, ...] = ()

    def question(self, number: int) -> Message | None:
        return self._message(number, Role.ASSISTANT)

    def answer(self, number: int) -> Message | None:
        return self._message(number, Role.USER)

    def turn(self, number: int) -> Turn | None:
        return next((t for t in self.turns if t.number == number), None)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The questions that stand, each with its answer."""
        return tuple(
            Exchange(
                number=turn.number,
                question=question,
                answer=self.answer(turn.number),
                reason=turn.reason,
            )
            for turn in self.turns
            if (question := self.question(turn.number)) is not None
        )

    def _message(self, number: int, role: Role) -> Message | None:
        return next((m for m in self.messages if m.turn == number and m.role is role), None)
