"""The halls of one process: of each show one task, while anybody watches it here."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Generic

from app.domain.show import Show
from app.services.autopilot import Autopilot
from app.services.clock import Clock
from app.services.hall import Hall
from app.services.ports import Stream
from app.services.stage_feed import Encoder, T
from app.services.store_ports import Shows, Turns


class StageHub(Generic[T]):
    """Opens and closes halls as their audience comes and goes."""

    def __init__(
        self,
        *,
        shows: Shows,
        turns: Turns,
        stream: Stream,
        clock: Clock,
        encoder: Encoder[T],
        autopilot: Autopilot,
        silence: float,
    ) -> None:
        self._open = partial(
            Hall[T],
            shows=shows,
            turns=turns,
            stream=stream,
            clock=clock,
            encoder=encoder,
            autopilot=autopilot,
            silence=silence,
        )
        self._halls: dict[str, tuple[Hall[T], asyncio.Task[None]]] = {}

    @contextmanager
    def enter(self, show: Show, *, is_viewer: bool = True) -> Iterator[Hall[T]]:
        """The hall of `show`, as a viewer or as its presenter, until the block ends."""
        hall = self._hall(show)
        hall.presenters += not is_viewer
        hall.count(int(is_viewer))
        try:
            yield hall
        finally:
            hall.presenters -= not is_viewer
            hall.count(-int(is_viewer))
            if not hall.viewers and not hall.presenters:
                self._close(show.id, hall)

    def viewers(self, show: Show) -> int:
        """How many watch the show in this process."""
        found = self._halls.get(show.id)
        return found[0].viewers if found else 0

    def first_word(self, show: Show) -> float | None:
        """Seconds from the last answer to the first word after it, None where not seen."""
        found = self._halls.get(show.id)
        return found[0].first_word if found else None

    def _hall(self, show: Show) -> Hall[T]:
        found = self._halls.get(show.id)
        if found is None or found[1].done():
            hall = self._open(show)
            loop = asyncio.get_running_loop()
            task = loop.create_task(hall.follow(), context=contextvars.Context())
            found = self._halls[show.id] = hall, task
        return found[0]

    def _close(self, show_id: str, hall: Hall[T]) -> None:
        """Follow no more; another hall may have taken the place of one that ended."""
        found = self._halls.get(show_id)
        if found is not None and found[0] is hall:
            del self._halls[show_id]
            found[1].cancel()
