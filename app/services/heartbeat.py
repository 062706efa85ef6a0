"""A writer's heartbeat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from app.domain.errors import StorageUnavailable

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another writer has taken this attempt over."""


@asynccontextmanager
async def heartbeat(beat: Callable[[], Awaitable[bool]], every: float) -> AsyncIterator[None]:
    """Call `beat` each `every` seconds while the block runs.

    Raises `Overtaken` in the block's place as soon as `beat` answers False, or fails
    in a way nobody foresaw: a writer without a heartbeat is another's to replace. A
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
                log.warning("A heartbeat could not be stored; trying again.")
            except Exception:
                log.exception("A heartbeat failed; its writer ends")
                overtaken = True
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
