"""Text as spans, whatever the text."""

from __future__ import annotations

import time

import pytest

from app.language.sentences import LONGEST, sentences


@pytest.mark.parametrize("text", ["a, " * 20_000, "我们，" * 20_000, "and " * 15_000])
def test_a_text_without_an_end_is_read_in_time(text: str) -> None:
    """Someone may send it; what is looked at must not grow with the square of it."""
    started = time.process_time()

    pieces = sentences(text)

    assert time.process_time() - started < 3
    assert all(len(piece.split()) <= LONGEST for piece in pieces)
