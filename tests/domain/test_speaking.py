from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.speaking import speaking_time


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 5),
        ("Yes.", 5),
        ("word " * 150, 60),
        ("word " * 400, 160),
        ("one two\nthree, four - five; " * 10, 20),
        ("我把摄取放在最后" * 15, 25),
    ],
)
def test_time_is_that_of_a_hundred_and_fifty_words_a_minute(text: str, seconds: int) -> None:
    assert speaking_time(text) == seconds


@given(st.text("ab1 ,.-_;='/\n"))
def test_words_of_ascii_text_are_counted_as_any_others(text: str) -> None:
    long = f"{text} " * 100

    assert speaking_time(f"{long}e") == speaking_time(f"{long}é")
