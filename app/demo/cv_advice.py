"""Which improvements of the CV an interview calls for, best first.

Law: only for this job; a fact that the candidate alone knows is a gap in square
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.demo.advice import Advice, goal, quoting_from, requiring
from app.demo.facts import Answered, Demand, Facts
from app.feedback import quoting
from app.feedback.cv_lines import has_figure, nearest, work_lines
from app.interview.report import Evidence
from app.judging import signs

_LONG_LINE = 22
_FEW_LINES = 4
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def cv_improvements(facts: Facts) -> Iterator[Advice]:
    """What would make the CV fit this job better: what was said, what is asked, what is there."""
    yield from _said_not_written(facts)
    yield from _asked_not_written(facts)
    yield from _without_figure(facts)
    yield from _order(facts)
    yield Advice(key="result")
    if facts.interview.session.job_title.casefold() not in facts.cv.casefold():
        yield Advice(key="title", fills=goal(facts))
    yield Advice(key="first third", fills=goal(facts))
    yield Advice(key="strike", fills=goal(facts))


def _said_not_written(facts: Facts) -> Iterator[Advice]:
    shown = [d for d in facts.demands if d.evidence is Evidence.EVIDENCED and not d.lines]
    if shown:
        yield requiring("said not written", shown[0])
    new = next((a for a in facts.strong if _names_new_figure(a, facts.cv)), None)
    if new and new.measure:
        yield quoting_from("figure said", new, new.measure)
    other = next((a for a in facts.strong if a.action and a is not new), None)
    if other and other.action and nearest(facts.cv, other.text) is None:
        yield quoting_from("case said", other, other.action)


def _names_new_figure(answer: Answered, cv: str) -> bool:
    figures = _DIGITS.findall(answer.measure or "")
    return bool(figures) and not any(figure in _DIGITS.findall(cv) for figure in figures)


def _asked_not_written(facts: Facts) -> Iterator[Advice]:
    unseen = [d for d in facts.demands if d.evidence is Evidence.UNSEEN and not d.lines]
    near = [(d, line) for d in unseen if (line := nearest(facts.cv, d.requirement.text))]
    silent = [d for d in unseen if not any(d is other for other, _ in near)]
    musts = [demand for demand in silent if demand.requirement.is_must]
    for key, demand in zip(("unseen must", "unseen must too"), musts, strict=False):
        yield requiring(key, demand)
    for demand, line in near[:1]:
        yield Advice(key="near", fills={"requirement": demand.requirement.text, "line": line})
    others = [demand for demand in silent if not demand.requirement.is_must]
    for demand in others[:1]:
        yield requiring("unseen", demand)


def _without_figure(facts: Facts) -> Iterator[Advice]:
    lines = work_lines(facts.cv)
    proof = next(
        ((d, line) for d in facts.demands for line in d.lines if not has_figure(line)), None
    )
    if proof:
        yield Advice(
            key="no figure for must",
            fills={"line": proof[1], "requirement": proof[0].requirement.text},
        )
    if lines and not any(map(has_figure, lines)):
        yield Advice(key="no figures")
    plain = [line for line in lines if not has_figure(line) and not (proof and line == proof[1])]
    if plain:
        yield Advice(key="no figure", fills={"line": plain[0]})


def _order(facts: Facts) -> Iterator[Advice]:
    lines = work_lines(facts.cv)
    if len(lines) < _FEW_LINES:
        yield Advice(key="few lines")
    first = next((line for d in facts.demands for line in d.lines), None)
    if first in lines[2:]:
        yield Advice(key="move up", fills={"line": str(first)})
    word = next((w for d in facts.demands if d.lines for w in _missing_terms(facts.cv, d)), None)
    if word:
        yield Advice(key="own words of the job", fills={"term": word})
    long = next((line for line in lines if len(signs.WORD.findall(line)) > _LONG_LINE), None)
    if long:
        yield Advice(key="shorten", fills={"line": quoting.opening(long)})


def _missing_terms(cv: str, demand: Demand) -> list[str]:
    return [t for t in demand.requirement.terms if t.casefold() not in cv.casefold()]
