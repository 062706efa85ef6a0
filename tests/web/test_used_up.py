"""The day's questions are used up: told as what it is, and mended by the next day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.source import Source
from app.main import parts_from
from app.services.clock import Clock
from app.services.daily_budget import NO_CALL_LEFT
from app.settings import Settings
from app.values import replace
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.faults.behaviours import interviews
from tests.faults.provider import ProviderStub
from tests.serving import HTML, HTMX, JSON, parts, served

TOLD = "Today's questions are used up. Your answers are kept: go on tomorrow."
AS_HTML = "Today&#39;s questions are used up. Your answers are kept: go on tomorrow."
FIRST_TOLD = (
    "Today's questions are used up. Your CV and the job description are kept: go on tomorrow."
)
LATE = datetime(2026, 11, 12, 21, 30, tzinfo=UTC)
FORM = {"answer": "I moved the ingest.", "turn": "1"}


class Day:
    """A wall clock at half past nine in the evening, and a budget for one question a day."""

    def __init__(self) -> None:
        self.now = LATE

    def script(self, brief: Brief, _: int) -> list[str | float | Exception]:
        if brief.number > 1 and self.now.date() == LATE.date():
            return [ModelFailed(NO_CALL_LEFT, final=True)]
        return [QUESTIONS[brief.number - 1]]


@asynccontextmanager
async def begun(folder: Path, day: Day) -> AsyncIterator[Candidate]:
    """A candidate at question 1, after which nothing is left today."""
    world = parts(
        folder, interviewer=FakeInterviewer(script=day.script), clock=Clock(now=lambda: day.now)
    )
    async with served(world) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        yield candidate


async def test_answer_beyond_the_budget_is_429_until_midnight_and_stands(tmp_path: Path) -> None:
    async with begun(tmp_path, Day()) as candidate:
        script = await candidate.post("message", FORM, JSON)
        fragment = await candidate.post("message", FORM, {"HX-Request": "true"})
        navigation = await candidate.post("message", FORM, HTML)
        whole = await candidate.get("interview", HTML)
        state = await candidate.interview()

    assert script.json() == {"status": 429, "error": TOLD}
    seconds = str(int(timedelta(hours=2, minutes=30).total_seconds()))
    for answer in (script, fragment):
        assert (answer.status_code, answer.headers["retry-after"]) == (429, seconds)
    assert AS_HTML in fragment.text
    assert candidate.path("retry") in fragment.text
    assert navigation.status_code == 303
    assert AS_HTML in whole.text
    assert "could not be reached" not in whole.text
    assert state["turn"] == {"number": 2, "state": "failed"}
    assert state["conversation"][-1]["content"] == FORM["answer"]


async def test_first_question_beyond_the_budget_mentions_no_answer(tmp_path: Path) -> None:
    model = FakeInterviewer(script=lambda *_: [ModelFailed(NO_CALL_LEFT, final=True)])
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.get("interview", JSON)
        script = await candidate.post("retry", None, JSON)
        slot = await candidate.get("question/1", HTMX)
        whole = await candidate.get("interview", HTML)

    assert script.json() == {"status": 429, "error": FIRST_TOLD}
    assert FIRST_TOLD.replace("'", "&#39;") in slot.text
    assert FIRST_TOLD.replace("'", "&#39;") in whole.text
    assert "answers are kept" not in slot.text + whole.text


async def test_live_slot_tells_that_the_day_is_used_up(tmp_path: Path) -> None:
    async with begun(tmp_path, Day()) as candidate:
        await candidate.post("message", FORM, JSON)
        slot = await candidate.get("question/2", HTMX)

    assert slot.status_code == 200
    assert AS_HTML in slot.text
    assert "Ask again" in slot.text


async def test_start_leaves_a_small_budget_to_the_interview(tmp_path: Path) -> None:
    parts(tmp_path)  # leaves a database that needs no migration
    async with ProviderStub(otherwise=lambda _: interviews()) as stub:
        given = {
            "DATABASE_URL": f"sqlite:///{tmp_path}/viva.sqlite",
            "OPENAI_BASE_URL": stub.base_url,
            "MODEL_CALLS_PER_DAY": "2",  # the papers are read, and a question asked
        }
        world = replace(parts_from(Settings.from_env(given), given), rehearse=None)
        async with served(world) as viva, viva.client() as client:
            await asyncio.sleep(1)  # long enough for a check
            candidate = Candidate(viva, client)
            await candidate.prepare()
            state = await candidate.begin()

    assert state["conversation"][0]["source"] == Source.MODEL


async def test_retry_after_midnight_is_accepted(tmp_path: Path) -> None:
    day = Day()
    async with begun(tmp_path, day) as candidate:
        await candidate.post("message", FORM, JSON)
        still = await candidate.post("retry", None, JSON)
        day.now += timedelta(hours=3)
        again = await candidate.post("retry", None, JSON)

    assert still.status_code == 429
    assert again.status_code == 200
    assert again.json()["messages"][-1]["content"] == QUESTIONS[1]


async def test_other_failures_are_told_as_before(tmp_path: Path) -> None:
    model = FakeInterviewer(
        script=lambda brief, _: [ModelFailed("x", final=True)] if brief.number > 1 else ["Why?"]
    )
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        failed = await candidate.post("message", FORM, JSON)

    assert failed.status_code == 500
    assert failed.json()["error"] == "The interviewer could not be reached. Your answer is saved."
