from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.feedback import AnswerReview, Evidence, RequirementFinding
from app.domain.score import score
from app.domain.source import Source


def reviews(*ratings: int | None) -> list[AnswerReview]:
    return [
        AnswerReview(
            turn=turn,
            rating=rating,
            quote=None,
            parts=(),
            comment="",
            outline=None,
            source=Source.DEMO,
        )
        for turn, rating in enumerate(ratings, start=1)
    ]


def musts(*turns: int | None, evidence: Evidence = Evidence.SPOKEN_OF) -> list[RequirementFinding]:
    return [
        RequirementFinding(
            text="Kafka",
            is_must=True,
            evidence=evidence if turn else Evidence.NOT_SPOKEN_OF,
            turn=turn,
        )
        for turn in turns
    ]


@pytest.mark.parametrize(
    ("ratings", "turns", "points"),
    [
        ((1,) * 8, (None, None), 1),
        ((2,) * 8, (1, 2), 3),
        ((5, 1, 1, 1, 1, 1, 1, 1), (1,), 3),
        ((5, 5, 4, 4, 5, 4, 5, 3), (1, 2, 3), 9),
        ((5,) * 8, (1, 2), 10),
        ((5,) * 8, (None, None), 9),
        ((5,), (1,), 4),
        ((5, 5, 5, None, None), (1,), 4),
        ((5, 5, 5, 5, None), (), 9),
        ((1,), (), 1),
        ((None, None), (), 1),
        ((), (), 1),
    ],
)
def test_score_is_twice_the_average_less_one_and_the_share_of_must_haves(
    ratings: tuple[int | None, ...], turns: tuple[int | None, ...], points: int
) -> None:
    assert score(reviews(*ratings), musts(*turns))[0] == points


def test_must_have_that_only_the_cv_holds_or_a_weak_answer_names_adds_nothing() -> None:
    in_cv = score(reviews(4, 4, 4, 4), musts(1, evidence=Evidence.IN_CV))[0]
    named = score(reviews(2, 4, 4, 4), musts(1))[0]

    assert in_cv == 7
    assert named == score(reviews(2, 4, 4, 4), ())[0]


def test_explanation_is_one_sentence_with_every_number() -> None:
    assert score(reviews(4, 3, 5, 2, None), musts(1, 2, None))[1] == (
        "Your 4 rated answers average 3.5 of 5, worth 6 of 9 points; 2 of 3 must-haves that "
        "can be asked about were made out in an answer rated 3 or more, worth 0.67 of 1 point, "
        "which makes 7 of 10."
    )


def test_average_of_eighths_is_told_as_it_is() -> None:
    points, told = score(reviews(2, 2, 2, 2, 2, 2, 2, 3), ())

    assert (points, told) == (
        3,
        "Your 8 rated answers average 2.125 of 5, worth 3.25 of 9 points, which makes 3 of 10.",
    )


def test_explanation_of_one_answer_says_what_the_score_rests_on() -> None:
    assert score(reviews(5), ())[1] == (
        "The score rests on one rated answer (5 of 5, worth 9 of 9 points); with fewer than four "
        "rated answers the score is 4 of 10 at most, and here it is 4."
    )


@given(st.lists(st.integers(1, 5), min_size=4, max_size=8), st.lists(st.integers(1, 8), max_size=5))
def test_numbers_of_any_explanation_add_up(ratings: list[int], turns: list[int]) -> None:
    points, told = score(reviews(*ratings), musts(*turns))

    average, worth = map(
        float, re.findall(r"average ([\d.]+) of 5, worth ([\d.]+) of 9 points", told)[0]
    )
    assert average == round(sum(ratings) / len(ratings), 3)
    assert worth == int((2 * average - 1) * 100 + 0.5) / 100
    shown, wanted = map(int, re.findall(r"(\d+) of (\d+) must-haves", told)[0] if turns else (0, 1))
    assert points == max(1, min(10, int(worth + shown / wanted + 0.5)))
    assert f"makes {points} of 10" in told
