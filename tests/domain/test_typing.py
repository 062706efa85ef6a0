"""When each word stands of a text that is typed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.typing import Mark, marks

TEXT = "Tracking ingest. It takes every scan, from every depot: four point four million a day!"


def test_words_are_whole_and_in_order() -> None:
    assert "".join(mark.text for mark in marks(TEXT, 0.2)) == TEXT


def test_same_text_has_the_same_marks_in_every_run() -> None:
    assert list(marks(TEXT, 0.2)) == list(marks(TEXT, 0.2))


def test_pace_is_uneven_and_a_stop_takes_longer_than_a_word() -> None:
    found = list(marks(TEXT, 0.2))
    gaps = [after.at - before.at for before, after in pairwise(found)]

    assert len({round(gap, 4) for gap in gaps}) == len(gaps)
    assert gaps[1] > gaps[0] * 0.5
    assert gaps[1] == max(gaps[:6])


def test_two_of_the_same_word_take_different_times() -> None:
    first, second, third, *_ = marks("word word word word", 0.2)

    assert second.at - first.at != third.at - second.at


def test_mean_pace_is_about_the_given_one() -> None:
    text = "Plain words of some usual length, as people use them. " * 20
    *_, last = marks(text, 0.1)

    assert 0.07 < last.at / len(text.split()) < 0.14


def test_no_pace_is_at_once() -> None:
    assert {mark.at for mark in marks(TEXT, 0)} == {0}


def test_marks_of_nothing_are_none() -> None:
    assert list(marks(" \n", 0.1)) == []


@given(st.text(max_size=60))
def test_marks_never_go_back_and_lose_nothing_but_outer_space(text: str) -> None:
    found: list[Mark] = list(marks(text, 0.1))

    assert "".join(mark.text for mark in found) == text.rstrip()
    assert [mark.at for mark in found] == sorted(mark.at for mark in found)
