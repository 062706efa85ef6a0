"""The limits of one call: with a clock of its own, and around real HTTP."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.deadlines import CallTimeouts, Deadline, Waits
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.prompts.prompt import Purpose
from app.values import replace
from tests.faults import behaviours as does
from tests.faults.behaviours import PIECES, WHOLE, says
from tests.limits import HANGS
from tests.llm.asking import Clock, a_model_on, a_prompt, failure_of, whole_reply

GOOD = [says(WHOLE)]
WAITS = Waits(silence=20, first_text=50, gap=10)


async def arrives(after: float = 0) -> str:
    await asyncio.sleep(after)
    return "here"


async def is_waited_for(deadline: Deadline) -> bool:
    return await deadline.wait(arrives()) == "here"


async def gives_up(deadline: Deadline) -> object:
    """The name of the fault when nothing comes any more."""
    with pytest.raises(ModelFailed) as failed:
        await deadline.wait(arrives(HANGS))
    return failed.value.kind


async def test_what_comes_in_time_is_given_and_silence_given_up() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    clock.now = 19
    assert await is_waited_for(deadline)
    clock.now = 20
    assert await gives_up(deadline) == Kind.SILENT


async def test_a_call_is_given_up_while_it_is_waited_for() -> None:
    deadline = Deadline(replace(WAITS, silence=0.05), time.monotonic)
    async with asyncio.timeout(HANGS / 2):
        assert await gives_up(deadline) == Kind.SILENT


async def test_reasoning_is_life_before_the_first_text() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    clock.now = 15
    deadline.saw_life()
    clock.now = 34
    assert await is_waited_for(deadline)
    clock.now = 35
    assert await gives_up(deadline) == Kind.SILENT


async def test_reasoning_does_not_put_the_first_text_off_for_ever() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    for now in (15, 30, 45):
        clock.now = now
        deadline.saw_life()
    clock.now = 49
    assert await is_waited_for(deadline)
    clock.now = 50
    assert await gives_up(deadline) == Kind.SILENT


async def test_text_of_which_nothing_is_shown_does_not_put_the_first_off() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    for now in (9, 18, 27, 36, 45):
        clock.now = now
        deadline.saw_text(is_shown=False)
    clock.now = 49
    assert await is_waited_for(deadline)
    clock.now = 50
    assert await gives_up(deadline) == Kind.STALLED


async def test_once_something_is_shown_there_is_time_until_the_whole_is_due() -> None:
    deadline = Deadline(replace(WAITS, first_text=5, whole=25), clock := Clock())
    deadline.saw_text(is_shown=True)
    for now in (9, 18):
        clock.now = now
        deadline.saw_text(is_shown=False)
    clock.now = 24
    assert await is_waited_for(deadline)
    clock.now = 25
    assert await gives_up(deadline) == Kind.STALLED


async def test_a_gap_between_texts_is_given_up() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    deadline.saw_text()
    clock.now = 9
    assert await is_waited_for(deadline)
    clock.now = 10
    assert await gives_up(deadline) == Kind.STALLED


async def test_reasoning_is_no_life_after_the_first_text() -> None:
    deadline = Deadline(WAITS, clock := Clock())
    deadline.saw_text()
    clock.now = 9
    deadline.saw_life()
    clock.now = 10
    assert await gives_up(deadline) == Kind.STALLED


async def test_a_steady_drip_is_slow_but_no_fault_here() -> None:
    """The ask as a whole bounds it; see the asker's 90 seconds."""
    async with a_model_on(says(WHOLE, pieces=6, delay=0.3), silence=1.5, gap=1.5) as (_, model):
        assert await whole_reply(model) == WHOLE


async def test_a_drip_slower_than_the_gap_is_given_up() -> None:
    async with a_model_on(does.drips(every=0.5), gap=0.15) as (_, model):
        failed = await failure_of(model)
    assert failed.kind == Kind.STALLED


async def test_a_slow_taker_is_not_the_providers_fault() -> None:
    async with a_model_on(says(WHOLE, pieces=PIECES, delay=0.01), gap=0.5) as (_, model):
        taken = []
        async with aclosing(model.stream(a_prompt(), 1)) as texts:
            async for text in texts:
                taken.append(text)
                await asyncio.sleep(0.6)
    assert "".join(taken) == WHOLE


async def test_invisible_text_does_not_hold_a_stalled_stream_open() -> None:
    stalls = does.stalls_after("What", keep_alive=0.05, with_text="\u200b ")
    async with a_model_on(stalls, gap=0.25) as (_, model):
        failed = await failure_of(model)
    assert failed.kind == Kind.STALLED


async def test_a_primary_that_only_reasons_is_left_for_the_fallback() -> None:
    reasons = does.reasons_for_ever()
    async with a_model_on(reasons, fallback=GOOD, first_text_before_fallback=0.6) as (_, model):
        async with asyncio.timeout(HANGS):
            failed = await failure_of(model, 1)
        assert await whole_reply(model, 2)
    assert failed.kind == Kind.SILENT


async def slowly_taken(model: OpenAIModel, tries: int = 1) -> str:
    """A question by a reader that can show nothing of it. Raises `ModelFailed`."""
    async with aclosing(model.stream(a_prompt(), tries, lambda: False)) as pieces:
        return "".join([piece async for piece in pieces])


async def test_a_primary_of_which_nothing_can_be_shown_is_left_for_the_fallback() -> None:
    drips = does.drips(every=0.1)
    async with a_model_on(drips, fallback=GOOD, first_text_before_fallback=0.6) as (_, model):
        with pytest.raises(ModelFailed) as failed:
            async with asyncio.timeout(HANGS):
                await slowly_taken(model)
        assert await whole_reply(model, 2)
    assert (failed.value.kind, failed.value.final) == (Kind.STALLED, False)


async def test_a_primary_that_would_never_end_is_left_for_the_fallback() -> None:
    drips = does.drips(every=0.1)
    async with a_model_on(drips, fallback=GOOD, whole_before_fallback=0.6) as (_, model):
        with pytest.raises(ModelFailed) as failed:
            async with asyncio.timeout(HANGS):
                await whole_reply(model)
    assert (failed.value.kind, failed.value.final) == (Kind.STALLED, False)


async def test_who_is_asked_last_has_all_the_time_there_is() -> None:
    limits: dict[str, Any] = {"first_text_before_fallback": 0.4, "whole_before_fallback": 0.4}
    async with a_model_on(fallback=[says(WHOLE, delay=0.3)], **limits) as (_, model):
        assert await slowly_taken(model, 2) == WHOLE


async def test_a_primary_that_only_reasons_is_waited_for_when_alone() -> None:
    async with a_model_on(does.reasons_for_ever(), first_text_before_fallback=0.3) as (stub, model):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(whole_reply(model), 1.5)
        await asyncio.sleep(0.05)
        still_open = stub.open
    assert still_open == 0


def test_limits_of_a_question_with_a_fallback_fit_into_the_contract() -> None:
    """Twenty-five seconds to the first text hold a silent primary and somebody after it."""
    limits = CallTimeouts()
    waits = limits.waits(Purpose.QUESTION, 1, has_fallback=True, is_last=False)
    assert limits.connect < waits.silence
    assert waits.silence + 8 <= 25
    assert waits.first_text is not None
    assert waits.first_text + 8 <= 25
    assert waits.whole is not None
    assert waits.whole + 25 <= 90
    assert waits.gap < 10


def test_alone_a_silent_question_is_left_to_the_ask() -> None:
    waits = CallTimeouts().waits(Purpose.QUESTION, 1, has_fallback=False, is_last=True)
    assert waits.silence > 25
    assert waits.first_text is None
    assert waits.whole is None


@pytest.mark.parametrize("purpose", [Purpose.READING, Purpose.CHECK])
def test_reading_and_check_end_within_a_minute(purpose: Purpose) -> None:
    waits = CallTimeouts().waits(purpose, 1, has_fallback=False, is_last=True)
    assert waits.first_text == waits.whole == 60


def test_tries_of_a_report_share_its_time() -> None:
    shares = [
        CallTimeouts().waits(Purpose.REPORT, tries, has_fallback=False, is_last=True).whole or 0
        for tries in (1, 2, 3)
    ]
    assert sum(shares) + 5 < 240
    assert min(shares) >= 45


async def test_reading_that_only_reasons_ends() -> None:
    async with a_model_on(does.reasons_for_ever(), reading=0.5) as (_, model):
        with pytest.raises(ModelFailed) as failed:
            async with asyncio.timeout(HANGS):
                await whole_reply(model, prompt=a_prompt(Purpose.READING))
    assert failed.value.kind == Kind.SILENT
