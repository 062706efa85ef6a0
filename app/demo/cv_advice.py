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
from app.feedback.cv_lines import has_figure, has_no_figure_at_all, nearest, work_lines
from app.feedback.evidence import is_paper
from app.interview.report import Evidence
from app.judging import signs
from app.language.matching import shares_word, telling_stems

_LONG_LINE = 22
_FEW_LINES = 4
_FEWEST_WORDS = 4
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
    shown = [d for d in facts.demands if _is_said_not_written(d, facts)]
    if shown:
        yield requiring("said not written", shown[0])
    new = next((a for a in facts.strong if _names_new_figure(a, facts.cv)), None)
    if new and new.measure:
        yield quoting_from("figure said", new, new.measure)
    other = next((a for a in facts.strong if a is not new and _is_worth_a_line(a)), None)
    if other and other.action and nearest(facts.cv, other.text) is None:
        yield quoting_from("case said", other, other.action)


def _is_said_not_written(demand: Demand, facts: Facts) -> bool:
    """Shown in an answer that has a word of it, so that it can be found there."""
    if demand.evidence is not Evidence.EVIDENCED or demand.lines:
        return False
    telling = telling_stems(demand.requirement.text)
    told = [answer.text for answer in facts.answers if answer.turn == demand.turn]
    return any(shares_word(telling, telling_stems(text)) for text in told)


def _is_worth_a_line(answer: Answered) -> bool:
    """A deed of some words, with what came of it in the same statement."""
    action = answer.action or ""
    ended = any(action in sign.text and sign.has_result for sign in answer.told)
    return len(signs.WORD.findall(action)) >= _FEWEST_WORDS and ended


def _names_new_figure(answer: Answered, cv: str) -> bool:
    figures = _DIGITS.findall(answer.measure or "")
    return bool(figures) and not any(figure in _DIGITS.findall(cv) for figure in figures)


def _asked_not_written(facts: Facts) -> Iterator[Advice]:
    unseen = [d for d in facts.demands if d.evidence is Evidence.UNSEEN and not d.lines]
    near = [(d, line) for d in unseen if (line := nearest(facts.cv, d.requirement.text))]
    silent = [d for d in unseen if not any(d is other for other, _ in near)]
    musts = [demand for demand in silent if demand.requirement.is_must]
    papers = [demand for demand in musts if is_paper(demand.requirement)]
    for demand in papers[:1]:
        yield requiring("unseen paper", demand)
    musts = [demand for demand in musts if demand not in papers]
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
    if lines and has_no_figure_at_all(facts.cv):
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
