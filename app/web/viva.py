"""All that the handlers are given, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from app.interview.errors import NotYours
from app.interview.model import Interview
from app.interviewer.conducting import Conductor
from app.interviewer.following import Follower
from app.interviewer.needs import Documents, Pingable
from app.interviewer.patience import Patience
from app.interviewer.preparing import Preparer
from app.interviewer.reporting import Reporter
from app.web.access import Access, Hosts
from app.web.errors import ErrorPages
from app.web.limits import Limiter
from app.web.metrics import Metrics
from app.web.rendering import Pages
from app.web.shapes import Connection
from app.web.views import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Viva:
    """The use cases, and the means to answer with."""

    preparer: Preparer
    conductor: Conductor
    reporter: Reporter
    follower: Follower
    documents: Documents
    health: tuple[Pingable, ...]
    patience: Patience
    access: Access
    hosts: Hosts
    limiter: Limiter
    metrics: Metrics
    pages: Pages
    errors: ErrorPages
    site: Site

    async def owned_interview(self, connection: Connection, session_id: str) -> Interview:
        """The interview, if it is this client's; raises `NotFound` or `NotYours`."""
        interview = await self.conductor.interview(session_id)
        if interview.session.owner != self.access.owner(connection):
            raise NotYours
        return interview
