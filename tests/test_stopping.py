"""How the application ends: what is being written gets its time, nothing new begins."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from app.domain.errors import Restarting
from app.domain.interview import TurnState
from app.values import replace
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer, a_session
from tests.serving import HTML, QUICK, parts, served

PATIENCE = replace(
    QUICK, first_text=20.0, gap=20.0, whole=30.0, beat=0.1, lost=0.3, sweep=0.1, grace=20.0
)


async def test_a_process_that_ends_takes_no_lost_question_over(tmp_path: Path) -> None:
    model = FakeInterviewer(script=lambda *_: ["Which of the services ", 0.9, "did you move last?"])
    world = parts(tmp_path, interviewer=model, timeouts=PATIENCE)
    async with served(world) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        async with client.stream("GET", candidate.path("interview"), headers=HTML):
            pass
        await world.store.add_session(a_session("lost"))
        await world.store.open_first("lost")

    assert [brief.session.id for brief in model.asked] == [candidate.session_id]
    await world.store.open()
    written = await world.store.interview(candidate.session_id)
    await world.store.close()
    assert written
    assert [turn.state for turn in written.turns] == [TurnState.AWAITING_ANSWER]


async def test_stop_under_live_streams_ends_them_plainly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A streamed page, a socket and a waiting POST, and a model that says nothing more."""
    model = FakeInterviewer(
        script=lambda brief, _: ["Which of the services ", 30.0] if brief.number > 1 else ["Why?"]
    )
    world = parts(
        tmp_path, interviewer=model, timeouts=replace(PATIENCE, whole_answer=20, grace=0.2)
    )
    async with AsyncExitStack() as stack:
        viva = await stack.enter_async_context(served(world))
        client = viva.client()
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        waiting = asyncio.create_task(candidate.answer("I moved it.", turn=1))
        await asyncio.sleep(0.3)
        page = asyncio.create_task(candidate.get("interview", HTML))
        socket = await candidate.watch(2)
        await socket.recv()
        await asyncio.sleep(0.2)

    ended = await asyncio.gather(waiting, page, socket.recv(), return_exceptions=True)
    await client.aclose()
    post, streamed, frame = ended
    assert isinstance(post, httpx.Response)
    assert (post.status_code, post.json()) == (503, {"status": 503, "error": Restarting.text})
    assert isinstance(streamed, httpx.HTTPError)
    assert isinstance(frame, ConnectionClosed)
    assert [r for r in caplog.records if r.exc_info or "Traceback" in r.getMessage()] == []
