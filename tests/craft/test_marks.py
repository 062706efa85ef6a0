"""What every interview from the bank keeps, over papers of many trades and many candidates."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.bank import LEADS, QUESTIONS
from app.demo.reviewer import DemoReviewer
from app.domain.feedback import AnswerReview, RequirementFinding, Summary
from app.domain.plan import Move
from app.values import replace
from tests.craft.interviews import (
    KINDS,
    NAMES,
    Papers,
    Talk,
    a_session,
    answers_of,
    hold,
    papers_of,
)
from tests.craft.marks import Held, lead, marks

ReportPart = AnswerReview | RequirementFinding | Summary
QUOTED = re.compile(r"“([^“”]*)”")
NOTHING_TO_ASK = "nothing"
all_papers = pytest.mark.parametrize("papers", NAMES)
"""One test for each paper file goes through all candidates: most checks cost less than a test."""
read_once = cache(papers_of)

PLACEHOLDER = re.compile(r"\{\w+\}")
ASKED = {
    PLACEHOLDER.sub("…", sentence)
    for entries in QUESTIONS.values()
    for entry in entries
    for sentence in (entry.ask, entry.again)
}
LED = {PLACEHOLDER.sub("…", lead) for leads in LEADS.values() for lead in leads}
AUTHORED = frozenset({*ASKED, *(f"{lead} {question}" for lead in LED for question in ASKED)})
"""Every question by itself and after every lead, "…" for what it is filled with."""


def sources(talk: Talk, number: int) -> str:
    """All that was given before question `number`."""
    session = talk.papers.session
    given = (session.cv_text or "", session.job_description_text or "", *talk.answers[: number - 1])
    return "\n".join(given)


def questions(talk: Talk) -> Iterator[tuple[int, str]]:
    return enumerate(talk.questions, start=1)


@cache
def held(name: str, kind: str) -> Talk:
    """The interview of one file's papers with one scripted candidate."""
    papers = read_once(name)
    return hold(papers, answers_of(papers, kind))


@cache
def judged(name: str, kind: str) -> Held:
    """The interview with its score by the demo's own reviewer."""
    talk, reviewer = held(name, kind), DemoReviewer()
    interview, floors = talk.interview, list(reviewer.floor(talk.interview))
    parts = [*floors, *asyncio.run(_all(reviewer.review(interview, floors, 1)))]
    reviews = [part for part in parts if isinstance(part, AnswerReview)]
    findings = [part for part in parts if isinstance(part, RequirementFinding)]
    (summary,) = [part for part in parts if isinstance(part, Summary)]
    points = reviewer.conclude(interview, reviews, findings, summary).interview_score
    return Held(name=name, kind=kind, papers=talk.papers, interview=interview, points=points)


async def _all(parts: AsyncIterator[ReportPart]) -> list[ReportPart]:
    return [part async for part in parts]


@all_papers
def test_interview_meets_every_mark(papers: str) -> None:
    missed = {
        kind: [finding for finding in marks(judged(papers, kind)) if not finding.is_met]
        for kind in KINDS
    }
    assert missed == {kind: [] for kind in KINDS}


@all_papers
def test_strong_candidate_scores_three_above_a_vague_one(papers: str) -> None:
    points = {kind: (judged(papers, kind)).points for kind in ("strong", "vague")}
    assert lead(points).is_met, points


@all_papers
def test_question_is_authored_but_for_verbatim_quotations(papers: str) -> None:
    for kind in KINDS:
        talk = held(papers, kind)
        session = talk.papers.session
        for number, question in questions(talk):
            for quote in QUOTED.findall(question):
                assert quote in sources(talk, number), kind
            bare = QUOTED.sub("…", question)
            for own in (session.job_title, session.company_name):
                bare = bare.replace(own, "…")
            assert bare in AUTHORED, kind


@all_papers
def test_no_two_questions_begin_alike(papers: str) -> None:
    for kind in KINDS:
        asked = held(papers, kind).questions
        begun = [tuple(re.findall(r"\w+", q.partition("“")[0].casefold())[:4]) for q in asked]
        assert len(asked) == len(set(begun)) == 8, kind


@all_papers
def test_moves_keep_the_laws_of_the_interview(papers: str) -> None:
    for kind in KINDS:
        plans = [decision.plan for decision in held(papers, kind).decisions]
        moves = [plan.move for plan in plans]
        advanced = [plan.requirement for plan in plans if plan.move in {Move.OPEN, Move.ADVANCE}]
        named = [requirement for requirement in advanced if requirement]
        assert moves[0] is Move.OPEN or papers == NOTHING_TO_ASK, kind
        assert moves[-1] is Move.CLOSE, kind
        assert (Move.PROBE, Move.PROBE) not in set(pairwise(moves)), kind
        assert (Move.REPHRASE, Move.REPHRASE) not in set(pairwise(moves)), kind
        assert len(named) == len(set(named)), kind


@all_papers
def test_reason_stands_verbatim_where_the_plan_says(papers: str) -> None:
    for kind in KINDS:
        talk = held(papers, kind)
        session = talk.papers.session
        for decision in talk.decisions:
            reason = decision.plan.reason
            if reason is None:
                continue
            by_origin = {
                "job": session.job_description_text or "",
                "cv": session.cv_text or "",
                "answer": talk.answers[reason.turn - 1] if reason.turn else "",
            }
            assert reason.quote in by_origin[reason.origin], kind


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=200), min_size=10, max_size=10))
def test_any_papers_and_answers_get_eight_authored_questions(texts: list[str]) -> None:
    cv, job, *answers = texts
    talk = hold(Papers(session=a_session(cv, job)), answers)
    assert len(set(talk.questions)) == 8
    for _, question in questions(talk):
        bare = QUOTED.sub("…", question)
        assert bare.replace("Fen Press", "…").replace("Bookbinder", "…") in AUTHORED


@all_papers
def test_same_papers_give_the_same_interview_in_any_session(papers: str) -> None:
    first = held(papers, "vague")
    own = papers_of(papers)
    again = hold(replace(own, session=replace(own.session, id="other")), first.answers)
    assert again.questions == first.questions


@all_papers
def test_strong_and_vague_candidates_get_different_interviews(papers: str) -> None:
    strong, vague = held(papers, "strong").questions, held(papers, "vague").questions
    assert sum(a != b for a, b in zip(strong[1:], vague[1:], strict=True)) >= 4
