"""Start, answer, retry: the row decides who was first."""

from __future__ import annotations

import asyncio

import pytest

from app.interview.errors import BadInput, Conflict
from app.interview.model import Interview, Turn, TurnState
from app.interviewer.asking import Asker
from app.interviewer.clock import World
from app.interviewer.conducting import Conductor
from app.interviewer.tasks import Tasks
from tests.fakes import FakeMeters, FakeModel, FakeStore, a_session
from tests.interviewer.making import some_means


class Desk:
    """A conductor over fakes."""

    def __init__(self) -> None:
        self.store = FakeStore(sessions={"session-1": a_session()})
        self.model = FakeModel()
        self.tasks = Tasks()
        means = some_means(model=self.model, tasks=self.tasks)
        asker = Asker(turns=self.store, stand_in=FakeModel(), means=means)
        self.conductor = Conductor(
            turns=self.store, asker=asker, world=World(), meters=FakeMeters()
        )

    async def interview(self) -> Interview:
        return await self.conductor.interview("session-1")

    async def settle(self) -> Interview:
        """Let the writers end."""
        await self.tasks.stop(grace=2)
        return await self.interview()

    async def started(self) -> Interview:
        await self.conductor.start(await self.interview())
        return await self.settle()


async def test_starting_asks_question_one_once() -> None:
    desk = Desk()

    await asyncio.gather(*[desk.conductor.start(await desk.interview()) for _ in range(8)])
    interview = await desk.settle()

    assert len(desk.model.asked) == 1
    assert interview.question(1) is not None


async def test_an_answer_opens_the_next_question() -> None:
    desk = Desk()
    interview = await desk.started()

    answered = await desk.conductor.answer(interview, 1, "I moved the ingest last.")
    interview = await desk.settle()

    assert answered.turn == 1
    assert interview.answer(1) is not None
    assert interview.question(2) is not None


async def test_eight_answers_and_no_ninth_question() -> None:
    desk = Desk()
    interview = await desk.started()

    for number in range(1, 9):
        await desk.conductor.answer(interview, None, f"Answer {number}.")
        interview = await desk.settle()

    assert len(desk.model.asked) == 8
    assert [turn.number for turn in interview.turns] == list(range(1, 9))
    assert {turn.state for turn in interview.turns} == {TurnState.ANSWERED}


async def test_the_same_answer_sixty_four_times_is_one_answer() -> None:
    desk = Desk()
    interview = await desk.started()

    answers = [desk.conductor.answer(interview, 1, "The same.") for _ in range(64)]
    await asyncio.gather(*answers)
    await desk.settle()

    assert len(desk.store.messages) == 3
    assert len(desk.model.asked) == 2


async def test_line_ends_of_another_system_make_no_other_answer() -> None:
    desk = Desk()
    interview = await desk.started()
    await desk.conductor.answer(interview, 1, "One\r\ntwo")
    interview = await desk.settle()

    repeated = await desk.conductor.answer(interview, 1, "One\ntwo")

    assert repeated.turn == 1
    assert interview.answer(1) == repeated.interview.answer(1)


async def test_of_two_different_answers_the_first_one_stays() -> None:
    desk = Desk()
    interview = await desk.started()
    await desk.conductor.answer(interview, 1, "The first.")

    with pytest.raises(Conflict, match="already has another answer"):
        await desk.conductor.answer(interview, 1, "The second.")


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0", "\u200b\ufeff", "\u3164", "\x00"])
async def test_an_answer_needs_a_visible_character(text: str) -> None:
    desk = Desk()
    interview = await desk.started()

    with pytest.raises(BadInput, match=r"^Answer cannot be empty\.$"):
        await desk.conductor.answer(interview, 1, text)


async def test_ten_thousand_characters_are_an_answer_and_one_more_are_not() -> None:
    desk = Desk()
    interview = await desk.started()

    with pytest.raises(BadInput, match=r"max 10,000 characters"):
        await desk.conductor.answer(interview, 1, "x" * 10_001)
    answered = await desk.conductor.answer(interview, 1, "é\r\n" * 5_000)

    message = answered.interview.answer(1)
    assert message is not None
    assert len(message.content) == 10_000


async def test_a_failed_question_is_asked_again_by_retry_only() -> None:
    desk = Desk()
    turn = Turn(session_id="session-1", number=1, state=TurnState.FAILED, attempt=3, tries=3)
    desk.store.turns["session-1", 1] = turn

    await desk.conductor.start(await desk.interview())
    await desk.settle()
    assert desk.model.asked == []
    await desk.conductor.retry(await desk.interview())
    interview = await desk.settle()

    assert interview.question(1) is not None
    assert len(desk.model.asked) == 1


async def test_where_nothing_failed_a_retry_asks_nobody() -> None:
    desk = Desk()
    interview = await desk.started()

    await desk.conductor.retry(interview)
    await desk.settle()

    assert len(desk.model.asked) == 1
