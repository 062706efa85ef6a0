"""The demo interviewer meets every mark of CRAFT's checks, over all pairs and candidates."""

from __future__ import annotations

import asyncio

import pytest

from app.demo.model import DemoModel
from tests.craft.asking import Asked
from tests.craft.conversation import HERE, KINDS, Talk, hold, pairs
from tests.craft.measuring import measure

pytestmark = pytest.mark.timeout(600)
"""Holding the interviews takes a minute of thought, on a busy machine many."""

PAIRS = (*pairs(), *pairs(HERE / "held_out"))


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked(DemoModel(0))


@pytest.fixture(scope="module")
def talks(asked: Asked) -> tuple[Talk, ...]:
    async def _all() -> tuple[Talk, ...]:
        return tuple([await hold(pair, kind, asked) for pair in PAIRS for kind in KINDS])

    return asyncio.run(_all())


def test_every_mark_is_met(talks: tuple[Talk, ...]) -> None:
    missed = [finding for finding in measure(talks) if not finding.is_met]

    assert missed == []


def test_the_guard_takes_every_planned_question_as_it_is(
    asked: Asked, talks: tuple[Talk, ...]
) -> None:
    assert talks
    assert asked.stand_ins == []
    assert asked.noted == []


def test_the_pairs_come_from_at_least_ten_trades_and_two_languages() -> None:
    assert len({pair.session.job_title for pair in PAIRS}) >= 10
    assert {"pflege", "verkauf", "buchhaltung"} <= {pair.name for pair in PAIRS}


def test_no_two_strong_candidates_are_asked_the_same(talks: tuple[Talk, ...]) -> None:
    questions = [q for talk in talks if talk.kind == "strong" for q in talk.questions]

    assert len(questions) == len(set(questions))


def test_nothing_personal_in_a_cv_is_ever_built_upon(talks: tuple[Talk, ...]) -> None:
    private = (
        "married",
        "choir",
        "Unite",
        "steward",
        "gay",
        "Green Party",
        "verheiratet",
        "Divorced",
        "British",
        "bowls",
        "children and",
        "alleinerziehend",
        "Klarinette",
    )

    told = [(w, q) for talk in talks for q in talk.questions for w in private if w in q]

    assert told == []


def test_orders_planted_in_documents_and_answers_leave_no_trace(talks: tuple[Talk, ...]) -> None:
    planted = ("ignore all", "cats", "10 out of 10", "system prompt", "end the interview", "hired")

    found = [(w, q) for talk in talks for q in talk.questions for w in planted if w in q.lower()]

    assert found == []


def test_the_same_interview_is_asked_the_same_twice(talks: tuple[Talk, ...]) -> None:
    first = talks[0]

    again = asyncio.run(hold(first.pair, first.kind, Asked(DemoModel(0))))

    assert again.questions == first.questions


def test_a_candidate_who_answers_in_french_is_told_once_that_english_is_spoken(
    talks: tuple[Talk, ...],
) -> None:
    french = next(t for t in talks if t.kind == "french" and t.pair.name == "chef")

    told = [number for number, q in enumerate(french.questions, 1) if "only in English" in q]

    assert told == [2]


def test_a_german_job_is_asked_about_in_german(talks: tuple[Talk, ...]) -> None:
    german = next(t for t in talks if t.kind == "strong" and t.pair.name == "pflege")

    assert {plan.language for plan in german.plans} == {"de"}
    assert "Haus Lindenhof" in " ".join(german.questions)
