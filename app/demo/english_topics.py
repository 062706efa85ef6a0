"""A requirement, or what the question before was about, as words of an English sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.demo.before import asked_before
from app.demo.english_echo import that
from app.demo.english_forms import Phrase, Shape, lower_words, phrase, quoted, small_first
from app.demo.trimming import trim
from app.language import detecting as language
from app.language.terms import terms, things

if TYPE_CHECKING:
    from app.interview.plan import Brief, Requirement

_SHORT = 4
_FEW_WORDS = 3
"""Words of a phrase that is little more than a name."""


def phrase_of(brief: Brief, requirement: Requirement) -> Phrase:
    job, cv = brief.session.job_description_text or "", brief.session.cv_text or ""
    if language.detect(job) not in {"en", None}:
        return quoted(requirement.text)
    return phrase(requirement.text, lower_words(job, cv))


def topic_before(brief: Brief) -> str:
    """What the last question was about, in words that can stand alone."""
    asked = brief.plan.requirement or asked_before(brief)
    if asked is not None:
        return topic_of(brief, asked)
    about = brief.exchanges[-1].reason
    found = terms(about.quote) if about is not None else ()
    return that(found[0]) if found else "that"


def topic_of(brief: Brief, requirement: Requirement) -> str:
    """Short words for a requirement: its phrase, or the first thing that one names."""
    found = phrase_of(brief, requirement)
    bare = re.sub(r"(?<=\w) experience$", "", found.topic)
    if found.shape is Shape.QUOTE:
        return f"“{trim(found.text, _SHORT)}”"
    is_named = found.shape in {Shape.THING, Shape.DOING}
    if is_named and len(bare.split()) <= _FEW_WORDS:
        return bare
    within = terms(found.topic) or things(found.topic)
    if within:
        return _headed(small_first(within[0], frozenset()))
    return trim(found.topic, _SHORT) if is_named else "that"


def _headed(term: str) -> str:
    """The end of a long compound, which is what it is about."""
    words = term.split()
    return " ".join(words[-2:]) if len(words) > _FEW_WORDS else term
