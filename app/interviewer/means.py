"""What every writer works with, be it a question or a report that is written."""

from __future__ import annotations

from dataclasses import dataclass

from app.interviewer.clock import World
from app.interviewer.needs import Feed, Meters, Model
from app.interviewer.patience import Patience
from app.interviewer.tasks import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Whose words are written, where they are seen meanwhile, and within which limits."""

    model: Model
    feed: Feed
    world: World
    patience: Patience
    tasks: Tasks
    meters: Meters
