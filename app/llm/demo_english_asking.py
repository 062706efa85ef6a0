"""Every way the demo interviewer could word the next question in English.

Law: the facts come from the brief alone; which of the wordings is taken is decided
elsewhere.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from app.interview import personal
from app.interview.model import Origin
from app.interview.plan import Move
from app.interview.report import Evidence
from app.interview.sentences import sentences
from app.interview.terms import terms
from app.llm import demo_english as said
from app.llm.demo_english_forms import (
    Phrase,
    Shape,
    is_past_tense,
    lower_words,
    phrase,
    small_first,
    trim,
)

if TYPE_CHECKING:
    from app.interview.model import Exchange, Session
    from app.interview.plan import Brief, Requirement

_LONGEST_TOLD = 20


def options(brief: Brief, seed: int) -> list[str]:
    """The wordings that fit the plan's move."""
    found = _BY_MOVE[brief.plan.move](brief)
    return [_tidy(question) for question in found]


def _open(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    if reason is None or reason.origin is not Origin.CV:
        return _open_from_job(brief)
    told = told_to_you(reason.quote)
    if told is not None:
        leads = [lead.format(told=told) for lead in said.OPENINGS]
        return _pairs(leads, said.ASKS_ABOUT_TOLD)
    return _open_with_term(brief, reason.quote)


def _open_with_term(brief: Brief, quote: str) -> list[str]:
    found = terms(quote)
    if found:
        leads = [lead.format(term=to_you(found[0])) for lead in said.OPENINGS_WITH_TERM]
    else:
        leads = [lead.format(line=trim(quote, 14)) for lead in said.OPENINGS_QUOTED]
    return _pairs(leads, said.ASKS_ABOUT_TERM)


def _open_from_job(brief: Brief) -> list[str]:
    requirement = brief.plan.requirement
    if requirement is None:
        lead = f"{brief.session.company_name} is hiring for the post of {brief.session.job_title}."
        return _pairs([lead], said.OPENINGS_FROM_JOB)
    return _pairs(_leads(brief, _phrase(brief, requirement)), said.OPENINGS_FROM_JOB)


def _advance(brief: Brief) -> list[str]:
    requirement = brief.plan.requirement
    if requirement is not None:
        return _ask_requirement(brief, requirement)
    if brief.plan.bridge is not None:
        return [deeper.format(b=to_you(brief.plan.bridge)) for deeper in said.DEEPER]
    if brief.plan.reason is not None:
        return _open(brief)
    return _close(brief)


def _ask_requirement(brief: Brief, requirement: Requirement) -> list[str]:
    asked_for = _phrase(brief, requirement)
    leads = _leads(brief, asked_for)
    if brief.plan.bridge is not None:
        b = to_you(brief.plan.bridge)
        firm = brief.session.company_name
        leads = [
            bridge.format(b=b, lead=_inside(lead, firm))
            for bridge, lead in product(said.BRIDGES, leads)
        ]
    asks = [
        ask for pattern, asks in said.FACETS if pattern.search(requirement.text) for ask in asks
    ]
    return _pairs(leads, [*asks, *said.ASKS_SOFT] if len(asks) < 3 else asks)


def _leads(brief: Brief, asked_for: Phrase) -> list[str]:
    firm = brief.session.company_name
    return [lead.format(c=firm, p=asked_for.text) for lead in said.LEADS[asked_for.shape]]


def _phrase(brief: Brief, requirement: Requirement) -> Phrase:
    session = brief.session
    lower = lower_words(session.job_description_text or "", session.cv_text or "")
    return phrase(requirement.text, lower)


def _probe(brief: Brief) -> list[str]:
    missing = str(brief.plan.missing or "own role")
    if brief.plan.bridge is not None:
        return [probe.format(b=to_you(brief.plan.bridge)) for probe in said.PROBES[missing]]
    topic = _topic_before(brief)
    return [probe.format(t=topic) for probe in said.PROBES_BARE[missing]]


def _rephrase(brief: Brief) -> list[str]:
    topic = _topic_before(brief)
    return [rephrasing.format(t=topic) for rephrasing in said.REPHRASINGS]


def _topic_before(brief: Brief) -> str:
    """What the last question was about, in words that can stand alone."""
    last = brief.exchanges[-1]
    about = last.reason
    if brief.plan.requirement is not None:
        return _topic_of(brief, brief.plan.requirement)
    for standing in brief.plan.standings:
        if about is not None and standing.requirement.line == about.quote:
            return _topic_of(brief, standing.requirement)
    found = terms(last.question.content)
    named = [term for term in found if brief.session.company_name not in term]
    return to_you(named[0]) if named else f"your work as {brief.session.job_title}"


def _topic_of(brief: Brief, requirement: Requirement) -> str:
    found = _phrase(brief, requirement)
    if found.shape in {Shape.THING, Shape.DOING}:
        return found.topic
    return requirement.terms[0] if requirement.terms else f"“{found.text}”"


def _close(brief: Brief) -> list[str]:
    firm, title = brief.session.company_name, brief.session.job_title
    named = _named_in_answers(brief)
    if len(named) > 1:
        return [c.format(a=named[0], b=named[1], c=firm) for c in said.CLOSINGS_TWO]
    if named:
        return [c.format(b=named[0], c=firm) for c in said.CLOSINGS_ONE]
    if brief.plan.requirement is not None:
        topic = _topic_of(brief, brief.plan.requirement)
        return [c.format(t=topic, c=firm) for c in said.CLOSINGS_BARE]
    return [said.CLOSING_AT_ALL.format(c=firm, title=title)]


def _named_in_answers(brief: Brief) -> list[str]:
    """The best term of the two answers that give most, in the order they were given."""
    best: list[tuple[int, str]] = []
    for exchange in brief.exchanges:
        found = terms(exchange.answer.content) if exchange.answer else ()
        if found:
            best.append((exchange.number, to_you(found[0])))
    return [term for _, term in best[:1] + best[-1:]] if len(best) > 1 else [t for _, t in best]


def _pairs(leads: list[str] | tuple[str, ...], asks: list[str] | tuple[str, ...]) -> list[str]:
    return [f"{_upper_first(lead)} {ask}" for lead, ask in product(leads, asks)]


def _inside(lead: str, firm: str) -> str:
    """A lead as it stands in mid-sentence."""
    return lead if lead.startswith(firm) else lead[:1].lower() + lead[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(question: str) -> str:
    return " ".join(question.split())


_FLIPS = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "am": "are",
    "our": "your",
    "ours": "yours",
}
_FLIP = re.compile(r"\b(?:I|me|my|mine|myself|am|our|ours|My|Our)\b")


def to_you(text: str) -> str:
    """The candidate's words as the interviewer says them back."""
    flipped = _FLIP.sub(lambda m: _FLIPS[m.group().lower()], text)
    flipped = re.sub(r"\byou was\b", "you were", flipped)
    first = flipped.split()[0] if flipped.split() else ""
    if first.lower() in {"the", "a", "an", "my", "our", "your", "his", "her", "their", "its"}:
        return flipped[:1].lower() + flipped[1:]
    return flipped


def told_to_you(line: str) -> str | None:
    """A line of a CV after "you": "moved sixty-one services …"; None when it does not fit."""
    text = " ".join(line.split()).strip(" .;,")
    text = re.sub(r"^I(?:'ve| have)?\s+", "", text)
    if not is_past_tense(text) or re.search(r"\b(?:we|he|she|they|us)\b", text, re.I):
        return None
    cut = trim(to_you(text), _LONGEST_TOLD)
    return small_first(cut, frozenset({cut.split()[0].lower()}))


_BY_MOVE = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.REPHRASE: _rephrase,
    Move.ADVANCE: _advance,
    Move.CLOSE: _close,
}
