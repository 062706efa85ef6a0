"""What the next question should do: the values; how it is decided is in `coverage`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.interview.model import Exchange, Reason, Session
    from app.interview.report import Evidence


class Move(StrEnum):
    """The kinds of question."""

    OPEN = "open"
    PROBE = "probe"
    ADVANCE = "advance"
    REPHRASE = "rephrase"
    CLOSE = "close"


class Missing(StrEnum):
    """What a vague answer lacked."""

    OWN_ROLE = "own role"
    DECISION = "decision"
    MEASURE = "measure"
    RESULT = "result"
    DIFFICULTY = "what was hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing the job asks for: its line in the job description and its terms."""

    text: str
    line: str
    is_must: bool
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementStanding:
    """How far a requirement has come so far; `turn` is where it was shown or last asked."""

    requirement: Requirement
    evidence: Evidence
    is_touched: bool
    turn: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What question `number` is to do.

    `requirement` is None when the move opens none; `missing` is None unless the
    move probes; `bridge` is one term of the last answer to take up, None where
    none fits; `reason` is the line that prompted the question; `language` is an
    ISO 639-1 code.
    """

    number: int
    remaining: int
    move: Move
    requirement: Requirement | None
    missing: Missing | None
    bridge: str | None
    reason: Reason | None
    language: str
    standings: tuple[RequirementStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that an interviewer is given for one question.

    `refused` says why this question's first wording was refused, None at first.
    """

    session: Session
    plan: Plan
    exchanges: tuple[Exchange, ...]
    refused: str | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions so far, word for word."""
        return tuple(exchange.question.content for exchange in self.exchanges)
