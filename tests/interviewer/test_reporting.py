"""Writing the feedback: once, answer by answer, kept as it is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from app.interview.errors import BadInput
from app.interview.model import Message, Role, Source, Turn, TurnState
from app.interview.report import AnswerReview, Feedback, FeedbackState, Summary
from app.interviewer.reporting import Reporter
from app.interviewer.tasks import Tasks
from tests.fakes import NOON, FakeModel, FakeStore, a_session
from tests.interviewer.making import some_means

STRONG = (
    "I moved the tracking ingest last because a lost minute meant a lost parcel. I ran both "
    "for two weeks, compared every event and cut duplicates from 212 a day to none."
)


class Desk:
    """A reporter over fakes, with an interview of `answers`."""

    def __init__(self, *answers: str, model: FakeModel | None = None) -> None:
        self.store = FakeStore(sessions={"session-1": a_session()})
        self.model = model or FakeModel()
        self.tasks = Tasks()
        for number, text in enumerate(answers, 1):
            self._exchange(number, text)
        means = some_means(model=self.model, tasks=self.tasks)
        self.reporter = Reporter(store=self.store, means=means)

    def _exchange(self, number: int, text: str) -> None:
        self.store.turns["session-1", number] = Turn(
            session_id="session-1", number=number, state=TurnState.ANSWERED
        )
        for role, content in ((Role.ASSISTANT, f"Question {number}?"), (Role.USER, text)):
            self.store.messages.append(
                Message(
                    id=f"{role}-{number}",
                    session_id="session-1",
                    turn=number,
                    role=role,
                    content=content,
                    timestamp=NOON,
                    source=Source.MODEL,
                )
            )

    async def complete(self) -> Feedback:
        await self.reporter.complete("session-1")
        await self.tasks.stop(grace=60)
        return self.store.feedbacks["session-1"]


async def test_an_interview_without_an_answer_has_no_feedback() -> None:
    with pytest.raises(BadInput, match=r"^Cannot generate feedback for an empty interview\.$"):
        await Desk().complete()


async def test_the_report_is_ready_with_a_score_from_its_parts() -> None:
    feedback = await Desk(STRONG, STRONG).complete()

    assert feedback.state is FeedbackState.READY
    assert [review.turn for review in feedback.reviews] == [1, 2]
    assert feedback.conclusion is not None
    assert 1 <= feedback.conclusion.interview_score <= 10


async def test_completing_twice_writes_one_report() -> None:
    desk = Desk(STRONG)

    await asyncio.gather(*[desk.reporter.complete("session-1") for _ in range(5)])
    first = await desk.complete()
    again = await desk.complete()

    assert first == again
    assert first.attempt == 1


async def test_what_was_read_before_the_model_failed_is_kept() -> None:
    desk = Desk(STRONG, STRONG, STRONG, model=FakeModel(feedback_fails=1))

    feedback = await desk.complete()

    assert feedback.state is FeedbackState.READY
    assert feedback.tries == 2
    assert [review.turn for review in feedback.reviews] == [1, 2, 3]


async def test_a_model_that_fails_three_times_leaves_what_is_done_and_a_retry() -> None:
    desk = Desk(*[STRONG] * 5, model=FakeModel(feedback_fails=3))

    feedback = await desk.complete()
    assert feedback.state is FeedbackState.FAILED
    assert [review.turn for review in feedback.reviews] == [1, 2, 3]
    assert await desk.reporter.retry("session-1")
    await desk.tasks.stop(grace=5)

    ready = desk.store.feedbacks["session-1"]
    assert ready.state is FeedbackState.READY
    assert [review.turn for review in ready.reviews] == [1, 2, 3, 4, 5]


async def test_a_fault_nobody_foresaw_fails_the_report_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(FakeModel):
        def feedback(self, *_: object) -> AsyncGenerator[AnswerReview | Summary, None]:
            raise IndexError("a bug")

    feedback = await Desk(STRONG, model=Broken()).complete()

    assert feedback.state is FeedbackState.FAILED
    assert "a bug" in caplog.text


async def test_a_report_that_did_not_fail_is_not_written_again() -> None:
    desk = Desk(STRONG)
    await desk.complete()

    assert not await desk.reporter.retry("session-1")


async def test_gibberish_earns_the_floor_without_asking_the_model() -> None:
    desk = Desk("asdf asdf jkl qwer", STRONG)

    feedback = await desk.complete()

    floored = feedback.reviews[0]
    assert floored.rating == 1
    assert floored.source is Source.STAND_IN


async def test_ending_early_abandons_the_question_being_written() -> None:
    desk = Desk(STRONG)
    desk.store.turns["session-1", 2] = Turn(
        session_id="session-1", number=2, state=TurnState.WRITING
    )

    await desk.complete()

    assert desk.store.turns["session-1", 2].state is TurnState.ABANDONED
