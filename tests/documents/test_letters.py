"""Letters put together from their parts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.letters import composed


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("Bj¨orn M¨uhlenbeck", "Björn Mühlenbeck"),
        ("Jo˜ao Gon¸calves, S˜ao Tom´e", "João Gonçalves, São Tomé"),
        ("ˇCesk´a zpr´ava, ˚Angstr¨om", "Česká zpráva, Ångström"),
        ("na¨ıve, ma^ıtre d'h", "naïve, maître d'h"),
        ("Chef d'entrep^ot, H^opital", "Chef d'entrepôt, Hôpital"),
        ("Erd˝os, M˘ad˘alin, Zo¨e", "Erdős, Mădălin, Zoë"),
        ("Mu ̈ller, Universit ́e", "Müller, Université"),
        ("Rene´ and Zoe¨ of Ko¨ln", "René and Zoë of Köln"),
        ("Mu\u0308ller", "Müller"),
        ("Andr´e Lef´evre", "André Lefévre"),
    ],
)
def test_accent_beside_its_letter_becomes_one_letter(parts: str, whole: str) -> None:
    assert composed(parts) == whole


@pytest.mark.parametrize(
    "text",
    [
        "It´s John´s team, and I´ve led it",
        "l´expérience et l´équipe",
        "¨Excelente¨ said the ´chief´",
        "run `make test` in the `old` tree",
        "20 ˚C, ~ 5 %, ^2, a ¨ b",
        "Größe, Übung, Café, Łódź",
        "O(n^a), 2^10, x^y, e^-1, a^2, é and b^oc",
    ],
)
def test_sign_that_is_no_accent_stays(text: str) -> None:
    assert composed(text) == text


def test_unsure_accents_are_joined_where_the_file_is_typeset() -> None:
    assert composed("pr`es de Gen`eve, ´ecole", is_typeset=True) == "près de Genève, école"


@given(st.text(st.sampled_from("ae l´`¨ˆ˜¸\u0301\u0308\u0335\nZ"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    def letters(of: str) -> list[str]:
        return sorted(letter for letter in unicodedata.normalize("NFD", of) if letter in "aeZ")

    assert letters(composed(text, is_typeset=True)) == letters(text)
