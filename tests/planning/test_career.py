"""The lines of a CV that a question may start from."""

from __future__ import annotations

import pytest

from app.planning.career import career


def lines(cv: str) -> list[str]:
    return [line.quote for line in career(cv)]


def test_a_line_broken_to_fit_a_page_is_one_line() -> None:
    cv = "- Prepared nineteen hearing bundles, two of them for the Court\n  of Appeal"

    assert lines(cv) == ["Prepared nineteen hearing bundles, two of them for the Court of Appeal"]


def test_deeds_listed_in_one_line_are_parted_from_the_post_before_them() -> None:
    cv = "2019-2024 Shift Lead, Bright: led 18 pickers on nights; raised pick rate from 82 to 104"

    assert lines(cv)[-2:] == ["led 18 pickers on nights", "raised pick rate from 82 to 104"]


@pytest.mark.parametrize(
    "line",
    [
        "I smoke, I am 41 and I have a bad knee.",
        "I have two small children and live close to the practice.",
        "I have been a Methodist lay preacher since 2011.",
        "Keith Marlow, with two grown-up children and a garden",
    ],
)
def test_what_tells_of_the_person_is_no_line_of_work(line: str) -> None:
    assert lines(line) == []
