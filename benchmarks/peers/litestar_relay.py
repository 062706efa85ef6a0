"""The peer: plain Litestar that relays a model's stream over its own server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from litestar import Litestar, get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent

from benchmarks.peers.model_words import words


@get("/", sync_to_thread=False)
def home() -> dict[str, str]:
    return {"is": "up"}


@get("/relay", sync_to_thread=False)
def relay(case: FromQuery[str], number: FromQuery[int]) -> ServerSentEvent:
    return ServerSentEvent(events(case, number))


async def events(case: str, number: int) -> AsyncIterator[str]:
    async for word in words(case, number):
        yield json.dumps(word)


app = Litestar([home, relay])
