"""Tasks that belong to the process and to no request.

Law: a task starts in a fresh context, so that it inherits no transaction, and of its
request only the id in the log; it is kept until it ends, and its failure is logged, never lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

from app.log_context import fresh_context

log = logging.getLogger(__name__)


async def until_either(
    one: Coroutine[object, object, None], other: Coroutine[object, object, None]
) -> None:
    """Run both until one ends; the other is cancelled."""
    tasks = {asyncio.ensure_future(one), asyncio.ensure_future(other)}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def done_at_once(work: Coroutine[object, object, None]) -> bool:
    """Whether `work` is done without waiting for anything; what would wait is given up.

    Where it fails the answer is False, too: who does it again meets the same.
    """
    try:
        work.send(None)
    except StopIteration:
        return True
    except Exception:  # noqa: BLE001 - as told above
        return False
    work.close()
    return False


class Tasks:
    """The running tasks by name; a name runs at most once at a time."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}
        self._next: dict[str, Coroutine[object, object, None]] = {}

    def start(self, name: str, work: Coroutine[object, object, None]) -> None:
        """Run `work` now, or once the running task of that name has ended.

        The running one may already have done all it will do, so `work` must look
        for itself whether anything is left. More than one that waits is one too many.
        """
        if name not in self._running:
            self._run(name, work)
        elif name not in self._next:
            self._next[name] = work
        else:
            work.close()

    def is_running(self, name: str) -> bool:
        return name in self._running

    def cancel(self, name: str) -> None:
        """Cancel the task of that name, if one is running."""
        if task := self._running.get(name):
            task.cancel()

    async def stop(self, grace: float) -> None:
        """Let the tasks end by themselves for `grace` seconds, then cancel them."""
        for waiting in self._next.values():
            waiting.close()
        self._next.clear()
        if not self._running:
            return
        _, late = await asyncio.wait(list(self._running.values()), timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=grace)

    def _run(self, name: str, work: Coroutine[object, object, None]) -> None:
        loop = asyncio.get_running_loop()
        task = loop.create_task(work, name=name, context=fresh_context())
        self._running[name] = task
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        name = task.get_name()
        self._running.pop(name, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed", name.split(":", 1)[-1], exc_info=error)
        if (work := self._next.pop(name, None)) is not None:
            self._run(name, work)
