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
        self._left: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def opened(
        self, answer: AbstractAsyncContextManager[Chunks], deadline: Deadline, *, may_linger: bool
    ) -> AsyncIterator[Opened]:
        """The body of an answer, once its first chunk is there; raises as the two given do."""
        stack = AsyncExitStack()
        opening = asyncio.create_task(_opened(answer, stack))  # so that it outlives its asker
        seconds = 0.0
        try:
            yield await deadline.wait(asyncio.shield(opening))
        except asyncio.CancelledError:
            is_free = self._left is None or self._left.done()
            if may_linger and is_free and not opening.done():
                seconds = self._linger
            raise
        finally:
            closing = _wait_and_close(opening, stack, seconds)
            if seconds:
                self._left = asyncio.create_task(closing)
            else:
                await closing

    async def close(self) -> None:
        """Close what was left open."""
        if self._left is not None:
            self._left.cancel()
            await asyncio.gather(self._left, return_exceptions=True)


async def _opened(answer: AbstractAsyncContextManager[Chunks], stack: AsyncExitStack) -> Opened:
    chunks = await stack.enter_async_context(answer)
    return chunks, await anext(chunks, None)


async def _wait_and_close(
    opening: asyncio.Task[Opened], stack: AsyncExitStack, seconds: float
) -> None:
    """Close an answer, once it has opened or after so many `seconds`."""
    try:
        if seconds:
            await asyncio.wait({opening}, timeout=seconds)
    finally:
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        with suppress(ModelFailed):  # what nobody reads any more cannot fail
            await stack.aclose()
