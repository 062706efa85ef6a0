"""How often an address may ask, and what a refused one is told and keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from app.settings import Limits
from app.web.rate_limits import address_of
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer
from tests.serving import HTML, HTMX, JSON, Served, parts, served
from tests.web.markup import by_id, only, page

START = {"job_title": "Nurse", "company_name": "St <Anne>"}


@asynccontextmanager
async def limited(
    folder: Path, limits: Limits, interviewer: FakeInterviewer | None = None
) -> AsyncIterator[Candidate]:
    """A candidate with both documents, where that counted as one session."""
    changes = {"limits": limits, **({"interviewer": interviewer} if interviewer else {})}
    async with served(parts(folder, **changes)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        yield candidate


async def test_session_over_limit_is_refused_with_filled_form(tmp_path: Path) -> None:
    async with limited(tmp_path, Limits(sessions_per_hour=2)) as candidate:
        second = await candidate.client.post("/demo", headers=HTML)
        third = await candidate.client.post("/session/create", data=START, headers=HTML)
        script = await candidate.client.post("/demo", headers=JSON)

    assert second.status_code == 303
    assert third.status_code == 429
    assert 3500 < int(third.headers["retry-after"]) <= 3600
    assert by_id(page(third.text), "company_name").get("value") == "St <Anne>"
    assert "Too many new sessions from here. Try again in 60 minutes." in third.text
    assert (script.status_code, script.json()["status"]) == (429, 429)


async def test_first_sessions_at_once_are_counted_together(tmp_path: Path) -> None:
    settled = parts(tmp_path, limits=Limits(sessions_per_hour=2))
    async with served(settled) as viva, viva.client() as client:
        made = await asyncio.gather(*(client.post("/demo", headers=HTML) for _ in range(3)))

    assert sorted(response.status_code for response in made) == [303, 303, 429]


async def test_answer_over_rate_limit_is_returned_in_form(tmp_path: Path) -> None:
    async with limited(tmp_path, Limits(answers_per_minute=1)) as candidate:
        await candidate.begin()
        first = await candidate.answer("I moved it.", turn=1)
        again = await candidate.answer("I moved it.", turn=1)
        refused = [
            await candidate.post("message", {"answer": "And <more>.", "turn": "2"}, shape)
            for shape in (HTML, HTMX, JSON)
        ]

    assert (first.status_code, again.status_code) == (200, 200), "a repeat is no answer more"
    assert [response.status_code for response in refused] == [429] * 3
    whole, fragment, script = refused
    assert only(page(whole.text), "textarea", name="answer").text == "And <more>."
    assert fragment.headers["hx-retarget"] == "#problem"
    assert script.json()["error"].startswith("Too many answers in a short time. Try again in ")
    assert 0 < int(script.headers["retry-after"]) <= 60


async def test_socket_over_limit_is_refused_until_one_closes(tmp_path: Path) -> None:
    slow = FakeInterviewer(script=lambda *_: ["Which one ", 2.0, "was it?"])
    async with limited(tmp_path, Limits(sockets_per_address=2), slow) as candidate:
        await candidate.get("interview", {"Accept": "text/html", "HX-Request": "true"})
        async with AsyncExitStack() as held:
            for _ in range(2):
                await (await held.enter_async_context(candidate.watch(1))).recv()
            with pytest.raises(InvalidStatus) as refused:
                async with candidate.watch(1):
                    pass
        async with candidate.watch(1) as again:
            assert await again.recv()

    assert refused.value.response.status_code == 429
    assert b"Too many connections" in refused.value.response.body


async def test_nothing_is_counted_where_no_limit_is_set(viva: Served) -> None:
    async with viva.client() as client:
        answers = [await client.post("/demo", headers=HTML) for _ in range(30)]

    assert {answer.status_code for answer in answers} == {303}


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_ipv6_network_counts_as_one_address(host: str, counted: str) -> None:
    class Client:
        client = type("Address", (), {"host": host})

    assert address_of(Client()) == counted  # type: ignore[arg-type]  # all that is read of it
