"""A writer that stopped moving is replaced, by this process's own steady clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.interview.model import Turn, TurnState
from app.interviewer.asking import Asker
from app.interviewer.clock import World
from app.interviewer.patience import Patience
from app.interviewer.reporting import Reporter
from app.interviewer.rescuing import Sweeper
from app.interviewer.tasks import Tasks
from tests.fakes import FakeClock, FakeModel, FakeStore, a_session
from tests.interviewer.making import some_means


class Watch:
    """A sweeper over fakes, and one question that another process was writing."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.model = FakeModel()
        self.tasks = Tasks()
        self.store = FakeStore(sessions={"session-1": a_session()})
        self.beat(0)
        world = World(now=self.clock.now, monotonic=self.clock.monotonic)
        means = some_means(model=self.model, world=world, tasks=self.tasks)
        asker = Asker(turns=self.store, stand_in=FakeModel(), means=means)
        reporter = Reporter(store=self.store, means=means)
        self.sweeper = Sweeper(
            store=self.store, asker=asker, reporter=reporter, world=world, patience=Patience()
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
        await self.sweeper.sweep()

    async def settled(self) -> Turn:
        await self.tasks.stop(grace=2)
        return self.store.turns["session-1", 1]


async def test_a_writer_unmoved_for_ten_seconds_is_replaced() -> None:
    watch = Watch()
    await watch.sweep_after(0)
    await watch.sweep_after(9)
    await watch.settled()
    assert watch.model.asked == []

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

    assert watch.model.asked == []


async def test_a_step_of_the_wall_clock_by_an_hour_moves_nothing() -> None:
    watch = Watch()
    await watch.sweep_after(0)

    for step in (timedelta(hours=1), timedelta(hours=-2)):
        watch.clock.wall += step
        await watch.sweep_after(2)
    await watch.settled()

    assert watch.model.asked == []


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
    assert watch.model.asked == []
