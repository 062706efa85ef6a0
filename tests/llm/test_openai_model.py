"""The model over real HTTP, when all goes well, and what it leaves behind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.call_record import CallRecord
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.log_context import asked_by
from app.prompts.prompt import Purpose
from tests.faults import behaviours as does
from tests.faults.behaviours import PIECES, WHOLE, says
from tests.faults.provider import Behaviour, ProviderStub, Reply
from tests.limits import HANGS
from tests.llm.asking import IN_EARNEST, SCHEMA, a_model, a_prompt, a_provider, whole_reply


async def pieces_of(model: OpenAIModel) -> list[str]:
    async with aclosing(model.stream(a_prompt(), 1)) as texts:
        return [text async for text in texts]


async def test_question_comes_piece_by_piece() -> None:
    async with ProviderStub(says(WHOLE, pieces=PIECES, delay=0.02)) as stub:
        model = a_model(stub)
        pieces = await pieces_of(model)
        await model.close()
    assert [piece for piece in pieces if piece] == list(PIECES)


async def test_call_streams_the_prompt_to_the_named_model() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)
        await whole_reply(model)
        await model.close()
    (request,) = stub.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer sk-secret-key"
    assert request.headers["accept-encoding"] == "identity", "a compressor would hold text back"
    assert request.body == {
        "model": "stub-model",
        "stream": True,
        "stream_options": {"include_usage": True},
        "messages": [
            {"role": "system", "content": "You interview for Harrowgate Payments."},
            {"role": "user", "content": "Ran project 0 at Kelpline with a team of 0."},
            {"role": "user", "content": "Write the next line."},
        ],
    }


async def test_call_carries_the_id_of_the_request_that_led_to_it() -> None:
    async with ProviderStub() as stub:
        model = a_model(stub)
        with asked_by("r-1", "session-1"):
            await whole_reply(model)
        await whole_reply(model)
        await model.close()
    asked = [request.headers.get("x-client-request-id") for request in stub.requests]
    assert asked == ["r-1", None]


async def test_schema_of_a_prompt_is_asked_for() -> None:
    async with ProviderStub(says("{}")) as stub:
        model = a_model(stub)
        await whole_reply(model, prompt=a_prompt(Purpose.REPORT))
        await model.close()
    assert stub.requests[0].body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA},
    }


async def test_what_an_operator_set_is_sent() -> None:
    given: dict[str, Any] = {"temperature": 0.0, "max_tokens": 900, "reasoning_effort": "high"}
    async with ProviderStub() as stub:
        model = OpenAIModel(a_provider(stub, **given), None, IN_EARNEST)
        await whole_reply(model)
        await model.close()
    assert {name: stub.requests[0].body[name] for name in given} == given


async def test_query_of_the_address_goes_with_every_request() -> None:
    async with ProviderStub() as stub:
        address = f"{stub.base_url}/chat/completions?api-version=2026-01"
        model = OpenAIModel(a_provider(stub, base_url=address), None, IN_EARNEST)
        await whole_reply(model)
        await model.close()
    assert stub.requests[0].path == "/v1/chat/completions?api-version=2026-01"


async def test_reader_that_stops_early_frees_the_connection_and_nothing_failed() -> None:
    async with ProviderStub(says(WHOLE, pieces=PIECES, delay=0.1)) as stub:
        model = a_model(stub)
        async with aclosing(model.stream(a_prompt(), 1)) as texts:
            while not await anext(texts):
                pass
        await asyncio.sleep(0.05)
        open_now = stub.open
        await model.close()
    assert open_now == 0
    assert not model.router.routes[0].breaker.is_open


async def test_page_calls_it_by_its_model() -> None:
    async with ProviderStub() as stub, ProviderStub() as fallback:
        model, two = a_model(stub), a_model(stub, fallback)
        await model.close()
        await two.close()
    assert (model.name, model.fallback_name) == ("stub-model", None)
    assert two.fallback_name == "fallback-model"


async def test_without_a_call_left_no_provider_is_asked() -> None:
    class Spent:
        async def spend(self) -> None:
            raise ModelFailed("budget", final=True)

    async with ProviderStub() as stub:
        model = OpenAIModel(a_provider(stub), budget=Spent())
        with pytest.raises(ModelFailed, match="budget"):
            await whole_reply(model)
        await model.close()
    assert stub.requests == []


# A body that ends behind the question mark without an end said

UNENDED: dict[str, Callable[[str], Behaviour]] = {
    "a clean end": lambda text: does.ends_without_finish(text, done=False),
    "a cut": does.cut_after,
    "a connection closed within the body": does.closes_within_the_body,
    "silence": does.stalls_after,
    "keep-alives": lambda text: does.stalls_after(text, keep_alive=0.02),
}


@pytest.mark.parametrize("unended", UNENDED.values(), ids=UNENDED)
async def test_question_is_whole_at_its_question_mark_however_its_body_ends(
    unended: Callable[[str], Behaviour],
) -> None:
    ended: list[CallRecord] = []
    async with ProviderStub(unended(WHOLE)) as stub:
        model = OpenAIModel(
            a_provider(stub), None, replace(IN_EARNEST, gap=0.3), note_call=ended.append
        )
        assert await whole_reply(model) == WHOLE
        await model.close()
    assert [record.outcome for record in ended] == ["whole"]
    assert len(stub.requests) == 1


@pytest.mark.parametrize("purpose", [Purpose.QUESTION, Purpose.READING, Purpose.REPORT])
@pytest.mark.parametrize("unended", UNENDED.values(), ids=UNENDED)
async def test_text_that_breaks_off_is_a_fault_and_so_is_what_asks_nothing_of_a_candidate(
    unended: Callable[[str], Behaviour], purpose: Purpose
) -> None:
    text = "What did you build" if purpose is Purpose.QUESTION else '{"note": "why?'
    async with ProviderStub(unended(text)) as stub:
        model = a_model(stub, gap=0.3, report_gap=0.3)
        with pytest.raises(ModelFailed):
            await whole_reply(model, prompt=a_prompt(purpose))
        await model.close()


# Signs of life and thoughts


async def test_reasoning_is_told_as_empty_pieces_now_and_then() -> None:
    async def reason(reply: Reply) -> None:
        await reply.stream()
        for _ in range(10):
            await reply.chunk({"reasoning_content": "Hm. "})
            await asyncio.sleep(0.02)
        await reply.text(WHOLE)
        await reply.finish()

    async with ProviderStub(reason) as stub:
        model = a_model(stub)
        pieces = await pieces_of(model)
        await model.close()
    assert pieces[0] == ""
    assert "".join(pieces) == WHOLE
    assert 1 <= pieces.count("") <= 3


async def test_thought_in_the_text_is_life_and_never_comes_out() -> None:
    thought = says("", pieces=("<think>They ", "moved. ", "</think>", *PIECES), delay=0.02)
    async with ProviderStub(thought) as stub:
        model = a_model(stub)
        pieces = await pieces_of(model)
        await model.close()
    assert pieces[0] == ""
    assert "".join(pieces) == WHOLE


async def test_thought_that_none_opened_is_held_from_the_next_question_on() -> None:
    thought = "They moved the ledger.\n</think>\n\n"
    slowly = says("", pieces=(*thought.split(" "), *PIECES), delay=0.01)
    async with ProviderStub(slowly, slowly, says(WHOLE)) as stub:
        model = a_model(stub)
        first, second, third = [await whole_reply(model) for _ in range(3)]
        await model.close()
    assert first.endswith(WHOLE)
    assert "</think>" in first
    assert second == WHOLE
    assert third == WHOLE, "and comes at the end where none is closed"


# What a call cost


def counts(prompt: int, **more: object) -> dict[str, object]:
    return {"prompt_tokens": prompt, "completion_tokens": 12, **more}


async def test_usage_is_asked_for_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told: list[tuple[Purpose, int, int, int]] = []

    def count(purpose: Purpose, *, prompt: int, cached: int, completion: int) -> None:
        told.append((purpose, prompt, cached, completion))

    usage = counts(1234, prompt_tokens_details={"cached_tokens": 1024})
    async with ProviderStub(does.says_with_usage(WHOLE, usage)) as stub:
        model = OpenAIModel(a_provider(stub), None, IN_EARNEST, count_usage=count)
        assert await whole_reply(model) == WHOLE
        await model.close()
    assert told == [(Purpose.QUESTION, 1234, 1024, 12)]
    assert "1234 tokens read, 1024 of them cached, 12 written" in caplog.text


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": "many"}, counts(9, total="x")])
async def test_usage_that_cannot_be_read_is_no_fault(usage: dict[str, object]) -> None:
    async with ProviderStub(does.says_with_usage(WHOLE, usage)) as stub:
        model = a_model(stub)
        assert await whole_reply(model) == WHOLE
        await model.close()


async def test_prompt_that_the_server_cut_is_noticed_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    long = a_prompt(lines=600)
    cut = does.says_with_usage(WHOLE, counts(2048))
    async with ProviderStub(cut, cut, does.says_with_usage(WHOLE, counts(8000))) as stub:
        model = a_model(stub)
        for _ in range(3):
            await whole_reply(model, prompt=long)
        await model.close()
    assert caplog.text.count("its context seems too small") == 1


# A reply without end


async def test_structured_reply_is_bounded_by_its_tokens() -> None:
    async with ProviderStub(does.too_much_text()) as stub:
        model = a_model(stub)
        with pytest.raises(ModelFailed) as failed:
            await whole_reply(model, prompt=a_prompt(Purpose.REPORT, max_tokens=100))
        await model.close()
    assert failed.value.kind == Kind.CUT_SHORT


# A server that loads its model


async def test_alone_a_server_that_says_it_loads_is_asked_again_within_the_try() -> None:
    loading = does.status(503, {"message": "Loading model", "type": "unavailable_error"})
    async with ProviderStub(loading, loading) as stub:
        model = a_model(stub, load=(0.05,) * 3)
        assert await whole_reply(model)
        await model.close()
    assert len(stub.requests) == 3


async def test_server_that_loads_is_left_for_the_fallback_at_once() -> None:
    loading = does.status(503, {"message": "Loading model"})
    async with ProviderStub(loading) as stub, ProviderStub() as fallback:
        model = a_model(stub, fallback)
        with pytest.raises(ModelFailed) as failed:
            await whole_reply(model)
        await model.close()
    assert failed.value.kind == Kind.LOADING
    assert failed.value.retry_after is None


async def given_up(
    model: OpenAIModel, stub: ProviderStub, purpose: Purpose = Purpose.QUESTION
) -> None:
    """Ask, and give up once the provider has the request."""
    before = len(stub.requests)
    asking = asyncio.create_task(whole_reply(model, prompt=a_prompt(purpose)))
    await until(lambda: len(stub.requests) > before)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANGS):
        while not is_so():  # noqa: ASYNC110, the stub has no event for it
            await asyncio.sleep(0.01)


async def test_silent_request_that_was_given_up_goes_on_until_something_comes() -> None:
    loaded = asyncio.Event()

    async def load(reply: Reply) -> None:
        await loaded.wait()
        await says(WHOLE, delay=0.1)(reply)

    async with ProviderStub(load) as stub:
        model = a_model(stub)
        await given_up(model, stub)
        await asyncio.sleep(0.1)
        assert stub.playing == 1, "so that it does not begin to load anew"
        loaded.set()
        await until(lambda: not stub.playing)
        assert await whole_reply(model)
        await model.close()


async def test_one_request_is_left_open_for_so_long_and_ends_with_the_model() -> None:
    async with ProviderStub(otherwise=lambda _: does.silent_before_headers()) as stub:
        model = a_model(stub, linger=1.0)
        await given_up(model, stub)
        await given_up(model, stub)
        await until(lambda: stub.playing == 1)
        await until(lambda: stub.playing == 0)
        await given_up(model, stub)
        await asyncio.sleep(0.1)
        assert stub.playing == 1
        await model.close()
        await until(lambda: stub.playing == 0)


async def test_reading_that_was_given_up_is_closed_at_once() -> None:
    async with ProviderStub(does.silent_before_headers()) as stub:
        model = a_model(stub)
        await given_up(model, stub, Purpose.READING)
        await until(lambda: stub.playing == 0)
        await model.close()


async def test_with_a_fallback_a_silent_request_is_closed_at_once() -> None:
    async with ProviderStub(does.silent_before_headers()) as stub, ProviderStub() as fallback:
        model = a_model(stub, fallback)
        await given_up(model, stub)
        await until(lambda: stub.playing == 0)
        await model.close()
