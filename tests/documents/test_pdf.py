"""PDF files as candidates have them."""

from __future__ import annotations

import pytest

from app.documents import pdf, read_document
from app.documents.pdf import mended
from app.domain.errors import BadInput
from tests.documents import files, pdf_files

LEFT = [f"Work item number {i} at a company" for i in range(12)]
RIGHT = [f"Skill number {i}" for i in range(12)]


def test_columns_drawn_one_after_the_other_stay_apart() -> None:
    found = pdf.read(files.pdf_in_columns(LEFT, RIGHT, row_by_row=False))

    assert found.text.splitlines() == [*LEFT, *RIGHT]
    assert not found.is_mixed


async def test_columns_drawn_row_by_row_are_warned_about() -> None:
    content = files.pdf_in_columns(LEFT, RIGHT, row_by_row=True)

    found = await read_document("cv.pdf", content)

    assert "columns" in str(found.warning)


def test_dates_beside_a_few_entries_are_no_columns() -> None:
    found = pdf.read(files.pdf_in_columns(LEFT, RIGHT[:4], row_by_row=True))

    assert not found.is_mixed


def test_accents_and_chinese_come_through() -> None:
    assert pdf.read(files.pdf(["Jörg Müßig, Café"])).text.strip() == "Jörg Müßig, Café"
    assert pdf.read(files.chinese_pdf(["软件工程师"])).text.strip() == "软件工程师"


def test_a_file_encrypted_with_an_empty_password_is_open_for_all() -> None:
    assert pdf.read(files.encrypted_pdf("")).text.strip() == "\n".join(files.CV)


async def test_a_scanned_file_with_a_line_of_text_is_warned_about() -> None:
    found = await read_document("cv.pdf", files.pdf(files.CV[:3], [""], [""]))

    assert "on 3 pages" in str(found.warning)


def test_a_long_file_is_not_read_to_its_end() -> None:
    lines = ["many words in a line " * 6] * 40

    assert pdf.read(files.pdf(*[[""]] * 310)).pages == 300
    assert pdf.read(files.pdf(*[lines] * 60)).pages < 60


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("develop-\nment", "development"),
        ("Entwick-\nlung", "Entwicklung"),
        ("co\u2010\noperate", "cooperate"),
        ("self-\nemployed", "self-employed"),
        ("Daten-\nund Prozessanalyse", "Daten-\nund Prozessanalyse"),
        ("2019-\n2021", "2019-\n2021"),
        ("Berlin-\nMitte", "Berlin-\nMitte"),
        ("SQL-\nbased", "SQL-\nbased"),
        ("E X P E R I E N C E\nL e d\na b c", "EXPERIENCE\nL e d\na b c"),
        ("- item\n- item", "- item\n- item"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_whole_again_where_safe(
    broken: str, whole: str
) -> None:
    assert mended(broken) == whole


@pytest.mark.parametrize("gap", [120, 80, 45])
async def test_narrow_gaps_between_words_become_blanks(gap: int) -> None:
    found = await read_document("cv.pdf", pdf_files.gapped(files.CV, gap))

    assert found.text.splitlines() == list(files.CV)
    assert found.warning is None


async def test_words_without_any_gap_are_warned_about() -> None:
    found = await read_document("cv.pdf", pdf_files.gapped(files.CV, 0))

    assert "blanks between the words" in str(found.warning)


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256", "AES-256-R5"])
async def test_every_cipher_is_open_with_an_empty_password(algorithm: str) -> None:
    found = await read_document("cv.pdf", files.encrypted_pdf("", algorithm))

    assert found.text.splitlines() == list(files.CV)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
async def test_a_needed_password_is_said_with_the_way_out(algorithm: str) -> None:
    with pytest.raises(BadInput, match=r"protected by a password\. Please save a copy without"):
        await read_document("cv.pdf", files.encrypted_pdf("secret", algorithm))


async def test_a_file_locked_for_certain_readers_is_protected() -> None:
    content = files.pdf().replace(
        b"/Size", b"/Encrypt << /Filter /Adobe.PubSec /V 4 >> /ID [<00><00>] /Size"
    )

    with pytest.raises(BadInput, match="protected by a password"):
        await read_document("cv.pdf", content)
