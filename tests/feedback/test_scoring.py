from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.scoring import score
from app.interview.model import Source
from app.interview.report import AnswerReview, Evidence, RequirementFinding

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def reviews(*ratings: int, turns: Sequence[int] | None = None) -> tuple[AnswerReview, ...]:
    return tuple(
        AnswerReview(
            turn=turn,
            rating=rating,
            quote=None,
            parts=(),
            comment="",
            outline=None,
            source=Source.DEMO,
        )
        for turn, rating in zip(turns or range(1, len(ratings) + 1), ratings, strict=True)
    )


def musts(shown: int, of: int) -> tuple[RequirementFinding, ...]:
    return tuple(
        RequirementFinding(
            text=f"Must {number}",
            is_must=True,
            evidence=Evidence.EVIDENCED if number <= shown else Evidence.CLAIMED,
            turn=number if number <= shown else None,
        )
        for number in range(1, of + 1)
    )


@pytest.mark.parametrize(
    ("ratings", "shown", "points"),
    [
        ((1,) * 8, 0, 1),
        ((2,) * 8, 0, 3),
        ((3,) * 8, 2, 6),
        ((5, 5, 4, 4, 5, 4, 5, 3), 4, 9),
        ((5,) * 8, 4, 10),
        ((5,) * 8, 0, 9),
        ((4, 5), 1, 8),
    ],
)
def test_the_score_is_twice_the_average_less_one_and_the_share_of_must_haves(
    ratings: tuple[int, ...], shown: int, points: int
) -> None:
    assert score(reviews(*ratings), musts(shown, 4), 8)[0] == points


def test_the_explanation_holds_all_that_is_needed_to_work_it_out_again() -> None:
    points, told = score(reviews(4, 3, 5, 2, 4, 4, 3, 4), musts(2, 3), 8)

    assert points == 7
    assert told == (
        "Your 8 answers were rated 4, 3, 5, 2, 4, 4, 3 and 4: on average 3.63 of 5. Twice that, "
        "less 1, is 6.26; 2 of the 3 must-haves were shown in an answer, which adds 0.67. That "
        "makes 6.93, rounded to 7."
    )


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=8),
    st.integers(0, 6),
    st.integers(1, 6),
)
def test_the_numbers_of_the_explanation_add_up(ratings: list[int], shown: int, of: int) -> None:
    points, told = score(reviews(*ratings), musts(min(shown, of), of), 8)

    total = float(NUMBER.findall(told.split("That makes ")[1])[0])
    base = float(NUMBER.findall(told.split("less 1, is ")[1])[0])
    share = round(min(shown, of) / of + 1e-9, 2)
    assert abs(total - base - share) < 0.006
    assert points == min(10, int(total + 0.5 + 1e-9))
    assert 1 <= points <= 10


def test_without_any_must_have_the_share_of_real_cases_counts() -> None:
    points, told = score(reviews(4, 4, 2, 2), (), 8)

    assert points == 6
    assert "2 of 4 answers held a real case, which adds 0.5" in told


def test_an_answer_that_was_not_given_is_named_and_does_not_count() -> None:
    early, told = score(reviews(4, 4, turns=(1, 3)), musts(2, 4), 4)

    assert early == score(reviews(4, 4), musts(2, 4), 8)[0]
    assert (
        "Questions 2 and 4 were asked and not answered; they are left out, not counted as a 1."
        in told
    )
    assert "The interview ended after 4 of 8 questions; only what was answered counts." in told


def test_nothing_answered_is_the_lowest_score_and_says_why() -> None:
    assert score((), musts(0, 2), 3) == (
        1,
        "No answer was given, so there is nothing to judge and the score is the lowest, 1.",
    )


def test_the_explanation_is_german_where_the_interview_was() -> None:
    told = score(reviews(4, 3), musts(1, 4), 2, language="de")[1]

    assert told == (
        "Ihre 2 Antworten wurden mit 4 und 3 bewertet, im Schnitt 3,5 von 5. Das Doppelte weniger "
        "1 ist 6; 1 von 4 Muss-Anforderungen wurde in einer Antwort gezeigt, das gibt 0,25 dazu. "
        "Zusammen 6,25, gerundet 6. Das Gespräch endete nach 2 von 8 Fragen; nur Beantwortetes "
        "zählt."
    )
