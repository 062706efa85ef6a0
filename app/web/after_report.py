"""What comes after a report, put together: practising, and sharing it."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from app.services.clock import Clock
from app.services.ports import Reviewer
from app.services.practice import PracticeService
from app.services.sharing import SharingService
from app.services.store_ports import Store
from app.services.timeouts import Timeouts


class AfterReport(Struct, frozen=True, kw_only=True):
    """What the routes are given."""

    practice: PracticeService
    sharing: SharingService


class ReportParts(Protocol):
    """What of the application's parts they need."""

    @property
    def store(self) -> Store: ...
    @property
    def reviewer(self) -> Reviewer: ...
    @property
    def reviewer_stand_in(self) -> Reviewer: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def timeouts(self) -> Timeouts: ...


def after_report(world: ReportParts) -> AfterReport:
    practice = PracticeService(
        practices=world.store,
        feedbacks=world.store,
        reviewer=world.reviewer,
        stand_in=world.reviewer_stand_in,
        clock=world.clock,
        timeouts=world.timeouts,
    )
    sharing = SharingService(
        shares=world.store,
        comments=world.store,
        turns=world.store,
        feedbacks=world.store,
        clock=world.clock,
    )
    return AfterReport(practice=practice, sharing=sharing)
