"""What every writer works with, be it a question or a report that is written."""

from __future__ import annotations

from msgspec import Struct

from app.services.clock import Clock
from app.services.model_health import ModelHealth
from app.services.ports import Metrics, Stream
from app.services.tasks import Tasks
from app.services.timeouts import Timeouts


class WriterContext(Struct, frozen=True, kw_only=True):
    """Where words are seen while they are written, and within which limits."""

    stream: Stream
    clock: Clock
    timeouts: Timeouts
    tasks: Tasks
    metrics: Metrics
    model_health: ModelHealth
