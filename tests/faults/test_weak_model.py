"""What weak models do, through the whole program and over real HTTP.

Whatever such a model writes, no question is lost and the report comes in its time: what
it could not write is written by the planned question and by rule, and says so.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.coach.model_coach import ModelInterviewer, ModelReviewer
from app.coach.rule_coach import RuleReviewer
from app.demo.interviewer import DemoInterviewer
from app.domain.interview import MAX_QUESTIONS
from app.domain.source import Source
from app.llm.deadlines import CallTimeouts
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.prompts.templates import OWN_SENTENCES
from app.services.ask import WITHOUT_WORDS
from app.services.timeouts import Timeouts
from app.values import replace
from tests.candidate import Candidate
from tests.faults.behaviours import (
    WHOLE,
    a_report,
    closes_within_the_body,
    cut_after,
    ends_without_finish,
    interviews,
    json_200,
    says,
    stalls_after,
    status,
)
from tests.faults.provider import Behaviour, ProviderStub, Reply, Request
from tests.limits import HANGS
from tests.serving import parts, served

TIMEOUTS = Timeouts(silence=0.5, sweep=0.5, grace=0.2)
ANSWERS = [
    f"In case {number} I ran both systems side by side for {number + 2} weeks, compared every "
    f"event and cut the duplicates from {200 + number} a day to none."
    for number in range(1, MAX_QUESTIONS + 1)
]
ASKS_NOTHING = {
    "an order to itself": "Please proceed.",
    "a word of a program": "None",
    "nothing": "",
    "white space": " \n\n",
    "one of the prompt's sentences": max(OWN_SENTENCES, key=len),
    "the prompt's example": '[r2] "plan the night shift"',
    "a tag of the prompt": "<state>\n</state>",
    "what it is about to do": "I will write question 2 of 8 for the candidate.",
}


def chosen(
    question: Behaviour | None = None,
    reading: Behaviour | None = None,
    report: Behaviour | None = None,
) -> Callable[[Request], Behaviour]:
    """A provider that does well but for what is given."""

    def choose(request: Request) -> Behaviour:
        does = question
        if request.is_feedback:
            does = report
        elif request.is_reading:
            does = reading
        return does or interviews()

    return choose


@dataclass(kw_only=True)
class Interview:
    """A candidate before a model behind `stub`."""

    candidate: Candidate
    stub: ProviderStub
    seconds: float = 0.0

    async def ask_all(self, answers: Sequence[str] = ANSWERS) -> list[dict[str, Any]]:
        """Answer every question; the questions as they stand."""
        await self.candidate.begin()
        for answer in answers:
            reply = await self.candidate.answer(answer)
            assert reply.status_code == 200, reply.text
        state = await self.candidate.interview()
        return [message for message in state["conversation"] if message["role"] == "assistant"]

    async def report(self) -> dict[str, Any]:
        """End the interview and wait for its report."""
        began = time.monotonic()
        await self.candidate.post("complete")
        reply = await self.candidate.get("feedback")
        assert reply.status_code == 200, reply.text
        self.seconds = time.monotonic() - began
        found: dict[str, Any] = reply.json()["feedback"]
        return found

    @property
    def questions_asked(self) -> int:
        return sum(request.is_question for request in self.stub.requests)

    @property
    def reports_asked(self) -> int:
        return sum(request.is_feedback for request in self.stub.requests)


@asynccontextmanager
async def before(
    folder: Path,
    choose: Callable[[Request], Behaviour],
    *,
    timeouts: Timeouts = TIMEOUTS,
    call_timeouts: CallTimeouts | None = None,
) -> AsyncIterator[Interview]:
    """An interview with papers of one's own, as it is served."""
    async with ProviderStub(otherwise=choose) as stub:
        provider = Provider(api_key="k", base_url=stub.base_url, model="weak")
        model = OpenAIModel(provider, None, call_timeouts)
        real = parts(
            folder,
            interviewer=ModelInterviewer(model),
            stand_in=DemoInterviewer(0),
            reviewer=ModelReviewer(model),
            reviewer_stand_in=RuleReviewer(Source.STAND_IN),
            timeouts=timeouts,
        )
        async with served(real) as viva, viva.client() as client:
            candidate = Candidate(viva, client)
            await candidate.prepare()
            yield Interview(candidate=candidate, stub=stub)


def sources(report: dict[str, Any]) -> list[str]:
    return [review["source"] for review in report["answers"]]


# Questions


@pytest.mark.parametrize("text", ASKS_NOTHING.values(), ids=ASKS_NOTHING.keys())
async def test_text_that_asks_nothing_is_refused_twice_and_replaced(
    tmp_path: Path, text: str
) -> None:
    async with before(tmp_path, chosen(question=says(text))) as interview:
        (question,) = await interview.ask_all([])

        assert question["source"] == "stand-in"
        assert question["content"].count("?") == 1
        assert interview.questions_asked == 2


async def test_text_that_asks_nothing_is_asked_for_again(tmp_path: Path) -> None:
    well = interviews()

    def choose(request: Request) -> Behaviour:
        return says("Please proceed.") if "refused before" not in request.prompt else well

    async with before(tmp_path, choose) as interview:
        (question,) = await interview.ask_all([])

        assert question["source"] == "model"
        assert interview.questions_asked == 2


async def test_sixty_words_that_ask_nothing_lose_no_question(tmp_path: Path) -> None:
    text = "The interviewer is a friendly and professional interviewer. " * 20
    async with before(tmp_path, chosen(question=says(text, pieces=80))) as interview:
        (question,) = await interview.ask_all([])

        assert len(question["content"].split()) <= 60
        assert interview.questions_asked <= 2


async def test_model_that_is_slow_to_write_what_is_refused_loses_no_question(
    tmp_path: Path,
) -> None:
    slow = says("Please proceed.", delay=0.3)
    timeouts = replace(TIMEOUTS, first_text=1.6)
    async with before(tmp_path, chosen(question=slow), timeouts=timeouts) as interview:
        (question,) = await interview.ask_all([])

        assert question["source"] == "stand-in"


async def test_model_that_writes_only_nonsense_gives_a_whole_interview_and_report(
    tmp_path: Path,
) -> None:
    nonsense = says("The posting is a posting. " * 8)
    choose = chosen(says("None"), nonsense, nonsense)
    async with before(tmp_path, choose) as interview:
        questions = await interview.ask_all()
        report = await interview.report()

        assert [question["source"] for question in questions] == ["stand-in"] * MAX_QUESTIONS
        assert len({question["content"] for question in questions}) == MAX_QUESTIONS
        assert sources(report) == ["stand-in"] * MAX_QUESTIONS
        assert report["source"] == "stand-in"
        assert 1 <= report["interview_score"] <= 10


@pytest.mark.parametrize(
    "unended",
    [
        ends_without_finish(WHOLE, done=False),
        cut_after(WHOLE),
        closes_within_the_body(WHOLE),
        stalls_after(WHOLE),
    ],
    ids=["clean end", "cut", "closed", "silence"],
)
async def test_question_whose_end_is_not_told_stands_at_its_question_mark(
    tmp_path: Path, unended: Behaviour
) -> None:
    brief = CallTimeouts(gap=0.5)
    async with before(tmp_path, chosen(unended), call_timeouts=brief) as interview:
        (question,) = await interview.ask_all([])

        assert (question["source"], question["content"]) == ("model", WHOLE)
        assert interview.questions_asked == 1


async def test_papers_are_read_where_a_schema_is_answered_by_a_server_error(
    tmp_path: Path,
) -> None:
    async with before(tmp_path, Pedantic(UNNAMED, most=1)) as interview:
        await interview.ask_all([])
        candidate = interview.candidate
        source = None
        async with asyncio.timeout(HANGS):
            while source is None:
                session = await candidate.served.parts.store.session(candidate.session_id)
                source = session.reading.source if session and session.reading else None

        assert source is Source.MODEL


def test_faults_without_words_are_those_of_the_client() -> None:
    assert set(Kind) >= WITHOUT_WORDS


# Reports


def after_reviews(
    count: int, begun: str, again: Sequence[str] = (), finish: str | None = None
) -> Behaviour:
    """The beginning of a good report with `count` reviews, `begun`, then `again` for ever."""

    async def play(reply: Reply) -> None:
        found = json.loads(a_report(reply))
        told = json.dumps({**found, "answers": found["answers"][:count]})
        await reply.stream()
        await reply.text(told[: told.index('], "requirements"')] + (", " if count else ""))
        await reply.text(begun)
        while finish is None:
            for piece in again:
                await reply.text(piece)
                await asyncio.sleep(0)
        await reply.finish(finish)

    return play


RUNAWAYS = {
    "one phrase again and again": ('{"turn": 8, "comment": "You say', [" and so on"]),
    "a string of ever new words": (
        '{"turn": 8, "comment": "You say',
        [f" that word {number} came" for number in range(500)],
    ),
    "objects without end": ("", ['{"turn": 8, "comment": ""}, ']),
    "white space": ('{"turn": 8,', ["\n        "]),
    "one letter": ('{"turn": 8, "comment": "', ["a"]),
}


@pytest.mark.parametrize("name", RUNAWAYS)
async def test_report_that_runs_away_keeps_its_reviews_and_comes_soon(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    begun, again = RUNAWAYS[name]
    done: list[int] = []

    def choose(request: Request) -> Behaviour:
        if not request.is_feedback:
            return interviews()
        done.append(1)
        return after_reviews(3 if len(done) == 1 else 0, begun, again)

    async with before(tmp_path, choose) as interview:
        await interview.ask_all(ANSWERS[:5])
        report = await interview.report()

        assert sources(report) == ["model"] * 3 + ["stand-in"] * 2
        assert report["source"] == "stand-in"
        assert interview.seconds < 30
        assert interview.reports_asked == 3
    assert "Report, try 1: the report did not come to an end" in caplog.text


async def test_report_cut_short_is_gone_on_with_where_it_ended(tmp_path: Path) -> None:
    cut = after_reviews(5, '{"turn": 6, "comment": "You say that', finish="length")
    calls: list[int] = []

    def choose(request: Request) -> Behaviour:
        if not request.is_feedback:
            return interviews()
        calls.append(1)
        return cut if len(calls) == 1 else interviews()

    async with before(tmp_path, choose) as interview:
        await interview.ask_all()
        report = await interview.report()

        assert sources(report) == ["model"] * MAX_QUESTIONS
        assert report["source"] == "model"
        assert len(calls) == 2


@dataclass
class Pedantic:
    """A server that cannot take a schema, and says so in its way, or not at all."""

    complaint: object
    status: int = 500
    most: int = 0
    formats: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> Behaviour:
        wanted = request.body.get("response_format", {}).get("type", "none")
        if request.is_feedback:
            self.formats.append(wanted)
        if wanted == "json_schema" or (self.most and wanted != "none"):
            return json_status(self.status, self.complaint)
        return interviews()


def json_status(code: int, document: object) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.json(code, document)

    return play


GRAMMAR = {"error": {"code": 500, "message": "Failed to parse grammar", "type": "server_error"}}
UNNAMED = {"error": {"code": 500, "message": "Internal server error", "type": "server_error"}}


@pytest.mark.parametrize(
    ("complaint", "formats"),
    [(GRAMMAR, "none"), (GRAMMAR, "json_object"), (UNNAMED, "none"), (UNNAMED, "json_object")],
)
async def test_schema_refused_by_a_server_error_costs_no_report(
    tmp_path: Path, complaint: object, formats: str
) -> None:
    server = Pedantic(complaint, most=formats == "none")
    async with before(tmp_path, server) as interview:
        await interview.ask_all(ANSWERS[:2])
        report = await interview.report()

        assert sources(report) == ["model"] * 2
        assert report["source"] == "model"
        assert server.formats[-1] in ("json_object", "none")


CONTEXT = 4096
TOO_LONG = {
    "llama.cpp": (
        400,
        {
            "error": {
                "code": 400,
                "message": "request (%d tokens) exceeds the available context size (4096 tokens), "
                "try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 5000,
                "n_ctx": 4096,
            }
        },
    ),
    "llama-cpp-python": (
        400,
        {
            "error": {
                "message": "This model's maximum context length is 4096 tokens. However, you "
                "requested %d tokens. Please reduce the length of the messages or completion.",
                "type": "invalid_request_error",
                "param": "messages",
                "code": "context_length_exceeded",
            }
        },
    ),
    "llama-cpp-python, unprepared": (
        500,
        {
            "error": {
                "message": "[{'type': 'server_error', 'msg': 'Requested tokens (%d) exceed context "
                "window of 4096'}]",
                "type": "internal_server_error",
                "code": None,
            }
        },
    ),
    "vLLM": (
        400,
        {
            "object": "error",
            "message": "This model's maximum context length is 4096 tokens. However, you requested "
            "%d tokens in the messages. Please reduce the length of the messages.",
            "type": "BadRequestError",
            "param": None,
            "code": 400,
        },
    ),
    "LM Studio": (
        400,
        {
            "error": "The number of tokens to keep from the initial prompt is greater than the "
            "context length (n_keep: %d>= n_ctx: 4096). Try to load the model with a larger "
            "context length, or provide a shorter input"
        },
    ),
    "LM Studio, in a stream": (
        200,
        {
            "error": {
                "message": "Trying to keep the first %d tokens when context the overflows. "
                "However, the model is loaded with context length of only 4096 tokens, which is "
                "not enough. Try to load the model with a larger context length."
            }
        },
    ),
    "TGI": (
        422,
        {
            "error": "Input validation error: `inputs` must have less than 4096 tokens. Given: %d",
            "error_type": "validation",
        },
    ),
    "LiteLLM": (
        400,
        {
            "error": {
                "message": "litellm.ContextWindowExceededError: litellm.BadRequestError: "
                "ContextWindowExceededError: OpenAIException - prompt is too long: %d tokens > "
                "4096 maximum",
                "type": None,
                "param": None,
                "code": "400",
            }
        },
    ),
    "Ollama, strict": (
        400,
        {"error": {"message": "the input length exceeds the context length", "type": "api_error"}},
    ),
}


@dataclass
class SmallContext:
    """A server that turns away a prompt of more tokens than it has, in its own words."""

    code: int
    document: object
    refused: int = 0

    def __call__(self, request: Request) -> Behaviour:
        size = len(request.prompt) // 4
        if size <= CONTEXT:
            return interviews()
        self.refused += 1
        document = json.loads(json.dumps(self.document).replace("%d", str(size)))
        return json_status(self.code, document) if self.code != 200 else json_200(document)


@pytest.mark.parametrize("name", TOO_LONG)
async def test_small_context_holds_an_interview_and_its_report(tmp_path: Path, name: str) -> None:
    server = SmallContext(*TOO_LONG[name])
    async with before(tmp_path, server) as interview:
        await interview.candidate.post("upload-cv", {"cv_text": long_text("cv", 9000)})
        await interview.candidate.post("upload-job", {"job_description": long_text("job", 9000)})
        answers = [f"{answer} {long_text(answer[8], 1500)}" for answer in ANSWERS[:4]]
        questions = await interview.ask_all(answers)
        report = await interview.report()

        assert [question["source"] for question in questions] == ["model"] * 5
        assert sources(report) == ["model"] * 4
        assert report["source"] == "model"
        assert 1 <= server.refused <= 4


def long_text(about: str, letters: int) -> str:
    lines = (f"Ran line {number} of the {about} plant with {number + 3} people.\n"
             for number in range(1000))  # fmt: skip
    return "".join(lines)[:letters]


async def test_slow_report_has_its_time_and_no_more(tmp_path: Path) -> None:
    words = [f"word {number} " for number in range(999)]
    slow = after_reviews(2, '{"turn": 8, "comment": "', words)

    async def dripping(reply: Reply) -> None:
        await slow(_Slow(reply))  # type: ignore[arg-type]

    timeouts = replace(TIMEOUTS, feedback=6.0, report_tries=(2.0, 2.0, 1.0))
    async with before(tmp_path, chosen(report=dripping), timeouts=timeouts) as interview:
        await interview.ask_all(ANSWERS[:4])
        report = await interview.report()

        assert sources(report)[:2] == ["model"] * 2
        assert sources(report)[-1] == "stand-in"
        assert interview.seconds < 20


class _Slow:
    """A reply whose every piece takes a while."""

    def __init__(self, reply: Reply) -> None:
        self.request, self.stream = reply.request, reply.stream
        self._reply = reply

    async def text(self, text: str) -> None:
        await asyncio.sleep(0.1)
        await self._reply.text(text)


@pytest.mark.parametrize(
    "behaviour", [says(""), says("{}"), says("I would rather not."), status(500), status(400)]
)
async def test_report_that_never_comes_is_written_by_rule(
    tmp_path: Path, behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with before(tmp_path, chosen(report=behaviour)) as interview:
        await interview.ask_all(ANSWERS[:3])
        report = await interview.report()

        assert sources(report) == ["stand-in"] * 3
        assert report["source"] == "stand-in"
        assert interview.seconds < 20
    assert "Report, try 1: " in caplog.text
