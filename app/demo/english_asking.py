"""Every way the demo interviewer could word the next question in English.

Law: the facts come from the brief alone; which of the wordings is taken is decided
elsewhere.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from app.demo import english as said
from app.demo.before import empty_words, title_of, words_without_things
from app.demo.choosing import first_unlike, paired, unasked
from app.demo.english_capitals import unshouted
from app.demo.english_closing import closings
from app.demo.english_echo import echo, that, to_you
from app.demo.english_facets import TOOL, facet_of
from app.demo.english_phrases import Shape
from app.demo.english_told import told_to_you
from app.demo.english_topics import phrase_of, topic_of, topics_before, work_of
from app.demo.facets import Facet
from app.demo.trimming import trim, without_name
from app.interview.model import Origin
from app.interview.plan import Move
from app.interview.report import Evidence
from app.judging.assessment import Kind
from app.language import detecting as language
from app.language.terms import terms
from app.planning.moves import read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.demo.english_requirements import Phrase
    from app.interview.plan import Brief, Requirement

_LONGEST_LINE = 14
_FEW_WORDS = 3
"""Words of a phrase that is little more than a name."""

_BUILDS = re.compile(
    r"^(?:re(?!duc)\w+|moved|introduced|built|closed|launched|wrote|migrated|set|opened|founded|"
    r"designed|developed|created|started|established|automated|planned|found|turned)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:cut|raised|grew|reduced|won|halved|doubled|improved|increased|brought|saved|lowered|"
    r"shortened|sold)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:r|rself)?\b", re.IGNORECASE)


def options(brief: Brief, seed: int) -> list[str]:
    """The wordings that fit the plan's move; `seed` decides between families of them."""
    found = (
        _advance(brief, seed)
        if brief.plan.move is Move.ADVANCE
        else _BY_MOVE[brief.plan.move](brief)
    )
    return [" ".join(question.split()) for question in found]


def _open(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    if reason is None or reason.origin is not Origin.CV:
        return _open_from_job(brief)
    is_first = not brief.exchanges
    if language.detect(brief.session.cv_text or "") not in {"en", None}:
        return _open_quoted(reason.quote, is_first=is_first)
    quote = unshouted(without_name(reason.quote, brief.session.cv_text or ""))
    told = told_to_you(quote)
    if told is None:
        return _open_with_term(quote, is_first=is_first)
    leads = said.OPENINGS if is_first else said.LATER
    return paired([lead.format(told=told) for lead in leads], _asks_about(told))


def _open_quoted(quote: str, *, is_first: bool) -> list[str]:
    leads = said.OPENINGS_QUOTED if is_first else said.LATER_QUOTED
    line = trim(quote, _LONGEST_LINE)
    return paired([lead.format(line=line) for lead in leads], said.ASKS_ABOUT_TERM)


def _asks_about(told: str) -> Sequence[str]:
    if _BUILDS.match(told):
        return said.ASKS_ABOUT_BUILDING
    return said.ASKS_ABOUT_FIGURE if _COUNTS.match(told) else said.ASKS_ABOUT_DOING


def _open_with_term(quote: str, *, is_first: bool) -> list[str]:
    found = terms(quote)
    if not found:
        return _open_quoted(quote, is_first=is_first)
    leads = said.OPENINGS_WITH_TERM if is_first else said.LATER_WITH_TERM
    return paired([lead.format(term=to_you(found[0])) for lead in leads], said.ASKS_ABOUT_TERM)


def _open_from_job(brief: Brief) -> list[str]:
    requirement = brief.plan.requirement
    if requirement is None:
        session = brief.session
        lead = f"{session.company_name} is hiring for the post of {title_of(brief)}."
        return paired([lead], said.OPENINGS_FROM_JOB)
    return paired(_leads(brief, requirement), said.OPENINGS_FROM_JOB)


def _advance(brief: Brief, seed: int) -> list[str]:
    plan = brief.plan
    if plan.requirement is not None:
        return _ask_requirement(brief, plan.requirement, seed)
    if plan.bridge is not None:
        b, d = _taken_up(brief)
        return [deeper.format(b=b, d=d) for deeper in said.DEEPER]
    if plan.reason is not None and plan.reason.origin is Origin.CV:
        return _open(brief)
    return _go_on(brief)


def _go_on(brief: Brief) -> list[str]:
    """Further into what the job asks, when nothing is left to open."""
    line = brief.plan.reason.quote if brief.plan.reason else None
    same = [s.requirement for s in brief.plan.standings if s.requirement.line == line]
    topics = [topic_of(brief, same[0])] if same else []
    families = [
        [d.format(t=topic, c=brief.session.company_name) for d in said.DEEPER_OF_JOB]
        for topic in (*topics, work_of(title_of(brief)), "this work")
    ]
    return first_unlike(families, brief.asked)


def _ask_requirement(brief: Brief, requirement: Requirement, seed: int) -> list[str]:
    leads = _leads(brief, requirement)
    asks = unasked(_asks(requirement, brief), brief.asked, said.ASKS)
    families = [
        _echoed(brief, leads, asks),
        _bridged(brief, leads, asks),
        _bridged_to_topic(brief, requirement, asks),
    ]
    usable = [family for family in families if family]
    usable = usable or [family for family in (_bridged_by_words(brief, leads, asks),) if family]
    if usable:
        order = [usable[0], *usable]
        return order[(seed + brief.plan.number) % len(order)]
    return paired(_claimed(brief, requirement, leads) or leads, asks)


def _echoed(brief: Brief, leads: Sequence[str], asks: Sequence[str]) -> list[str]:
    """The candidate's own clause, then the requirement and the question in one sentence."""
    last = brief.exchanges[-1]
    if last.answer is None or read_answer(brief.session, last).kind is not Kind.SUBSTANTIVE:
        return []
    clause = echo(last.answer.content)
    if clause is None:
        return []
    return [f"{clause} {_joined(lead, ask)}" for lead, ask in product(leads, asks)]


def _joined(lead: str, ask: str) -> str:
    """Lead and question as one sentence; a dash where the lead has a colon already."""
    joint = " –" if ":" in lead else ":"
    return f"{lead.rstrip('.')}{joint} {_small(ask)}"


def _bridged(brief: Brief, leads: Sequence[str], asks: Sequence[str]) -> list[str]:
    """The candidate's own thing and the requirement in one sentence, then the question."""
    if brief.plan.bridge is None:
        return []
    b, d = _taken_up(brief)
    bridged = [
        bridge.format(b=b, d=d, lead=_inside(lead, brief.session.company_name))
        for bridge, lead in product(said.BRIDGES, leads)
    ]
    return paired(bridged, asks)


def _bridged_by_words(brief: Brief, leads: Sequence[str], asks: Sequence[str]) -> list[str]:
    """A general answer's own words and the requirement in one sentence, then the question."""
    words = words_without_things(brief)
    if words is None:
        return []
    inside = [_inside(lead, brief.session.company_name) for lead in leads if "“" not in lead]
    bridged = [b.format(v=words, lead=lead) for b, lead in product(said.BRIDGES_OF_WORDS, inside)]
    return paired(bridged, asks)


def _bridged_to_topic(brief: Brief, requirement: Requirement, asks: Sequence[str]) -> list[str]:
    """From one thing to the next, where the requirement is a thing itself."""
    asked_for = phrase_of(brief, requirement)
    if brief.plan.bridge is None or asked_for.shape not in {Shape.THING, Shape.DOING}:
        return []
    d, firm = _taken_up(brief)[1], brief.session.company_name
    return paired([to.format(d=d, t=asked_for.text, c=firm) for to in said.BRIDGES_TO_TOPIC], asks)


def _claimed(brief: Brief, requirement: Requirement, leads: Sequence[str]) -> list[str]:
    """The requirement with what the CV says of it, where the CV does."""
    standing = next((s for s in brief.plan.standings if s.requirement == requirement), None)
    if standing is None or standing.evidence is not Evidence.CLAIMED:
        return []
    cv = (brief.session.cv_text or "").lower()
    named = [t for t in requirement.terms if t != t.lower() or t.endswith("s")]
    term = next((t for t in named if re.search(rf"\b{re.escape(t.lower())}\b", cv)), None)
    if term is None:
        return []
    whole = phrase_of(brief, requirement)
    said_of = "it" if whole.topic.lower() == term.lower() else term
    return [
        claimed.format(lead=lead.rstrip("."), term=said_of)
        for claimed, lead in product(said.CLAIMED, leads)
        if not lead.rstrip(".").endswith("”")
        and ":" not in lead
        and len(lead.split()) <= _LONGEST_LINE
        and not (said_of == "it" and "{term} can" in claimed)
    ]


def _asks(requirement: Requirement, brief: Brief) -> Sequence[str]:
    asked_for = phrase_of(brief, requirement)
    if ": " in asked_for.text and asked_for.shape is Shape.THING:
        head = asked_for.text.split(": ")[0]
        is_named = any(ch.isupper() for ch in head[1:]) or head[:1].isupper()
        found = facet_of(head) or (_NAMED_TOOL if is_named else None)
        return found.asks if found else said.ASKS_ABOUT_THING
    facet = facet_of(asked_for.text)
    if facet is not None:
        return facet.asks
    if asked_for.shape is Shape.THING:
        return TOOL if _is_tool(asked_for) else said.ASKS_ABOUT_THING
    return said.ASKS_ABOUT_THING if asked_for.shape is Shape.BEING else said.ASKS


def _is_tool(asked_for: Phrase) -> bool:
    """Little more than a name, or opened by one: "SAP TM or a similar TMS"."""
    topic = asked_for.topic.split()
    is_short = len(topic) <= _FEW_WORDS and any(ch.isupper() for ch in asked_for.topic)
    return is_short or (len(topic) <= _FEW_WORDS * 2 and topic[0][:1].isupper())


_NAMED_TOOL = Facet(name="tool", known_by=re.compile(r"(?!)"), asks=TOOL)


def _leads(brief: Brief, requirement: Requirement) -> list[str]:
    asked_for = phrase_of(brief, requirement)
    firm = brief.session.company_name
    leads = said.LEADS[asked_for.shape]
    if asked_for.shape is Shape.DO and _YOU.search(asked_for.text):
        leads = tuple(lead for lead in leads if "you would" in lead)
    return [lead.format(c=firm, p=asked_for.text) for lead in leads]


def _probe(brief: Brief) -> list[str]:
    missing = str(brief.plan.missing or "own role")
    if brief.plan.bridge is not None:
        b, d = _taken_up(brief)
        return [probe.format(b=b, d=d) for probe in said.PROBES[missing]]
    words = empty_words(brief)
    wordings = said.PROBES_BARE[missing] if words is None else said.PROBES_OF_WORDS[missing]
    *families, bare = [
        [wording.format(t=topic, v=words) for wording in wordings]
        for topic in (*topics_before(brief), "that")
    ]
    return first_unlike(families, brief.asked, otherwise=bare)


def _rephrase(brief: Brief) -> list[str]:
    reason = brief.plan.reason
    is_of_cv = reason is not None and reason.origin is Origin.CV
    rephrasings = said.REPHRASINGS_OF_CV if is_of_cv else said.REPHRASINGS
    families = [[r.format(t=topic) for r in rephrasings] for topic in topics_before(brief)]
    return first_unlike(families, brief.asked)


def _taken_up(brief: Brief) -> tuple[str, str]:
    """The thing taken up, and the same named again; words of another language are quoted."""
    bridge = brief.plan.bridge or ""
    if brief.plan.language not in {"en", "de"}:
        return f"“{bridge}”", f"“{bridge}”"
    return to_you(bridge), that(bridge)


def _inside(lead: str, firm: str) -> str:
    """A lead as it stands in mid-sentence."""
    return lead if lead.startswith(firm) else _small(lead)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


_BY_MOVE = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.REPHRASE: _rephrase,
    Move.CLOSE: closings,
}
