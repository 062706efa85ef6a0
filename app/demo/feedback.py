"""The demo's report: each answer read by rule, then advice over the whole.

Law: pure, and the same every time; nothing is said that the interview, the CV or
the job description does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType

from app.demo import advice as demo_advice
from app.demo import cv_advice as demo_cv_advice
from app.demo import feedback_english as demo_feedback_english
from app.demo import feedback_german as demo_feedback_german
from app.demo.advice import Advice
from app.demo.facts import Facts, facts
from app.feedback import rubric as rules
from app.feedback.quoting import unmarked
from app.feedback.remarks import language_of
from app.interview.model import Interview, Source
from app.interview.report import AnswerReview, Summary

MOST = 5
"""Pieces of advice in a list; CRAFT asks for three at least."""

_WORDS = {"en": demo_feedback_english, "de": demo_feedback_german}
_RUN = 3
"""Questions in a row from which a list of them is told as a span."""


def reviews_and_summary(
    interview: Interview, done: Sequence[AnswerReview]
) -> Iterator[AnswerReview | Summary]:
    """The reviews not in `done`, in order, then the summary over all."""
    reviews = {review.turn: review for review in done}
    for exchange in interview.exchanges:
        if exchange.answer is None or exchange.number in reviews:
            continue
        review = rules.review(exchange, interview, Source.DEMO)
        reviews[exchange.number] = review
        yield review
    yield summary(interview, tuple(reviews[turn] for turn in sorted(reviews)))


feedback = reviews_and_summary
"""The name by which `DemoModel` calls it."""


def summary(interview: Interview, reviews: tuple[AnswerReview, ...]) -> Summary:
    """Three to five strengths, weaknesses and CV improvements."""
    known = facts(interview, reviews)
    words = _WORDS[language_of(interview)]
    return Summary(
        strengths=_told(demo_advice.strengths, known, words, words.STRENGTHS),
        weaknesses=_told(demo_advice.weaknesses, known, words, words.WEAKNESSES),
        cv_improvements=_told(demo_cv_advice.cv_improvements, known, words, words.CV_IMPROVEMENTS),
        source=Source.DEMO,
    )


def _told(
    choose: Callable[[Facts], Iterator[Advice]],
    known: Facts,
    words: ModuleType,
    wordings: dict[str, str],
) -> tuple[str, ...]:
    told = (_worded(piece, known, words, wordings[piece.key]) for piece in choose(known))
    return tuple(dict.fromkeys(told))[:MOST]


def _worded(piece: Advice, known: Facts, words: ModuleType, wording: str) -> str:
    fills = {name: unmarked(text) for name, text in piece.fills.items()}
    if "count" in fills:
        fills["count"] = _counted(int(fills["count"]), words)
    return wording.format(
        where=_where(piece.turns, words),
        answers=_answers(len(piece.turns), len(known.answers), words),
        **fills,
    )


def _where(turns: tuple[int, ...], words: ModuleType) -> str:
    """Such as "question 3", "questions 2, 4 and 5", "questions 1 to 8"."""
    if len(turns) == 1:
        return f"{words.QUESTION} {turns[0]}"
    if len(turns) >= _RUN and turns == tuple(range(turns[0], turns[-1] + 1)):
        return f"{words.QUESTIONS} {turns[0]}{words.TO}{turns[-1]}"
    listed = ", ".join(map(str, turns[:-1]))
    return f"{words.QUESTIONS} {listed}{words.AND}{turns[-1]}" if turns else ""


def _answers(some: int, every: int, words: ModuleType) -> str:
    """Such as "two of your five answers"."""
    if every == 1:
        return str(words.ONLY_ANSWER)
    if some == every:
        return str(words.ALL_ANSWERS)
    return str(words.ANSWERS.format(of=words.NUMBERS[some], all=words.NUMBERS[every]))


def _counted(count: int, words: ModuleType) -> str:
    if count == 1:
        return str(words.ONE_QUESTION)
    return str(words.MANY_QUESTIONS.format(n=words.NUMBERS[count]))
