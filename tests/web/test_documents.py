"""Upload, paste, replace: what is said, and that nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.source import Source
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer
from tests.serving import HTML, HTMX, JSON, Served, parts, served
from tests.web.markup import by_id, every, only, page, text_of

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


def pdf_with_text(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def docx_with_text(text: str) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


async def test_each_format_is_read_and_shown(candidate: Candidate) -> None:
    for name, content in [
        ("cv.txt", CV.encode()),
        ("CV.PDF", pdf_with_text(CV)),
        ("cv.docx", docx_with_text(CV)),
    ]:
        await candidate.create()
        response = await candidate.post("upload-cv", None, HTML, files={"cv_file": (name, content)})

        assert response.status_code == 303, response.text
        page = await candidate.client.get(response.headers["location"], headers=HTML)
        assert "CV uploaded and processed successfully!" in page.text, name
        assert "surgical ward" in page.text, name


async def test_pasted_text_is_a_cv_too(candidate: Candidate) -> None:
    response = await candidate.post("upload-cv", {"cv_text": CV}, HTML)

    assert response.status_code == 303


async def test_both_documents_given_shows_start_link(candidate: Candidate) -> None:
    await candidate.post("upload-cv", {"cv_text": CV}, HTML)
    response = await candidate.post("upload-job", {"job_description": JOB}, HTML)
    page = await candidate.client.get(response.headers["location"], headers=HTML)

    assert "Job description saved successfully!" in page.text
    assert candidate.path("interview") in page.text


async def test_unusable_file_is_refused_with_explanation(candidate: Candidate) -> None:
    for name, content, error in [
        ("cv.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "Unsupported file format"),
        ("cv.docx", pdf_with_text(CV), "Unsupported file format"),
        ("cv.txt", pdf_with_text(CV), "Unsupported file format"),
        ("cv.pdf", pdf_with_text(CV)[:300], "Could not read file: "),
        ("cv.txt", b"Too short.", "CV seems too short. Please upload a complete CV"),
        ("cv.docx", docx_with_text(""), "CV seems too short. Please upload a complete CV"),
        ("cv.txt", b"", "CV seems too short. Please upload a complete CV"),
    ]:
        files = {"cv_file": (name, content)}
        as_json = await candidate.post("upload-cv", None, files=files)
        page = await candidate.post("upload-cv", None, HTML, files=files)

        assert (as_json.status_code, page.status_code) == (400, 400), name
        assert as_json.json()["error"].startswith(error), name
        assert error in page.text, name
        assert "Traceback" not in page.text, name


async def test_upload_without_chosen_file_is_refused(candidate: Candidate) -> None:
    response = await candidate.post("upload-cv", None, files={"cv_file": ("", b"")})

    assert response.json() == {"status": 400, "error": "No file was uploaded"}
    assert (await candidate.post("upload-cv", {})).json()["error"] == "No file was uploaded"


async def test_job_description_is_checked_and_kept_in_its_field(candidate: Candidate) -> None:
    for text, error in [
        ("", "Job description cannot be empty"),
        (" \u200b ", "Job description cannot be empty"),
        ("\U0001f680 \U0001f680", TOO_SHORT),
        ("-----\n* * *", TOO_SHORT),
        ("Nurse wanted.", TOO_SHORT),
        ("x" * 10_001, "Job description too long (max 10,000 characters)"),
    ]:
        form = {"job_description": text}

        as_json = await candidate.post("upload-job", form)
        fragment = await candidate.post("upload-job", form, HTMX)
        page = await candidate.post("upload-job", form, HTML)

        assert as_json.json() == {"status": 400, "error": error}
        assert fragment.headers["hx-retarget"] == "#problem", text
        assert page.status_code == 400, text
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


async def test_broken_multipart_body_is_refused_without_error(candidate: Candidate) -> None:
    response = await candidate.client.post(
        candidate.path("upload-cv"),
        content=b"--x\r\nContent-Disposition: form-data; name=",
        headers={"Content-Type": "multipart/form-data; boundary=x", **HTML},
    )

    assert response.status_code == 400


async def test_text_for_a_document_that_is_fixed_comes_back_to_be_copied(viva: Served) -> None:
    for rest, name in [("upload-cv", "cv_text"), ("upload-job", "job_description")]:
        async with viva.client() as client:
            candidate = Candidate(viva, client)
            await candidate.prepare()
            await candidate.begin()

            response = await candidate.post(rest, {name: f"{CV} <again>"}, HTML)

        assert response.status_code == 409, rest
        field = by_id(page(response.text), "kept")
        assert field.get("readonly") is not None, rest
        assert (field.text or "").strip() == f"{CV} <again>", rest


TYPED = "Half of an advertisement, with an é and <b>"


async def test_sending_the_cv_keeps_what_was_typed_and_chosen_for_the_job(
    candidate: Candidate,
) -> None:
    for files in ({"cv_file": ("cv.txt", CV.encode())}, None):
        form = {"cv_text": CV, "job_description": TYPED, **CHOSEN}
        saved = await candidate.post("upload-cv", form, HTML, files=files)

        root = page(saved.text)
        assert saved.status_code == 200
        assert text_of(only(root, "p", role="status")) == "CV uploaded and processed successfully!"
        assert (by_id(root, "job_description").text or "").strip() == TYPED
        assert '<option value="hiring-manager" selected>' in saved.text
        assert '<option value="de" selected>' in saved.text


async def test_sending_a_file_keeps_the_text_that_was_typed_beside_it(
    candidate: Candidate,
) -> None:
    files = {"cv_file": ("cv.txt", CV.encode())}
    saved = await candidate.post("upload-cv", {"cv_text": TYPED}, HTML, files=files)
    kept = (await candidate.get("upload")).json()

    assert (by_id(page(saved.text), "cv_text").text or "").strip() == TYPED
    assert kept["cv_text"] == CV


async def test_button_of_the_file_takes_the_typed_text_where_no_file_is_chosen(
    candidate: Candidate,
) -> None:
    files = {"cv_file": ("", b"")}
    saved = await candidate.post("upload-cv", {"cv_text": CV}, HTML, files=files)
    nothing = await candidate.post("upload-cv", {"cv_text": ""}, files=files)

    assert saved.status_code == 303
    assert nothing.json()["error"] == "No file was uploaded"


async def test_sending_the_job_keeps_the_cv_that_was_typed(candidate: Candidate) -> None:
    form = {"job_description": JOB, "cv_text": TYPED, "cv_file": "cv.pdf"}
    saved = await candidate.post("upload-job", form, HTML)

    root = page(saved.text)
    assert saved.status_code == 200
    assert text_of(only(root, "p", role="status")) == "Job description saved successfully!"
    assert (by_id(root, "cv_text").text or "").strip() == TYPED
    assert (by_id(root, "job_description").text or "").strip() == JOB


async def test_refused_document_keeps_what_was_typed_for_the_other(candidate: Candidate) -> None:
    form = {"cv_text": "A CV.", "job_description": TYPED}
    for rest in ("upload-cv", "upload-job"):
        refused = await candidate.post(rest, form, HTML)

        root = page(refused.text)
        assert refused.status_code == 400, rest
        assert (by_id(root, "cv_text").text or "").strip() == "A CV.", rest
        assert (by_id(root, "job_description").text or "").strip() == TYPED, rest


async def test_saved_job_description_that_is_sent_along_is_no_draft(candidate: Candidate) -> None:
    lines = f"{JOB}\r\n\r\n{JOB}"
    await candidate.post("upload-job", {"job_description": lines}, HTML)

    form = {"cv_text": CV, "job_description": lines, "interviewer": "", "language": ""}
    assert (await candidate.post("upload-cv", form, HTML)).status_code == 303


async def test_both_texts_that_were_typed_come_back_once_the_interview_has_begun(
    viva: Served,
) -> None:
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        form = {"cv_text": CV, "job_description": TYPED}
        refused = await candidate.post("upload-cv", form, HTML)
    async with viva.client() as stranger:
        strange = await stranger.post(candidate.path("upload-cv"), data=form, headers=HTML)

    fields = [text_of(field).strip() for field in every(page(refused.text), "textarea")]
    assert (refused.status_code, fields) == (409, [CV, TYPED])
    assert text_of(by_id(page(strange.text), "kept")).strip() == f"{CV}\n\n{TYPED}"


CHOSEN = {"interviewer": "hiring-manager", "language": "de"}


async def test_who_interviews_and_the_language_are_chosen_until_question_one(
    candidate: Candidate,
) -> None:
    await candidate.post("upload-cv", {"cv_text": CV})
    form = {"job_description": JOB, **CHOSEN}
    saved = await candidate.client.post(candidate.path("upload-job"), data=form, headers=HTML)
    shown = await candidate.client.get(candidate.path("upload"), headers=HTML)
    papers = await candidate.client.get(candidate.path("papers"), headers=HTML)
    kept = (await candidate.client.get(candidate.path("papers"), headers=JSON)).json()

    assert saved.status_code == 303
    assert '<option value="hiring-manager" selected>' in shown.text
    assert '<option value="de" selected>' in shown.text
    assert "The hiring manager asks in German." in papers.text
    assert (kept["interviewer"], kept["language"]) == ("hiring-manager", "de")

    # Names do as well as codes, and a form that does not ask leaves it as it is.
    named = {"interviewer": "Hiring manager", "language": "German"}
    for fields in (named, {}):
        await candidate.client.post(
            candidate.path("upload-job"), data={"job_description": JOB, **fields}, headers=HTML
        )
    again = (await candidate.client.get(candidate.path("upload"), headers=JSON)).json()
    assert (again["interviewer"], again["language"]) == ("hiring-manager", "de")

    await candidate.begin()
    late = {**form, "interviewer": "peer", "language": ""}
    refused = await candidate.client.post(candidate.path("upload-job"), data=late, headers=HTML)
    interview = await candidate.client.get(candidate.path("interview"), headers=HTML)
    fixed = (await candidate.client.get(candidate.path("upload"), headers=JSON)).json()

    assert refused.status_code == 409
    assert fixed["interviewer"] == "hiring-manager"
    assert "The hiring manager asks in German." in interview.text

    anew = await candidate.client.post(candidate.path("again"), headers=HTML)
    path = anew.headers["location"].rpartition("/")[0]
    carried = (await candidate.client.get(f"{path}/papers", headers=JSON)).json()
    assert (carried["interviewer"], carried["language"]) == ("hiring-manager", "de")


@pytest.mark.parametrize(
    ("name", "said"),
    [("interviewer", "The interviewer must be one of"), ("language", "The language must be one")],
)
async def test_choice_that_is_not_offered_is_422_and_keeps_what_was_typed(
    candidate: Candidate, name: str, said: str
) -> None:
    form = {"job_description": "Typed anew, at length. " * 4, **CHOSEN, name: "nobody"}

    response = await candidate.client.post(candidate.path("upload-job"), data=form, headers=HTML)
    as_json = await candidate.client.post(candidate.path("upload-job"), data=form, headers=JSON)

    assert (response.status_code, as_json.status_code) == (422, 422)
    assert said in response.text
    assert said in as_json.json()["error"]
    assert "Typed anew, at length." in response.text
    other = {"interviewer": "de", "language": "hiring-manager"}[name]
    assert f'<option value="{other}" selected>' in response.text
    kept = (await candidate.client.get(candidate.path("upload"), headers=JSON)).json()
    assert (kept["interviewer"], kept["language"]) == (None, None)


async def test_demo_interviewer_says_that_it_speaks_english_and_offers_no_choice(
    tmp_path: Path,
) -> None:
    demo = FakeInterviewer(source=Source.DEMO, name="Demo interviewer")
    async with served(parts(tmp_path, interviewer=demo)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        form = {"job_description": JOB, **CHOSEN}
        saved = await client.post(candidate.path("upload-job"), data=form, headers=HTML)
        shown = await client.get(candidate.path("upload"), headers=HTML)
        kept = (await client.get(candidate.path("upload"), headers=JSON)).json()

    assert saved.status_code == 303
    assert "The demo interviewer speaks English." in shown.text
    assert "<select" not in shown.text
    assert (kept["interviewer"], kept["language"]) == (None, None)
