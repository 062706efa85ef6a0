"""An OpenAI-compatible provider that does what a test tells it, down to the byte.

A real HTTP/1.1 server on 127.0.0.1, so that a client under test meets real
connections. What it does with a request is a `Behaviour`; the ready-made ones are
in `tests.faults.behaviours`. Without a script it interviews sensibly.

    async with ProviderStub(server_error(503), says("What did you do?")) as stub:
        ... stub.base_url ... stub.requests ...

`python -m tests.faults.provider --port 9000` serves for a browser or a storm.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from tests.faults.proxy import reset

_COMPANY = re.compile(r"<position>\n.*? at (.+)\n</position>")
_STATE = "<state>"

STREAM = "text/event-stream; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came; `body` is the parsed JSON, `at` a steady clock."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    at: float

    @property
    def is_feedback(self) -> bool:
        """Whether it asks for a report."""
        return "report as JSON" in self.prompt

    @property
    def is_reading(self) -> bool:
        """Whether it asks what posting and CV say."""
        return "reading of posting and CV" in self.prompt

    @property
    def company(self) -> str:
        """Who the interview is for, empty where the prompt does not say."""
        found = _COMPANY.search(self.prompt)
        return found[1] if found else ""

    @property
    def is_question(self) -> bool:
        """Whether it asks for a question, and not for what a model does beside."""
        return bool(self.company) and not (self.is_feedback or self.is_reading)

    @property
    def asked(self) -> int:
        """How many questions stand before what it asks for."""
        messages = self.body.get("messages", [])
        return sum(message["role"] == "assistant" for message in messages)

    @property
    def transcript(self) -> list[tuple[str, str]]:
        """Role and text of what was asked and answered before, in whatever form it is told."""
        told = [(m["role"], m["content"]) for m in self.body.get("messages", [])]
        first = next((n for n, (role, _) in enumerate(told) if role == "assistant"), len(told))
        *turns, (role, last) = told[first:] or [("user", _STATE)]
        before = last[: last.rindex(_STATE)].removesuffix("\n\n")
        return [*turns, (role, before)] if before else turns

    @property
    def prompt(self) -> str:
        """All that the model is told, as one text."""
        return "\n".join(str(message["content"]) for message in self.body.get("messages", []))


class Reply:
    """The connection, to be misused. Chunked once `stream` has begun one."""

    def __init__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.request = request
        self._writer = writer
        self._is_chunked = False
        self.is_reusable = False

    async def stream(self, content_type: str = STREAM, status: int = 200) -> None:
        """Headers of a chunked body."""
        self._is_chunked = True
        headers = {"Content-Type": content_type, "Transfer-Encoding": "chunked"}
        await self.head(status, headers)

    async def head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} Whatever", *(f"{k}: {v}" for k, v in headers.items())]
        await self.wire("\r\n".join(lines).encode() + b"\r\n\r\n")

    async def whole(self, status: int, body: bytes, **headers: str) -> None:
        """A complete response with a length; header names with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.head(status, {**named, "Content-Length": str(len(body))})
        await self.wire(body)
        self.is_reusable = True

    async def json(self, status: int, document: object, **headers: str) -> None:
        body = json.dumps(document).encode()
        await self.whole(status, body, Content_Type="application/json", **headers)

    async def raw(self, data: bytes) -> None:
        """Bytes of the body."""
        if not data:
            return
        await self.wire(b"%x\r\n%b\r\n" % (len(data), data) if self._is_chunked else data)

    async def event(self, document: object) -> None:
        await self.raw(f"data: {json.dumps(document)}\n\n".encode())

    async def chunk(self, delta: Mapping[str, object], finish: str | None = None) -> None:
        """One chunk of choice 0."""
        await self.event(a_chunk([{"index": 0, "delta": delta, "finish_reason": finish}]))

    async def text(self, text: str) -> None:
        await self.chunk({"content": text})

    async def finish(self, reason: str = "stop") -> None:
        """The last chunk, [DONE], the clean end."""
        await self.chunk({}, reason)
        await self.raw(b"data: [DONE]\n\n")
        await self.end()

    async def comment(self) -> None:
        await self.raw(b": keep-alive\n\n")

    async def end(self) -> None:
        """A clean end of the body."""
        if self._is_chunked:
            await self.wire(b"0\r\n\r\n")
            self.is_reusable = True

    async def for_ever(self) -> None:
        await asyncio.Event().wait()

    def cut(self) -> None:
        """Reset the connection."""
        reset(self._writer)

    async def wire(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()


Behaviour = Callable[[Reply], Awaitable[None]]
Choice = Callable[[Request], Behaviour]


def a_chunk(choices: object) -> dict[str, object]:
    """A chunk as OpenAI sends it."""
    return {
        "id": "chatcmpl-stub",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": "stub",
        "choices": choices,
    }


class ProviderStub:
    """Plays `script` one behaviour a request, then what `otherwise` chooses.

    `requests` are those that came, `playing` those being answered now; `open` counts
    connections now open, `opened` those ever opened.
    """

    def __init__(self, *script: Behaviour, otherwise: Choice | None = None, port: int = 0) -> None:
        self.script = deque(script)
        self.otherwise = otherwise or (lambda _: _interviews())
        self.requests: list[Request] = []
        self.playing = 0
        self.open = 0
        self.opened = 0
        self._port = port
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def variables(self) -> dict[str, str]:
        """What a process is told so that it asks here."""
        return {"OPENAI_BASE_URL": self.base_url, "OPENAI_MODEL": "stub"}

    @property
    def port(self) -> int:
        return self._port

    def will(self, *behaviours: Behaviour) -> None:
        """Add to the script."""
        self.script.extend(behaviours)

    async def start(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(
            self._protocol, "127.0.0.1", self._port, backlog=1024
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _protocol(self) -> asyncio.StreamReaderProtocol:
        reader = _Reader()

        async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._connected(reader, writer)

        return asyncio.StreamReaderProtocol(reader, connected)

    async def _connected(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("asyncio serves connections in tasks")
        self._tasks.add(task)
        self.open += 1
        self.opened += 1
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            self.open -= 1
            writer.close()

    async def _serve(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        while (request := await _read_request(reader)) is not None:
            self.requests.append(request)
            behaviour = self.script.popleft() if self.script else self.otherwise(request)
            reply = Reply(request, writer)
            self.playing += 1
            try:
                was_heard = await _played(behaviour(reply), reader)
            finally:
                self.playing -= 1
            if not was_heard or not reply.is_reusable:
                return


class _Reader(asyncio.StreamReader):
    """Tells at once when the client hangs up, without reading."""

    def __init__(self) -> None:
        super().__init__(limit=2**22)
        self.hung_up = asyncio.Event()

    def feed_eof(self) -> None:
        super().feed_eof()
        self.hung_up.set()

    def set_exception(self, exc: Exception) -> None:
        super().set_exception(exc)
        self.hung_up.set()


async def _played(playing: Awaitable[None], reader: _Reader) -> bool:
    """Play until done or until the client hangs up; False when it did."""
    play = asyncio.ensure_future(playing)
    gone = asyncio.ensure_future(reader.hung_up.wait())
    try:
        await asyncio.wait({play, gone}, return_when=asyncio.FIRST_COMPLETED)
        is_done = play.done()
        if is_done:
            await play
        return is_done
    finally:
        for task in (play, gone):
            task.cancel()
        await asyncio.gather(play, gone, return_exceptions=True)


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request on the connection, None when there is none."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = dict(_headers(lines))
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(
        method=method,
        path=path,
        headers=headers,
        body=json.loads(body) if body else {},
        at=time.monotonic(),
    )


def _headers(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _interviews() -> Behaviour:
    from tests.faults.behaviours import interviews  # noqa: PLC0415, it is made of this module

    return interviews()


async def _main() -> None:
    from tests.faults.behaviours import interviews, storm  # noqa: PLC0415, they are made of this

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Formatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0.02, help="seconds between pieces")
    parser.add_argument("--pieces", type=int, default=8, help="pieces of one reply")
    parser.add_argument("--faults", type=float, default=0.0, help="share of calls that fail")
    options = parser.parse_args()
    well = interviews(delay=options.delay, pieces=options.pieces)
    stub = ProviderStub(otherwise=storm(options.faults, well), port=options.port)
    async with stub:
        print(f"OPENAI_BASE_URL={stub.base_url}", flush=True)  # noqa: T201, what a caller reads
        await asyncio.Event().wait()


class _Formatter(argparse.ArgumentDefaultsHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Defaults shown, the docstring as it stands."""


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_main())
