"""The floor: a bare `websockets` server that reads the model's bytes itself.

    python -m benchmarks.peers.websockets_relay PORT

One line of the model's stream is one `json.loads` and one frame: no framework, no SDK, no
access log, no compression. Not what anybody would write; nothing in Python does much less.
"""

from __future__ import annotations

import json
import os
import sys
from http import HTTPStatus
from pathlib import Path

import aiohttp
import uvloop
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

papers = Path(os.environ["RELAY_PAPERS"]).read_text("utf-8")
url = f"{os.environ['OPENAI_BASE_URL']}/chat/completions"


async def main() -> None:
    async with aiohttp.ClientSession() as client:

        async def live(socket: ServerConnection) -> None:
            async for message in socket:
                asked = json.loads(message)
                await relay(client, socket, asked["case"], asked["number"])

        async with serve(
            live, "127.0.0.1", int(sys.argv[1]), process_request=home, compression=None
        ) as server:
            await server.serve_forever()


async def relay(
    client: aiohttp.ClientSession, socket: ServerConnection, case: str, number: int
) -> None:
    asked = f"case {case}: ask question {number} of 8"
    roles = {"system": papers, "user": asked}
    messages = [{"role": role, "content": text} for role, text in roles.items()]
    body = {"model": "m", "messages": messages, "stream": True}
    async with client.post(url, json=body) as reply:
        async for line in reply.content:
            if line.startswith(b"data: {"):
                delta = json.loads(line[6:])["choices"][0]["delta"]
                if "content" in delta:
                    await socket.send(delta["content"])
    await socket.send("")


def home(connection: ServerConnection, request: Request) -> Response | None:
    return connection.respond(HTTPStatus.OK, "up\n") if request.path == "/" else None


if __name__ == "__main__":
    uvloop.run(main())
