"""What counts as a quotation word for word, and how it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.quotations import verbatim

SOURCE = (
    "Led the “night rota” – twelve  beds,\nno gaps. I didn’t plan it alone; Zoë's team helped. "
    "(Cost: 3.5 %) 我负责项目。"
)


@pytest.mark.parametrize(
    ("quote", "span"),
    [
        ("twelve beds, no gaps", "twelve  beds,\nno gaps"),
        ('the "night rota"', "the “night rota”"),
        ("“night rota” - twelve", "“night rota” – twelve"),
        ("led the", "Led the"),
        ("Twelve beds", "twelve  beds"),
        ("I didn't plan it alone.", "I didn’t plan it alone"),
        ('"no gaps."', "no gaps"),
        ("„no gaps“", "no gaps"),
        ("Zoe\u0308's team", "Zoë's team"),
        ("  3.5 %", "3.5 %"),
        ("负责项目", "负责项目"),
    ],
)
def test_quotation_comes_back_as_the_source_writes_it(quote: str, span: str) -> None:
    assert verbatim(quote, SOURCE) == span
    assert span in SOURCE


@pytest.mark.parametrize(
    "quote",
    ["", " ", '""', ".", "eam helped", "twelve bed", "twelve beds … no gaps", "I did plan it",
     "LED the", "3,5 %", "a.*b"],
)  # fmt: skip
def test_what_is_not_there_word_for_word_is_no_quotation(quote: str) -> None:
    assert verbatim(quote, SOURCE) is None


@given(st.text(max_size=40), st.text(max_size=200))
def test_span_always_stands_in_the_source(quote: str, source: str) -> None:
    span = verbatim(quote, source)

    assert span is None or span in source
