"""The limits of one call: with a clock of its own, and around real HTTP."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing

import pytest

from app.interview.errors import ModelFailed
from app.llm.faults import Kind
from app.llm.providers import Timeouts
from app.llm.waiting import Waits, Watch
from tests.faults import behaviours as does
from tests.faults.behaviours import PIECES, WHOLE, says
from tests.faults.provider import ProviderStub
from tests.llm.asking import a_brief, a_model, whole_question

WAITS = Waits(silence=0.2, first_text=0.5, gap=0.1)


async def arrives(after: float) -> str:
    await asyncio.sleep(after)
    return "here"


async def gives_up(watch: Watch, kind: Kind, seconds: float) -> None:
    """Wait for what never comes."""
    began = time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        await watch.wait(arrives(60))
    assert failed.value.kind == kind
    assert time.monotonic() - began == pytest.approx(seconds, abs=0.08)


async def test_what_comes_in_time_is_given() -> None:
    assert await Watch(WAITS, time.monotonic).wait(arrives(0)) == "here"


async def test_silence_is_given_up() -> None:
    await gives_up(Watch(WAITS, time.monotonic), Kind.SILENT, 0.2)


async def test_reasoning_is_life_before_the_first_text() -> None:
    watch = Watch(WAITS, time.monotonic)
    await watch.wait(arrives(0.15))
    watch.saw_life()
    await gives_up(watch, Kind.SILENT, 0.2)


async def test_reasoning_does_not_put_the_first_text_off_for_ever() -> None:
    watch = Watch(WAITS, time.monotonic)
    for _ in range(3):
        await watch.wait(arrives(0.15))
        watch.saw_life()
    await gives_up(watch, Kind.SILENT, 0.05)


async def test_a_gap_between_texts_is_given_up() -> None:
    watch = Watch(WAITS, time.monotonic)
    watch.saw_text()
    await gives_up(watch, Kind.STALLED, 0.1)


async def test_reasoning_is_no_life_after_the_first_text() -> None:
    watch = Watch(WAITS, time.monotonic)
    watch.saw_text()

    async def keep_reasoning() -> None:
        for _ in range(10):
            await watch.wait(arrives(0.03))
            watch.saw_life()

    with pytest.raises(ModelFailed) as failed:
        await keep_reasoning()
    assert failed.value.kind == Kind.STALLED


async def test_a_steady_drip_is_slow_but_no_fault_here() -> None:
    """The ask as a whole bounds it; see the asker's 90 seconds."""
    async with ProviderStub(says(WHOLE, pieces=6, delay=0.15)) as stub:
        model = a_model(stub, gap=0.3)
        assert await whole_question(model) == WHOLE
        await model.close()


async def test_a_drip_slower_than_the_gap_is_given_up() -> None:
    async with ProviderStub(does.drips(every=0.27)) as stub:
        model = a_model(stub, silence=1.0, gap=0.15)
        with pytest.raises(ModelFailed) as failed:
            await whole_question(model)
        await model.close()
    assert failed.value.kind == Kind.STALLED


async def test_a_slow_taker_is_not_the_providers_fault() -> None:
    async with ProviderStub(says(WHOLE, pieces=PIECES, delay=0.01)) as stub:
        model = a_model(stub, gap=0.2)
        taken = []
        async with aclosing(model.question(a_brief(), 1)) as texts:
            async for text in texts:
                taken.append(text)
                await asyncio.sleep(0.3)
        await model.close()
    assert "".join(taken) == WHOLE


async def test_invisible_text_does_not_hold_a_stalled_stream_open() -> None:
    async with ProviderStub(
        does.stalls_after("What", keep_alive=0.05, with_text="\u200b ")
    ) as stub:
        model = a_model(stub)
        with pytest.raises(ModelFailed) as failed:
            await whole_question(model)
        await model.close()
    assert failed.value.kind == Kind.STALLED


async def test_a_primary_that_only_reasons_is_left_for_the_fallback() -> None:
    async with ProviderStub(does.reasons_for_ever()) as stub, ProviderStub() as fallback:
        model = a_model(stub, fallback)
        began = time.monotonic()
        with pytest.raises(ModelFailed) as failed:
            await whole_question(model, 1)
        took = time.monotonic() - began
        assert await whole_question(model, 2)
        await model.close()
    assert failed.value.kind == Kind.SILENT
    assert took == pytest.approx(0.6, abs=0.15)


async def test_a_primary_that_only_reasons_is_waited_for_when_alone() -> None:
    async with ProviderStub(does.reasons_for_ever()) as stub:
        model = a_model(stub)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(whole_question(model), 1.0)
        await asyncio.sleep(0.05)
        still_open = stub.open
        await model.close()
    assert still_open == 0


@pytest.mark.parametrize("has_fallback", [True, False])
def test_the_limits_fit_into_the_contract(has_fallback: bool) -> None:
    """Twenty-five seconds to the first text hold a silent primary and somebody after it."""
    limits = Timeouts()
    waits = limits.of_question(has_fallback=has_fallback)
    assert limits.connect < waits.silence
    assert waits.silence + 8 <= 25
    assert waits.first_text is None or waits.first_text + 8 <= 25
    assert waits.gap < 10
