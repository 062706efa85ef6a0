"""The peer: FastAPI that relays a model's stream over SSE or a WebSocket, as a tutorial does.

It keeps nothing, checks nothing and shows no page. It runs in an environment of its own,
which `benchmarks.peer_environment` makes.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse

from benchmarks.peers.model_words import words

app = FastAPI()


@app.get("/")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def home() -> dict[str, str]:
    return {"is": "up"}


@app.get("/relay")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def relay(case: str, number: int) -> StreamingResponse:
    return StreamingResponse(events(case, number), media_type="text/event-stream")


async def events(case: str, number: int) -> AsyncIterator[str]:
    async for word in words(case, number):
        yield f"data: {json.dumps(word)}\n\n"


@app.websocket("/relay")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def live(socket: WebSocket) -> None:
    await socket.accept()
    async for asked in socket.iter_json():
        async for word in words(asked["case"], asked["number"]):
            await socket.send_text(word)
        await socket.send_text("")
