"""What writers work with, as far as a test does not say otherwise."""

from __future__ import annotations

from typing import Any

from app.domain.source import Source
from app.services.clock import Clock
from app.services.model_health import ModelHealth
from app.services.paper_reader import PaperReader
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts
from app.services.writer_context import WriterContext
from app.streams.memory import MemoryStream
from tests.fakes import FakeInterviewer, FakeMetrics, FakeStore


def a_writer_context(**given: Any) -> WriterContext:
    """A stream in memory, by this machine's own clocks."""
    values: dict[str, Any] = {
        "stream": MemoryStream(),
        "clock": Clock(),
        "timeouts": Timeouts(),
        "tasks": Tasks(),
        "metrics": FakeMetrics(),
        "model_health": ModelHealth(),
    }
    return WriterContext(**{**values, **given})


def a_paper_reader(
    store: FakeStore,
    context: WriterContext,
    interviewer: FakeInterviewer | None = None,
) -> PaperReader:
    return PaperReader(
        sessions=store,
        interviewer=interviewer or FakeInterviewer(),
        stand_in=FakeInterviewer(source=Source.DEMO),
        writer_context=context,
    )
