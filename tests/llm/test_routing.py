"""Primary and fallback over real HTTP: who is asked, when, and what is remembered."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import ModelFailed
from app.llm.openai_model import OpenAIModel
from tests.faults import behaviours as does
from tests.faults.behaviours import WHOLE, says
from tests.faults.provider import Behaviour, ProviderStub
from tests.llm.asking import IN_EARNEST, Clock, a_model_on, a_prompt, a_provider, whole_reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Pair:
    """A model with two providers and a clock that only the breakers read."""

    primary: ProviderStub
    fallback: ProviderStub
    model: OpenAIModel
    clock: Clock

    async def ask(self, tries: int = 1) -> ModelFailed | str:
        try:
            return await whole_reply(self.model, tries)
        except ModelFailed as failed:
            return failed

    @property
    def asked(self) -> tuple[int, int]:
        """How often each was asked."""
        return len(self.primary.requests), len(self.fallback.requests)


@asynccontextmanager
async def a_pair(*primary: Behaviour, fallback: tuple[Behaviour, ...] = ()) -> AsyncIterator[Pair]:
    clock = Clock()
    async with ProviderStub(*primary) as first, ProviderStub(*fallback) as second:
        model = OpenAIModel(
            a_provider(first), a_provider(second, "fallback-model"), IN_EARNEST, clock=clock
        )
        yield Pair(first, second, model, clock)
        await model.close()


async def test_the_primary_is_asked_first() -> None:
    async with a_pair() as pair:
        await pair.ask()
        assert pair.asked == (1, 0)


@pytest.mark.parametrize("tries", [2, 3])
async def test_later_tries_go_to_the_fallback(tries: int) -> None:
    async with a_pair() as pair:
        await pair.ask(tries)
        assert pair.asked == (0, 1)
        assert pair.fallback.requests[0].body["model"] == "fallback-model"


@pytest.mark.parametrize(
    "behaviour",
    [
        does.status(401),
        does.status(404),
        does.limited("3600"),
        does.redirects_to("http://x/"),
    ],
)
async def test_what_is_final_for_the_primary_is_not_while_a_fallback_is_there(
    behaviour: Behaviour,
) -> None:
    async with a_pair(behaviour) as pair:
        failed = await pair.ask()

        assert isinstance(failed, ModelFailed)
        assert not failed.final
        assert failed.retry_after is None, "the fallback need not wait for the primary"
        assert await pair.ask(2)
        assert pair.asked == (1, 1)


async def test_it_is_final_once_neither_can_help() -> None:
    async with a_pair(does.status(401), fallback=(does.status(403),)) as pair:
        await pair.ask(1)
        failed = await pair.ask(2)
        assert isinstance(failed, ModelFailed)
        assert failed.final


async def test_the_third_try_goes_back_when_the_fallback_is_misconfigured() -> None:
    async with a_pair(does.status(500), fallback=(does.status(401),)) as pair:
        results = [await pair.ask(tries) for tries in (1, 2, 3)]
        assert [isinstance(one, str) for one in results] == [False, False, True]
        assert pair.asked == (2, 1)


async def test_three_asks_in_vain_turn_the_order_round() -> None:
    async with a_pair(*[does.status(503)] * 3) as pair:
        for _ in range(3):
            await pair.ask()
        await pair.ask()
        assert pair.asked == (3, 1)


async def test_after_its_rest_the_primary_is_tried_again_and_stays() -> None:
    async with a_pair(*[does.status(503)] * 3) as pair:
        for _ in range(3):
            await pair.ask()
        pair.clock.forward(30)
        for _ in range(3):
            await pair.ask()
        assert pair.asked == (6, 0)


async def test_a_reader_that_has_enough_starts_the_count_again() -> None:
    async with a_pair(*[does.status(503)] * 2, says(WHOLE, delay=0.02), does.status(503)) as pair:
        await pair.ask()
        await pair.ask()
        async with aclosing(pair.model.stream(a_prompt(), 1)) as pieces:
            while not await anext(pieces):
                pass
        await pair.ask()
        await pair.ask()
        assert pair.asked == (5, 0)


async def test_content_faults_do_not_count_against_a_provider() -> None:
    async with a_pair(*[does.sends_chunks({"refusal": "No."})] * 4) as pair:
        for _ in range(4):
            await pair.ask()
        assert pair.asked == (4, 0)


async def test_a_misconfigured_primary_is_left_at_once() -> None:
    async with a_pair(does.status(401)) as pair:
        await pair.ask()
        await pair.ask()
        assert pair.asked == (1, 1)


async def test_a_long_retry_after_is_kept() -> None:
    async with a_pair(does.limited("90")) as pair:
        await pair.ask()
        pair.clock.forward(89)
        await pair.ask()
        assert pair.asked == (1, 1)
        pair.clock.forward(1)
        await pair.ask()
        assert pair.asked == (2, 1)


async def test_a_day_of_retry_after_is_not_kept_for_a_day() -> None:
    async with a_pair(does.limited("86400")) as pair:
        await pair.ask()
        pair.clock.forward(300)
        await pair.ask()
        assert pair.asked == (2, 0)


async def test_alone_a_provider_is_asked_however_often_it_failed() -> None:
    async with a_model_on(*[does.status(503)] * 5) as (_, model):
        for _ in range(5):
            with pytest.raises(ModelFailed):
                await whole_reply(model)
        assert await whole_reply(model)


async def test_a_short_retry_after_is_handed_on_when_alone() -> None:
    async with a_model_on(does.limited("1.5")) as (_, model):
        with pytest.raises(ModelFailed) as failed:
            await whole_reply(model)
    assert (failed.value.retry_after, failed.value.final) == (1.5, False)


async def test_a_good_answer_is_given_by_either() -> None:
    async with a_pair(says(WHOLE), fallback=(says(WHOLE),)) as pair:
        assert [await pair.ask(1), await pair.ask(2)] == [WHOLE, WHOLE]


async def test_reader_that_is_cancelled_after_text_starts_the_count_again() -> None:
    async with a_pair(*[does.status(503)] * 2, does.drips(every=0.02), does.status(503)) as pair:
        await pair.ask()
        await pair.ask()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(whole_reply(pair.model), 0.5)
        await pair.ask()
        await pair.ask()
        assert pair.asked == (5, 0)
