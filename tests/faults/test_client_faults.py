"""What a candidate's connection can do to a turn, seen from the server's side.

Pages and sockets are cut between and within pieces by a TCP proxy; replies are
lost after the answer was stored; answers come 64 at once; readers never read;
the clock on the wall is put forward and back. What stands is exact all the same.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services.clock import Clock
from tests.candidate import Candidate, Reader
from tests.fakes import QUESTIONS, FakeClock, FakeInterviewer
from tests.faults.disturbed import question_in
from tests.faults.processes import never_reading
from tests.faults.proxy import CuttingProxy
from tests.limits import HANGS
from tests.serving import HTML, HTMX, JSON, Served, parts, served

ANSWER = "I moved <the ledger> & “twice” 😀.\r\nThen 42 of 43 shops."
TYPED = '<p class="attempt">'
WAY_ON = "Stopped? Load again"
FRAMING = 600
"""Bytes that a page may be shorter by when fewer pieces carry it."""
STORED = ANSWER.replace("\r\n", "\n")


def slowly(pause: float) -> FakeInterviewer:
    """A model that says one word after another, so that each is a piece."""

    def script(brief: object, _: int) -> list[str | float | Exception]:
        number = brief.number  # type: ignore[attr-defined]  # a brief
        words = QUESTIONS[number - 1].split(" ")
        return [step for word in words for step in (f"{word} ", pause)]

    return FakeInterviewer(script=script)


async def prepared(viva: Served, client: httpx.AsyncClient) -> Candidate:
    candidate = Candidate(viva, client)
    await candidate.prepare()
    return candidate


async def loaded(candidate: Candidate, port: int) -> str:
    """The page as it came over the wire, as much of it as came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (
        f"GET {candidate.path('interview')} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {candidate.cookie()}",
        f"Accept: {HTML['Accept']}",
        "Connection: close",
    )
    writer.write("\r\n".join([*lines, "", ""]).encode())
    came = b""
    with suppress(ConnectionError):
        while part := await reader.read(65536):
            came += part
    writer.close()
    return came.decode("utf-8", "ignore")


async def test_a_page_cut_at_every_piece_has_a_way_on_and_is_whole_when_loaded_again(
    tmp_path: Path,
) -> None:
    model = slowly(0.01)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        whole = await loaded(await prepared(viva, client), viva.port)
        text = whole.index(TYPED)
        end = whole.index("</div>", text)
        # Where pieces come together, the same page takes fewer bytes of framing.
        last = len(whole) - FRAMING
        places = [*range(1, text, 700), *range(text, end, 5), *range(end, last, 500)]

        async def cut_at(place: int) -> tuple[str, str, list[str]]:
            candidate = await prepared(viva, client)
            async with CuttingProxy(viva.port) as proxy:
                proxy.cut_after = place
                cut = await loaded(candidate, proxy.port)
            again = (await candidate.get("interview", HTML)).text
            said = (await candidate.interview())["conversation"]
            return cut, again, [message["content"] for message in said]

        seen = await asyncio.gather(*map(cut_at, places))

    assert len(places) > 20
    for cut, again, said in seen:
        assert "</html>" not in cut
        assert TYPED not in cut or f">{WAY_ON}</a>" in cut
        assert said == [QUESTIONS[0]]
        assert question_in(again, 1) == QUESTIONS[0]
        assert 'name="answer"' in again
    assert len(model.asked) == 1 + len(places)


@pytest.mark.parametrize("shape", [HTML, JSON, HTMX], ids=["page", "json", "live"])
async def test_a_reply_lost_after_the_answer_was_stored_is_had_by_sending_it_again(
    viva: Served, shape: dict[str, str]
) -> None:
    async with viva.client() as client, CuttingProxy(viva.port) as proxy:
        candidate = await prepared(viva, client)
        await candidate.begin()
        proxy.cut_after = 1
        url = f"http://127.0.0.1:{proxy.port}{candidate.path('message')}"
        form = {"answer": ANSWER, "turn": "1", **({"live": "1"} if shape is HTMX else {})}
        with pytest.raises(httpx.TransportError):
            await client.post(url, data=form, headers=shape)

        again = await candidate.post("message", form, shape)
        said = (await settled(candidate))["conversation"]

    assert again.status_code in {200, 303}
    assert [message["content"] for message in said] == [QUESTIONS[0], STORED, QUESTIONS[1]]
    assert [brief.number for brief in viva.parts.interviewer.asked] == [1, 2]  # type: ignore[attr-defined]  # the fake's


async def settled(candidate: Candidate) -> dict[str, Any]:
    """The interview once nothing is being written."""
    async with asyncio.timeout(HANGS):
        # The page would poll just so.
        while (state := await candidate.interview())["turn"]["state"] == "writing":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return state


async def test_sixty_four_identical_posts_of_every_shape_are_one_answer(viva: Served) -> None:
    async with viva.client() as client:
        candidate = await prepared(viva, client)
        await candidate.begin()
        form = {"answer": ANSWER, "turn": "1"}
        posts = [
            candidate.post("message", form | ({"live": "1"} if shape is HTMX else {}), shape)
            for shape in (HTML, JSON, HTMX, HTML) * 16
        ]
        statuses = Counter([response.status_code for response in await asyncio.gather(*posts)])
        said = (await settled(candidate))["conversation"]

    assert statuses == {303: 32, 200: 32}
    assert [message["content"] for message in said] == [QUESTIONS[0], STORED, QUESTIONS[1]]
    assert [brief.number for brief in viva.parts.interviewer.asked] == [1, 2]  # type: ignore[attr-defined]  # the fake's


async def test_readers_who_never_read_keep_nobody_waiting(tmp_path: Path) -> None:
    async with served(parts(tmp_path, interviewer=slowly(0.03))) as viva, viva.client() as client:
        candidate = await prepared(viva, client)
        await candidate.begin()
        await candidate.answer_live(ANSWER, 1)
        with ExitStack() as stuck:
            for _ in range(20):
                stuck.enter_context(never_reading(candidate, viva, 2))
            reader = Reader()
            async with asyncio.timeout(HANGS), candidate.watch(2) as socket:
                await reader.read(socket)
            said = (await candidate.interview())["conversation"]

    assert reader.text == said[2]["content"] == QUESTIONS[1]


@pytest.mark.parametrize("hours", [1, -1])
async def test_the_clock_on_the_wall_may_step_by_an_hour_in_the_middle_of_a_question(
    tmp_path: Path, hours: int
) -> None:
    wall = FakeClock()
    model = slowly(0.05)
    world = Clock(now=wall.now)
    async with (
        served(parts(tmp_path, interviewer=model, clock=world)) as viva,
        viva.client() as client,
    ):
        candidate = await prepared(viva, client)
        await candidate.begin()
        await candidate.answer_live(ANSWER, 1)
        reader = Reader()
        async with candidate.watch(2) as socket:
            reader.take(str(await socket.recv()))
            wall.wall += timedelta(hours=hours)
            await reader.read(socket)
        said = (await candidate.interview())["conversation"]
        page = await candidate.get("interview", HTML)

    assert [message["content"] for message in said] == [QUESTIONS[0], STORED, reader.text]
    assert [brief.number for brief in model.asked] == [1, 2]
    assert 'name="answer"' in page.text
