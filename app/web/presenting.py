"""What shows are made with, put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from app.services.autopilot import Autopilot
from app.services.clock import Clock
from app.services.erasure import Erasure
from app.services.interview import InterviewService
from app.services.ports import Interviewer, Stream
from app.services.preparation import Sample
from app.services.sample_candidate import SampleCandidate
from app.services.shows import ShowService
from app.services.stage_hub import StageHub
from app.services.store_ports import Store
from app.services.subscriber import Subscriber
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts
from app.web.rendering import Pages
from app.web.scenes import Frame, SceneEncoder


class Presenting(Struct, frozen=True, kw_only=True):
    """What the routes of a show are given; `hall_host` is where a hall finds this machine."""

    shows: ShowService
    hub: StageHub[Frame]
    candidate: SampleCandidate
    hall_host: str = ""


class ShowParts(Protocol):
    """What of the application's parts a show needs."""

    @property
    def store(self) -> Store: ...
    @property
    def stream(self) -> Stream: ...
    @property
    def interviewer(self) -> Interviewer: ...
    @property
    def samples(self) -> Mapping[str, Sample]: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def timeouts(self) -> Timeouts: ...
    @property
    def hall_host(self) -> str: ...
    @property
    def answer_seconds_per_word(self) -> float: ...


def presenting(
    world: ShowParts,
    *,
    interviews: InterviewService,
    subscriber: Subscriber,
    tasks: Tasks,
    pages: Pages,
) -> Presenting:
    """Shows over `world`, moved by the use cases of interviews."""
    candidate, silence = SampleCandidate(world.samples), world.timeouts.silence
    autopilot = Autopilot(
        shows=world.store,
        interviews=interviews,
        candidate=candidate,
        subscriber=subscriber,
        stream=world.stream,
        tasks=tasks,
        seconds_per_word=world.answer_seconds_per_word,
        timeouts=world.timeouts,
    )
    shows = ShowService(
        shows=world.store,
        sessions=world.store,
        interviews=interviews,
        autopilot=autopilot,
        erasure=Erasure(sessions=world.store, stream=world.stream, tasks=tasks),
        stream=world.stream,
        clock=world.clock,
        speaker=world.interviewer.source,
    )
    hub = StageHub(
        shows=world.store,
        turns=world.store,
        stream=world.stream,
        clock=world.clock,
        encoder=SceneEncoder(pages),
        autopilot=autopilot,
        silence=silence,
    )
    return Presenting(shows=shows, hub=hub, candidate=candidate, hall_host=world.hall_host)
