"""What is typed arrives as typed, in whatever way it is sent."""

from __future__ import annotations

import pytest
from litestar._parsers import parse_url_encoded_form_data

from tests.candidate import Candidate
from tests.serving import JSON

TYPED = "Naïve façade – größer 🙂 & more + 1%"
FORM = "application/x-www-form-urlencoded"


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


@pytest.mark.parametrize(
    "part",
    [
        b'name="answer"\r\n\r\nNa\xefve',
        b'name="answer"\r\nContent-Type: text/plain; charset=none-such\r\n\r\nNaive',
        b'name="cv_file"; filename=""\r\n\r\n%PDF-1.7 \xff\xfe',
    ],
)
async def test_parts_that_are_no_text_are_told_of(candidate: Candidate, part: bytes) -> None:
    await candidate.begin()

    response = await candidate.client.post(
        candidate.path("message"),
        content=b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n--x--\r\n",
        headers={**JSON, "Content-Type": "multipart/form-data; boundary=x"},
    )

    assert response.status_code == 422
    assert response.json()["error"] == "That form cannot be read. Send its texts in UTF-8."


async def test_a_form_without_end_is_refused(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.client.post(
        candidate.path("message"), content=b"a&" * 400, headers={**JSON, "Content-Type": FORM}
    )

    assert response.status_code == 422


async def test_nothing_that_was_typed_stays_in_a_cache(candidate: Candidate) -> None:
    await candidate.begin()
    before = parse_url_encoded_form_data.cache_info().misses

    await candidate.answer("Nobody else's business.")

    assert parse_url_encoded_form_data.cache_info().misses == before
