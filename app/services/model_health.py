"""The model as it was last seen, for the landing page, for operators and for the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Diagnose = Callable[[], Awaitable[tuple[bool, str]]]
"""Asks the model whether it can be used; answers so, and one line for the log."""

PAUSE = 120.0
"""Seconds before the model is checked again; each check costs two calls of the day's."""
LONGEST_PAUSE = 3600.0
"""Seconds, to which the pause doubles while the model stays away."""

UNCHECKED = "A question could not be had of the model."
AWAY = "A question could not be had of the model. It is checked again until it answers."
BACK = "The model answers again."


class ModelHealth:
    """Whether the model answered when it was last asked; `diagnose` None: nothing to ask."""

    def __init__(self, diagnose: Diagnose | None = None, pause: float = PAUSE) -> None:
        self._diagnose = diagnose
        self._pause = pause
        self._has_failed = asyncio.Event()
        self._told = ""
        self.is_reachable: bool | None = None

    async def watch(self) -> None:
        """Check at the start, and while the model is away; nobody waits for it."""
        if self._diagnose is None:
            return
        await self._check(self._diagnose)
        pause = self._pause
        while True:
            await self._has_failed.wait()
            await asyncio.sleep(pause)
            if self._has_failed.is_set():
                await self._check(self._diagnose)
            is_away = self._has_failed.is_set()
            pause = min(2 * pause, LONGEST_PAUSE) if is_away else self._pause

    def answered(self) -> None:
        """A question of the model stands."""
        if self.is_reachable is False:
            log.info(BACK)
        self._seen(is_reachable=True)

    def failed(self) -> None:
        """No question could be had."""
        if self.is_reachable is not False:
            log.warning(AWAY if self._diagnose else UNCHECKED)
        self._seen(is_reachable=False)

    async def _check(self, diagnose: Diagnose) -> None:
        try:
            is_reachable, summary = await diagnose()
        except Exception:
            log.exception("The check of the model failed")
            return
        if is_reachable != self.is_reachable or summary != self._told:
            log.log(logging.INFO if is_reachable else logging.WARNING, "%s", summary)
        self._told = summary
        self._seen(is_reachable=is_reachable)

    def _seen(self, *, is_reachable: bool) -> None:
        self.is_reachable = is_reachable
        if is_reachable:
            self._has_failed.clear()
        else:
            self._has_failed.set()
