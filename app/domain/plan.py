"""What a question was to do, as stored with its turn."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Move(StrEnum):
    """The kinds of question."""

    OPEN = "open"
    PROBE = "probe"
    ADVANCE = "advance"
    REPHRASE = "rephrase"
    CLOSE = "close"


class Origin(StrEnum):
    """Where the words that prompted a question stand."""

    JOB = "job"
    CV = "cv"
    ANSWER = "answer"


class Reason(Struct, frozen=True, kw_only=True):
    """The words that prompted a question, verbatim; `turn` is None unless an answer's."""

    origin: Origin
    quote: str
    turn: int | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """What was decided for a question; never computed again from the texts.

    `move` is None where a model worded the question and did not say.
    `requirement` is the id of the requirement that it asks about.
    """

    move: Move | None = None
    requirement: str | None = None
    reason: Reason | None = None
