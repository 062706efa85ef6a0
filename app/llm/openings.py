"""Requests of which nothing has come yet.

Law: a request that its asker gives up in silence may go on for a while: a local
server that is loading its model would have to begin anew. It is closed with the
first that comes, and nobody reads it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress

from app.domain.errors import ModelFailed
from app.llm.deadlines import Deadline

Chunks = AsyncGenerator[bytes, None]
Opened = tuple[Chunks, bytes | None]
"""The chunks of a body and the first of them, None where it has none."""


class Openings:
    """Opens answers; at most one that was given up stays open, for `linger` seconds."""

    def __init__(self, linger: float) -> None:
        self._linger = linger
        self._left: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def opened(
        self, answer: AbstractAsyncContextManager[Chunks], deadline: Deadline, *, may_linger: bool
    ) -> AsyncIterator[Opened]:
        """The body of an answer, once its first chunk is there; raises as the two given do."""
        opening = _Opening(answer)
        left: asyncio.Task[None] | None = None
        try:
            yield await deadline.wait(asyncio.shield(opening.task))
        except asyncio.CancelledError:
            if may_linger and not opening.task.done() and not self._left:
                left = asyncio.create_task(opening.wait_and_close(self._linger))
                self._left.add(left)
                left.add_done_callback(self._left.discard)
            raise
        finally:
            if left is None:
                await opening.close()

    async def close(self) -> None:
        """Close what was left open."""
        left = list(self._left)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


class _Opening:
    """An answer that is being opened in a task of its own, so that it outlives its asker."""

    def __init__(self, answer: AbstractAsyncContextManager[Chunks]) -> None:
        self._answer = answer
        self._stack = AsyncExitStack()
        self.task = asyncio.create_task(self._open())

    async def _open(self) -> Opened:
        chunks = await self._stack.enter_async_context(self._answer)
        return chunks, await anext(chunks, None)

    async def wait_and_close(self, seconds: float) -> None:
        try:
            with suppress(ModelFailed, TimeoutError):
                async with asyncio.timeout(seconds):
                    await asyncio.shield(self.task)
        finally:
            await self.close()

    async def close(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        with suppress(ModelFailed):  # what nobody reads any more cannot fail
            await self._stack.aclose()
