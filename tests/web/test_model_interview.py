"""An interview with a model over real HTTP: shown = stored = what the model is told next."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from app.coach.model_coach import ModelInterviewer, ModelReviewer
from app.domain.requirement import Reading
from app.domain.source import Source
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.services.timeouts import Timeouts
from tests.candidate import Candidate, Reader
from tests.faults import behaviours as does
from tests.faults.behaviours import QUESTIONS, cut_after, says
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.limits import HANGS
from tests.serving import HTML, parts, served

ANSWERS = (
    "  I moved <the ingest> last & compared “every” event, 😀.\r\n\r\nTwo weeks.\n",
    "42",
    '{"content": "null"}',
    "true \u2028 or 'not'",
)

At = Callable[..., AbstractAsyncContextManager[Candidate]]


@pytest.fixture
def at(tmp_path: Path) -> At:
    """A candidate at an application whose words come from a provider."""

    @asynccontextmanager
    async def start(
        stub: ProviderStub, fallback: ProviderStub | None = None
    ) -> AsyncIterator[Candidate]:
        model = OpenAIModel(provider_at(stub), provider_at(fallback) if fallback else None)
        changes = {
            "interviewer": ModelInterviewer(model),
            "reviewer": ModelReviewer(model),
            "timeouts": Timeouts(silence=0.2, grace=0.2),
        }
        async with served(parts(tmp_path, **changes)) as viva, viva.client() as client:
            candidate = Candidate(viva, client)
            await candidate.prepare()
            yield candidate

    return start


def provider_at(stub: ProviderStub) -> Provider:
    return Provider(api_key="a key", base_url=stub.base_url, model="tiny")


def questions_asked(stub: ProviderStub) -> list[Request]:
    """The requests for questions; papers are read beside them."""
    return [r for r in stub.requests if not r.is_reading and not r.is_feedback]


def texts(request: Request) -> list[str]:
    """The texts of one prompt's messages."""
    return [message["content"] for message in request.body["messages"]]


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
    last = texts(questions_asked(stub)[-1])
    for content in stored[:-1]:
        assert content in last


async def test_text_around_question_is_not_shown(at: At) -> None:
    wrapped = (
        "<think>The CV says nurse.</think>\n\n**Question 1:** “What did you learn on the night "
        "shift?” And how? I hope that helps."
    )
    async with ProviderStub(says(wrapped, pieces=40)) as stub, at(stub) as candidate:
        state = await candidate.begin()

    assert state["conversation"][0]["content"] == "What did you learn on the night shift?"
    assert state["conversation"][0]["source"] == "model"


async def test_model_stream_cut_is_retried_and_whole_text_stored(at: At) -> None:
    cut = cut_after("Which of all the nights on the surgical ward was")
    async with ProviderStub(cut, says(QUESTIONS[0])) as stub, at(stub) as candidate:
        page = await candidate.get("interview", HTML)
        state = await candidate.interview()

    assert [m["content"] for m in state["conversation"]] == [QUESTIONS[0]]
    assert len(questions_asked(stub)) == 2
    assert page.text.count('<p class="attempt">') == 2


async def test_provider_down_keeps_answer_and_retry_continues(at: At) -> None:
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


@pytest.mark.parametrize(
    ("fault", "is_of_readings", "calls"),
    [
        (does.status(500), False, 0),
        (does.html(), False, 0),
        (says("", finish="stop"), False, 0),
        (says("They moved", finish="length"), False, 0),
        (does.status(500), True, 2),
        (says("", finish="stop"), True, 1),
    ],
)
async def test_papers_are_read_by_the_fallback_where_the_first_does_not(
    at: At, fault: Behaviour, is_of_readings: bool, calls: int
) -> None:
    def choose(request: Request) -> Behaviour:
        is_bad = request.is_reading or not is_of_readings
        return fault if is_bad else does.interviews()

    async with (
        ProviderStub(otherwise=choose) as first,
        ProviderStub() as fallback,
        at(first, fallback) as candidate,
    ):
        await candidate.begin()
        async with asyncio.timeout(HANGS):
            while (reading := await reading_of(candidate)) is None:  # noqa: ASYNC110, nobody tells
                await asyncio.sleep(0.01)

    assert reading.source is Source.MODEL
    assert sum(request.is_reading for request in first.requests) == calls
    assert sum(request.is_reading for request in fallback.requests) == 1


async def reading_of(candidate: Candidate) -> Reading | None:
    session = await candidate.served.store.session(candidate.session_id)
    return session.reading if session else None


async def test_whole_interview_ends_with_model_report(at: At) -> None:
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
        assert report[key]
    assert report["source"] == "model"
    assert len(questions_asked(stub)) == 8
    assert sum(request.is_feedback for request in stub.requests) == 1


def strong(turn: int) -> str:
    places: Sequence[str] = ("ward", "clinic", "theatre", "night shift")
    place = next(itertools.islice(itertools.cycle(places), turn, None))
    return (
        f"In 2023 I led the {place} handover because falls had doubled; I rewrote the sheet "
        f"with two colleagues and falls went from {turn + 9} a month to {turn}."
    )
