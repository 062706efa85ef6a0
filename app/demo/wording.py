"""The demo interviewer's next question, in words.

Law: pure; one question mark, at most one sentence before it; the same brief has the
same words, another candidate or another answer has others; the guard lets it pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo import choosing as demo_choosing
from app.demo import english as demo_english
from app.demo import english_asking as demo_english_asking
from app.demo import german_asking as demo_german_asking
from app.demo import passing

if TYPE_CHECKING:
    from app.interview.plan import Brief

SPOKEN = ("en", "de")


def word_question(brief: Brief, tries: int = 1) -> str:
    """The planned question of `brief` in words; higher `tries` give other words."""
    skip = tries - 1 + (brief.refused is not None)
    found = (_passing(brief, _options(usable), skip) for usable in passing.plainer(brief))
    return next(filter(None, found), None) or _fixed(brief, skip)


def _passing(brief: Brief, options: list[str], skip: int) -> str | None:
    """The best of `options` that the guard lets pass; None when there is none."""
    ranked = (_with_notice(brief, o) for o in demo_choosing.ranked(options, brief.asked, skip))
    return next(filter(passing.passes, ranked), None)


def _fixed(brief: Brief, skip: int) -> str:
    """A question that names nothing the texts say."""
    spoken = "de" if brief.plan.language == "de" else "en"
    return _with_notice(brief, demo_choosing.ranked(passing.FIXED[spoken], brief.asked, skip)[0])


def _options(brief: Brief) -> list[str]:
    seed = seed_of(brief)
    if brief.plan.language == "de":
        return demo_choosing.shuffled(demo_german_asking.options(brief, seed), seed)
    return demo_choosing.shuffled(demo_english_asking.options(brief, seed), seed)


def seed_of(brief: Brief) -> int:
    """What this candidate and the answers so far decide by."""
    session = brief.session
    answers = (e.answer.content for e in brief.exchanges if e.answer)
    return demo_choosing.seed_of(
        session.job_title, session.cv_text or "", session.job_description_text or "", *answers
    )


def _with_notice(brief: Brief, question: str) -> str:
    """Say once that the candidate's language is not spoken here, instead of a lead-in."""
    if brief.plan.language in SPOKEN or any(demo_english.NOTICE in text for text in brief.asked):
        return question
    return f"{demo_english.NOTICE} {_one_sentence(question)}"


def _one_sentence(question: str) -> str:
    """Lead-in and question joined, so that the notice stays the only sentence before it."""
    lead, mark, rest = question.rpartition(". ")
    if not mark or "?" in lead:
        return question
    if rest[:2] == "I ":
        return question
    joint = " –" if ":" in lead else ":"
    return f"{lead.replace('. ', ', ')}{joint} {rest[:1].lower()}{rest[1:]}"
