"""A timeout for waits that come one after another, as those for the pieces of a stream do.

`asyncio.timeout` sets a timer for each wait and takes it back, which costs more than most
of these waits. Here one timer serves them all: where it rings too early it is moved on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")

EARLY = 0.002
"""Seconds by which a loop may ring before the time."""


class RepeatedTimeout:
    """Bounds one wait at a time."""

    __slots__ = ("_is_over", "_rings_at", "_task", "_timer", "_until")

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[object] | None = None
        self._until = self._rings_at = 0.0
        self._is_over = False

    async def wait(self, arrival: Awaitable[T], seconds: float) -> T:
        """What arrives within `seconds`; raises `TimeoutError` as `asyncio.timeout` does."""
        loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        if task is None or self._task is not None:
            raise RuntimeError("a wait in a task, and one at a time")
        self._until = loop.time() + seconds
        if self._timer is None or self._rings_at > self._until:
            self._ring_at(self._until, loop)
        self._task, cancelling, is_cancelled = task, task.cancelling(), False
        try:
            return await arrival
        except asyncio.CancelledError:
            is_cancelled = True
            raise
        finally:
            self._task = None
            if self._is_over:
                self._is_over = False
                if task.uncancel() <= cancelling and is_cancelled:
                    raise TimeoutError from None

    def _ring_at(self, moment: float, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._rings_at = moment
        self._timer = loop.call_at(moment, self._ring, loop)

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._task is None:
            return
        if self._until > loop.time() + EARLY:
            self._ring_at(self._until, loop)
        else:
            self._is_over = True
            self._task.cancel()
