"""Text as it is kept."""

from __future__ import annotations

import time
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import cleaning, quality
from app.documents.cleaning import MOST_CHARACTERS, RAW_CHARACTERS, cleaned, is_cut, length
from app.documents.extraction import Extraction
from app.documents.pdf import mended


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree\x0bfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("2019          engineer\tBerlin", "2019   engineer\tBerlin"),
        ("trailing   \nblanks\t\n", "trailing\nblanks"),
        ("\ufeffoffi\u00adce \ufb03 \ufb02", "office ffi fl"),
        ("x\ud800y\udfffz", "xyz"),
        ("\uf0b7 item", "• item"),
        ("Mu\u0308ller", "Müller"),
        ("â€¢ Itâ€™s CafÃ© MÃ¼ller, Â£30 â€œa dayâ€\x9d", "• It’s Café Müller, £30 “a day”"),
        ("CafÃƒÂ©, Â\x08£30", "Café, £30"),
        ("SÃO PAULO, Âge, château, CAFÉ™", "SÃO PAULO, Âge, château, CAFÉ™"),
        ("½ ² ™ ﬁ", "½ ² ™ fi"),
        ("\u202eevil\u202c \U000e0041\U000e0042", "evil"),
        ("👩🏽\u200d💻 नमस्ते م\u200cن", "👩🏽\u200d💻 नमस्ते م\u200cن"),
    ],
)
def test_what_nobody_sees_goes_and_every_letter_stays(raw: str, kept: str) -> None:
    assert cleaned(raw) == kept


@pytest.mark.parametrize("letter", ["o", "v", "l", "n", "q", "u", "ü", "Ø", "§"])
def test_letter_of_a_symbol_font_that_begins_many_lines_is_a_bullet(letter: str) -> None:
    raw = f"Cook, Elm\n{letter} Stocked the line\n {letter} moved up from dish\n{letter}  ran it\n"
    assert cleaned(raw) == "Cook, Elm\n• Stocked the line\n• moved up from dish\n•  ran it"


def test_word_that_begins_few_of_many_lines_is_no_bullet() -> None:
    prose = "Entre 2019 e 2023\no armazém de Braga\no turno da noite e\no inventário, e "
    raw = prose + "\ntambém ".join(["fiz formação"] * 20)
    assert cleaned(raw) == raw


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_cleaned_text_can_be_stored_and_is_clean_already(raw: str) -> None:
    text = cleaned(raw)

    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text
    assert cleaned(text) == text


def test_letters_that_only_look_mistaken_are_cleaned_no_third_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    once = Mock(side_effect=cleaning._cleaned_once)
    monkeypatch.setattr(cleaning, "_cleaned_once", once)

    assert cleaned("ÂŁ 5 \x08") == "ÂŁ 5"
    assert once.call_count == 2


@pytest.mark.parametrize(
    ("text", "size"),
    [("", 0), (" \u200b\u3164\u2800 ", 0), ("a b", 3), ("a \n  \u2800 b", 3), ("李é👍", 3)],
)
def test_length_counts_what_shows(text: str, size: int) -> None:
    assert length(text) == size


def test_only_what_is_longer_than_the_cap_is_cut() -> None:
    longest = "x" * MOST_CHARACTERS

    assert cleaned(longest) == longest
    assert not is_cut(longest + "\n")
    assert is_cut(longest + "y")
    assert cleaned(longest + "y") == longest


@pytest.mark.parametrize(
    "pattern", ["\t", " \u00a0", "\n \n", "\r", "e\u0301", "(cid:1", "a-\n", "ab"]
)
def test_no_text_takes_long_to_clean_and_judge(pattern: str) -> None:
    text = pattern * (RAW_CHARACTERS // len(pattern)) + "x"
    begun = time.monotonic()

    kept = cleaned(text)
    quality.warning(kept, Extraction(text=kept))
    mended(text)

    assert time.monotonic() - begun < 10
