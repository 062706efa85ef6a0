"""A writer's signs of life."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from app.interview.errors import StorageUnavailable

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another writer has taken this attempt over."""


@asynccontextmanager
async def beating(beat: Callable[[], Awaitable[bool]], every: float) -> AsyncIterator[None]:
    """Call `beat` each `every` seconds while the block runs.

    Raises `Overtaken` in the block's place as soon as `beat` answers False. A
    storage that is away for a while stops no writer: its rows are fenced.
    """
    block = asyncio.current_task()
    overtaken = False

    async def keep_on() -> None:
        nonlocal overtaken
        while True:
            await asyncio.sleep(every)
            try:
                overtaken = not await beat()
            except StorageUnavailable:
                log.warning("A sign of life could not be stored; trying again.")
            if overtaken and block is not None:
                block.cancel()
                return

    heart = asyncio.create_task(keep_on())
    try:
        yield
    except asyncio.CancelledError:
        if overtaken and block is not None and block.uncancel() == 0:
            raise Overtaken from None
        raise
    finally:
        heart.cancel()
