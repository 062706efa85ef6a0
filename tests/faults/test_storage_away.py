"""Storage that is locked, full, gone or exhausted, as a candidate meets it over HTTP.

Every refusal comes within ten seconds, in plain words, with the text given back;
once storage is there again the same request goes through, and once only.
"""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest

from app.storage.postgres import CONNECTIONS
from app.storage.store import PiccoloStore, open_store
from tests.candidate import Candidate, Reader
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.faults.disturbed import question_in
from tests.servers.postgres import PostgresServer, any_postgres, fresh_database, own_postgres
from tests.serving import HTML, HTMX, JSON, parts, served

ANSWER = "I moved <the ledger> & “twice” 😀.\nThen 42 of 43 shops."
LONG = ANSWER * 150
"""Enough to need a page of its own in a database."""
DOCUMENT = "Moved sixty-one services from Nomad to Kubernetes at Kelpline, 2021 to 2025."
PLAIN = "The interview cannot be stored right now. Please try again in a moment."
TOLD = 10.0
"""Seconds within which a refusal is told."""


@asynccontextmanager
async def asked(folder: Path, url: str) -> AsyncIterator[Candidate]:
    """A candidate who is asked question 1, in a database of that URL."""
    async with (
        served(parts(folder, store=open_store(url))) as viva,
        viva.client() as client,
    ):
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        yield candidate


@pytest.fixture
async def candidate(tmp_path: Path) -> AsyncIterator[Candidate]:
    async with asked(tmp_path, f"sqlite:///{tmp_path}/viva.sqlite") as somebody:
        yield somebody


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[sqlite3.Connection]:
    """Another process's lock, until the block ends or somebody commits."""
    file = folder / "viva.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        # What the program is just storing needs the event loop to come to its end.
        await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
        yield other


async def told(candidate: Candidate, headers: dict[str, str], text: str = ANSWER) -> httpx.Response:
    """The answer to an answer that cannot be stored, which must come in time."""
    began = time.monotonic()
    response = await candidate.post("message", {"answer": text, "turn": "1"}, headers)
    assert time.monotonic() - began < TOLD
    assert response.status_code == 503
    return response


def in_the_form(page: str) -> str:
    """What stands in the field of the answer form, as a browser sends it again."""
    form = page.partition('id="answer-form"')[2]
    assert re.search(r'<form action="/session/[\w-]+/message" method="post"', form)
    assert 'name="turn" value="1"' in form
    assert 'type="submit"' in form
    field = re.search(r'<textarea[^>]* name="answer"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    assert field
    return html.unescape(field[1])


async def is_taken_once(candidate: Candidate, text: str = ANSWER) -> None:
    """The same request goes through now, and what was refused left nothing behind."""
    response = await candidate.answer(text, turn=1)
    assert response.status_code == 200, response.text
    said = (await candidate.interview())["conversation"]
    assert [message["content"] for message in said] == [QUESTIONS[0], text, QUESTIONS[1]]


async def test_a_lock_of_three_seconds_is_waited_for(candidate: Candidate, tmp_path: Path) -> None:
    async with locked(tmp_path) as other:
        release = threading.Timer(3, lambda: other.execute("COMMIT"))
        release.start()
        began = time.monotonic()
        await is_taken_once(candidate)
        assert time.monotonic() - began > 2.5
        release.join()


async def test_a_lock_that_stays_gives_every_form_back_with_what_was_typed(
    candidate: Candidate, tmp_path: Path
) -> None:
    other = Candidate(candidate.served, candidate.client)
    await other.create()
    async with locked(tmp_path):
        page, as_json, fragment, *others = await asyncio.gather(
            *(told(candidate, headers) for headers in (HTML, JSON, HTMX)),
            other.post("upload-cv", {"cv_text": DOCUMENT}, HTML),
            other.post("upload-job", {"job_description": DOCUMENT}, HTML),
            other.client.post(
                "/session/create",
                data={"job_title": "Nurse & co", "company_name": "St Anne"},
                headers=HTML,
            ),
        )
    assert in_the_form(page.text) == ANSWER
    assert as_json.json() == {"status": 503, "error": PLAIN}
    assert fragment.headers["hx-retarget"] == "#problem"
    assert "<textarea" not in fragment.text
    for each, text in zip(others, (DOCUMENT, DOCUMENT, "Nurse & co"), strict=True):
        assert each.status_code == 503
        assert PLAIN in each.text
        assert text in html.unescape(each.text)
    await is_taken_once(candidate)


async def test_a_full_disk_gives_the_answer_back_and_once_freed_takes_it(
    candidate: Candidate,
) -> None:
    async with full(candidate.served.parts.store):
        page = await told(candidate, HTML, LONG)
    assert in_the_form(page.text) == LONG
    await is_taken_once(candidate, LONG)


@asynccontextmanager
async def full(store: object) -> AsyncIterator[None]:
    """No page more than the database has."""
    assert isinstance(store, PiccoloStore)
    engine = store._engine
    await engine.run_ddl("PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        await engine.run_ddl("PRAGMA max_page_count = 1000000")


async def test_a_question_whose_last_word_meets_a_lock_stands_as_it_was_shown(
    tmp_path: Path,
) -> None:
    model = FakeInterviewer(
        script=lambda *_: ["Which service ", "did you move last, ", 0.3, "and why?"]
    )
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        page = asyncio.create_task(candidate.get("interview", HTML))
        await asyncio.sleep(0.15)
        async with locked(tmp_path):
            await asyncio.sleep(1.5)
        assert (await page).status_code == 200
        reader = Reader()
        async with candidate.watch(1) as socket:
            await reader.read(socket)
        said = (await candidate.interview())["conversation"]

    assert [message["content"] for message in said] == [reader.text]
    assert question_in((await page).text, 1) == reader.text
    assert len(model.asked) == 1


# PostgreSQL


@pytest.fixture(scope="module")
def mortal() -> Iterator[PostgresServer]:
    with own_postgres() as server:
        yield server


@pytest.mark.postgres
async def test_postgres_down_gives_the_answer_back_and_once_back_takes_it(
    mortal: PostgresServer, tmp_path: Path
) -> None:
    async with fresh_database(mortal.url) as url, asked(tmp_path, url) as candidate:
        mortal.stop()
        try:
            page, as_json = await asyncio.gather(told(candidate, HTML), told(candidate, JSON))
            reading = await candidate.get("interview", HTML)
            ready = await candidate.client.get("/readyz")
        finally:
            mortal.start()
        assert in_the_form(page.text) == ANSWER
        assert as_json.json() == {"status": 503, "error": PLAIN}
        assert (reading.status_code, ready.status_code) == (503, 503)
        assert PLAIN in reading.text
        await is_taken_once(candidate)


@pytest.mark.postgres
async def test_an_exhausted_pool_gives_the_answer_back_and_is_whole_again_after(
    tmp_path: Path,
) -> None:
    with any_postgres() as server:
        async with fresh_database(server) as url, asked(tmp_path, url) as candidate:
            engine = candidate.served.parts.store._engine  # type: ignore[attr-defined]
            taken = [await engine.take() for _ in range(CONNECTIONS)]
            page = await told(candidate, HTML)
            await asyncio.gather(*(engine.give_back(connection) for connection in taken))

            assert in_the_form(page.text) == ANSWER
            await is_taken_once(candidate)
