"""All that the handlers are given, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from litestar.di import NamedDependency
from msgspec import Struct

from app.domain.errors import NotYours
from app.domain.interview import Interview, Session
from app.services.clock import Clock
from app.services.interview import InterviewService
from app.services.model_health import ModelHealth
from app.services.ports import Documents, Pingable
from app.services.preparation import PreparationService
from app.services.report_writer import ReportWriter
from app.services.subscriber import Subscriber
from app.services.timeouts import Timeouts
from app.web.after_report import AfterReport
from app.web.auth import Access, Hosts
from app.web.error_handlers import ErrorPages
from app.web.metrics import PrometheusMetrics
from app.web.negotiation import AnyResponse, Connection, Shape, html, json, shape_of
from app.web.presenting import Presenting
from app.web.proxies import Operators, UnknownProxy
from app.web.rate_limits import Limiter
from app.web.rendering import Pages
from app.web.view_models import Site


class AppContext(Struct, frozen=True, kw_only=True):
    """The use cases, and what answers are made with."""

    preparation: PreparationService
    interviews: InterviewService
    reports: ReportWriter
    after_report: AfterReport
    subscriber: Subscriber
    presenting: Presenting
    documents: Documents
    health: Mapping[str, Pingable]
    version: str
    clock: Clock
    timeouts: Timeouts
    access: Access
    hosts: Hosts
    unknown_proxy: UnknownProxy
    operators: Operators
    limiter: Limiter
    metrics: PrometheusMetrics
    model_health: ModelHealth
    pages: Pages
    errors: ErrorPages
    site: Site

    async def owned_interview(self, connection: Connection, session_id: str) -> Interview:
        """The interview, if it is this client's; raises `NotFound` or `NotYours`."""
        interview = await self.interviews.interview(session_id)
        if interview.session.owner != self.access.owner(connection):
            raise NotYours
        return interview

    def shown(
        self, connection: Connection, template: str, told: Callable[[], object], **values: object
    ) -> AnyResponse:
        """`template` with `values`, whole or its main part; `told` makes what JSON tells."""
        shape = shape_of(connection)
        if shape is Shape.JSON:
            return json(told())
        if shape is Shape.FRAGMENT:
            return html(self.pages.block(template, "main", **values))
        return html(self.pages.page(template, **values))

    def candidate_of(self, session: Session) -> str:
        """Whose CV a sample session has; empty for a session with the visitor's own."""
        sample = self.preparation.samples.get(session.story) if session.story else None
        return sample.candidate if sample else ""


Context = NamedDependency[AppContext]
"""What a handler names `context`."""
