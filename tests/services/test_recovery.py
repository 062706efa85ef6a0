"""A writer that stopped moving is replaced, by this process's own steady clock."""

from __future__ import annotations

from datetime import timedelta

from app.domain.interview import Turn, TurnState
from app.domain.source import Source
from app.services.clock import Clock
from app.services.question_writer import QuestionWriter
from app.services.recovery import Recovery
from app.services.report_writer import ReportWriter
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts
from app.values import replace
from tests.fakes import FakeClock, FakeInterviewer, FakeReviewer, FakeStore, a_session
from tests.services.making import a_paper_reader, a_writer_context


class Watch:
    """Recovery over fakes, and one question that another process was writing."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.interviewer = FakeInterviewer()
        self.tasks = Tasks()
        self.store = FakeStore(sessions={"session-1": a_session()})
        self.beat(0)
        clock = Clock(now=self.clock.now, monotonic=self.clock.monotonic)
        context = a_writer_context(clock=clock, tasks=self.tasks)
        papers = a_paper_reader(self.store, context, self.interviewer)
        question_writer = QuestionWriter(
            turns=self.store,
            interviewer=self.interviewer,
            stand_in=FakeInterviewer(source=Source.DEMO),
            papers=papers,
            writer_context=context,
        )
        reports = ReportWriter(
            store=self.store,
            reviewer=FakeReviewer(),
            stand_in=FakeReviewer(source=Source.STAND_IN),
            papers=papers,
            writer_context=context,
        )
        self.recovery = Recovery(
            store=self.store,
            question_writer=question_writer,
            reports=reports,
            clock=clock,
            timeouts=Timeouts(),
        )

    def beat(self, beats: int) -> None:
        self.store.turns["session-1", 1] = Turn(
            session_id="session-1",
            number=1,
            state=TurnState.WRITING,
            attempt=1,
            tries=1,
            beats=beats,
        )

    async def sweep_after(self, seconds: float) -> None:
        self.clock.seconds += seconds
        await self.recovery.sweep()

    async def settled(self) -> Turn:
        await self.tasks.stop(grace=2)
        return self.store.turns["session-1", 1]


async def test_a_writer_unmoved_for_ten_seconds_is_replaced() -> None:
    watch = Watch()
    await watch.sweep_after(0)
    await watch.sweep_after(9)
    await watch.settled()
    assert watch.interviewer.asked == []

    await watch.sweep_after(1)
    turn = await watch.settled()

    assert turn.state is TurnState.AWAITING_ANSWER
    assert turn.attempt == 2


async def test_a_writer_that_moves_is_left_alone() -> None:
    watch = Watch()

    for beats in range(10):
        watch.beat(beats)
        await watch.sweep_after(4)
    await watch.settled()

    assert watch.interviewer.asked == []


async def test_a_step_of_the_wall_clock_by_an_hour_moves_nothing() -> None:
    watch = Watch()
    await watch.sweep_after(0)

    for step in (timedelta(hours=1), timedelta(hours=-2)):
        watch.clock.wall += step
        await watch.sweep_after(2)
    await watch.settled()

    assert watch.interviewer.asked == []


async def test_a_question_nobody_began_to_write_is_begun() -> None:
    watch = Watch()
    watch.store.turns["session-1", 1] = Turn(
        session_id="session-1", number=1, state=TurnState.PENDING
    )
    await watch.sweep_after(0)

    await watch.sweep_after(10)
    turn = await watch.settled()

    assert turn.state is TurnState.AWAITING_ANSWER


async def test_a_question_out_of_tries_is_failed_so_that_a_retry_is_offered() -> None:
    watch = Watch()
    turn = watch.store.turns["session-1", 1]
    watch.store.turns["session-1", 1] = replace(turn, tries=3)
    await watch.sweep_after(0)

    await watch.sweep_after(10)

    assert (await watch.settled()).state is TurnState.FAILED
    assert watch.interviewer.asked == []


async def test_question_another_process_has_just_taken_over_is_left_to_it() -> None:
    watch = Watch()
    await watch.sweep_after(0)
    await watch.sweep_after(Timeouts().lost)
    taken = replace(watch.store.turns["session-1", 1], attempt=2, beats=0)
    watch.store.turns["session-1", 1] = taken

    assert await watch.settled() == taken
    assert watch.interviewer.asked == []


async def test_time_a_slow_store_takes_is_no_stillness_of_a_writer() -> None:
    watch = Watch()
    looked = watch.store.unwritten

    async def after_eight_seconds() -> list[Turn]:
        watch.clock.seconds += 8
        return list(await looked())

    watch.store.unwritten = after_eight_seconds  # type: ignore[method-assign]
    await watch.sweep_after(0)
    watch.store.unwritten = looked  # type: ignore[method-assign]

    await watch.sweep_after(4)

    await watch.settled()
    assert watch.interviewer.asked == []
