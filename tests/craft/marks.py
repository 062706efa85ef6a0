"""The hard marks of good asking and judging, for whoever asks and judges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.coach.answer_classifier import COMMON_WORDS
from app.domain.interview import Interview
from app.guard.topics import forbidden_topic, reveals
from app.text.quotations import verbatim
from app.text.sentences import content_words
from tests.craft.interviews import Papers

QUOTED = re.compile(r"[“„\"]([^“”„\"]*)[”“\"]")
MOST_POINTS = {
    "gibberish": 2,
    "silent": 2,
    "hostile": 3,
    "off_topic": 3,
    "off_topic_told": 3,
    "off_topic_fresh": 3,
    "repeating": 3,
}
LEAD = 3
"""Points that a strong candidate scores above a vague one, at least."""

NAMED_FIRST, SHARE_ASKED, CONCRETE = 5, 0.6, 7
SCRIPTED = frozenset({"strong", "vague", "silent", "hostile", *MOST_POINTS})
"""The candidates whose must-haves are counted: the others take questions for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One whole interview of the papers `name` with a candidate of `kind`, and its score."""

    name: str
    kind: str
    papers: Papers
    interview: Interview
    points: int

    @property
    def questions(self) -> list[str]:
        return [exchange.question.content for exchange in self.interview.exchanges]

    def given_before(self, number: int) -> str:
        """All that the candidate had given before question `number`."""
        session, exchanges = self.interview.session, self.interview.exchanges
        answers = (e.answer.content for e in exchanges if e.number < number and e.answer)
        return "\n".join((session.cv_text or "", session.job_description_text or "", *answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one interview has of one mark."""

    mark: str
    wanted: str
    value: float
    is_met: bool


def marks(held: Held) -> Iterator[Finding]:
    """The marks that one interview can be held against."""
    asked, numbered = held.questions, [*enumerate(held.questions, start=1)]
    yield _at_most("words of a question", 60, max(len(text.split()) for text in asked))
    yield _at_most("not one question", 0, sum(text.count("?") != 1 for text in asked))
    quotes = [(n, quote) for n, text in numbered for quote in QUOTED.findall(text)]
    personal = [text for text in asked if forbidden_topic(text)]
    personal += [quote for _, quote in quotes if reveals(quote)]
    yield _at_most("forbidden topics", 0, len(personal))
    foreign = [quote for n, quote in quotes if not verbatim(quote, held.given_before(n))]
    yield _at_most("quotations not verbatim", 0, len(foreign))
    yield _at_most("asked again", 0, len(asked) - len(set(asked)))
    if held.papers.must:
        yield _at_least("concrete questions", CONCRETE, sum(_is_concrete(held, t) for t in asked))
    if held.papers.must and held.kind in SCRIPTED:
        said, named = " ".join(asked).casefold(), held.papers.must[:NAMED_FIRST]
        share = sum(any(word.casefold() in said for word in words) for words in named) / len(named)
        yield _at_least("must-haves asked about", SHARE_ASKED, share)
    if held.kind in MOST_POINTS:
        yield _at_most(f"score, {held.kind}", MOST_POINTS[held.kind], held.points)


def lead(points: Mapping[str, int]) -> Finding:
    """How far the strong candidate is above the vague one, over the same papers."""
    return _at_least("strong above vague", LEAD, points["strong"] - points["vague"])


def of_all(interviews: Sequence[Held]) -> Iterator[tuple[str, Finding]]:
    """Every finding of many interviews, with what it was found in."""
    for held in interviews:
        yield from ((f"{held.name}, {held.kind}", finding) for finding in marks(held))
    for name in dict.fromkeys(held.name for held in interviews):
        points = {held.kind: held.points for held in interviews if held.name == name}
        if {"strong", "vague"} <= {*points}:
            yield name, lead(points)


def _is_concrete(held: Held, question: str) -> bool:
    session = held.interview.session
    names = (session.job_title, session.company_name)
    if QUOTED.search(question) or any(name in question for name in names):
        return True
    telling = content_words(question) - COMMON_WORDS
    return bool(telling & content_words(held.given_before(9)))


def _at_most(mark: str, most: float, value: float) -> Finding:
    return Finding(mark=mark, wanted=f"≤ {most}", value=value, is_met=value <= most)


def _at_least(mark: str, least: float, value: float) -> Finding:
    return Finding(mark=mark, wanted=f"≥ {least}", value=value, is_met=value >= least)
