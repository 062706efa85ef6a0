"""Which strengths and weaknesses are true of an interview, best first.

Law: a piece of advice is chosen because a fact calls for it; the last ones of each
list are true of everybody, so that nobody is left with fewer than three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.demo.facts import Answered, Demand, Facts
from app.feedback.cv_lines import has_figure, ranked_for, work_lines
from app.interview.model import MAX_QUESTIONS
from app.interview.plan import Missing
from app.interview.report import Evidence
from app.judging.amounts import has_span
from app.judging.assessment import Kind
from app.judging.ratings import GENERAL, TOLD_TO_THE_END

_FEWEST = 3
_SHORT, _LONG = 40, 260
_LESSON = re.compile(
    r"\b(?:differently|next time|hindsight|learned|learnt|lesson|anders machen|gelernt|"
    r"rückblick\w*|beim nächsten mal)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:measured|tracked|logged|checked|survey\w*|audit\w*|counted|monitor\w*|statistics|"
    r"gemessen|geprüft|gezählt|ausgewertet|auswertung|umfrage|statistik)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One piece: which wording, about which answers, with which words quoted."""

    key: str
    turns: tuple[int, ...] = ()
    fills: dict[str, str] = field(default_factory=dict)


def _about(answers: Sequence[Answered]) -> tuple[int, ...]:
    return tuple(sorted(answer.turn for answer in answers))


# Strengths


def strengths(facts: Facts) -> Iterator[Advice]:
    """What speaks for the candidate: answers first, then the CV, for this job before the rest.

    What is true of everybody stands there only as far as nothing else makes three.
    """
    own = [*_told_well(facts), *_shown(facts), *_shared(facts), *_in_cv(facts)]
    yield from own
    yield from _of_everybody(facts)[: max(0, _FEWEST - len(own))]


def _of_everybody(facts: Facts) -> list[Advice]:
    return [
        Advice(key="rehearsed", fills={"count": str(len(facts.interview.exchanges))}),
        Advice(key="documents"),
        Advice(key="goal", fills=goal(facts)),
    ]


def goal(facts: Facts) -> dict[str, str]:
    session = facts.interview.session
    return {"title": session.job_title, "company": session.company_name}


def _told_well(facts: Facts) -> Iterator[Advice]:
    """The best answers, each for another reason."""
    best = [answer for answer in facts.strong if answer.rating >= TOLD_TO_THE_END]
    measured = max((a for a in best if a.measure), key=_tells_span, default=None)
    reasoned = next((a for a in best if a.reason and a is not measured), None)
    if measured and measured.measure:
        yield quoting_from("measure", measured, measured.measure)
    if reasoned and reasoned.reason:
        yield quoting_from("reason", reasoned, reasoned.reason)
    if best and not measured and not reasoned:
        yield Advice(key="end", turns=_about(best[:1]))
    if facts.strong and not best and facts.strong[0].action:
        yield quoting_from("case", facts.strong[0], facts.strong[0].action)


def _tells_span(answer: Answered) -> bool:
    return has_span(answer.measure or "")


def quoting_from(key: str, answer: Answered, fragment: str) -> Advice:
    return Advice(key=key, turns=(answer.turn,), fills={"fragment": fragment})


def _shown(facts: Facts) -> Iterator[Advice]:
    shown = [d for d in facts.demands if d.evidence is Evidence.EVIDENCED and d.turn]
    for key, demand in zip(("requirement", "requirement too"), shown, strict=False):
        yield requiring(key, demand)


def requiring(key: str, demand: Demand) -> Advice:
    turns = (demand.turn,) if demand.turn else ()
    return Advice(key=key, turns=turns, fills={"requirement": demand.requirement.text})


def _shared(facts: Facts) -> Iterator[Advice]:
    """What several answers have in common."""
    own = [a for a in facts.strong if Missing.OWN_ROLE not in a.read.missing]
    hard = [a for a in facts.strong if Missing.DIFFICULTY not in a.read.missing]
    if len(own) > 1 and len(own) * 2 >= len(facts.answers):
        yield Advice(key="own", turns=_about(own))
    if len(hard) > 1:
        yield Advice(key="difficulty", turns=_about(hard))
    honest = facts.of_kind(Kind.DONT_KNOW)
    if honest:
        yield Advice(key="honest", turns=_about(honest))


def _in_cv(facts: Facts) -> Iterator[Advice]:
    claimed = [d for d in facts.demands if d.evidence is Evidence.CLAIMED and d.lines]
    for key, demand in zip(("cv requirement", "cv requirement too"), claimed, strict=False):
        fills = {"requirement": demand.requirement.text, "line": demand.lines[0]}
        yield Advice(key=key, fills=fills)
    used = {demand.lines[0] for demand in claimed[:2]}
    fitting = ranked_for(facts.cv, facts.interview.session.job_description_text or "")
    lines = [line for line in fitting if line not in used]
    with_figure = [line for line in lines if has_figure(line)]
    plain = [line for line in lines if line not in with_figure]
    if with_figure:
        yield Advice(key="cv figure", fills={"line": with_figure[0]})
    for key, line in zip(("cv line", "cv more"), [*plain, *with_figure[1:]], strict=False):
        yield Advice(key=key, fills={"line": line})
    others = [line for line in work_lines(facts.cv) if line not in fitting and line not in used]
    for line in others[:2]:
        yield Advice(key="cv other", fills={"line": line})


# Weaknesses


def weaknesses(facts: Facts) -> Iterator[Advice]:
    """What held the candidate back, the heaviest first."""
    yield from _no_answers(facts)
    unread = [a for a in facts.answers if not a.is_read and a.rating >= GENERAL]
    if unread:
        yield Advice(key="not read", turns=_about(unread))
    general = [a for a in facts.answers if a.rating == GENERAL and a.is_read]
    if general:
        yield Advice(key="general", turns=_about(general))
    gaps = _gaps(facts)
    yield from gaps[:2]
    unshown = _unshown(facts)
    yield from unshown[:1]
    yield from _course(facts)
    yield from gaps[2:]
    yield from unshown[1:2]
    yield from _never_said(facts)


_NO_ANSWERS = (Kind.HOSTILE, Kind.EMPTY, Kind.COPIED, Kind.OFF_TOPIC, Kind.DONT_KNOW)


def _no_answers(facts: Facts) -> Iterator[Advice]:
    for kind in _NO_ANSWERS:
        answers = facts.of_kind(kind)
        if answers:
            yield Advice(key=kind.value, turns=_about(answers))


_GAPS = (
    Missing.RESULT,
    Missing.OWN_ROLE,
    Missing.DECISION,
    Missing.MEASURE,
    Missing.DIFFICULTY,
)


def _gaps(facts: Facts) -> list[Advice]:
    """What is missing most often; among equals what weighs most."""
    found = [(gap, facts.lacking(gap)) for gap in _GAPS]
    ranked = sorted((entry for entry in found if entry[1]), key=lambda entry: -len(entry[1]))
    return [Advice(key=gap.value, turns=_about(answers)) for gap, answers in ranked]


def _unshown(facts: Facts) -> list[Advice]:
    """Two must-haves at the most that no answer showed."""
    unshown = [
        demand
        for demand in facts.demands
        if demand.requirement.is_must and demand.evidence is not Evidence.EVIDENCED
    ]
    keys = ("requirement", "requirement too")
    return [requiring(key, demand) for key, demand in zip(keys, unshown, strict=False)]


def _course(facts: Facts) -> Iterator[Advice]:
    """What the interview as a whole was like."""
    asked = len(facts.interview.exchanges)
    if asked < MAX_QUESTIONS:
        yield Advice(key="early", fills={"number": str(asked)})
    if facts.repeats:
        yield Advice(key="repeated", turns=_about(facts.repeats))
    meant = [answer for answer in facts.answers if answer.rating >= GENERAL]
    average = sum(answer.words for answer in meant) // len(meant) if meant else _SHORT
    if average < _SHORT:
        yield Advice(key="short", fills={"words": str(average)})
    longest = max(meant, key=lambda answer: answer.words, default=None)
    if longest and longest.words > _LONG:
        yield Advice(key="long", turns=(longest.turn,), fills={"words": str(longest.words)})


def _never_said(facts: Facts) -> Iterator[Advice]:
    """What a panel listens for and did not hear."""
    company = facts.interview.session.company_name
    if not facts.strong:
        yield Advice(key="nothing usable")
    elif not _LESSON.search(facts.said):
        yield Advice(key="lessons")
    if facts.strong and not _PROOF.search(facts.said):
        yield Advice(key="proof")
    if company.casefold() not in facts.said.casefold():
        yield Advice(key="company", fills={"company": company})
    yield from _extremes(facts)
    yield Advice(key="second case")


def _extremes(facts: Facts) -> Iterator[Advice]:
    if len(facts.answers) > 1:
        least = min(facts.answers, key=lambda a: (a.rating, a.words))
        yield Advice(key="least", turns=(least.turn,))
