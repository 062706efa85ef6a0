"""Start, answer, retry: the row decides who was first."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import BadInput, Conflict, StorageUnavailable
from app.domain.interview import Interview, Message, Turn, TurnState
from app.domain.source import Source
from app.services.clock import Clock
from app.services.interview import InterviewService
from app.services.question_writer import QuestionWriter
from app.services.tasks import Tasks
from tests.fakes import FakeInterviewer, FakeMetrics, FakeStore, a_session
from tests.services.making import a_paper_reader, a_writer_context


class LosingStore(FakeStore):
    """Fails at each answer: before the commit, or after it, when only the reply is lost."""

    commits = True

    async def record_answer(self, answer: Message) -> bool:
        if self.commits:
            await super().record_answer(answer)
        raise StorageUnavailable


class Desk:
    """The interview service over fakes."""

    def __init__(self, store: type[FakeStore] = FakeStore) -> None:
        self.store = store(sessions={"session-1": a_session()})
        self.interviewer = FakeInterviewer()
        self.tasks = Tasks()
        context = a_writer_context(tasks=self.tasks)
        question_writer = QuestionWriter(
            turns=self.store,
            interviewer=self.interviewer,
            stand_in=FakeInterviewer(source=Source.DEMO),
            papers=a_paper_reader(self.store, context, self.interviewer),
            writer_context=context,
        )
        self.interviews = InterviewService(
            turns=self.store, question_writer=question_writer, clock=Clock(), metrics=FakeMetrics()
        )

    async def interview(self) -> Interview:
        return await self.interviews.interview("session-1")

    async def settle(self) -> Interview:
        """Let the writers end."""
        await self.tasks.stop(grace=2)
        return await self.interview()

    async def started(self) -> Interview:
        await self.interviews.start(await self.interview())
        return await self.settle()


async def test_starting_asks_question_one_once() -> None:
    desk = Desk()

    await asyncio.gather(*[desk.interviews.start(await desk.interview()) for _ in range(8)])
    interview = await desk.settle()

    assert len(desk.interviewer.asked) == 1
    assert interview.question(1) is not None


async def test_an_answer_opens_the_next_question() -> None:
    desk = Desk()
    interview = await desk.started()

    answered = await desk.interviews.answer(interview, 1, "I moved the ingest last.")
    interview = await desk.settle()

    assert answered.turn == 1
    assert interview.answer(1) is not None
    assert interview.question(2) is not None


async def test_eight_answers_and_no_ninth_question() -> None:
    desk = Desk()
    interview = await desk.started()

    for number in range(1, 9):
        await desk.interviews.answer(interview, None, f"Answer {number}.")
        interview = await desk.settle()

    assert len(desk.interviewer.asked) == 8
    assert [turn.number for turn in interview.turns] == list(range(1, 9))
    assert {turn.state for turn in interview.turns} == {TurnState.ANSWERED}


async def test_the_same_answer_sixty_four_times_is_one_answer() -> None:
    desk = Desk()
    interview = await desk.started()

    answers = [desk.interviews.answer(interview, 1, "The same.") for _ in range(64)]
    await asyncio.gather(*answers)
    await desk.settle()

    assert len(desk.store.messages) == 3
    assert len(desk.interviewer.asked) == 2


async def test_line_ends_of_another_system_make_no_other_answer() -> None:
    desk = Desk()
    interview = await desk.started()
    await desk.interviews.answer(interview, 1, "One\r\ntwo")
    interview = await desk.settle()

    repeated = await desk.interviews.answer(interview, 1, "One\ntwo")

    assert repeated.turn == 1
    assert interview.answer(1) == repeated.interview.answer(1)


async def test_of_two_different_answers_the_first_one_stays() -> None:
    desk = Desk()
    interview = await desk.started()
    await desk.interviews.answer(interview, 1, "The first.")

    with pytest.raises(Conflict, match="already has another answer"):
        await desk.interviews.answer(interview, 1, "The second.")


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0", "\u200b\ufeff", "\u3164", "\x00"])
async def test_an_answer_needs_a_visible_character(text: str) -> None:
    desk = Desk()
    interview = await desk.started()

    with pytest.raises(BadInput, match=r"^Answer cannot be empty\.$"):
        await desk.interviews.answer(interview, 1, text)


async def test_ten_thousand_characters_are_an_answer_and_one_more_are_not() -> None:
    desk = Desk()
    interview = await desk.started()

    with pytest.raises(BadInput, match=r"max 10,000 characters"):
        await desk.interviews.answer(interview, 1, "x" * 10_001)
    answered = await desk.interviews.answer(interview, 1, "é\r\n" * 5_000)

    message = answered.interview.answer(1)
    assert message is not None
    assert len(message.content) == 10_000


async def test_a_failed_question_is_asked_again_by_retry_only() -> None:
    desk = Desk()
    turn = Turn(session_id="session-1", number=1, state=TurnState.FAILED, attempt=3, tries=3)
    desk.store.turns["session-1", 1] = turn

    await desk.interviews.start(await desk.interview())
    await desk.settle()
    assert desk.interviewer.asked == []
    await desk.interviews.retry(await desk.interview())
    interview = await desk.settle()

    assert interview.question(1) is not None
    assert len(desk.interviewer.asked) == 1


async def test_where_nothing_failed_a_retry_asks_nobody() -> None:
    desk = Desk()
    interview = await desk.started()

    await desk.interviews.retry(interview)
    await desk.settle()

    assert len(desk.interviewer.asked) == 1


async def test_answer_stored_by_a_commit_whose_reply_was_lost_is_taken() -> None:
    desk = Desk(LosingStore)
    interview = await desk.started()

    answered = await desk.interviews.answer(interview, 1, "I moved the ingest last.")
    interview = await desk.settle()

    assert answered.interview.answer(1) is not None
    assert interview.question(2) is not None
    assert len(desk.interviewer.asked) == 2


async def test_answer_that_was_not_stored_is_refused_and_asks_nobody() -> None:
    desk = Desk(LosingStore)
    interview = await desk.started()
    desk.store.commits = False  # type: ignore[attr-defined]  # the store that loses

    with pytest.raises(StorageUnavailable):
        await desk.interviews.answer(interview, 1, "I moved the ingest last.")
    interview = await desk.settle()

    assert interview.answer(1) is None
    assert len(desk.interviewer.asked) == 1
