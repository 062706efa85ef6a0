"""Every way the demo interviewer could word the next question in German."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from app.interview.model import Origin
from app.interview.plan import Move
from app.interview.terms import terms
from app.llm import demo_german as said
from app.llm.demo_english_forms import trim

if TYPE_CHECKING:
    from app.interview.plan import Brief, Requirement

_LONGEST_QUOTE = 14


def options(brief: Brief) -> list[str]:
    """The wordings that fit the plan's move."""
    return [" ".join(question.split()) for question in _BY_MOVE[brief.plan.move](brief)]


def _open(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    if reason is not None and reason.origin is Origin.CV:
        line = _quoted(reason.quote)
        return _pairs([lead.format(line=line) for lead in said.OPENINGS], said.ASKS_ABOUT_LINE)
    requirement = brief.plan.requirement
    if requirement is None:
        lead = f"{brief.session.company_name} besetzt eine Stelle: {brief.session.job_title}."
        return _pairs([lead], said.OPENINGS_FROM_JOB)
    return _pairs(_leads(brief, requirement), said.OPENINGS_FROM_JOB)


def _advance(brief: Brief) -> list[str]:
    requirement, bridge = brief.plan.requirement, brief.plan.bridge
    if requirement is not None:
        leads = _leads(brief, requirement)
        if bridge is not None:
            pairs = product(said.BRIDGES, leads)
            leads = [b.format(b=bridge, lead=_inside(lead)) for b, lead in pairs]
        return _pairs(leads, said.ASKS_SOFT)
    if bridge is not None:
        return [deeper.format(b=bridge) for deeper in said.DEEPER]
    return _open(brief) if brief.plan.reason is not None else _close(brief)


def _probe(brief: Brief) -> list[str]:
    missing = str(brief.plan.missing or "own role")
    if brief.plan.bridge is not None:
        return [probe.format(b=brief.plan.bridge) for probe in said.PROBES[missing]]
    return [probe.format(t=_topic_before(brief)) for probe in said.PROBES_BARE[missing]]


def _rephrase(brief: Brief) -> list[str]:
    topic = _topic_before(brief)
    return [rephrasing.format(t=topic) for rephrasing in said.REPHRASINGS]


def _close(brief: Brief) -> list[str]:
    firm = brief.session.company_name
    answers = [e.answer.content for e in brief.exchanges if e.answer]
    named = [found[0] for text in answers if (found := terms(text, "de"))]
    if len(named) > 1 and named[0] != named[-1]:
        return [c.format(a=named[0], b=named[-1], c=firm) for c in said.CLOSINGS_TWO]
    if named:
        return [c.format(b=named[0], c=firm) for c in said.CLOSINGS_ONE]
    if brief.plan.requirement is not None:
        return [c.format(t=_topic_of(brief.plan.requirement), c=firm) for c in said.CLOSINGS_BARE]
    return [said.CLOSING_AT_ALL.format(c=firm, title=brief.session.job_title)]


def _topic_before(brief: Brief) -> str:
    last = brief.exchanges[-1]
    if brief.plan.requirement is not None:
        return _topic_of(brief.plan.requirement)
    about = last.reason.quote if last.reason else ""
    same = [s.requirement for s in brief.plan.standings if s.requirement.line == about]
    if same:
        return _topic_of(same[0])
    found = terms(about, "de")
    return found[0] if found else brief.session.job_title


def _topic_of(requirement: Requirement) -> str:
    return requirement.terms[0] if requirement.terms else _quoted(requirement.text)


def _leads(brief: Brief, requirement: Requirement) -> list[str]:
    text = _quoted(requirement.text)
    return [lead.format(c=brief.session.company_name, p=text) for lead in said.LEADS]


def _quoted(text: str) -> str:
    return trim(" ".join(text.split()).replace("„", "").replace("“", ""), _LONGEST_QUOTE)


def _inside(lead: str) -> str:
    """A lead as it stands in mid-sentence: only prepositions and articles become small."""
    first = lead.split(maxsplit=1)[0]
    return lead[:1].lower() + lead[1:] if first in {"In", "Für", "Zu", "Die", "Auf"} else lead


def _pairs(leads: list[str] | tuple[str, ...], asks: list[str] | tuple[str, ...]) -> list[str]:
    return [f"{lead} {ask}" for lead, ask in product(leads, asks)]


_BY_MOVE = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.REPHRASE: _rephrase,
    Move.ADVANCE: _advance,
    Move.CLOSE: _close,
}
