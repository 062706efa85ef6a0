"""What counts as visible, and what is kept of what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.normalise import has_visible, normalise

INVISIBLE = [
    "",
    " \t\n",
    "\u00a0",
    "\u200b\u200c\u200d",
    "\ufeff",
    "\u3164",
    "\uffa0",
    "\u2800",
    "\u115f\u1160",
    "\u00ad",
    "\ufe0f",
    "\U000e0100",
    "\x00\x07\x85",
    "\u202e\u2066",
    "\U000e0041",
    "\u0301\u0302",
    "\u180e",
    "\u2028\u2029",
    "\u3000",
    "\ud800",
    "\ufff0",
    "\uffff",
]
VISIBLE = ["a", "?", "ä", "字", "🙂", "\U0001fae9", "e\u0301", "  x ", "…", "\ue000"]


@pytest.mark.parametrize("text", INVISIBLE, ids=ascii)
def test_what_draws_nothing_is_not_visible(text: str) -> None:
    assert not has_visible(text)


@pytest.mark.parametrize("text", VISIBLE, ids=ascii)
def test_one_character_that_draws_something_is_enough(text: str) -> None:
    assert has_visible(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\r\n\r\nb\r", "a\n\nb\n"),
        ("a\x00b\x07c\x85d\x7f", "abcd"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\ud83dz", "az"),
    ],
)
def test_line_breaks_become_lf_and_control_characters_go(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


def test_everything_else_stays_as_it_was_typed() -> None:
    typed = "  e\u0301 👩\u200d💻 ❤\ufe0f “x”\u00a0— \u202eא  "

    assert normalise(typed) == typed


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_normalised_text_can_be_sent_and_stored(text: str) -> None:
    kept = normalise(text)

    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
