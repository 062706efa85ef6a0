"""The score of an interview, from the ratings of its answers.

Law: twice the average rating less one, and up to one point for what the job cannot
do without; the explanation holds every number a reader needs to work it out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.interview.model import MAX_QUESTIONS
from app.interview.report import AnswerReview, Evidence, RequirementFinding
from app.judging.ratings import INSTANCE

LOWEST, HIGHEST = 1, 10
_CENT = Decimal("0.01")
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    average: str
    all_alike: str
    one_answer: str
    musts: str
    one_must: str
    all_musts: str
    no_must: str
    cases: str
    sum: str
    rounded: str
    left_out: str
    left_out_more: str
    ended: str
    nothing: str
    conjunction: str
    point: str


_ENGLISH = _Wording(
    average="Your {n} answers were rated {ratings}: on average {average} of 5.",
    all_alike="Your {n} answers were each rated {ratings} of 5.",
    one_answer="Your one answer was rated {ratings} of 5.",
    musts="{shown} of the {all} must-haves were shown in an answer, which adds {share}",
    one_must="1 of the {all} must-haves was shown in an answer, which adds {share}",
    all_musts="all must-haves were shown in an answer, which adds {share}",
    no_must="none of the {all} must-haves was shown in an answer, which adds nothing",
    cases="{shown} of {all} answers held a real case, which adds {share}",
    sum="Twice that, less 1, is {base}; {told}. That makes {total}{rounded}.",
    rounded=", rounded to {score}",
    left_out="Question {turns} was asked and not answered; it is left out, not counted as a 1.",
    left_out_more="Questions {turns} were asked and not answered; they are left out, not counted "
    "as a 1.",
    ended="The interview ended after {asked} of {most} questions; only what was answered counts.",
    nothing="No answer was given, so there is nothing to judge and the score is the lowest, 1.",
    conjunction=" and ",
    point=".",
)
_GERMAN = _Wording(
    average="Ihre {n} Antworten wurden mit {ratings} bewertet, im Schnitt {average} von 5.",
    all_alike="Ihre {n} Antworten wurden alle mit {ratings} von 5 bewertet.",
    one_answer="Ihre eine Antwort wurde mit {ratings} von 5 bewertet.",
    musts="{shown} von {all} Muss-Anforderungen wurden in einer Antwort gezeigt, das gibt {share}",
    one_must="1 von {all} Muss-Anforderungen wurde in einer Antwort gezeigt, das gibt {share}",
    all_musts="alle Muss-Anforderungen wurden in einer Antwort gezeigt, das gibt {share}",
    no_must="keine der {all} Muss-Anforderungen wurde in einer Antwort gezeigt, das gibt nichts",
    cases="{shown} von {all} Antworten enthielten einen echten Fall, das gibt {share}",
    sum="Das Doppelte weniger 1 ist {base}; {told} dazu. Zusammen {total}{rounded}.",
    rounded=", gerundet {score}",
    left_out="Frage {turns} wurde gestellt und nicht beantwortet; sie bleibt außen vor und zählt "
    "nicht als 1.",
    left_out_more="Die Fragen {turns} wurden gestellt und nicht beantwortet; sie bleiben außen vor "
    "und zählen nicht als 1.",
    ended="Das Gespräch endete nach {asked} von {most} Fragen; nur Beantwortetes zählt.",
    nothing="Es gab keine Antwort, also nichts zu bewerten; die Punktzahl ist die niedrigste, 1.",
    conjunction=" und ",
    point=",",
)


def score(
    reviews: Sequence[AnswerReview],
    findings: Sequence[RequirementFinding],
    asked: int,
    *,
    language: str = "en",
) -> tuple[int, str]:
    """1 to 10 and how it came about; `asked` counts the questions that stood."""
    words = _GERMAN if language == "de" else _ENGLISH
    if not reviews:
        return LOWEST, words.nothing
    average = _average([review.rating for review in reviews])
    shown, wanted = _shares(reviews, findings)
    share = _rounded(Decimal(shown) / wanted)
    base = 2 * average - 1
    points = int((base + share).quantize(_WHOLE, ROUND_HALF_UP))
    rounded = words.rounded.format(score=points) if base + share != points else ""
    told = words.sum.format(
        base=_shown(base, words),
        told=_template(findings, shown, wanted, words).format(
            shown=shown, all=wanted, share=_shown(share, words)
        ),
        total=_shown(base + share, words),
        rounded=rounded,
    )
    parts = (_told_average(reviews, average, words), told, _unanswered(reviews, asked, words))
    return min(max(points, LOWEST), HIGHEST), " ".join(part for part in parts if part)


def _template(
    findings: Sequence[RequirementFinding], shown: int, wanted: int, words: _Wording
) -> str:
    if not _musts(findings):
        return words.cases
    special = {0: words.no_must, wanted: words.all_musts, 1: words.one_must}
    return special.get(shown, words.musts)


def _average(ratings: Sequence[int]) -> Decimal:
    return _rounded(Decimal(sum(ratings)) / len(ratings))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)


def _musts(findings: Sequence[RequirementFinding]) -> list[RequirementFinding]:
    return [finding for finding in findings if finding.is_must]


def _shares(
    reviews: Sequence[AnswerReview], findings: Sequence[RequirementFinding]
) -> tuple[int, int]:
    """How many must-haves were shown, of how many; without any, answers with a real case."""
    musts = _musts(findings)
    if musts:
        return sum(found.evidence is Evidence.EVIDENCED for found in musts), len(musts)
    return sum(review.rating >= INSTANCE for review in reviews), len(reviews)


def _told_average(reviews: Sequence[AnswerReview], average: Decimal, words: _Wording) -> str:
    if len({review.rating for review in reviews}) == 1:
        alike = words.one_answer if len(reviews) == 1 else words.all_alike
        return alike.format(n=len(reviews), ratings=reviews[0].rating)
    ratings = _listed([review.rating for review in reviews], words)
    return words.average.format(n=len(reviews), ratings=ratings, average=_shown(average, words))


def _listed(numbers: Sequence[int], words: _Wording) -> str:
    """Such as "2, 4 and 5"."""
    *most, last = map(str, numbers)
    return words.conjunction.join([", ".join(most), last]) if most else last


def _unanswered(reviews: Sequence[AnswerReview], asked: int, words: _Wording) -> str:
    """What is not counted: named, so that nobody takes it for a bad mark."""
    answered = {review.turn for review in reviews}
    left = [turn for turn in range(1, asked + 1) if turn not in answered]
    template = words.left_out if len(left) == 1 else words.left_out_more
    told = [template.format(turns=_listed(left, words))] if left else []
    if asked < MAX_QUESTIONS:
        told.append(words.ended.format(asked=asked, most=MAX_QUESTIONS))
    return " ".join(told)


def _shown(number: Decimal, words: _Wording) -> str:
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(".", words.point)
