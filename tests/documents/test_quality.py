"""When a document looks poor."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Иван Петров, старший разработчик, построил конвейер данных в Python. ", "cp1251"),
        ("Анна Коваленко, інженерка, провела міграцію у PostgreSQL. ", "koi8-u"),
        ("Ελένη Παπαδοπούλου, μηχανικός, έγραψε τον οδηγό. ", "iso8859-7"),
    ],
)
def test_another_alphabet_taken_for_the_western_one_is_garbled(text: str, encoding: str) -> None:
    assert said(text * 10) == ""
    assert "could not be read properly" in said(
        (text * 10).encode(encoding).decode("cp1252", "ignore")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Þórður Ægisson, yfirþróunarmaður, færði sjö þjónustur á nýjan stað á einu ári. ",
        "Élève ingénieure à l’école d’été, j’ai créé et géré une équipe très motivée à Évry. ",
        "Số liệu về đội ngũ: tôi đã phụ trách và chuyển sáu mươi dịch vụ sang nền tảng mới. ",
        "Größe, Übung, Ärger, Öfen, süße Straßenschäden: für fünf Prüfämter geführt. ",
    ],
)
def test_western_texts_full_of_accents_are_sound(text: str) -> None:
    assert said(text * 10) == ""


def test_signs_without_a_letter_are_garbled() -> None:
    for sign in ("\ufffd", "(cid:12)", "\ue012"):
        assert "could not be read properly" in said(GOOD + sign * 20)


def test_chinese_is_not_taken_for_letters_that_fell_apart() -> None:
    assert warning("软 件 工 程 师 " * 100) is None


def test_mixed_columns_and_cuts_are_named() -> None:
    assert "columns" in said(GOOD, is_mixed=True)
    assert "beginning" in said(GOOD, is_cut=True)
