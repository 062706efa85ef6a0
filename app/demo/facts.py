"""What is known of an interview once its answers are rated: the ground of all advice.

Law: everything here was read from the interview itself; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.feedback import remarks
from app.feedback import rubric as feedback
from app.feedback.cv_lines import work_lines
from app.feedback.evidence import speaks_of
from app.interview.report import Evidence
from app.judging import signs
from app.judging.assessment import Assessment, Kind, assess
from app.judging.foreign import is_foreign
from app.judging.ratings import INSTANCE
from app.planning import coverage

if TYPE_CHECKING:
    from app.interview.model import Exchange, Interview
    from app.interview.plan import Missing, Requirement
    from app.interview.report import AnswerReview
    from app.judging.signs import Signs


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer with all that was read in it."""

    exchange: Exchange
    text: str
    rating: int
    read: Assessment
    told: tuple[Signs, ...]

    @property
    def turn(self) -> int:
        return self.exchange.number

    @property
    def is_read(self) -> bool:
        """Whether its language is one whose deeds are known by rule."""
        return not is_foreign(self.text)

    @property
    def words(self) -> int:
        return len(signs.WORD.findall(self.text))

    @property
    def measure(self) -> str | None:
        return remarks.measure_of(self.told)

    @property
    def reason(self) -> str | None:
        return remarks.reason_of(self.told)

    @property
    def action(self) -> str | None:
        return remarks.action_of(self.told)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One requirement, how far it was shown, and the CV's lines about it."""

    requirement: Requirement
    evidence: Evidence
    turn: int | None
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All of it, in order of turn."""

    interview: Interview
    answers: tuple[Answered, ...]
    demands: tuple[Demand, ...]

    @property
    def cv(self) -> str:
        return self.interview.session.cv_text or ""

    @property
    def said(self) -> str:
        return "\n".join(answer.text for answer in self.answers)

    @property
    def strong(self) -> tuple[Answered, ...]:
        """Answers with a real case, the best first."""
        real = [answer for answer in self.answers if answer.rating >= INSTANCE]
        return tuple(sorted(real, key=lambda answer: (-answer.rating, answer.turn)))

    def of_kind(self, kind: Kind) -> tuple[Answered, ...]:
        return tuple(answer for answer in self.answers if answer.read.kind is kind)

    def lacking(self, gap: Missing) -> tuple[Answered, ...]:
        """Answers with a real case that leave out `gap`."""
        read = [a for a in self.answers if a.rating >= INSTANCE and a.is_read]
        return tuple(a for a in read if gap in a.read.missing)

    @property
    def repeats(self) -> tuple[Answered, ...]:
        return tuple(
            a for a in self.answers if remarks.repeated(a.exchange, self.interview) is not None
        )


def facts(interview: Interview, reviews: tuple[AnswerReview, ...]) -> Facts:
    """What is known of `interview`, with the ratings of `reviews`."""
    ratings = {review.turn: review.rating for review in reviews}
    return Facts(
        interview=interview,
        answers=tuple(
            _answered(exchange, interview, ratings[exchange.number])
            for exchange in interview.exchanges
            if exchange.answer and exchange.number in ratings
        ),
        demands=_demands(interview, reviews),
    )


def _answered(exchange: Exchange, interview: Interview, rating: int) -> Answered:
    text = exchange.answer.content if exchange.answer else ""
    return Answered(
        exchange=exchange,
        text=text,
        rating=rating,
        read=assess(text, question=exchange.question.content, sources=feedback.sources(interview)),
        told=signs.read_all(text),
    )


def _demands(interview: Interview, reviews: tuple[AnswerReview, ...]) -> tuple[Demand, ...]:
    """Must-haves first."""
    cv_lines = work_lines(interview.session.cv_text or "")
    found = zip(coverage.standings(interview), feedback.findings(interview, reviews), strict=True)
    demands = [
        Demand(
            requirement=standing.requirement,
            evidence=finding.evidence,
            turn=finding.turn,
            lines=tuple(line for line in cv_lines if speaks_of(line, standing.requirement)),
        )
        for standing, finding in found
    ]
    return tuple(sorted(demands, key=lambda demand: not demand.requirement.is_must))
