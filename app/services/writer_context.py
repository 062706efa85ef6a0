"""What every writer works with, be it a question or a report that is written."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.clock import Clock
from app.services.model_health import ModelHealth
from app.services.ports import Metrics, Stream
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterContext:
    """Where words are seen while they are written, and within which limits."""

    stream: Stream
    clock: Clock
    timeouts: Timeouts
    tasks: Tasks
    metrics: Metrics
    model_health: ModelHealth
