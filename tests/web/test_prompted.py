"""The prompted interviewer over real HTTP: shown = stored = what the model is told next."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from app.interviewer.patience import Patience
from app.llm.openai_model import OpenAIModel
from app.llm.providers import Provider
from tests.candidate import Candidate, Reader
from tests.faults.behaviours import QUESTIONS, cut_after, says
from tests.faults.provider import ProviderStub
from tests.serving import HTML, parts, served

ANSWERS = (
    "  I moved <the ingest> last & compared “every” event, 😀.\r\n\r\nTwo weeks.\n",
    "42",
    '{"content": "null"}',
    "true \u2028 or 'not'",
)

At = Callable[[ProviderStub], AbstractAsyncContextManager[Candidate]]


@pytest.fixture
def at(tmp_path: Path) -> At:
    """A candidate at an application whose words come from a provider."""

    @asynccontextmanager
    async def start(stub: ProviderStub) -> AsyncIterator[Candidate]:
        provider = Provider(api_key="a key", base_url=stub.base_url, model="tiny")
        model = OpenAIModel(provider)
        patience = Patience(silence=0.2, grace=0.2)
        async with (
            served(parts(tmp_path, model=model, patience=patience)) as viva,
            viva.client() as client,
        ):
            candidate = Candidate(viva, client)
            await candidate.prepare()
            yield candidate

    return start


def told(stub: ProviderStub, request: int) -> list[str]:
    """The texts of one prompt's messages."""
    return [message["content"] for message in stub.requests[request].body["messages"]]


async def test_every_word_shown_is_stored_and_told_to_the_byte(at: At) -> None:
    async with ProviderStub() as stub, at(stub) as candidate:
        await candidate.begin()
        shown: list[str] = []
        for turn, text in enumerate(ANSWERS, 1):
            response = await candidate.answer_live(text, turn)
            assert response.status_code == 200, response.text
            reader = Reader()
            async with candidate.watch(turn + 1) as socket:
                await reader.read(socket)
            shown.append(reader.text)
        conversation = (await candidate.interview())["conversation"]

    stored = [message["content"] for message in conversation]
    assert stored[2::2] == shown
    assert stored[1::2] == [text.replace("\r\n", "\n") for text in ANSWERS]
    last = told(stub, len(ANSWERS))
    for content in stored[:-1]:
        assert content in last


async def test_what_is_not_the_question_never_shows(at: At) -> None:
    wrapped = (
        "<think>The CV says nurse.</think>\n\n**Question 1:** “What did you learn on the night "
        "shift?” And how? I hope that helps."
    )
    async with ProviderStub(says(wrapped, pieces=40)) as stub, at(stub) as candidate:
        state = await candidate.begin()

    assert state["conversation"][0]["content"] == "What did you learn on the night shift?"
    assert state["conversation"][0]["source"] == "model"


async def test_a_cut_model_is_asked_again_and_only_the_whole_text_stays(at: At) -> None:
    cut = cut_after("Which of all the nights on the surgical ward was")
    async with ProviderStub(cut, says(QUESTIONS[0])) as stub, at(stub) as candidate:
        page = await candidate.get("interview", HTML)
        state = await candidate.interview()

    assert [m["content"] for m in state["conversation"]] == [QUESTIONS[0]]
    assert len(stub.requests) == 2
    assert page.text.count('<p class="attempt">') == 2


async def test_a_provider_that_is_down_costs_no_answer_and_a_retry_goes_on(at: At) -> None:
    async with ProviderStub() as stub, at(stub) as candidate:
        await candidate.begin()
        await stub.stop()
        failed = await candidate.answer("Kept.", turn=1)
        await stub.start()
        again = await candidate.post("retry")

    assert (failed.status_code, failed.json()["error"]) == (
        500,
        "The interviewer could not be reached. Your answer is saved.",
    )
    assert again.status_code == 200
    assert [m["role"] for m in again.json()["messages"]] == ["user", "assistant"]


async def test_a_whole_interview_ends_in_a_report_of_the_model(at: At) -> None:
    async with ProviderStub() as stub, at(stub) as candidate:
        await candidate.begin()
        for turn in range(1, 9):
            await candidate.answer(f"{strong(turn)}", turn=turn)
        await candidate.post("complete")
        report = (await candidate.get("feedback")).json()["feedback"]

    assert 1 <= report["interview_score"] <= 10
    assert [a["turn"] for a in report["answers"]] == list(range(1, 9))
    assert {a["source"] for a in report["answers"]} == {"model"}
    for key in ("strengths", "weaknesses", "cv_improvements"):
        assert len(report[key]) >= 3
    assert len(stub.requests) == 9


def strong(turn: int) -> str:
    places: Sequence[str] = ("ward", "clinic", "theatre", "night shift")
    place = next(itertools.islice(itertools.cycle(places), turn, None))
    return (
        f"In 2023 I led the {place} handover because falls had doubled; I rewrote the sheet "
        f"with two colleagues and falls went from {turn + 9} a month to {turn}."
    )
