"""Wordings that the guard lets pass, and what is asked where none of the planned ones does.

Law: the demo interviewer is the last to be asked, so it always has something to say: it
falls back from what the plan takes up to a line of the job, and from that to the post.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from app.demo.english_echo import to_you
from app.guard.cleaning import QuestionFilter, Refused
from app.guard.fairness import forbidden_topic
from app.interview.plan import Move
from app.language.personal import is_personal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.interview.plan import Brief

FIXED = {
    "en": (
        "Which piece of your own work would you like to tell me about, and what did you do in it?",
        "Where in your work did you have to find a way of your own, and how did it turn out?",
        "What has been the hardest task of your working life so far, and how did you go about it?",
        "When did a plan of yours go wrong at work, and what did you change?",
        "What would a colleague say you do well, and which day at work would show it?",
    ),
    "de": (
        "Von welchem Stück Ihrer Arbeit möchten Sie erzählen, und was haben Sie dabei getan?",
        "Wo mussten Sie bei der Arbeit einen eigenen Weg finden, und wie ging es aus?",
        "Was war bisher Ihre schwierigste Aufgabe, und wie sind Sie sie angegangen?",
        "Wann ging bei der Arbeit ein Plan nicht auf, und was haben Sie geändert?",
        "Was würde jemand aus Ihrem Team an Ihrer Arbeit loben, und woran zeigt es sich?",
    ),
}
"""Questions that name nothing the texts say; tests see that each of them passes."""

_LINES_TRIED = 5


def passes(question: str) -> bool:
    """Whether the guard lets `question` stand as it is."""
    cleaner = QuestionFilter()
    try:
        cleaner.feed(question)
        cleaner.finish()
    except Refused:
        return False
    return cleaner.fault is None and cleaner.text == question


def may_be_named(thing: str) -> bool:
    """Whether a thing the candidate named may be said back."""
    return not is_personal(thing) and forbidden_topic(to_you(thing)) is None


def plainer(brief: Brief) -> Iterator[Brief]:
    """`brief` first, then with less and less of the texts in it."""
    if brief.plan.bridge is None or may_be_named(brief.plan.bridge):
        yield brief
    yield replace(brief, plan=replace(brief.plan, bridge=None))
    ranked = sorted(brief.plan.standings, key=lambda s: (s.is_touched, s.turn or 0))
    fair = (s.requirement for s in ranked if may_be_named(s.requirement.text))
    for requirement in (*islice(fair, _LINES_TRIED), None):
        bare = replace(brief.plan, move=Move.OPEN, requirement=requirement, bridge=None)
        yield replace(brief, plan=replace(bare, reason=None))
