"""A follower as a page is one: it reads, shows and goes on from its place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.ports import Place
from tests.limits import HANGS

if TYPE_CHECKING:
    from app.services.ports import Batch, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Where it is written and where it is read: one feed, or one in each process."""

    writer: Stream
    reader: Stream


class Subscriber:
    """What one viewer has on the screen."""

    def __init__(self, feed: Stream, key: str) -> None:
        self._feed = feed
        self._key = key
        self.place = Place()
        self.text = ""
        self.began = 0
        self.ended = False

    async def read(self, timeout: float = HANGS) -> Batch:
        batch = await self._feed.read(self._key, self.place, timeout)
        self.place = batch.place
        self.text = batch.text if batch.begun_again else self.text + batch.text
        self.began += batch.begun_again
        self.ended = batch.ended
        return batch

    async def until(self, text: str, within: float = HANGS) -> None:
        """Read until `text` is shown."""
        async with asyncio.timeout(within):
            while self.text != text:
                await self.read()

    async def until_end(self, pause: float = 0, within: float = 30) -> str:
        """Read until the end, `pause` seconds after each batch."""
        async with asyncio.timeout(within):
            while not self.ended:
                await self.read()
                await asyncio.sleep(pause)
        return self.text
