"""A show over fakes, in a time of its own that passes as fast as it can."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.errors import NotFound
from app.domain.interview import Interview, Stage
from app.domain.scene import Scene
from app.domain.show import Command, Show, ShowKey
from app.domain.source import Source
from app.domain.turn_state import standing
from app.services.autopilot import Autopilot
from app.services.clock import Clock
from app.services.erasure import Erasure
from app.services.interview import InterviewService
from app.services.preparation import Sample, SampleAnswers
from app.services.question_writer import QuestionWriter
from app.services.sample_candidate import SampleCandidate
from app.services.shows import Pressed, ShowService
from app.services.stage_hub import StageHub
from app.services.subscriber import Subscriber
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts
from app.streams.memory import MemoryStream
from app.values import replace
from tests.fakes import QUESTIONS, FakeInterviewer, FakeMetrics, FakeStore, a_session
from tests.services.making import a_paper_reader, a_writer_context

ANSWERS = tuple(
    f"Answer {n}. I moved the ingest last, because it fails quietly; it took us two weeks."
    for n in range(1, 9)
)
SECONDS_PER_WORD = 0.2
LOST = 10.0
BEGAN = datetime(2026, 12, 1, 9, tzinfo=UTC)

SAMPLE = Sample(
    name="reliability",
    job_title="Engineer",
    company_name="Harrowgate",
    candidate="Marta",
    tagline="",
    cv_text="",
    job_description_text="",
    answers=SampleAnswers(
        by_question=dict(zip(QUESTIONS, ANSWERS, strict=True)),
        by_quote={"You must lead incident reviews": "I led thirty-eight reviews."},
    ),
)


class OwnTime(asyncio.SelectorEventLoop):
    """A loop in which no time passes but what is waited for, and that at once."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        ready: Any = self._ready  # type: ignore[attr-defined]  # the loop's own
        scheduled: Any = self._scheduled  # type: ignore[attr-defined]
        due = [handle.when() for handle in scheduled if not handle.cancelled()]
        if not ready and due:
            self._now = max(self._now, min(due))
        super()._run_once()  # type: ignore[misc]


def in_own_time(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """The test, run on a loop of its own time."""

    def run() -> None:
        with asyncio.Runner(loop_factory=OwnTime) as runner:
            runner.run(test())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


@dataclass
class RecordingStream(MemoryStream):
    """Remembers each piece that was added, and when on the loop's clock."""

    pieces: list[tuple[float, str, str]] = field(default_factory=list)
    takes: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    async def append(self, key: str, attempt: int, text: str) -> None:
        self.pieces.append((round(asyncio.get_running_loop().time(), 6), key, text))
        await asyncio.sleep(self.takes.get(text, 0))
        await super().append(key, attempt, text)

    def typed(self, kind: str) -> list[tuple[float, str]]:
        """What was typed of questions or answers, with its time."""
        return [(at, text) for at, key, text in self.pieces if f":{kind}:" in key]


@dataclass
class Encoder:
    """Frames that a test can read; counts how many were made."""

    made: int = 0

    def whole(self, scene: Scene, show: Show) -> tuple[str, str]:
        self.made += 1
        return scene.kind.value, scene.text

    def more(self, text: str) -> tuple[str, str]:
        self.made += 1
        return "+", text


class Theatre:
    """All that a show needs, over fakes; two of them on one store are two processes."""

    def __init__(self, other: Theatre | None = None, **given: Any) -> None:
        session = a_session(is_demo=True, story="reliability")
        self.store: FakeStore = other.store if other else FakeStore(sessions={session.id: session})
        self.stream: RecordingStream = other.stream if other else RecordingStream()
        self.tasks = Tasks()
        passed = asyncio.get_running_loop().time
        self.clock = Clock(now=lambda: BEGAN + timedelta(seconds=passed()), monotonic=passed)
        self.interviewer: FakeInterviewer = given.get("interviewer") or FakeInterviewer(
            source=Source.DEMO
        )
        is_demo = self.interviewer.source is Source.DEMO
        demo = given.get("stand_in") or FakeInterviewer(source=Source.DEMO)
        self.stand_in = self.interviewer if is_demo else demo
        context = a_writer_context(stream=self.stream, tasks=self.tasks, clock=self.clock)
        writer = QuestionWriter(
            turns=self.store,
            interviewer=self.interviewer,
            stand_in=self.stand_in,
            papers=a_paper_reader(self.store, context, self.interviewer),
            writer_context=context,
        )
        self.interviews = InterviewService(
            turns=self.store, question_writer=writer, clock=self.clock, metrics=FakeMetrics()
        )
        self.encoder = Encoder()
        self.autopilot = self._autopilot(given.get("seconds_per_word", SECONDS_PER_WORD))
        self.hub = StageHub(
            shows=self.store,
            turns=self.store,
            stream=self.stream,
            clock=self.clock,
            encoder=self.encoder,
            autopilot=self.autopilot,
            silence=2.0,
        )
        self.shows = self._shows()

    def _autopilot(self, seconds_per_word: float) -> Autopilot:
        return Autopilot(
            shows=self.store,
            interviews=self.interviews,
            candidate=SampleCandidate({SAMPLE.name: SAMPLE}),
            subscriber=Subscriber(
                turns=self.store, feedbacks=self.store, stream=self.stream, timeouts=Timeouts()
            ),
            stream=self.stream,
            tasks=self.tasks,
            seconds_per_word=seconds_per_word,
            timeouts=Timeouts(silence=2.0, lost=LOST),
        )

    def _shows(self) -> ShowService:
        return ShowService(
            shows=self.store,
            sessions=self.store,
            interviews=self.interviews,
            autopilot=self.autopilot,
            erasure=Erasure(sessions=self.store, stream=self.stream, tasks=self.tasks),
            stream=self.stream,
            clock=self.clock,
            speaker=self.interviewer.source,
        )

    async def open(self) -> Show:
        return await self.shows.open(next(iter(self.store.sessions)), token)

    async def show(self) -> Show:
        (show,) = self.store.shows.values()
        found = await self.store.show(ShowKey.ID, show.id)
        assert found is not None
        return found

    async def press(self, command: str, value: str = "", page: str = "page") -> Show:
        """Press at the step that stands."""
        show = await self.show()
        pressed = Pressed(command=Command(command), step=show.step, page=page, value=value)
        return (await self.shows.press(show, pressed, token)).show

    async def interview(self) -> Interview:
        return await self.interviews.interview((await self.show()).session_id)

    async def answers(self) -> list[str]:
        interview = await self.interview()
        return [e.answer.content for e in interview.exchanges if e.answer]

    async def until(self, number: int, stage: Stage = Stage.AWAITING_ANSWER) -> None:
        """Wait until the interview stands there."""
        async with asyncio.timeout(300):
            while True:
                with suppress(NotFound):
                    now = standing(await self.interview())
                    if (now.number, now.stage) == (number, stage):
                        return
                await asyncio.sleep(0.05)

    async def begun(self) -> Show:
        """A show whose first question stands."""
        await self.open()
        await self.press("next")
        await self.until(1)
        return await self.show()

    async def speaks(self, speaker: Source) -> None:
        show = await self.show()
        await self.store.change_show(replace(show, speaker=speaker), show.step)


def token(purpose: str) -> str:
    return f"token for {purpose}"
