"""The model over real HTTP, when all goes well, and what it leaves behind."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.call_record import CallRecord, Usage
from app.llm.capabilities import LESSON
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.log_context import asked_by
from app.prompts.prompt import Purpose
from tests.faults import behaviours as does
from tests.faults.behaviours import PIECES, WHOLE, says
from tests.faults.provider import Behaviour, ProviderStub, Reply
from tests.llm.asking import (
    SCHEMA,
    Clock,
    a_model_on,
    a_prompt,
    failure_of,
    until,
    whole_reply,
)


async def pieces_of(model: OpenAIModel) -> list[str]:
    async with aclosing(model.stream(a_prompt(), 1)) as texts:
        return [text async for text in texts]


async def test_question_comes_piece_by_piece() -> None:
    async with a_model_on(says(WHOLE, pieces=PIECES, delay=0.02)) as (_, model):
        pieces = await pieces_of(model)
    assert [piece for piece in pieces if piece] == list(PIECES)


async def test_call_streams_the_prompt_to_the_named_model() -> None:
    async with a_model_on() as (stub, model):
        await whole_reply(model)
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
    async with a_model_on() as (stub, model):
        with asked_by("r-1", "session-1"):
            await whole_reply(model)
        await whole_reply(model)
    asked = [request.headers.get("x-client-request-id") for request in stub.requests]
    assert asked == ["r-1", None]


async def test_schema_of_a_prompt_is_asked_for() -> None:
    async with a_model_on(says("{}")) as (stub, model):
        await whole_reply(model, prompt=a_prompt(Purpose.REPORT))
    assert stub.requests[0].body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA},
    }


async def test_what_an_operator_set_is_sent() -> None:
    given: dict[str, Any] = {"temperature": 0.0, "max_tokens": 900, "reasoning_effort": "high"}
    async with a_model_on(provider=given) as (stub, model):
        await whole_reply(model)
    assert {name: stub.requests[0].body[name] for name in given} == given


async def test_query_of_the_address_goes_with_every_request() -> None:
    async with a_model_on(path="/v1/chat/completions?api-version=2026-01") as (stub, model):
        await whole_reply(model)
    assert stub.requests[0].path == "/v1/chat/completions?api-version=2026-01"


async def test_reader_that_stops_early_frees_the_connection_and_nothing_failed() -> None:
    async with a_model_on(says(WHOLE, pieces=PIECES, delay=0.1)) as (stub, model):
        async with aclosing(model.stream(a_prompt(), 1)) as texts:
            while not await anext(texts):
                pass
        await asyncio.sleep(0.05)
        open_now = stub.open
    assert open_now == 0
    assert not model.router.routes[0].breaker.is_open


async def test_page_calls_it_by_its_model() -> None:
    async with a_model_on() as (_, model), a_model_on(fallback=[says(WHOLE)]) as (_, two):
        assert (model.name, model.fallback_name) == ("stub-model", None)
        assert two.fallback_name == "fallback-model"


async def test_without_a_call_left_no_provider_is_asked() -> None:
    class Spent:
        async def spend(self) -> None:
            raise ModelFailed("budget", final=True)

    async with a_model_on(budget=Spent()) as (stub, model):
        with pytest.raises(ModelFailed, match="budget"):
            await whole_reply(model)
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
    async with a_model_on(unended(WHOLE), gap=0.3, note_call=ended.append) as (stub, model):
        assert await whole_reply(model) == WHOLE
    assert [record.outcome for record in ended] == ["whole"]
    assert len(stub.requests) == 1


@pytest.mark.parametrize("purpose", [Purpose.QUESTION, Purpose.READING, Purpose.REPORT])
@pytest.mark.parametrize("unended", UNENDED.values(), ids=UNENDED)
async def test_text_that_breaks_off_is_a_fault_and_so_is_what_asks_nothing_of_a_candidate(
    unended: Callable[[str], Behaviour], purpose: Purpose
) -> None:
    text = "What did you build" if purpose is Purpose.QUESTION else '{"note": "why?'
    async with a_model_on(unended(text), gap=0.3, report_gap=0.3) as (_, model):
        await failure_of(model, prompt=a_prompt(purpose))


# Signs of life and thoughts


async def test_reasoning_is_told_as_empty_pieces_now_and_then() -> None:
    async def reason(reply: Reply) -> None:
        await reply.stream()
        for _ in range(10):
            await reply.chunk({"reasoning_content": "Hm. "})
            await asyncio.sleep(0.02)
        await reply.text(WHOLE)
        await reply.finish()

    async with a_model_on(reason) as (_, model):
        pieces = await pieces_of(model)
    assert pieces[0] == ""
    assert "".join(pieces) == WHOLE
    assert 1 <= pieces.count("") <= 3


async def test_thought_in_the_text_is_life_and_never_comes_out() -> None:
    thought = says("", pieces=("<think>They ", "moved. ", "</think>", *PIECES), delay=0.02)
    async with a_model_on(thought) as (_, model):
        pieces = await pieces_of(model)
    assert pieces[0] == ""
    assert "".join(pieces) == WHOLE


async def test_thought_that_none_opened_is_held_from_the_next_question_on() -> None:
    thought = "They moved the ledger.\n</think>\n\n"
    slowly = says("", pieces=(*thought.split(" "), *PIECES), delay=0.01)
    async with a_model_on(slowly, slowly, says(WHOLE)) as (_, model):
        first, second, third = [await whole_reply(model) for _ in range(3)]
    assert first.endswith(WHOLE)
    assert "</think>" in first
    assert second == WHOLE
    assert third == WHOLE, "and comes at the end where none is closed"


async def test_thought_that_none_opens_is_held_for_as_long_as_they_go_on() -> None:
    clock = Clock()
    thought = says(f"They moved the ledger.\n</think>\n\n{WHOLE}", pieces=30)
    async with a_model_on(otherwise=lambda _: thought, clock=clock) as (_, model):
        shown = await whole_reply(model)
        later = []
        for _ in range(3):
            clock.forward(0.6 * LESSON)
            later.append(await whole_reply(model))
    assert "</think>" in shown
    assert later == [WHOLE] * 3


async def in_session(model: OpenAIModel, session_id: str) -> list[str]:
    """The pieces of a question in this session."""
    async with aclosing(model.stream(a_prompt(session_id=session_id), 1)) as texts:
        return [text async for text in texts if text]


CLOSES = says(f"They moved the ledger.\n</think>\n\n{WHOLE}", pieces=30)
LIVE = says(WHOLE, pieces=PIECES, delay=0.02)


async def test_thought_that_none_opens_changes_nothing_for_another_session() -> None:
    async with a_model_on(CLOSES, CLOSES, LIVE, does.ends_without_finish(WHOLE, done=False)) as (
        _,
        model,
    ):
        await in_session(model, "session-1")
        assert "".join(await in_session(model, "session-1")) == WHOLE, "its own is held"
        assert await in_session(model, "session-2") == list(PIECES)
        assert await in_session(model, "session-3") == [WHOLE], "and whole without an end said"


async def test_thoughts_that_none_opens_are_held_for_all_after_two_sessions() -> None:
    async with a_model_on(CLOSES, CLOSES, CLOSES) as (_, model):
        shown = ["".join(await in_session(model, f"session-{n}")) for n in range(3)]
    assert ["</think>" in text for text in shown] == [True, True, False]
    assert shown[2] == WHOLE


async def test_text_is_held_for_all_until_it_came_plain_in_two_sessions() -> None:
    async with a_model_on(CLOSES, CLOSES, LIVE, LIVE, LIVE) as (_, model):
        came = [await in_session(model, f"session-{n}") for n in range(5)]
    assert came[2:] == [[WHOLE], [WHOLE], list(PIECES)]


async def test_structured_reply_without_a_thought_does_not_show_that_questions_have_none() -> None:
    async with a_model_on(CLOSES, CLOSES, says("{}"), says("{}"), CLOSES) as (_, model):
        for number in range(2):
            await in_session(model, f"session-{number}")
        for number in range(2, 4):
            prompt = a_prompt(Purpose.READING, session_id=f"session-{number}")
            await whole_reply(model, prompt=prompt)
        assert "".join(await in_session(model, "session-5")) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "You closed the tag </reasoning> in your template at Kern; why did it matter?",
        'What made you close them?\n[-] "I had </reasoning> and </thinking> tags left open"',
    ],
)
async def test_question_that_speaks_of_a_closing_tag_comes_whole_and_as_it_comes(
    text: str,
) -> None:
    quotes = says(text, pieces=8, delay=0.01)
    async with a_model_on(quotes, quotes, quotes, LIVE) as (_, model):
        for session in ("session-1", "session-1", "session-2"):
            pieces = await in_session(model, session)
            assert "".join(pieces) == text
            assert len(pieces) > 3
        assert await in_session(model, "session-3") == list(PIECES)


# Faults behind the question in one packet


@pytest.mark.parametrize(
    "fault",
    ['{"error": {"message": "overloaded"}}', '{"choices": [{"delta": {"refusal": "no"}}]}', "{bad"],
)
async def test_fault_in_the_packet_of_a_whole_question_costs_no_call(fault: str) -> None:
    ended: list[CallRecord] = []
    asked = json.dumps({"choices": [{"index": 0, "delta": {"content": f"{WHOLE}\n[r1"}}]})
    body = f"data: {asked}\n\ndata: {fault}\n\n".encode()
    async with a_model_on(does.sends(body), note_call=ended.append) as (stub, model):
        assert await whole_reply(model) == f"{WHOLE}\n[r1"
    assert [record.outcome for record in ended] == ["whole"]
    assert len(stub.requests) == 1


# What a call cost


def counts(prompt: int, **more: object) -> dict[str, object]:
    return {"prompt_tokens": prompt, "completion_tokens": 12, **more}


async def test_usage_is_asked_for_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    ended: list[CallRecord] = []
    usage = counts(1234, prompt_tokens_details={"cached_tokens": 1024})
    async with a_model_on(does.says_with_usage(WHOLE, usage), note_call=ended.append) as (_, model):
        assert await whole_reply(model) == WHOLE
    (record,) = ended
    assert (record.purpose, record.usage) == (
        Purpose.QUESTION,
        Usage(prompt=1234, cached=1024, completion=12),
    )
    assert "1234 tokens read, 1024 of them cached, 12 written" in caplog.text


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": "many"}, counts(9, total="x")])
async def test_usage_that_cannot_be_read_is_no_fault(usage: dict[str, object]) -> None:
    async with a_model_on(does.says_with_usage(WHOLE, usage)) as (_, model):
        assert await whole_reply(model) == WHOLE


async def test_prompt_that_the_server_cut_is_noticed_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    long = a_prompt(lines=600)
    cut = does.says_with_usage(WHOLE, counts(2048))
    async with a_model_on(cut, cut, does.says_with_usage(WHOLE, counts(8000))) as (_, model):
        for _ in range(3):
            await whole_reply(model, prompt=long)
    assert caplog.text.count("its context seems too small") == 1


# A reply without end


async def test_structured_reply_is_bounded_by_its_tokens() -> None:
    async with a_model_on(does.too_much_text()) as (_, model):
        failed = await failure_of(model, prompt=a_prompt(Purpose.REPORT, max_tokens=100))
    assert failed.kind == Kind.CUT_SHORT


# A server that loads its model


async def test_alone_a_server_that_says_it_loads_is_asked_again_within_the_try() -> None:
    loading = does.status(503, {"message": "Loading model", "type": "unavailable_error"})
    async with a_model_on(loading, loading, load=(0.05,) * 3) as (stub, model):
        assert await whole_reply(model)
    assert len(stub.requests) == 3


async def test_server_that_loads_is_left_for_the_fallback_at_once() -> None:
    loading = does.status(503, {"message": "Loading model"})
    async with a_model_on(loading, fallback=[says(WHOLE)]) as (_, model):
        failed = await failure_of(model)
    assert failed.kind == Kind.LOADING
    assert failed.retry_after is None


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


async def test_silent_request_that_was_given_up_goes_on_until_something_comes() -> None:
    loaded = asyncio.Event()

    async def load(reply: Reply) -> None:
        await loaded.wait()
        await says(WHOLE, delay=0.1)(reply)

    async with a_model_on(load) as (stub, model):
        await given_up(model, stub)
        await asyncio.sleep(0.1)
        assert stub.playing == 1, "so that it does not begin to load anew"
        loaded.set()
        await until(lambda: not stub.playing)
        assert await whole_reply(model)


async def test_one_request_is_left_open_for_so_long_and_ends_with_the_model() -> None:
    silent = does.silent_before_headers()
    async with a_model_on(otherwise=lambda _: silent, linger=1.0) as (stub, model):
        await given_up(model, stub)
        await given_up(model, stub)
        await until(lambda: stub.playing == 1)
        await until(lambda: stub.playing == 0)
        await given_up(model, stub)
        await asyncio.sleep(0.1)
        assert stub.playing == 1
        await until(lambda: stub.playing == 0)


async def test_reading_that_was_given_up_is_closed_at_once() -> None:
    async with a_model_on(does.silent_before_headers()) as (stub, model):
        await given_up(model, stub, Purpose.READING)
        await until(lambda: stub.playing == 0)


async def test_with_a_fallback_a_silent_request_is_closed_at_once() -> None:
    silent = does.silent_before_headers()
    async with a_model_on(silent, fallback=[says(WHOLE)]) as (stub, model):
        await given_up(model, stub)
        await until(lambda: stub.playing == 0)
