"""That a report passes over the person's life and what is no work."""

from __future__ import annotations

import pytest

from app.feedback import rubric
from app.feedback.cv_lines import work_lines
from app.feedback.quoting import action_in
from app.interview.model import Source
from app.language.personal import is_personal
from tests.interview.interviews import interview


@pytest.mark.parametrize(
    "answer",
    [
        "My faith gives me strength and I pray before each shift, I go to mass on Sundays.",
        "I had depression in 2020 but I am better now and I am 54 years old.",
    ],
)
def test_what_stands_beside_something_personal_is_quoted_only_as_a_deed(answer: str) -> None:
    told = interview(("When did you last lead people?", answer))

    assert rubric.review(told.exchanges[0], told, Source.DEMO).quote is None


@pytest.mark.parametrize("line", ["Kim Parker, 14 Mill Lane", "Jo Weber, Mühlweg 12, 53111 Bonn"])
def test_an_address_is_no_line_of_work(line: str) -> None:
    assert is_personal(line)
    assert not work_lines(line)


def test_a_wish_is_no_line_of_work_and_a_list_of_duties_is_one() -> None:
    cv = "Looking for a job in an office.\nDispensing, clinical checks, flu vaccinations."

    assert work_lines(cv) == ("Dispensing, clinical checks, flu vaccinations",)


def test_duties_after_a_post_with_its_years_are_lines_of_their_own() -> None:
    cv = "Cook, Hotel Meridian, 2021-present: 120 covers a night, training of two commis."

    assert work_lines(cv) == ("120 covers a night, training of two commis",)


def test_a_fragment_ends_before_the_next_deed_and_its_joint() -> None:
    assert action_in("I observed his class and I wrote it up.") == "I observed his class"
