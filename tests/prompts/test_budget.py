"""How many tokens a text takes, and how it is cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.prompts.budget import CUT, at_most, cut_middle, shares, tokens

COUNTED: dict[str, int] = {
    row["text"]: row["tokens"]
    for row in json.loads((Path(__file__).parent / "token_counts.json").read_text("utf-8"))
}
"""Texts and the most tokens that the tokenizers of GPT-4, GPT-4o and DeepSeek take for them."""


@pytest.mark.parametrize(("text", "counted"), COUNTED.items(), ids=lambda one: str(one)[:12])
def test_estimate_is_not_below_real_tokenizers(text: str, counted: int) -> None:
    assert tokens(text) >= counted * 0.97


@given(st.text())
def test_bound_is_never_below_the_estimate(text: str) -> None:
    assert at_most(text) >= tokens(text)


def test_estimate_of_plain_prose_is_not_far_above() -> None:
    prose, counted = next(iter(COUNTED.items()))

    assert tokens(prose) <= counted * 1.25


@pytest.mark.parametrize("limit", [15, 30, 60])
def test_text_is_cut_in_its_middle_and_says_so(limit: int) -> None:
    text = next(iter(COUNTED))
    cut = cut_middle(text, limit)

    assert CUT in cut
    assert tokens(cut) <= limit + 3
    assert text.startswith(cut.split("\n")[0])
    assert text.endswith(cut.rsplit("\n", maxsplit=1)[-1])


def test_text_that_fits_is_not_cut() -> None:
    assert cut_middle("Short enough.", 10) == "Short enough."


@pytest.mark.parametrize(
    ("sizes", "room", "given"),
    [
        ([10, 10], 100, [10, 10]),
        ([100, 10], 50, [40, 10]),
        ([100, 100], 50, [25, 25]),
        ([5], -1, [0]),
    ],
)
def test_room_is_shared_by_need(sizes: list[int], room: int, given: list[int]) -> None:
    assert shares(sizes, room) == given
