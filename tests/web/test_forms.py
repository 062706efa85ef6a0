"""What is typed arrives as typed, in whatever way it is sent."""

from __future__ import annotations

import pytest
from litestar._parsers import parse_url_encoded_form_data

from tests.candidate import Candidate
from tests.serving import HTML, JSON, Served
from tests.web.markup import only, page

TYPED = "Naïve façade – größer 🙂 & more + 1%"
FORM = "application/x-www-form-urlencoded"
AWAITING = {"number": 1, "state": "awaiting_answer"}
FAULTY: list[tuple[str, dict[str, str], str]] = [
    ("upload-cv", {"cv_text": ""}, "cv_text"),
    ("upload-cv", {"cv_text": "Too short."}, "cv_text"),
    ("upload-cv", {}, "cv_file"),
    ("upload-job", {"job_description": ""}, "job_description"),
]


async def test_bytes_sent_as_they_are_are_read_as_utf_8(candidate: Candidate) -> None:
    """As curl sends them: `-d 'answer=…'` encodes nothing."""
    await candidate.begin()
    typed = "Naïve façade – größer 🙂"

    response = await candidate.client.post(
        candidate.path("message"),
        content=f"answer={typed}".encode(),
        headers={**JSON, "Content-Type": FORM},
    )

    assert response.json()["messages"][0]["content"] == typed


async def test_percent_and_multipart_are_read_alike(candidate: Candidate) -> None:
    await candidate.begin()

    one = await candidate.post("message", {"answer": TYPED})
    other = await candidate.client.post(
        candidate.path("message"), files={"answer": (None, TYPED)}, headers=JSON
    )

    contents = [response.json()["messages"][0]["content"] for response in (one, other)]
    assert contents == [TYPED, TYPED]


async def test_parts_that_are_no_text_are_told_of(candidate: Candidate) -> None:
    await candidate.begin()

    for part in (
        b'name="answer"\r\n\r\nNa\xefve',
        b'name="answer"\r\nContent-Type: text/plain; charset=none-such\r\n\r\nNaive',
        b'name="cv_file"; filename=""\r\n\r\n%PDF-1.7 \xff\xfe',
    ):
        response = await candidate.client.post(
            candidate.path("message"),
            content=b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n--x--\r\n",
            headers={**JSON, "Content-Type": "multipart/form-data; boundary=x"},
        )

        assert response.status_code == 422, part
        assert response.json()["error"] == "That form cannot be read. Send its texts in UTF-8."


@pytest.mark.parametrize("body", [b"answer=Gr%F6%DFe", b"answer=Na\xefve"])
async def test_answer_in_another_encoding_is_refused_and_not_stored(
    candidate: Candidate, body: bytes
) -> None:
    begun = await candidate.begin()

    response = await candidate.client.post(
        candidate.path("message"), content=body, headers={**JSON, "Content-Type": FORM}
    )

    assert response.status_code == 422
    assert response.json()["error"] == "That form cannot be read. Send its texts in UTF-8."
    assert await candidate.interview() == begun


async def test_endless_form_body_is_refused(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.client.post(
        candidate.path("message"), content=b"a&" * 400, headers={**JSON, "Content-Type": FORM}
    )

    assert response.status_code == 422


TOO_LARGE = "That was too large and was not stored."


@pytest.mark.parametrize(
    ("rest", "room"),
    [
        ("upload-cv", " A CV can have up to 10 MB."),
        ("upload-job", " A job description can have up to 10,000 characters."),
        ("message", " An answer can have up to 10,000 characters."),
        ("practice/1", " An answer can have up to 10,000 characters."),
        ("retry", " An answer can have up to 10,000 characters."),
        ("share", " An answer can have up to 10,000 characters."),
        ("unshare", " An answer can have up to 10,000 characters."),
        ("comment/none/remove", " An answer can have up to 10,000 characters."),
    ],
)
async def test_too_large_a_form_is_refused_with_how_much_there_is_room_for(
    candidate: Candidate, rest: str, room: str
) -> None:
    assert await refusal_of_a_heap(candidate, candidate.path(rest)) == f"{TOO_LARGE}{room}"


async def test_too_large_a_form_without_words_is_refused_without_a_hint(
    candidate: Candidate,
) -> None:
    assert await refusal_of_a_heap(candidate, "/demo") == TOO_LARGE


async def refusal_of_a_heap(candidate: Candidate, path: str) -> str:
    heap = f"answer={'x' * 12_000_000}".encode()
    headers = {**JSON, "Content-Type": FORM}
    told = (await candidate.client.post(path, content=heap, headers=headers)).json()
    assert told["status"] == 413
    return str(told["error"])


async def test_typed_text_is_not_cached(candidate: Candidate) -> None:
    await candidate.begin()
    before = parse_url_encoded_form_data.cache_info().misses

    await candidate.answer("Nobody else's business.")

    assert parse_url_encoded_form_data.cache_info().misses == before


async def test_turn_that_is_none_is_refused_and_the_answer_shown_again(
    candidate: Candidate,
) -> None:
    await candidate.begin()

    for turn in ("1" * 5000, "00019", "01", "+3", " 3 ", "3.0", "١", "0", "9", "x"):
        form = {"answer": "I moved <it>.", "turn": turn}
        script = await candidate.post("message", form, JSON)
        whole = await candidate.post("message", form, HTML)

        assert script.json() == {
            "status": 422,
            "error": "The turn must be a whole number from 1 to 8.",
        }, turn
        assert whole.status_code == 422, turn
        assert only(page(whole.text), "textarea", name="answer").text == "I moved <it>."
        assert (await candidate.interview())["turn"] == AWAITING, turn


async def test_file_in_place_of_a_field_is_refused_before_anything_is_stored(
    candidate: Candidate,
) -> None:
    await candidate.begin()

    for name in ("turn", "live"):
        response = await candidate.client.post(
            candidate.path("message"),
            files={"answer": (None, TYPED), name: ("a.txt", b"1")},
            headers=HTML,
        )

        assert response.status_code == 422, name
        assert only(page(response.text), "textarea", name="answer").text == TYPED, name
        assert (await candidate.interview())["turn"] == AWAITING, name


async def test_field_at_fault_is_marked(viva: Served) -> None:
    for rest, form, at_fault in FAULTY:
        async with viva.client() as client:
            candidate = Candidate(viva, client)
            await candidate.create()
            root = page((await candidate.post(rest, form, HTML)).text)

        marked = [field.get("id") for field in root.iter() if field.get("aria-invalid") == "true"]
        assert marked == [at_fault], form
