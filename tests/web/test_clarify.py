"""The awaited question, put differently."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.demo.interviewer import DemoInterviewer
from app.demo.stories import stories
from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.source import Source
from app.main import _sample
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.limits import HANGS
from tests.serving import HTML, HTMX, JSON, Served, parts, served
from tests.web.markup import by_id, every, only, page

OTHER = "In other words, what did you leave to the end of it, and why there?"
CLARIFY = "question/1/clarify"


def by_model(*after: str | ModelFailed) -> FakeInterviewer:
    """A model that asks, and says `after` when it is asked back."""
    return FakeInterviewer(
        source=Source.MODEL,
        script=lambda brief, _: list(after) if brief.number > 1 else [QUESTIONS[0]],
    )


async def begun(viva: Served, client: object) -> Candidate:
    candidate = Candidate(viva, client)  # type: ignore[arg-type]  # an httpx client
    await candidate.prepare()
    await candidate.begin()
    return candidate


@pytest.fixture
async def asked(tmp_path: Path) -> AsyncIterator[Candidate]:
    """A candidate whom a model has asked question 1."""
    async with (
        served(parts(tmp_path, interviewer=by_model(OTHER))) as viva,
        viva.client() as client,
    ):
        yield await begun(viva, client)


async def test_question_is_put_differently_beside_itself(asked: Candidate) -> None:
    before = page((await asked.get("interview", HTML)).text)
    pressed = await asked.post(CLARIFY, {}, HTML)
    after = (await asked.get("interview", HTML)).text

    button = only(by_id(before, "clarify"), "button")
    assert button.get("formaction") == asked.path(CLARIFY)
    assert by_id(before, button.get("form", "")).tag == "form"
    assert (pressed.status_code, pressed.headers["location"]) == (303, asked.path("interview"))
    assert f'<p class="clarified" dir="auto">{OTHER}</p>' in after
    assert QUESTIONS[0] in after
    assert not every(by_id(page(after), "clarify"), "button")


async def test_other_words_count_as_asked_in_the_next_interview(asked: Candidate) -> None:
    await asked.post(CLARIFY, {}, JSON)
    told = (await asked.post("again", {}, JSON)).json()

    session = await asked.served.parts.store.session(told["redirect"].split("/")[2])
    assert session is not None
    assert session.asked_before == (QUESTIONS[0], OTHER)


async def test_other_words_are_a_field_of_the_message_and_kept(asked: Candidate) -> None:
    told = (await asked.post(CLARIFY, {}, JSON)).json()

    assert [m["clarified"] for m in told["messages"]] == [OTHER]
    assert told["turn"] == {"number": 1, "state": "awaiting_answer"}
    (message,) = (await asked.get("transcript.json")).json()["conversation"]
    assert (message["content"], message["clarified"]) == (QUESTIONS[0], OTHER)
    for ending in ("md", "txt"):
        assert OTHER in (await asked.get(f"transcript.{ending}")).text


async def test_fragment_leaves_the_answer_form_alone(asked: Candidate) -> None:
    told = (await asked.post(CLARIFY, {}, HTMX)).text

    assert OTHER in told
    assert "textarea" not in told


async def test_second_press_gets_the_same_words(asked: Candidate) -> None:
    first = await asked.post(CLARIFY, {}, JSON)
    second = await asked.post(CLARIFY, {}, JSON)

    assert second.json() == first.json()


async def test_answer_sent_meanwhile_drops_the_other_words(tmp_path: Path) -> None:
    is_asked_back = asyncio.Event()

    def script(brief: Brief, _: int) -> list[str | float | Exception]:
        if brief.number == 1:
            return [QUESTIONS[0]]
        is_asked_back.set()
        return [HANGS, OTHER]

    slow = FakeInterviewer(source=Source.MODEL, script=script)
    async with served(parts(tmp_path, interviewer=slow)) as viva, viva.client() as client:
        candidate = await begun(viva, client)
        pressed = asyncio.create_task(candidate.post(CLARIFY, {}, JSON))
        await asyncio.wait_for(is_asked_back.wait(), 10)
        await candidate.answer("I moved the ingest last.", turn=1)
        told = await asyncio.wait_for(pressed, 10)
        now = await candidate.interview()

    assert told.status_code == 200
    assert all("clarified" not in m for m in now["conversation"])


async def test_half_typed_answer_comes_along_to_the_other_words(asked: Candidate) -> None:
    pressed = await asked.post(CLARIFY, {"answer": "Half a thought", "turn": "1"}, HTML)

    assert pressed.status_code == 200
    assert OTHER in pressed.text
    assert by_id(page(pressed.text), "answer").text == "Half a thought"


async def test_refusal_of_other_words_keeps_what_was_typed(asked: Candidate) -> None:
    await asked.answer("I moved the ingest last.", turn=1)

    refused = await asked.post(CLARIFY, {"answer": "Half a thought", "turn": "1"}, HTML)

    root = page(refused.text)
    assert refused.status_code == 409
    kept = [field.text for field in root.iter("textarea")]
    assert "Half a thought" in kept


async def test_refusal_for_a_page_leads_back_to_the_interview(asked: Candidate) -> None:
    await asked.answer("I moved the ingest last.", turn=1)

    refused = await asked.post(CLARIFY, {}, HTML)

    assert refused.status_code == 409
    assert asked.path("interview") in refused.text


async def test_report_file_tells_the_other_words(asked: Candidate) -> None:
    await asked.post(CLARIFY, {}, JSON)
    await asked.answer("I moved the ingest last, because a lost minute was a lost parcel.", turn=1)
    await asked.post("complete")

    assert OTHER in (await asked.get("report.md")).text
    assert OTHER in (await asked.get("report.json")).text


@pytest.mark.parametrize("after", [(), (ModelFailed("down", final=True),)])
async def test_failure_leaves_the_question_as_it_was(
    tmp_path: Path, after: tuple[ModelFailed, ...]
) -> None:
    async with (
        served(parts(tmp_path, interviewer=by_model(*after))) as viva,
        viva.client() as client,
    ):
        candidate = await begun(viva, client)
        failed = await candidate.post(CLARIFY, {}, JSON)
        told = await candidate.interview()

    assert failed.status_code == 500
    assert failed.json()["error"] == (
        "The question could not be put differently. It stays as it is."
    )
    assert told["turn"] == {"number": 1, "state": "awaiting_answer"}
    assert "clarified" not in told["conversation"][0]


async def test_question_that_is_not_awaited_is_409(asked: Candidate) -> None:
    await asked.post("complete")
    await asked.answer("I moved the ingest last.", turn=1)

    refused = await asked.post(CLARIFY, {}, JSON)
    unasked = await asked.post("question/5/clarify", {}, JSON)

    assert refused.status_code == 409
    assert unasked.status_code == 409


@pytest.mark.parametrize("story", [None, *stories()])
async def test_demo_has_other_words_for_each_question(tmp_path: Path, story: str | None) -> None:
    demo = parts(
        tmp_path,
        interviewer=DemoInterviewer(0),
        stand_in=DemoInterviewer(0),
        samples={name: _sample(name, told) for name, told in stories().items()},
    )
    async with served(demo) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        if story is None:
            await candidate.prepare()
        else:
            await candidate._begin(await client.post("/demo", data={"story": story}, headers=HTML))
        await candidate.begin()
        for turn in range(1, 9):
            said = await candidate.post(f"question/{turn}/clarify", {}, JSON)
            assert said.status_code == 200, (turn, said.text)
            (question,) = said.json()["messages"][-1:]
            assert question["clarified"] not in {question["content"], ""}
            await candidate.answer(f"I moved the ingest last, in week {turn}.", turn=turn)
