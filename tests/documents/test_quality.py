"""When a document looks poor."""

from __future__ import annotations

import pytest

from app.documents.cleaning import MOST_CHARACTERS
from app.documents.extraction import Extraction
from app.documents.quality import warning
from tests.documents import files

GOOD = " ".join(files.CV)


def said(text: str, *, pages: int = 1, is_mixed: bool = False) -> str:
    return warning(text, Extraction(text=text, pages=pages, is_mixed=is_mixed)) or ""


def test_a_good_cv_gets_no_warning() -> None:
    assert warning(GOOD, Extraction(text=GOOD, pages=2)) is None


def test_little_text_on_many_pages_looks_scanned() -> None:
    assert "Very little text was found on 3 pages" in said(GOOD, pages=3)


def test_little_text_at_all_is_pointed_out() -> None:
    assert "Only a little text was found" in said(GOOD[:300])


def test_letters_that_fell_apart_are_garbled() -> None:
    assert "could not be read properly" in said(" ".join(GOOD.replace(" ", "")))


def test_words_that_fell_apart_into_pairs_are_garbled() -> None:
    pairs = " ".join(GOOD[place : place + 2] for place in range(0, len(GOOD), 2))

    assert "could not be read properly" in said(pairs)


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
    assert said("软 件 工 程 师 " * 100) == ""


def test_mixed_columns_and_cuts_are_named() -> None:
    assert "columns" in said(GOOD, is_mixed=True)
    assert "beginning" in said("x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    "text",
    [
        "Please wait... If this message is not replaced, get the latest version of the reader.",
        "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X.",
        "This document is protected. You need permission from its owner to view it.",
        "Error 404. Page not found. The address that you followed may be out of date.",
    ],
)
def test_notice_is_not_taken_for_a_cv(text: str) -> None:
    assert "looks like a notice" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Name:\nAddress:\nPresent employer:\nSkills:\nPlease return this page by post.",
        "Full name ____________\nEmployer ____________\nSince ____________\nTasks .............",
        "[Your Name]\n[Street Address], [City]\n[Job Title] at [Company Name], [Dates]",
        "Jane Doe\nLorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Click here to enter text.\nClick or tap to enter a date.\nTap here to add a heading.",
    ],
)
def test_empty_form_or_template_is_not_taken_for_a_cv(text: str) -> None:
    assert "not filled in" in said(text * 3)


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "\nSkills:\nPython, SQL\nLanguages:\nSwedish\nDates:\n2019 to 2024",
        GOOD + " Built a PDF viewer and a form for [internal] use; enabled JavaScript content.",
        GOOD + "\nName: Mara\nAddress: Gothenburg\nReferences:",
        "\n".join(f"{label}: {label} of mine" for label in ("Name", "Town", "Task", "Skill")) * 9,
    ],
)
def test_cv_with_labels_is_a_cv(text: str) -> None:
    assert said(text) == ""


def test_words_without_blanks_are_pointed_out() -> None:
    assert "blanks between the words" in said(GOOD.replace(" ", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Wirtschaftsinformatikerin in der Softwarequalitätssicherung, verantwortlich für die "
        "Weiterentwicklung der Testautomatisierung und die Einführung eines Werkzeugs. " * 4,
        "Ohjelmistokehittäjä, joka vastasi tietokantojen siirrosta uuteen ympäristöön. " * 6,
        "สมชายใจดีวิศวกรซอฟต์แวร์ดูแลทีมหกคนและย้ายระบบไปยังคลาวด์ภายในหนึ่งปี" * 8,
        "https://example.org/a/very/long/address/of/my/own/page?with=parameters " * 3 + GOOD,
    ],
)
def test_long_words_are_no_lost_blanks(text: str) -> None:
    assert said(text) == ""
