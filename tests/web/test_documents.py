"""Upload, paste, replace: what is said, and that nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.candidate import Candidate
from tests.serving import HTML, HTMX, Served
from tests.web.markup import by_id, page

CV = "Registered nurse, eight years on a surgical ward, two of them leading the night shift."
JOB = "You must hold a nursing registration, lead a shift and train new colleagues on the ward."


TOO_SHORT = (
    "Job description seems too short. Please provide a complete job description "
    "(at least 50 characters)"
)


@pytest.fixture
async def candidate(viva: Served) -> AsyncIterator[Candidate]:
    """A candidate with an empty session."""
    async with viva.client() as client:
        somebody = Candidate(viva, client)
        await somebody.create()
        yield somebody


def a_pdf(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def a_docx(text: str) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("cv.txt", CV.encode()), ("CV.PDF", a_pdf(CV)), ("cv.docx", a_docx(CV))],
)
async def test_each_format_is_read_and_shown(
    candidate: Candidate, name: str, content: bytes
) -> None:
    response = await candidate.post("upload-cv", None, HTML, files={"cv_file": (name, content)})

    assert response.status_code == 303, response.text
    page = await candidate.client.get(response.headers["location"], headers=HTML)
    assert "CV uploaded and processed successfully!" in page.text
    assert "surgical ward" in page.text


async def test_pasted_text_is_a_cv_too(candidate: Candidate) -> None:
    response = await candidate.post("upload-cv", {"cv_text": CV}, HTML)

    assert response.status_code == 303


async def test_both_documents_bring_the_way_on(candidate: Candidate) -> None:
    await candidate.post("upload-cv", {"cv_text": CV}, HTML)
    response = await candidate.post("upload-job", {"job_description": JOB}, HTML)
    page = await candidate.client.get(response.headers["location"], headers=HTML)

    assert "Job description saved successfully!" in page.text
    assert candidate.path("interview") in page.text


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("cv.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "Unsupported file format"),
        ("cv.docx", a_pdf(CV), "Unsupported file format"),
        ("cv.txt", a_pdf(CV), "Unsupported file format"),
        ("cv.pdf", a_pdf(CV)[:300], "Could not read file: "),
        ("cv.txt", b"Too short.", "CV seems too short. Please upload a complete CV"),
        ("cv.docx", a_docx(""), "CV seems too short. Please upload a complete CV"),
        ("cv.txt", b"", "CV seems too short. Please upload a complete CV"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_in_words(
    candidate: Candidate, name: str, content: bytes, error: str
) -> None:
    files = {"cv_file": (name, content)}
    as_json = await candidate.post("upload-cv", None, files=files)
    page = await candidate.post("upload-cv", None, HTML, files=files)

    assert (as_json.status_code, page.status_code) == (400, 400)
    assert as_json.json()["error"].startswith(error)
    assert error in page.text
    assert "Traceback" not in page.text


async def test_nothing_chosen_is_no_file(candidate: Candidate) -> None:
    response = await candidate.post("upload-cv", None, files={"cv_file": ("", b"")})

    assert response.json() == {"status": 400, "error": "No file was uploaded"}
    assert (await candidate.post("upload-cv", {})).json()["error"] == "No file was uploaded"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Job description cannot be empty"),
        (" \u200b ", "Job description cannot be empty"),
        ("Nurse wanted.", TOO_SHORT),
        ("x" * 10_001, "Job description too long (max 10,000 characters)"),
    ],
)
async def test_a_job_description_is_checked_and_kept_in_its_field(
    candidate: Candidate, text: str, error: str
) -> None:
    form = {"job_description": text}

    as_json = await candidate.post("upload-job", form)
    fragment = await candidate.post("upload-job", form, HTMX)
    page = await candidate.post("upload-job", form, HTML)

    assert as_json.json() == {"status": 400, "error": error}
    assert fragment.headers["hx-retarget"] == "#problem"
    assert page.status_code == 400
    assert error in page.text
    assert text.strip(" \u200b") in page.text


async def test_twenty_megabytes_are_refused_in_plain_words(candidate: Candidate) -> None:
    files = {"cv_file": ("cv.pdf", b"%PDF-1.7\n" + b"0" * 20_000_000)}

    response = await candidate.post("upload-cv", None, HTML, files=files)

    assert response.status_code == 413
    assert "too large" in response.text
    assert "not stored" in response.text
    assert f'href="{candidate.path("upload")}"' in response.text


async def test_documents_are_fixed_once_the_interview_has_begun(candidate: Candidate) -> None:
    await candidate.post("upload-cv", {"cv_text": CV})
    await candidate.post("upload-job", {"job_description": JOB})
    await candidate.begin()

    response = await candidate.post("upload-cv", {"cv_text": CV + " More."})

    assert response.status_code == 409


async def test_a_broken_multipart_body_is_no_crash(candidate: Candidate) -> None:
    response = await candidate.client.post(
        candidate.path("upload-cv"),
        content=b"--x\r\nContent-Disposition: form-data; name=",
        headers={"Content-Type": "multipart/form-data; boundary=x", **HTML},
    )

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("rest", "name"), [("upload-cv", "cv_text"), ("upload-job", "job_description")]
)
async def test_text_for_a_document_that_is_fixed_comes_back_to_be_copied(
    viva: Served, rest: str, name: str
) -> None:
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()

        response = await candidate.post(rest, {name: f"{CV} <again>"}, HTML)

    assert response.status_code == 409
    field = by_id(page(response.text), "kept")
    assert field.get("readonly") is not None
    assert (field.text or "").strip() == f"{CV} <again>"
