"""Writing the feedback: once, answer by answer, kept as it is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass

import pytest

from app.coach.rule_coach import RuleReviewer
from app.domain.errors import BadInput, ModelFailed
from app.domain.feedback import (
    AnswerReview,
    Evidence,
    Feedback,
    FeedbackState,
    RequirementFinding,
    Summary,
)
from app.domain.interview import Interview, Message, Role, Turn, TurnState
from app.domain.source import Source
from app.services.ports import Place, Reviewer
from app.services.report_writer import ReportWriter
from app.services.stream_keys import feedback_key
from app.services.tasks import Tasks
from app.streams.memory import MemoryStream
from app.values import replace
from tests.fakes import NOON, FakeReviewer, FakeStore, a_reading, a_review, a_session
from tests.services.making import a_paper_reader, a_writer_context

STRONG = (
    "I moved the tracking ingest last because a lost minute meant a lost parcel. I ran both "
    "for two weeks, compared every event and cut duplicates from 212 a day to none."
)


class Desk:
    """A report writer over fakes, with an interview of `answers`."""

    def __init__(
        self,
        *answers: str,
        reviewer: FakeReviewer | None = None,
        stand_in: Reviewer | None = None,
    ) -> None:
        self.store = FakeStore(sessions={"session-1": a_session(reading=a_reading())})
        self.reviewer = reviewer or FakeReviewer()
        self.stand_in = stand_in or FakeReviewer(source=Source.STAND_IN)
        self.tasks = Tasks()
        for number, text in enumerate(answers, 1):
            self._exchange(number, text)
        self.stream = MemoryStream()
        context = a_writer_context(tasks=self.tasks, stream=self.stream)
        self.reports = ReportWriter(
            store=self.store,
            reviewer=self.reviewer,
            stand_in=self.stand_in,
            papers=a_paper_reader(self.store, context),
            writer_context=context,
        )

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
        await self.reports.complete("session-1")
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

    await asyncio.gather(*[desk.reports.complete("session-1") for _ in range(5)])
    first = await desk.complete()
    again = await desk.complete()

    assert first == again
    assert first.attempt == 1


async def test_what_was_rated_before_the_model_failed_is_kept() -> None:
    desk = Desk(STRONG, STRONG, STRONG, reviewer=FakeReviewer(fails=1))

    feedback = await desk.complete()

    assert desk.reviewer.asked == [(1, 2, 3), (2, 3)]
    assert feedback.tries == 2
    assert {review.source for review in feedback.reviews} == {Source.MODEL}
    assert not feedback.has_stand_ins


async def test_rest_is_written_by_rule_after_the_last_try() -> None:
    desk = Desk(*[STRONG] * 5, reviewer=FakeReviewer(fails=3))

    feedback = await desk.complete()

    assert feedback.state is FeedbackState.READY
    assert [review.source for review in feedback.reviews] == [
        *[Source.MODEL] * 3,
        *[Source.STAND_IN] * 2,
    ]
    assert feedback.has_stand_ins


async def test_fault_that_no_call_can_mend_leads_to_the_rule_at_once() -> None:
    fault = ModelFailed("no key", final=True)
    desk = Desk(STRONG, STRONG, reviewer=FakeReviewer(fails=3, fault=fault))

    feedback = await desk.complete()

    assert len(desk.reviewer.asked) == 1
    assert feedback.state is FeedbackState.READY
    assert feedback.has_stand_ins


async def test_retry_asks_the_model_for_the_stand_ins_and_keeps_the_rest() -> None:
    desk = Desk(*[STRONG] * 5, reviewer=FakeReviewer(fails=3))
    before = await desk.complete()

    assert await desk.reports.retry("session-1")
    await desk.tasks.stop(grace=5)

    after = desk.store.feedbacks["session-1"]
    assert desk.reviewer.asked[-1] == (4, 5)
    assert (after.id, after.created_at) == (before.id, before.created_at)
    assert not after.has_stand_ins


async def test_report_stays_readable_while_it_is_revised() -> None:
    desk = Desk(STRONG, STRONG, reviewer=FakeReviewer(fails=6))
    before = await desk.complete()

    await desk.reports.retry("session-1")
    revising = desk.store.feedbacks["session-1"]
    await desk.tasks.stop(grace=5)

    assert revising.state is FeedbackState.REVISING
    assert revising.conclusion == before.conclusion
    assert desk.store.feedbacks["session-1"].state is FeedbackState.READY


async def test_fault_nobody_foresaw_is_logged_and_the_report_written_by_rule(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(FakeReviewer):
        def review(
            self, *_: object
        ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
            raise IndexError("a bug")

    feedback = await Desk(STRONG, reviewer=Broken()).complete()

    assert feedback.state is FeedbackState.READY
    assert "a bug" in caplog.text


async def test_report_without_stand_ins_is_not_written_again() -> None:
    desk = Desk(STRONG)
    await desk.complete()

    assert not await desk.reports.retry("session-1")


async def test_floor_is_rated_without_asking_the_model_and_never_asked_for() -> None:
    floored = replace(a_review(1, Source.STAND_IN), rating=1, is_floor=True)
    desk = Desk("...", STRONG, reviewer=FakeReviewer(floors=(floored,)))

    feedback = await desk.complete()

    assert feedback.reviews[0] == floored
    assert desk.reviewer.asked == [(2,)]
    assert not feedback.has_stand_ins


Part = AnswerReview | RequirementFinding | Summary


@dataclass
class Altered(FakeReviewer):
    """Gives what `change` makes of each part, nothing where it makes None of it."""

    change: Callable[[Part], Part | None] = lambda part: part

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[Part, None]:
        async for part in super().review(interview, done, tries):
            if (made := self.change(part)) is not None:
                yield made


def without_findings(part: Part) -> Part | None:
    return None if isinstance(part, RequirementFinding) else part


def shown_and_cut(part: Part) -> Part:
    """Both requirements shown in the first answer, and an end before the summary."""
    if isinstance(part, Summary):
        raise ModelFailed("cut", final=True)
    if isinstance(part, RequirementFinding):
        return replace(part, evidence=Evidence.SHOWN, turn=1)
    return part


async def test_requirements_the_model_left_out_are_found_by_rule() -> None:
    feedback = await Desk(STRONG, reviewer=Altered(change=without_findings)).complete()

    assert feedback.conclusion is not None
    assert [finding.source for finding in feedback.conclusion.requirements] == [
        *[Source.STAND_IN] * 2
    ]


async def test_summary_by_rule_says_nothing_against_the_parts_of_the_model() -> None:
    endless = "At Kelpline in 2021 I moved 3 services with Maria because they had failed."
    answers, by_rule = (endless, "I moved services."), RuleReviewer(Source.STAND_IN)
    once = FakeReviewer(fails=1, fault=ModelFailed("cut", final=True))
    alone = (await Desk(*answers, reviewer=once, stand_in=by_rule).complete()).conclusion
    cut = Altered(change=shown_and_cut)
    beside = (await Desk(*answers, reviewer=cut, stand_in=by_rule).complete()).conclusion

    assert alone is not None
    begun = sorted({text[:7] for text in alone.summary.weaknesses})
    assert begun == ["No case", "No end ", "The pos"]
    assert beside is not None
    assert [row.turn for row in beside.requirements] == [1, 1]
    assert [text[:7] for text in beside.summary.weaknesses] == ["No end "]


async def test_ending_early_abandons_the_question_being_written() -> None:
    desk = Desk(STRONG)
    desk.store.turns["session-1", 2] = Turn(
        session_id="session-1", number=2, state=TurnState.WRITING
    )

    await desk.complete()

    assert desk.store.turns["session-1", 2].state is TurnState.ABANDONED


async def test_each_try_is_told_of_before_it_rates_anything() -> None:
    told: list[int] = []

    class Watched(FakeReviewer):
        async def review(
            self,
            interview: Interview,
            done: Sequence[AnswerReview | RequirementFinding],
            tries: int,
        ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
            batch = await desk.stream.read(feedback_key("session-1"), Place(), 0)
            told.append(batch.place.attempt)
            async for part in super().review(interview, done, tries):
                yield part

    desk = Desk(STRONG, STRONG, reviewer=Watched(fails=1))

    await desk.complete()

    assert told == [1, 2]
