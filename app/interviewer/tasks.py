"""Tasks that belong to the process and to no request.

Law: a task starts in a fresh context, so that it inherits no transaction and no
request; it is kept until it ends, and its failure is logged, never lost.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Coroutine

log = logging.getLogger(__name__)


class Tasks:
    """The running tasks by name; a name runs at most once at a time."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Coroutine[object, object, None]) -> None:
        """Run `work` now unless a task of that name is running."""
        if name in self._running:
            work.close()
            return
        loop = asyncio.get_running_loop()
        task = loop.create_task(work, name=name, context=contextvars.Context())
        self._running[name] = task
        task.add_done_callback(self._forget)

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def stop(self, grace: float) -> None:
        """Let the tasks end by themselves for `grace` seconds, then cancel them."""
        if not self._running:
            return
        _, late = await asyncio.wait(list(self._running.values()), timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=grace)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task.get_name(), None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed", task.get_name(), exc_info=error)
