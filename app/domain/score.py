"""What the parts of a report add up to.

Law: twice the average rating less one, and up to one point for the must-haves that can be
asked for as a case; every number a reader needs to work it out again stands in the
explanation. Fewer than four rated answers give at most 4.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.feedback import AnswerReview, Conclusion, Evidence, RequirementFinding, Summary
from app.domain.interview import Interview

LOWEST, HIGHEST = 1, 10
ENOUGH_ANSWERS, MOST_WITHOUT = 4, 4
"""Rated answers from which the score is open, and the highest score with fewer."""

_COUNTS_FROM = 3
"""The rating from which an answer counts for a must-have."""

_WORDS = {
    "nothing": "No answer was rated, so the score is the lowest, 1 of 10.",
    "one": "The score rests on one rated answer ({average} of 5, worth {base} of 9 points)",
    "few": "The score rests on only {n} rated answers (on average {average} of 5, worth {base} "
    "of 9 points)",
    "enough": "Your {n} rated answers average {average} of 5, worth {base} of 9 points",
    "musts": "; {shown} of {wanted} must-haves that can be asked about were made out in an "
    "answer rated 3 or more, worth {share} of 1 point",
    "few_sum": "; with fewer than four rated answers the score is 4 of 10 at most, and here it "
    "is {points}.",
    "sum": ", which makes {points} of 10.",
}


def conclude(
    interview: Interview,
    reviews: Sequence[AnswerReview],
    findings: Sequence[RequirementFinding],
    summary: Summary,
) -> Conclusion:
    """The end of a report: the summary, the table, the score and how it came about."""
    reading = interview.session.reading
    formal = {r.id for r in (reading.requirements if reading else ()) if not r.is_askable}
    points, explanation = score(reviews, [f for f in findings if f.requirement not in formal])
    return Conclusion(
        summary=summary,
        requirements=tuple(findings),
        interview_score=points,
        explanation=explanation,
    )


def score(
    reviews: Sequence[AnswerReview], findings: Sequence[RequirementFinding]
) -> tuple[int, str]:
    """1 to 10, and one sentence that says how it came about."""
    ratings = {review.turn: review.rating for review in reviews if review.rating is not None}
    if not ratings:
        return LOWEST, _WORDS["nothing"]
    average = sum(ratings.values()) / len(ratings)
    counted = {turn for turn, rating in ratings.items() if rating >= _COUNTS_FROM}
    told = {Evidence.SHOWN, Evidence.SPOKEN_OF}
    musts = [f.evidence in told and f.turn in counted for f in findings if f.is_must]
    share = _rounded(sum(musts) / len(musts)) if musts else 0
    base = _rounded(2 * average - 1)
    is_enough = len(ratings) >= ENOUGH_ANSWERS
    points = max(LOWEST, min(HIGHEST if is_enough else MOST_WITHOUT, int(base + share + 0.5)))
    begins = "enough" if is_enough else "one" if len(ratings) == 1 else "few"
    parts = (begins, "musts" if musts else "none", "sum" if is_enough else "few_sum")
    explanation = "".join(_WORDS.get(part, "") for part in parts).format(
        n=len(ratings),
        average=f"{_rounded(average, 3):g}",
        base=f"{base:g}",
        share=f"{share:g}",
        shown=sum(musts),
        wanted=len(musts),
        points=points,
    )
    return points, explanation


def _rounded(number: float, places: int = 2) -> float:
    """To so many places, halves up."""
    unit = 10.0**places
    return int(number * unit + 0.5) / unit
