"""How answers are rated and what the ratings add up to.

Law: every number in a report can be worked out again from the report itself; a
quote is the candidate's own words to the byte; what was not answered is named and
not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.feedback import remarks
from app.feedback.evidence import closeness, shows, speaks_of
from app.feedback.outlines import outline
from app.feedback.remarks import language_of
from app.feedback.scoring import score
from app.interview.model import Exchange, Interview, Source
from app.interview.plan import Requirement
from app.interview.report import (
    AnswerReview,
    Conclusion,
    Evidence,
    RequirementFinding,
    Summary,
)
from app.judging import signs
from app.judging.assessment import Assessment, Kind, assess
from app.judging.ratings import INSTANCE
from app.language.personal import fair_quote
from app.planning import coverage

_FLOOR = frozenset({Kind.EMPTY, Kind.COPIED, Kind.HOSTILE})


def floor_review(
    exchange: Exchange, interview: Interview, source: Source = Source.STAND_IN
) -> AnswerReview | None:
    """The review of an answer that no model is asked about; None for any other."""
    read = _read(exchange, interview)
    return _reviewed(exchange, interview, read, source) if read.kind in _FLOOR else None


def review(exchange: Exchange, interview: Interview, source: Source) -> AnswerReview:
    """The review by rule of an exchange that has an answer."""
    return _reviewed(exchange, interview, _read(exchange, interview), source)


def _read(exchange: Exchange, interview: Interview) -> Assessment:
    answer = exchange.answer.content if exchange.answer else ""
    return assess(answer, question=exchange.question.content, sources=sources(interview))


def sources(interview: Interview) -> tuple[str, ...]:
    """The documents that an answer must not just give back."""
    session = interview.session
    return tuple(text for text in (session.cv_text, session.job_description_text) if text)


def _reviewed(
    exchange: Exchange, interview: Interview, read: Assessment, source: Source
) -> AnswerReview:
    return AnswerReview(
        turn=exchange.number,
        rating=read.rating,
        quote=_quotable(read.quote),
        parts=read.parts,
        comment=remarks.comment(exchange, interview, read),
        outline=outline(exchange, interview, read) if read.rating <= INSTANCE else None,
        source=source,
    )


def _quotable(sentence: str | None) -> str | None:
    """It, or where it tells of the person's life the rest of it, if that tells of a deed."""
    fair = fair_quote(sentence)
    is_whole = fair is None or fair == sentence
    return fair if is_whole or signs.read(fair or "").own else None


def findings(
    interview: Interview, reviews: Sequence[AnswerReview]
) -> tuple[RequirementFinding, ...]:
    """What the job asks for, and how far it was shown; a weak answer shows nothing."""
    strong = {review.turn: review.rating for review in reviews if review.rating >= INSTANCE}
    told = {e: strong[e.number] for e in interview.exchanges if e.number in strong}
    cv = interview.session.cv_text or ""
    return tuple(_finding(s.requirement, told, cv) for s in coverage.standings(interview))


def _finding(requirement: Requirement, told: Mapping[Exchange, int], cv: str) -> RequirementFinding:
    """`told` are the answers with a real case, each with its rating."""
    shown = [e for e in told if shows(e, requirement, earlier=_said_before(e, told))]
    best = max(shown, key=lambda e: (closeness(e, requirement), told[e]), default=None)
    return RequirementFinding(
        text=requirement.text,
        is_must=requirement.is_must,
        evidence=Evidence.EVIDENCED if best else _unshown(requirement, cv),
        turn=best.number if best else None,
    )


def _said_before(exchange: Exchange, told: Iterable[Exchange]) -> str:
    answers = [e.answer.content for e in told if e.answer and e.number < exchange.number]
    return "\n".join(answers)


def _unshown(requirement: Requirement, cv: str) -> Evidence:
    claimed = any(speaks_of(line, requirement) for line in cv.splitlines())
    return Evidence.CLAIMED if claimed else Evidence.UNSEEN


def conclude(interview: Interview, reviews: Sequence[AnswerReview], summary: Summary) -> Conclusion:
    """What the parts of a report add up to."""
    requirements = findings(interview, reviews)
    points, explanation = score(
        reviews, requirements, len(interview.exchanges), language=language_of(interview)
    )
    return Conclusion(
        summary=summary,
        requirements=requirements,
        interview_score=points,
        explanation=explanation,
    )
