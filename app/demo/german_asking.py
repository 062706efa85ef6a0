"""Every way the demo interviewer could word the next question in German."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from app.demo import german as said
from app.demo.before import asked_before, empty_words, is_named, least_named, title_of
from app.demo.choosing import first_unlike, paired, unasked
from app.demo.german_articles import named_again
from app.demo.german_echo import echo, told_to_you
from app.demo.german_facets import TOOL, facet_of
from app.demo.trimming import trim, without_name
from app.interview.model import Origin
from app.interview.plan import Move
from app.judging.assessment import Kind
from app.language.terms import terms, things
from app.planning.moves import read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.interview.plan import Brief, Requirement

_LONGEST_QUOTE = 14
_FEW_WORDS = 4
_LONGEST_TOPIC = 4


def options(brief: Brief, seed: int) -> list[str]:
    """The wordings that fit the plan's move."""
    is_advance = brief.plan.move is Move.ADVANCE
    found = _advance(brief, seed) if is_advance else _BY_MOVE[brief.plan.move](brief)
    return [" ".join(question.split()) for question in found]


def _open(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    if reason is not None and reason.origin is Origin.CV:
        told = told_to_you(reason.quote)
        if told is not None:
            leads = [lead.format(told=told) for lead in said.OPENINGS_TOLD]
            return paired(leads, said.ASKS_ABOUT_LINE)
        line = _quoted(without_name(reason.quote, brief.session.cv_text or ""))
        return paired([lead.format(line=line) for lead in said.OPENINGS], said.ASKS_ABOUT_LINE)
    requirement = brief.plan.requirement
    if requirement is None:
        lead = f"{brief.session.company_name} besetzt eine Stelle: {title_of(brief)}."
        return paired([lead], said.OPENINGS_FROM_JOB)
    return paired(_leads(brief, requirement), said.OPENINGS_FROM_JOB)


def _advance(brief: Brief, seed: int) -> list[str]:
    requirement, bridge, reason = brief.plan.requirement, brief.plan.bridge, brief.plan.reason
    if requirement is not None:
        return _ask_requirement(brief, requirement, seed)
    if bridge is not None:
        return [deeper.format(b=_again(brief, bridge)) for deeper in said.DEEPER]
    if reason is not None and reason.origin is Origin.CV:
        return _open(brief)
    same = [
        s.requirement for s in brief.plan.standings if reason and s.requirement.line == reason.quote
    ]
    topic = _topic_of(same[0]) if same else title_of(brief)
    return [deeper.format(t=topic, c=brief.session.company_name) for deeper in said.DEEPER_OF_JOB]


def _ask_requirement(brief: Brief, requirement: Requirement, seed: int) -> list[str]:
    leads = _leads(brief, requirement)
    asks = unasked(_asks(requirement), brief.asked, said.ASKS_SOFT)
    families = [
        _echoed(brief, _after_echo(brief, requirement), asks),
        *_bridged(brief, requirement, leads, asks),
    ]
    usable = [family for family in families if family]
    if not usable:
        return paired(leads, asks)
    order = [usable[0], *usable]
    return order[(seed + brief.plan.number) % len(order)]


def _asks(requirement: Requirement) -> Sequence[str]:
    facet = facet_of(_quoted(requirement.text))
    if facet is not None:
        return facet.asks
    named = any(word[1:] != word[1:].lower() for word in requirement.text.split())
    return TOOL if named and len(requirement.text.split()) <= _FEW_WORDS else said.ASKS_SOFT


def _after_echo(brief: Brief, requirement: Requirement) -> list[str]:
    p, c = _quoted(requirement.text), brief.session.company_name
    return [lead.format(p=p, c=c) for lead in said.LEADS_AFTER_ECHO]


def _echoed(brief: Brief, leads: Sequence[str], asks: Sequence[str]) -> list[str]:
    last = brief.exchanges[-1].answer
    clause = echo(last.content) if last is not None else None
    return (
        [] if clause is None else [f"{clause} {lead}: {ask}" for lead, ask in product(leads, asks)]
    )


def _bridged(
    brief: Brief, requirement: Requirement, leads: Sequence[str], asks: Sequence[str]
) -> list[list[str]]:
    if brief.plan.bridge is None:
        return []
    b, p = _again(brief, brief.plan.bridge), _quoted(requirement.text)
    named = [
        mention.format(b=b, lead=_inside(lead)) for mention, lead in product(said.BRIDGES, leads)
    ]
    gone = [to.format(b=b, p=p) for to in said.BRIDGES_TO_TOPIC]
    return [paired(named, asks), paired(gone, asks)]


def _again(brief: Brief, bridge: str) -> str:
    """The thing taken up, with an article where the answer shows which."""
    last = brief.exchanges[-1].answer
    return named_again(bridge, last.content if last else "")


def _probe(brief: Brief) -> list[str]:
    missing = str(brief.plan.missing or "own role")
    if brief.plan.bridge is not None:
        again = _again(brief, brief.plan.bridge)
        return [probe.format(b=again) for probe in said.PROBES[missing]]
    words = empty_words(brief)
    if words is not None:
        families = [
            [probe.format(t=topic, v=words) for probe in said.PROBES_OF_WORDS[missing]]
            for topic in _topics_before(brief)
        ]
    else:
        families = [
            [probe.format(t=topic) for probe in said.PROBES_BARE[missing]]
            for topic in _topics_before(brief)
        ]
    return first_unlike(families, brief.asked)


def _rephrase(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    is_of_cv = reason is not None and reason.origin is Origin.CV
    rephrasings = said.REPHRASINGS_OF_CV if is_of_cv else said.REPHRASINGS
    families = [[r.format(t=topic) for r in rephrasings] for topic in _topics_before(brief)]
    return first_unlike(families, brief.asked, otherwise=said.REPHRASINGS_BARE)


def _close(brief: Brief) -> list[str]:
    firm = brief.session.company_name
    given = [
        e.answer.content
        for e in brief.exchanges
        if e.answer and read_answer(brief.session, e).kind is Kind.SUBSTANTIVE
    ]
    named = [found[0] for text in given if (found := terms(text, "de"))]
    named += [brief.plan.bridge] if brief.plan.bridge else []
    if len(named) > 1 and named[0] != named[-1]:
        return [c.format(a=named[0], b=named[-1], c=firm) for c in said.CLOSINGS_TWO]
    if named:
        return [c.format(b=named[0], c=firm) for c in said.CLOSINGS_ONE]
    return _close_bare(brief)


def _close_bare(brief: Brief) -> list[str]:
    """A closing where no answer gave anything to come back to."""
    firm, title = brief.session.company_name, title_of(brief)
    asked, words = brief.plan.requirement or least_named(brief), empty_words(brief)
    topics = [title]
    if asked is not None and not is_named(brief, asked):
        topics = [_topic_of(asked), *_nouns(asked.terms), title]
    closings = said.CLOSINGS_BARE if words is None else said.CLOSINGS_OF_WORDS
    if words is not None or asked is not None:
        families = [[c.format(v=words, c=firm, t=topic) for c in closings] for topic in topics]
        return first_unlike(families, brief.asked)
    return [said.CLOSING_AT_ALL.format(c=firm, title=title)]


def _topics_before(brief: Brief) -> tuple[str, ...]:
    """What the last question was about, in words that can stand in quotation marks."""
    asked = brief.plan.requirement or asked_before(brief)
    if asked is not None:
        return _topic_of(asked), *_nouns(asked.terms or things(asked.text, "de")), *_heads(asked)
    about = brief.exchanges[-1].reason
    if about is None:
        return (title_of(brief),)
    return *_nouns(terms(about.quote, "de")), _quoted(about.quote, _LONGEST_TOPIC * 2)


def _nouns(found: Sequence[str]) -> list[str]:
    """The longest word first: compounds say most."""
    return sorted((t for t in found if not t[:1].isdigit()), key=len, reverse=True)[:1]


def _heads(requirement: Requirement) -> list[str]:
    """The first words of a requirement that names no thing."""
    return [" ".join(requirement.text.split()[:_LONGEST_TOPIC]) + " …"]


def _topic_of(requirement: Requirement) -> str:
    if len(requirement.text.split()) <= _LONGEST_TOPIC or not requirement.terms:
        return _quoted(requirement.text)
    return _nouns(requirement.terms)[0]


def _leads(brief: Brief, requirement: Requirement) -> list[str]:
    text = _quoted(requirement.text)
    return [lead.format(c=brief.session.company_name, p=text) for lead in said.LEADS]


def _quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    return trim(" ".join(text.split()).replace("„", "").replace("“", ""), longest)


def _inside(lead: str) -> str:
    """A lead as it stands in mid-sentence: only prepositions and articles become small."""
    first = lead.split(maxsplit=1)[0]
    return lead[:1].lower() + lead[1:] if first in {"In", "Für", "Zu", "Die", "Auf"} else lead


_BY_MOVE = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.REPHRASE: _rephrase,
    Move.CLOSE: _close,
}
