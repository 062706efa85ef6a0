"""What an interviewer is given for the next question: counted, never guessed."""

from __future__ import annotations

from msgspec import Struct

from app.domain.interview import Exchange, Interview, Session
from app.domain.requirement import Requirement
from app.values import replace


class Covered(Struct, frozen=True, kw_only=True):
    """A requirement and the turns whose questions asked about it, none yet if empty."""

    requirement: Requirement
    turns: tuple[int, ...]


class Brief(Struct, frozen=True, kw_only=True):
    """All that an interviewer is given for question `number`.

    `coverage` lists every requirement of the reading with the turns that asked
    about it, from the stored plans. `refused` says why this question's first
    wording was not shown, None at first.
    """

    interview: Interview
    number: int
    coverage: tuple[Covered, ...]
    refused: str | None = None

    @property
    def session(self) -> Session:
        return self.interview.session

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        return self.interview.exchanges

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions so far, word for word, and those of earlier interviews."""
        so_far = (exchange.question.content for exchange in self.exchanges)
        return (*so_far, *self.session.asked_before)

    @property
    def uncovered(self) -> tuple[Requirement, ...]:
        """The requirements nobody has asked about yet, in the order of the reading."""
        return tuple(covered.requirement for covered in self.coverage if not covered.turns)

    def after_refusal(self, reason: str | None) -> Brief:
        """The same, told why the first wording was not shown."""
        return replace(self, refused=reason)


def brief(interview: Interview, number: int) -> Brief:
    """The facts for question `number`, counted from what is stored."""
    reading = interview.session.reading
    requirements = reading.requirements if reading else ()
    asked = [(turn.plan.requirement, turn.number) for turn in interview.turns if turn.plan]
    coverage = tuple(
        Covered(
            requirement=requirement,
            turns=tuple(number for name, number in asked if name == requirement.id),
        )
        for requirement in requirements
    )
    return Brief(interview=interview, number=number, coverage=coverage)
