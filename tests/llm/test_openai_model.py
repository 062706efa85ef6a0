"""The prompted model over real HTTP, when all goes well."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from app.interview.errors import ModelFailed
from app.interview.model import Interview, Source
from app.llm.openai_model import OpenAIModel
from tests.fakes import a_session
from tests.faults.behaviours import PIECES, WHOLE, says
from tests.faults.provider import ProviderStub
from tests.llm.asking import a_brief, a_model, a_provider, whole_question


async def test_a_question_comes_piece_by_piece() -> None:
    async with ProviderStub(says(WHOLE, pieces=PIECES, delay=0.02)) as stub:
        model = a_model(stub)

        async with aclosing(model.question(a_brief(), 1)) as texts:
            pieces = [text async for text in texts]

        await model.close()
    assert pieces == list(PIECES)


async def test_one_call_streams_the_prompt_to_the_named_model() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)

        await whole_question(model)

        await model.close()
    (request,) = stub.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer sk-secret-key"
    assert request.headers["accept-encoding"] == "identity", "a compressor would hold text back"
    assert request.body["model"] == "stub-model"
    assert request.body["stream"] is True
    assert [message["role"] for message in request.body["messages"]] == ["system", "user", "user"]
    assert "Harrowgate Payments" in request.prompt


async def test_a_reader_that_stops_early_frees_the_connection() -> None:
    async with ProviderStub(says(WHOLE, pieces=PIECES, delay=0.1)) as stub:
        model = a_model(stub)

        async with aclosing(model.question(a_brief(), 1)) as texts:
            await anext(texts)

        await asyncio.sleep(0.05)
        open_now = stub.open
        await model.close()
    assert open_now == 0


async def test_the_page_calls_it_by_its_model() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)
        await model.close()
    assert (model.name, model.source) == ("stub-model", Source.MODEL)


async def test_without_a_call_left_no_provider_is_asked() -> None:
    class Spent:
        async def spend(self) -> None:
            raise ModelFailed("budget", final=True)

    async with ProviderStub() as stub:
        model = OpenAIModel(a_provider(stub), budget=Spent())

        with pytest.raises(ModelFailed, match="budget"):
            await whole_question(model)
        with pytest.raises(ModelFailed, match="budget"):
            await anext(model.feedback(Interview(session=a_session()), (), 1))

        await model.close()
    assert stub.requests == []
