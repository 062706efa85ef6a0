"""What a candidate's file or paste becomes."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import docx
import pytest

from app.documents import Document, read_document, read_text
from app.domain.errors import BadInput
from tests.documents import files

TOO_SHORT = "CV seems too short. Please upload a complete CV (at least 50 characters)"
TEXT = "\n".join(files.CV)
RTF = "{\\rtf1\\ansi " + TEXT + "}"


async def refusal(filename: str, content: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        await read_document(filename, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("cv.pdf", files.pdf()),
        ("CV.PDF", files.pdf()),
        ("cv.docx", files.word()),
        ("my.cv.DocX", files.word()),
        ("cv.txt", TEXT.encode()),
        (" Lebenslauf \u2013 neu.TXT ", TEXT.encode()),
    ],
)
async def test_a_good_cv_is_read_whole_and_without_a_warning(filename: str, content: bytes) -> None:
    assert await read_document(filename, content) == Document(text=TEXT, warning=None)


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("cv.png", files.png()),
        ("cv", TEXT.encode()),
        ("", TEXT.encode()),
        ("pdf", files.pdf()),
        ("cv.odt", files.word()),
        ("cv.doc", files.OLD_WORD),
        ("cv.docx", files.OLD_WORD),
        ("cv.docx", files.pdf()),
        ("cv.docx", TEXT.encode()),
        ("cv.docx", files.spreadsheet()),
        ("cv.docx", files.archive({"cv.txt": TEXT.encode()})),
        ("cv.pdf", files.word()),
        ("cv.pdf", TEXT.encode()),
        ("cv.pdf", files.archive({"%PDF-1.7": TEXT.encode()})),
        ("cv.pdf", files.png()),
        ("cv.txt", files.pdf()),
        ("cv.txt", files.word()),
        ("cv.txt", files.png()),
        ("cv.txt", files.EXE),
        ("cv.txt", RTF.encode()),
        ("cv.txt", f"\ufeff\n{RTF}".encode()),
        ("cv.exe", files.EXE),
        ("cv.pdf.exe", files.pdf()),
        ("cv.exe", b""),
    ],
)
async def test_what_is_not_what_its_name_says_is_unsupported(filename: str, content: bytes) -> None:
    assert await refusal(filename, content) == "Unsupported file format"


@pytest.mark.parametrize(
    ("filename", "content", "reason"),
    [
        ("cv.pdf", files.pdf()[:400], "it is damaged or incomplete"),
        ("cv.pdf", b"%PDF-1.7\nnothing more", "it is damaged or incomplete"),
        ("cv.pdf", files.encrypted_pdf("secret"), "it is protected by a password"),
        ("cv.docx", files.LOCKED_WORD, "it is protected by a password"),
        ("cv.docx", files.word()[:3000], "it is damaged or incomplete"),
        ("cv.docx", files.body("<w:p><w:r>"), "it is damaged or incomplete"),
    ],
)
async def test_a_file_that_cannot_be_opened_says_why(
    filename: str, content: bytes, reason: str
) -> None:
    said = await refusal(filename, content)

    assert said.startswith(f"Could not read file: {reason}. Please ")
    assert said.endswith("paste your CV as text.")


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("cv.txt", b""),
        ("cv.pdf", b""),
        ("cv.docx", b""),
        ("cv.txt", b"Too short to say anything."),
        ("cv.txt", ("\u200b\u3164 \u2800" * 100).encode()),
        ("cv.docx", files.word("")),
        ("cv.pdf", files.scanned_pdf()),
        ("cv.pdf", files.pdf([""])),
    ],
)
async def test_a_cv_without_enough_text_is_too_short(filename: str, content: bytes) -> None:
    assert await refusal(filename, content) == TOO_SHORT


async def test_no_name_and_no_content_is_no_file() -> None:
    assert await refusal("", b"") == "No file was uploaded"


async def test_letters_of_all_scripts_come_through() -> None:
    text = "Jörg Müßig-Çelik 李小龙 軟體工程師 👩🏽‍💻 инженер " * 12

    for name, content in (("cv.docx", files.word(text)), ("cv.txt", text.encode())):
        found = await read_document(name, content)

        assert found == Document(text=text.strip(), warning=None)


async def test_a_word_document_made_by_a_word_processor_keeps_its_order() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mara Lindqvist, mara@example.org"
    document.sections[0].footer.paragraphs[0].text = "References on request"
    document.add_heading("Experience", 1)
    document.add_paragraph("Led a migration", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2019-2024", "Backend engineer"
    document.add_paragraph("After the table")

    found = await read_document("cv.docx", files.saved(document))

    assert found.text.splitlines() == [
        "Mara Lindqvist, mara@example.org",
        "",
        "Experience",
        "- Led a migration",
        "2019-2024 | Backend engineer",
        "After the table",
        "",
        "References on request",
    ]


@pytest.mark.parametrize("size", [49, 50])
async def test_a_pasted_cv_needs_fifty_characters(size: int) -> None:
    pasted = "  \n" + "x" * size + "\u200b\n "

    if size < 50:
        with pytest.raises(BadInput, match="at least 50 characters"):
            await read_text(pasted)
    else:
        assert (await read_text(pasted)).text == "x" * 50


async def test_a_pasted_cv_is_cleaned_and_judged_like_a_file() -> None:
    found = await read_text("Mara\x00 Lindqvist\r\nof\ufb01ce \ud800" + "and more " * 6)

    assert found.text.startswith("Mara Lindqvist\noffice and more")
    assert "Only a little text" in str(found.warning)


@pytest.mark.parametrize("wrapped", [str, html.escape])
async def test_source_of_a_page_pasted_as_a_cv_becomes_its_lines(
    wrapped: Callable[[str], str],
) -> None:
    source = "<h1>Mara Lindqvist</h1><ul>" + "".join(f"<li>{line}</li>" for line in files.CV)
    source += "</ul><script>alert(1)</script>"

    found = await read_text(wrapped(source))

    assert found.text.split("\n")[0] == "Mara Lindqvist"
    assert [line for line in found.text.split("\n") if line.startswith("- ")]
    assert not {"<li>", "alert", "&lt;"} & set(re.findall(r"<li>|alert|&lt;", found.text))


async def test_tags_that_a_file_speaks_of_stay_with_all_around_them() -> None:
    said = "I choose <nav>, <footer>, <hr> and <section>.\nI led the team of 12 at Acme for years."
    assert (await read_document("cv.txt", said.encode())).text == said


async def test_entities_in_a_pasted_cv_become_letters() -> None:
    found = await read_text("Mara Lindqvist &amp; Daughters&#39; bakery, " * 3)

    assert found.text.startswith("Mara Lindqvist & Daughters' bakery,")


@pytest.mark.parametrize("text", [RTF, f"\ufeff\r\n {RTF}", f"%PDF-1.7\n{TEXT}"])
async def test_source_of_another_format_pasted_as_a_cv_is_unsupported(text: str) -> None:
    with pytest.raises(BadInput, match=r"^Unsupported file format$") as refused:
        await read_text(text)

    assert refused.value.field == "cv_text"


async def test_a_very_long_cv_is_cut_with_a_warning() -> None:
    found = await read_text("word " * 20_000)

    assert len(found.text) <= 60_000
    assert found.warning == "This document is very long. Only its beginning was kept."


async def test_pasted_text_of_any_length_takes_little_of_the_servers_own_time() -> None:
    async def own_time(pasted: str) -> float:
        begun = time.process_time()
        await read_text(pasted)
        return time.process_time() - begun

    text = (TEXT.replace("e", "ė") + "(Name of the company, click") * 1000
    ordinary = min([await own_time(text[:10_000]) for _ in range(4)])
    longest = min([await own_time(text) for _ in range(4)])

    assert longest < 5 * ordinary
