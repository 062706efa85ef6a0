"""What was filled in on a page is read with its label."""

from __future__ import annotations

import pytest
from pypdf.generic import TextStringObject

from app.documents import pdf, read_document
from app.domain.errors import BadInput
from tests.documents import files, pdf_files

FILLED = [f"{label}: {value}" for label, value in pdf_files.FORM.items()]


@pytest.mark.parametrize("beside", [False, True])
def test_values_stand_behind_their_labels(*, beside: bool) -> None:
    content = pdf_files.form(pdf_files.FORM, beside=beside)

    assert pdf.read(content).text.splitlines() == FILLED


async def test_filled_form_is_read_without_the_warning_for_empty_ones() -> None:
    found = await read_document("cv.pdf", pdf_files.form(pdf_files.FORM))

    assert "Harbour Logistics" in found.text
    assert "not filled in" not in str(found.warning)


async def test_empty_form_is_warned_about() -> None:
    content = pdf_files.form(dict.fromkeys(pdf_files.FORM, ""))

    found = await read_document("cv.pdf", content)

    assert "not filled in" in str(found.warning)


def test_ticks_and_choices_are_read() -> None:
    assert pdf.read(pdf_files.form_of_choices()).text.splitlines() == [
        "[x] Full time",
        "Part time",
        "Highest degree: MSc",
    ]


@pytest.mark.parametrize(
    ("flags", "lines"), [(4, ["Name:", "Employer: Harbour"]), (6, ["Name:", "Employer:"])]
)
def test_words_typed_on_a_page_are_read_unless_hidden(flags: int, lines: list[str]) -> None:
    note = pdf_files.note("Harbour", 150, 778, flags)

    found = pdf.read(pdf_files.annotated(files.pdf(["Name:", "Employer:"]), note))

    assert found.text.splitlines() == lines


def test_value_far_from_every_label_keeps_its_own_name() -> None:
    note = {**pdf_files.note("Harbour", 400, 100), "/T": TextStringObject("Employer")}

    found = pdf.read(pdf_files.annotated(files.pdf(["Name", "Town"]), note))

    assert found.text.splitlines() == ["Name", "Town", "Employer: Harbour"]


def test_form_that_only_a_pdf_reader_draws_names_the_way_out() -> None:
    content = pdf_files.xfa(files.pdf(["Please wait...", "The contents are being loaded."]))

    with pytest.raises(BadInput, match=r"only a PDF reader can show \(XFA\).*copy the text"):
        pdf.read(content)


def test_values_of_such_a_form_are_read_where_the_page_has_them() -> None:
    content = pdf_files.xfa(pdf_files.form(pdf_files.FORM))

    assert pdf.read(content).text.splitlines() == FILLED
