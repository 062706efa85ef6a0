"""What is told of each call when it has ended, however it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress

from app.llm.call_record import CallRecord
from app.llm.openai_model import OpenAIModel
from tests.faults import behaviours as does
from tests.faults.behaviours import WHOLE, says, says_with_usage
from tests.faults.provider import Behaviour
from tests.llm.asking import a_model_on, a_prompt, failure_of, whole_reply


@asynccontextmanager
async def noting(*script: Behaviour) -> AsyncIterator[tuple[OpenAIModel, list[CallRecord]]]:
    """A model on a provider that plays `script`, and what is told of its calls."""
    records: list[CallRecord] = []
    async with a_model_on(*script, note_call=records.append) as (_, model):
        yield model, records


async def test_whole_call_is_told_with_its_times_and_tokens() -> None:
    usage = {"prompt_tokens": 90, "completion_tokens": 12}
    async with noting(says_with_usage(WHOLE, usage)) as (model, records):
        await whole_reply(model)

    (record,) = records
    assert (record.provider, record.model, record.number) == ("primary", "stub-model", 1)
    assert (record.outcome, record.is_failure) == ("whole", False)
    assert record.first_word is not None
    assert 0 < record.first_word <= record.seconds
    assert record.usage
    assert (record.usage.prompt, record.usage.completion) == (90, 12)


async def test_text_that_comes_at_once_has_a_first_word_too() -> None:
    async with noting(does.whole_json(WHOLE)) as (model, records):
        await whole_reply(model)

    assert records[0].first_word is not None


async def test_reader_who_has_enough_is_no_failure() -> None:
    async with (
        noting(says(WHOLE, pieces=4, delay=0.02)) as (model, records),
        aclosing(model.stream(a_prompt(), 1)) as pieces,
    ):
        async for piece in pieces:
            if piece:
                break
        await pieces.aclose()

    assert [record.outcome for record in records] == ["enough"]


async def test_silence_that_is_not_waited_for_is_given_up() -> None:
    async with noting(does.silent_after_headers()) as (model, records):
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await whole_reply(model)

    (record,) = records
    assert (record.outcome, record.first_word, record.is_failure) == ("given up", None, False)


async def test_each_call_of_an_ask_is_told_with_what_it_failed_of() -> None:
    async with noting(does.unknown_parameter("stream_options"), does.bare(503)) as (model, records):
        await failure_of(model)

    assert [(record.number, record.outcome, record.is_failure) for record in records] == [
        (1, "bad request", True),
        (2, "server error", True),
    ]
