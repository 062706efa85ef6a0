"""The browsers at the peers, each speaking the peer's own protocol as its page does."""

from __future__ import annotations

import json
import uuid
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator

import aiohttp

from benchmarks.benchmark_candidate import Watched


class Reader(ABC):
    """One browser at a peer; what differs is where its words come from."""

    def __init__(self, origin: str, name: str) -> None:
        self._origin, self._name = origin, name
        self._client = aiohttp.ClientSession()

    async def connect(self) -> None:  # noqa: B027, most have nothing to do before they ask
        pass

    async def ask(self, watched: Watched) -> None:
        text = ""
        async for words, octets in self._words(watched):
            text += words
            watched.saw(len(text), octets)
        watched.check(text)

    async def close(self) -> None:
        await self._client.close()

    @abstractmethod
    def _words(self, watched: Watched) -> AsyncIterator[tuple[str, int]]:
        """What comes of one question, with the bytes it came in."""


class EventReader(Reader):
    """Server-sent events, each a piece of text in JSON."""

    async def _words(self, watched: Watched) -> AsyncIterator[tuple[str, int]]:
        values = {"case": watched.case, "number": str(watched.number)}
        async with self._client.get(f"{self._origin}/relay", params=values) as reply:
            async for line in reply.content:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:]), len(line) + 1


class SocketReader(Reader):
    """A WebSocket kept open, a frame a piece of text; an empty one ends the question."""

    async def connect(self) -> None:
        self._socket = await self._client.ws_connect(f"{self._origin}/relay")

    async def _words(self, watched: Watched) -> AsyncIterator[tuple[str, int]]:
        await self._socket.send_json({"case": watched.case, "number": watched.number})
        while words := await self._socket.receive_str():
            yield words, len(words)


class ChainlitReader(Reader):
    """Chainlit's page: Socket.IO over a WebSocket that is kept open."""

    async def connect(self) -> None:
        path = "/ws/socket.io/?EIO=4&transport=websocket"
        self._socket = await self._client.ws_connect(self._origin + path)
        await self._socket.receive_str()
        who = {"sessionId": str(uuid.uuid4()), "clientType": "webapp"}
        await self._socket.send_str(f"40{json.dumps(who)}")
        await self._socket.receive_str()
        await self._emit("connection_successful")
        while '"clear_call_fn"' not in await self._socket.receive_str():
            pass

    async def _words(self, watched: Watched) -> AsyncIterator[tuple[str, int]]:
        message = {
            "id": str(uuid.uuid4()),
            "threadId": "",
            "name": "user",
            "type": "user_message",
            "output": f"{watched.case} {watched.number}",
            "createdAt": "2026-11-28T12:00:00Z",
        }
        await self._emit("client_message", {"message": message, "fileReferences": []})
        while True:
            said = await self._socket.receive_str()
            if said == "2":
                await self._socket.send_str("3")
            if not said.startswith("42"):
                continue
            name, value = json.loads(said[2:])
            if name == "stream_start":
                yield value["output"], len(said)
            elif name == "stream_token":
                yield value["token"], len(said)
            elif name == "task_end":
                return

    async def _emit(self, *event: object) -> None:
        await self._socket.send_str(f"42{json.dumps(event)}")


class GradioReader(Reader):
    """Gradio's queue: a question is posted, its events are read; each tells what was added."""

    async def connect(self) -> None:
        async with self._client.get(f"{self._origin}/config") as reply:
            offered = (await reply.json())["dependencies"]
        self._chat = next(one["id"] for one in offered if one["api_name"] == "chat")

    async def _words(self, watched: Watched) -> AsyncIterator[tuple[str, int]]:
        queue, who = f"{self._origin}/gradio_api/queue", uuid.uuid4().hex
        asked = {"data": [f"{watched.case} {watched.number}", None], "fn_index": self._chat}
        async with self._client.post(f"{queue}/join", json=asked | {"session_hash": who}) as reply:
            reply.raise_for_status()
        async with self._client.get(f"{queue}/data", params={"session_hash": who}) as reply:
            async for line in reply.content:
                if line.startswith(b"data: ") and b'"process_generating"' in line:
                    told = json.loads(line[6:])
                    yield "".join(_added(told["output"]["data"][0])), len(line) + 1


def _added(change: str | list[tuple[str, list[object], str]]) -> Iterator[str]:
    """The first event has the text, each other one a list of what was appended."""
    return iter([change]) if isinstance(change, str) else (words for _, _, words in change)
