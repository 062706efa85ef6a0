"""The values an interview is made of.

Law: every value is frozen; a change is a new value. Nothing here knows a clock,
a database or a network: times and identifiers come in as arguments.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.domain.persona import Persona
from app.domain.plan import Plan
from app.domain.requirement import Reading
from app.domain.source import Source

MAX_QUESTIONS = 8


class Role(StrEnum):
    """Who speaks, in the words of the Chat Completions API."""

    ASSISTANT = "assistant"
    USER = "user"


class TurnState(StrEnum):
    """Where one turn stands in storage; the transitions between are in `turn_state`."""

    PENDING = "pending"
    WRITING = "writing"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"
    FAILED = "failed"
    ABANDONED = "abandoned"


class TurnFault(StrEnum):
    """Why no question could be had; None in a turn of an older version."""

    UNREACHABLE = "unreachable"
    USED_UP = "used up"


class Stage(StrEnum):
    """What the page shows, the `turn.state` of the contract."""

    WRITING = "writing"
    AWAITING_ANSWER = "awaiting_answer"
    FAILED = "failed"
    FINISHED = "finished"


class Session(Struct, frozen=True, kw_only=True):
    """One interview preparation.

    `cv_text` and `job_description_text` are None until given; `cv_warning` is
    None unless the CV was read poorly; `is_demo` marks a session made by the
    demo button, `story` names its sample interview; `speaker` is who words the
    questions where the interview is shown to an audience, else None; `ended_at` is None until the
    candidate goes to the feedback; `reading` is None until the papers were read;
    `asked_before` are the questions of earlier interviews on the same papers, word for word;
    `persona` and `language` (ISO 639-1) are as in `Choices`.
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
    story: str | None = None
    speaker: Source | None = None
    ended_at: datetime | None = None
    reading: Reading | None = None
    asked_before: tuple[str, ...] = ()
    persona: Persona | None = None
    language: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether both documents are there, so that question 1 can be asked."""
        return self.cv_text is not None and self.job_description_text is not None


class Message(Struct, frozen=True, kw_only=True):
    """A question or an answer, as shown, stored and told to the model.

    `language` (ISO 639-1) was decided when it was stored; None where it is not sure.
    `clarified` is a question put differently, None unless the candidate asked for it.
    """

    id: str
    session_id: str
    turn: int
    role: Role
    content: str
    timestamp: datetime
    source: Source
    language: str | None = None
    clarified: str | None = None

    @property
    def words(self) -> str:
        """All that was said in it."""
        return self.content if self.clarified is None else f"{self.content}\n\n{self.clarified}"


class Turn(Struct, frozen=True, kw_only=True):
    """Question n and answer n.

    `attempt` rises with every begin of writing and fences older writers out;
    `tries` counts the model calls of the present ask; `beats` is raised by a
    live writer every two seconds; `plan` is None until the question stands;
    `fault` is None unless it failed.
    """

    session_id: str
    number: int
    state: TurnState
    attempt: int = 0
    tries: int = 0
    beats: int = 0
    plan: Plan | None = None
    fault: TurnFault | None = None


class Exchange(Struct, frozen=True, kw_only=True):
    """A question that stands and its answer, None while awaited."""

    number: int
    question: Message
    answer: Message | None
    plan: Plan | None = None


class Interview(Struct, frozen=True, kw_only=True):
    """A session with all its turns and messages, in order of turn."""

    session: Session
    turns: tuple[Turn, ...] = ()
    messages: tuple[Message, ...] = ()

    def question(self, number: int) -> Message | None:
        return self._message(number, Role.ASSISTANT)

    def answer(self, number: int) -> Message | None:
        return self._message(number, Role.USER)

    @property
    def answers(self) -> tuple[Message, ...]:
        """What the candidate said, in order of turn."""
        return tuple(m for m in self.messages if m.role is Role.USER)

    def turn(self, number: int) -> Turn | None:
        return next((t for t in self.turns if t.number == number), None)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The questions that stand, each with its answer."""
        questions = {m.turn: m for m in self.messages if m.role is Role.ASSISTANT}
        answers = {m.turn: m for m in self.answers}
        return tuple(
            Exchange(
                number=turn.number,
                question=questions[turn.number],
                answer=answers.get(turn.number),
                plan=turn.plan,
            )
            for turn in self.turns
            if turn.number in questions
        )

    def _message(self, number: int, role: Role) -> Message | None:
        return next((m for m in self.messages if m.turn == number and m.role is role), None)
