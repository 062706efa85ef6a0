"""How the application ends: what is being written gets its time, nothing new begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.interview.model import TurnState
from tests.candidate import Candidate
from tests.fakes import FakeModel, a_session
from tests.serving import HTML, QUICK, parts, served

PATIENCE = replace(
    QUICK, first_text=20.0, gap=20.0, whole=30.0, beat=0.1, lost=0.3, sweep=0.1, grace=20.0
)


async def test_a_process_that_ends_takes_no_lost_question_over(tmp_path: Path) -> None:
    model = FakeModel(script=lambda *_: ["Which of the services ", 0.9, "did you move last?"])
    world = parts(tmp_path, model=model, patience=PATIENCE)
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
