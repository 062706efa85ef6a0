"""For whom a document is read, and what a crowd of strangers' files costs the others."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from app import documents
from app.domain.errors import TooOften
from app.services.ports import ReadDocument
from tests.candidate import Candidate
from tests.documents import files
from tests.serving import HTML, HTMX, JSON, parts, served
from tests.web.markup import by_id, page

CV = "Registered nurse, eight years on a surgical ward, two of them leading the night shift."
JOB = "You must hold a nursing registration, lead a shift and train new colleagues on the ward."
USUAL = 0.4
"""Seconds that a good file alone takes; a machine busy with other things needs more."""


class Desk:
    """Notes for whom it is asked to read; turns everybody away once `is_crowded`."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.is_crowded = False

    async def read_document(self, filename: str, content: bytes, **who: Any) -> ReadDocument:
        self._note(who)
        return await documents.read_text(content.decode())

    async def read_text(self, text: str, **who: Any) -> ReadDocument:
        self._note(who)
        return await documents.read_text(text)

    async def read_posting(self, text: str, **who: Any) -> str:
        self._note(who)
        return text

    def _note(self, who: dict[str, Any]) -> None:
        self.asked.append(who)
        if self.is_crowded:
            raise TooOften("Many files are being read just now.", retry_after=10)


async def test_reader_is_told_for_whom_it_reads(tmp_path: Path) -> None:
    desk = Desk()
    async with served(parts(tmp_path, documents=desk)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create()
        session = await viva.store.session(candidate.session_id)
        await candidate.post("upload-cv", None, files={"cv_file": ("cv.txt", CV.encode())})
        await candidate.post("upload-job", {"job_description": JOB})

    assert session
    who = {
        "session_id": session.id,
        "owner": session.owner,
        "address": "127.0.0.1",
        "owner_since": session.created_at,
    }
    assert desk.asked == [who, who]


async def test_document_turned_away_by_a_crowd_shows_the_form_with_its_words(
    tmp_path: Path,
) -> None:
    desk = Desk()
    async with served(parts(tmp_path, documents=desk)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create()
        desk.is_crowded = True
        form = {"job_description": f"{JOB} <more>"}
        whole = await candidate.post("upload-job", form, HTML)
        fragment = await candidate.post("upload-job", form, HTMX)
        script = await candidate.post("upload-job", form, JSON)
        file = await candidate.post(
            "upload-cv", {"cv_text": "typed"}, HTML, files={"cv_file": ("cv.txt", CV.encode())}
        )

    answers = [whole, fragment, script, file]
    assert [(a.status_code, a.headers.get("retry-after")) for a in answers] == [(429, "10")] * 4
    root = page(whole.text)
    assert (by_id(root, "job_description").text or "").strip() == f"{JOB} <more>"
    assert by_id(root, "job_description").get("aria-invalid") is None, "nothing is wrong with it"
    assert fragment.headers["hx-retarget"] == "#problem"
    assert script.json() == {"status": 429, "error": "Many files are being read just now."}
    assert (by_id(page(file.text), "cv_text").text or "").strip() == "typed"


async def test_strangers_file_beside_twenty_bombs_is_read_within_ten_seconds(
    tmp_path: Path,
) -> None:
    bomb = {"cv_file": ("cv.pdf", files.tedious_pdf())}
    good = {"cv_file": ("cv.pdf", files.pdf())}
    async with served(parts(tmp_path)) as viva, AsyncExitStack() as stack:
        people = [
            Candidate(viva, await stack.enter_async_context(viva.client())) for _ in range(21)
        ]
        for somebody in people:
            await somebody.create()
        *bombers, stranger = people
        begun = time.monotonic()
        assert (await stranger.post("upload-cv", files=good)).status_code == 200
        busy = max(1.0, (time.monotonic() - begun) / USUAL)
        bombs = [asyncio.create_task(b.post("upload-cv", files=bomb)) for b in bombers]
        await asyncio.sleep(1)
        begun = time.monotonic()
        read = await stranger.post("upload-cv", files=good)
        took = time.monotonic() - begun
        for task in bombs:
            task.cancel()
        await asyncio.gather(*bombs, return_exceptions=True)

    assert read.status_code == 200
    assert took < 10 * busy
