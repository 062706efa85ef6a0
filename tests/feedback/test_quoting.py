from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback import quoting
from app.feedback.quoting import verified_quote

ANSWER = "I said: “we’ll cut it\nfrom 40  to 12 minutes”, and we did. Start the art class."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("from 40 to 12 minutes", "from 40  to 12 minutes"),
        ('"we\'ll cut it from 40 to 12 minutes"', "we’ll cut it\nfrom 40  to 12 minutes"),
        ("And we did.", "and we did"),
        ("… the art class.", "the art class"),
        ("art", "art"),
        ("we will cut it", None),
        ("rom 40", None),
        ("", None),
        ("“”", None),
    ],
)
def test_a_quote_is_the_answers_own_piece_or_none(quote: str, found: str | None) -> None:
    assert verified_quote(quote, ANSWER) == found


def test_a_word_inside_another_is_not_found() -> None:
    assert verified_quote("art", "I started to part.") is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_found_stands_in_the_answer_to_the_byte(quote: str, answer: str) -> None:
    found = verified_quote(quote, answer)

    assert found is None or (found in answer and found)


@given(st.text(min_size=1, max_size=60))
def test_an_answer_quotes_itself(answer: str) -> None:
    bare = answer.strip()

    assert verified_quote(bare, answer) or not any(ch.isalnum() for ch in bare)


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("it went from 40 to 12 minutes in the end", "from 40 to 12 minutes"),
        ("Waste dropped to 7 kilos.", "to 7 kilos"),
        ("two colleagues were against it, after that we were at 6 a month", "at 6 a month"),
        ("Nach drei Monaten war es nur noch einer.", None),
        ("Die Leerkilometer sind von 22 auf 13 Prozent gesunken.", "von 22 auf 13 Prozent"),
        ("That was in 2021.", None),
    ],
)
def test_a_measure_is_what_it_came_to_and_not_how_long_it_took(
    said: str, measure: str | None
) -> None:
    assert quoting.measure_in(said) == measure


def test_a_reason_ends_where_the_next_thing_begins() -> None:
    said = "I moved it because everybody waited for it, and the team was glad"

    assert quoting.reason_in(said) == "because everybody waited for it"


def test_an_action_is_what_was_done_and_not_how_it_was_introduced() -> None:
    said = "I'd like to add that I moved 140 build jobs off the shared Jenkins"

    assert quoting.action_in(said) == "I moved 140 build jobs off the shared Jenkins"


def test_a_fragment_does_not_end_on_a_word_that_points_on() -> None:
    said = (
        "I have worked in many different kinds of restaurants and hotels with the best of the chefs"
    )

    assert quoting.opening(said) == "I have worked in many different kinds of restaurants"
