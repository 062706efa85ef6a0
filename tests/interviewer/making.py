"""What writers work with, as far as a test does not say otherwise."""

from __future__ import annotations

from typing import Any

from app.interviewer.clock import World
from app.interviewer.means import Means
from app.interviewer.patience import Patience
from app.interviewer.tasks import Tasks
from app.live.memory import MemoryFeed
from tests.fakes import FakeMeters, FakeModel


def some_means(**given: Any) -> Means:
    """A fake model and a feed in memory, by this machine's own clocks."""
    values: dict[str, Any] = {
        "model": FakeModel(),
        "feed": MemoryFeed(),
        "world": World(),
        "patience": Patience(),
        "tasks": Tasks(),
        "meters": FakeMeters(),
    }
    return Means(**{**values, **given})
