"""The world that an application lives in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from litestar.plugins import PluginProtocol
from msgspec import Struct, field

from app.services.clock import Clock
from app.services.model_health import Diagnose
from app.services.ports import Documents, Interviewer, Reviewer, Stream
from app.services.preparation import Sample
from app.services.store_ports import Store
from app.services.timeouts import Timeouts
from app.settings import Limits
from app.web.metrics import PrometheusMetrics
from app.web.request_log import Tracing


class Parts(Struct, frozen=True, kw_only=True):
    """The world an application lives in.

    `interviewer` and `reviewer` are the model's, or the demo's where none is
    configured. `stand_in` writes the planned question where the model cannot, and
    `reviewer_stand_in` by rule what it does not. `samples` are the interviews that
    the landing page offers. `expects_others`: other processes are no news, because
    the stream reaches them or the operator was told at the start that it does not.
    `has_redis`: the stream is not this process's own. `plugins` are Litestar's.
    `is_hall`: other machines get a show's pages alone, at `hall_host`.
    `answer_seconds_per_word`: the pace of the sample candidate, 0 is at once.
    `rehearse` is called soon after the start, in a thread, so that no question waits
    for what is compiled and loaded when it is first needed. `tracing` None: no traces.
    """

    store: Store
    stream: Stream
    interviewer: Interviewer
    stand_in: Interviewer
    reviewer: Reviewer
    reviewer_stand_in: Reviewer
    documents: Documents
    samples: Mapping[str, Sample]
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    retention_days: int = 30
    limits: Limits = field(default_factory=Limits)
    expects_others: bool = False
    has_redis: bool = False
    plugins: tuple[PluginProtocol, ...] = ()
    diagnose: Diagnose | None = None
    metrics: PrometheusMetrics = field(default_factory=PrometheusMetrics)
    clock: Clock = field(default_factory=Clock)
    timeouts: Timeouts = field(default_factory=Timeouts)
    is_hall: bool = False
    hall_host: str = ""
    answer_seconds_per_word: float = 0.0
    rehearse: Callable[[], None] | None = None
    tracing: Tracing | None = None
