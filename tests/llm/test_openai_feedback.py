"""The report of the prompted model, over real HTTP."""

from __future__ import annotations

import json
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.interview.errors import ModelFailed
from app.interview.model import Interview, Message, Role, Source, Turn, TurnState
from app.interview.report import AnswerReview, Summary
from app.llm.faults import Kind
from app.llm.openai_model import OpenAIModel
from tests.fakes import NOON, a_review, a_session
from tests.faults import behaviours as does
from tests.faults.behaviours import interviews, says
from tests.faults.provider import ProviderStub, Reply
from tests.llm.asking import IN_EARNEST, a_model, a_provider

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWER = "I moved sixty-one services from Nomad to Kubernetes and cut deploys to four minutes."


def an_interview(answers: int = 2) -> Interview:
    def message(turn: int, role: Role, content: str) -> Message:
        return Message(
            id=f"{role}-{turn}",
            session_id="session-1",
            turn=turn,
            role=role,
            content=content,
            timestamp=NOON,
            source=Source.MODEL if role is Role.ASSISTANT else Source.CANDIDATE,
        )

    numbers = range(1, answers + 1)
    asked = [message(n, Role.ASSISTANT, f"What of topic {n} did you do?") for n in numbers]
    said = [message(n, Role.USER, f"{ANSWER} That was time {n}.") for n in numbers]
    turns = [Turn(session_id="session-1", number=n, state=TurnState.ANSWERED) for n in numbers]
    return Interview(
        session=replace(a_session(), ended_at=NOON),
        turns=tuple(turns),
        messages=(*asked, *said),
    )


async def parts_of(
    model: OpenAIModel, done: Sequence[AnswerReview] = (), tries: int = 1
) -> list[AnswerReview | Summary]:
    async with aclosing(model.feedback(an_interview(), done, tries)) as parts:
        return [part async for part in parts]


async def test_reviews_come_in_order_and_then_the_summary() -> None:
    async with ProviderStub(interviews(pieces=40)) as stub:
        model = a_model(stub)
        *reviews, summary = await parts_of(model)
        await model.close()
    turns = [review.turn for review in reviews if isinstance(review, AnswerReview)]
    assert turns == [1, 2]
    assert isinstance(summary, Summary)
    assert summary.source is Source.MODEL


async def test_a_review_is_there_before_the_report_is_whole() -> None:
    async with ProviderStub(interviews(delay=0.02, pieces=40)) as stub:
        model = a_model(stub)
        async with aclosing(model.feedback(an_interview(), (), 1)) as parts:
            first = await anext(parts)
            written = stub.open
        await model.close()
    assert isinstance(first, AnswerReview)
    assert written == 1, "the provider was still writing"


async def test_reviews_that_are_done_are_not_given_again() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)
        first, *rest = await parts_of(model, done=[a_review(1)])
        await model.close()
    assert isinstance(first, AnswerReview)
    assert first.turn == 2
    assert [type(part) for part in rest] == [Summary]


async def test_a_schema_is_asked_for() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)
        await parts_of(model)
        await model.close()
    (request,) = stub.requests
    assert request.body["response_format"]["type"] == "json_schema"


async def test_a_schema_that_is_turned_down_is_left_out_from_the_next_try_on() -> None:
    async with ProviderStub(does.unknown_parameter("response_format")) as stub:
        model = a_model(stub)
        with pytest.raises(ModelFailed) as failed:
            await parts_of(model)
        parts = await parts_of(model, tries=2)
        await parts_of(model)
        await model.close()
    sent = ["response_format" in request.body for request in stub.requests]
    assert (failed.value.kind, failed.value.final) == (Kind.PARAMETER, False)
    assert sent == [True, False, False]
    assert isinstance(parts[-1], Summary)


async def test_what_a_report_lacked_is_said_at_the_next_try() -> None:
    async with ProviderStub(says("I would rather not."), says("{}")) as stub:
        model = a_model(stub)
        for tries in (1, 2):
            with pytest.raises(ModelFailed):
                await parts_of(model, tries=tries)
        await parts_of(model, tries=3)
        await parts_of(model)
        await model.close()
    told = ["Your last reply could not be used" in request.prompt for request in stub.requests]
    assert told == [False, True, True, False]


async def test_the_last_try_takes_a_short_summary() -> None:
    short = json.dumps(
        {"answers": [], "strengths": ["a"], "weaknesses": ["b"], "cv_improvements": ["c"]}
    )
    async with ProviderStub(says(short), says(short)) as stub:
        model = a_model(stub)
        with pytest.raises(ModelFailed):
            await parts_of(model, tries=1)
        (summary,) = await parts_of(model, tries=3)
        await model.close()
    assert isinstance(summary, Summary)
    assert summary.strengths == ("a",)


async def test_a_cut_report_keeps_what_was_read_of_it() -> None:
    async def cut(reply: Reply) -> None:
        text = does.a_report(reply)
        await does.cut_after(text[: len(text) // 2])(reply)

    async with ProviderStub(cut) as stub:
        model = a_model(stub)
        async with aclosing(model.feedback(an_interview(), (), 1)) as parts:
            first = await anext(parts)
            with pytest.raises(ModelFailed) as failed:
                await anext(parts)
        await model.close()
    assert isinstance(first, AnswerReview)
    assert first.turn == 1
    assert failed.value.kind == Kind.CUT


async def test_a_report_that_was_cut_short_is_told_so_whatever_it_asks() -> None:
    async with ProviderStub(says('{"answers": [], "strengths": ["Why?"', finish="length")) as stub:
        model = a_model(stub)
        with pytest.raises(ModelFailed) as failed:
            await parts_of(model)
        await model.close()
    assert failed.value.kind == Kind.CUT_SHORT


async def test_a_second_try_goes_to_the_fallback() -> None:
    async with ProviderStub() as stub, ProviderStub() as fallback:
        model = OpenAIModel(a_provider(stub), a_provider(fallback), IN_EARNEST)
        await parts_of(model, tries=2)
        await model.close()
    assert (len(stub.requests), len(fallback.requests)) == (0, 1)
