"""When a document looks poor."""

from __future__ import annotations

from app.documents.quality import warning
from tests.documents import files

GOOD = " ".join(files.CV)


def said(text: str, *, pages: int = 1, is_mixed: bool = False, is_cut: bool = False) -> str:
    return warning(text, pages=pages, is_mixed=is_mixed, is_cut=is_cut) or ""


def test_a_good_cv_gets_no_warning() -> None:
    assert warning(GOOD, pages=2) is None


def test_little_text_on_many_pages_looks_scanned() -> None:
    assert "Very little text was found on 3 pages" in said(GOOD, pages=3)


def test_little_text_at_all_is_pointed_out() -> None:
    assert "Only a little text was found" in said(GOOD[:300])


def test_letters_that_fell_apart_are_garbled() -> None:
    assert "could not be read properly" in said(" ".join(GOOD.replace(" ", "")))


def test_signs_without_a_letter_are_garbled() -> None:
    for sign in ("\ufffd", "(cid:12)", "\ue012"):
        assert "could not be read properly" in said(GOOD + sign * 20)


def test_chinese_is_not_taken_for_letters_that_fell_apart() -> None:
    assert warning("软 件 工 程 师 " * 100) is None


def test_mixed_columns_and_cuts_are_named() -> None:
    assert "columns" in said(GOOD, is_mixed=True)
    assert "beginning" in said(GOOD, is_cut=True)
