"""The real application on a real port, for tests that speak HTTP and WebSocket to it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn

from app import documents
from app.application import Parts, build_app
from app.domain.source import Source
from app.services.ports import Interviewer
from app.services.preparation import Sample
from app.services.store_ports import Store
from app.services.timeouts import Timeouts
from app.storage.store import open_store
from app.streams.memory import MemoryStream
from app.web.handlers import HANDLERS
from tests.fakes import FakeInterviewer, FakeReviewer, a_session

HTML = {"Accept": "text/html,application/xhtml+xml"}
JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true", "Accept": "text/html"}
GRACE = 3
"""Seconds; a socket that was just being opened when the stop came is not told of it."""

for _handler in HANDLERS:
    _ = _handler.parsed_fn_signature  # kept, and shared by the copies that each application has

QUICK = Timeouts(
    first_text=8.0, gap=4.0, whole=15.0, whole_answer=4.0, silence=0.2, sweep=0.2, grace=0.2
)

SAMPLE = Sample(
    name="reliability",
    candidate="Mara Lindqvist",
    tagline="Sixty-one services, and the one that was moved last.",
    job_title=a_session().job_title,
    company_name=a_session().company_name,
    cv_text=a_session().cv_text or "",
    job_description_text=a_session().job_description_text or "",
)


def parts(folder: Path, **changes: Any) -> Parts:
    """Real storage under `folder`, a fake model, limits short enough to wait for."""
    file = folder / "viva.sqlite"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_migrated())
    values: dict[str, Any] = {
        "store": open_store(f"sqlite:///{file}"),
        "stream": MemoryStream(),
        "interviewer": FakeInterviewer(),
        "stand_in": FakeInterviewer(source=Source.DEMO),
        "reviewer": FakeReviewer(),
        "reviewer_stand_in": FakeReviewer(source=Source.STAND_IN),
        "documents": documents,
        "samples": {SAMPLE.name: SAMPLE},
        "timeouts": QUICK,
    }
    return Parts(**{**values, **changes})


@cache
def _migrated() -> bytes:
    """An empty database as migrations leave it: they are run once, not for every test."""

    async def migrate(file: Path) -> None:
        store = open_store(f"sqlite:///{file}")
        await store.open()
        await store.close()

    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside_this_loop:
        file = Path(folder) / "empty.sqlite"
        beside_this_loop.submit(asyncio.run, migrate(file)).result()
        return file.read_bytes()


class _Server(uvicorn.Server):
    """Ends at once when told, and without a wait where all have gone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._is_told = asyncio.Event()

    def end(self) -> None:
        self.should_exit = True
        self._is_told.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        while not self.should_exit:
            with suppress(TimeoutError):  # a signal sets only `should_exit`
                await asyncio.wait_for(self._is_told.wait(), 0.5)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.sleep(0.01)  # who has just closed a connection is heard of
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
        await self.lifespan.shutdown()


@dataclass
class Served:
    """A running application and where it listens."""

    port: int
    parts: Parts
    server: uvicorn.Server = field(repr=False)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A candidate: cookies of its own."""
        return httpx.AsyncClient(base_url=self.origin, headers=headers, timeout=30, verify=False)

    @property
    def store(self) -> Store:
        return self.parts.store

    @property
    def interviewer(self) -> Interviewer:
        return self.parts.interviewer


@asynccontextmanager
async def served(parts: Parts, *, proxy_headers: bool = True) -> AsyncIterator[Served]:
    """Serve `parts` until the block ends.

    `proxy_headers`: whether this machine is believed to be a proxy where `parts` names none.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    # As of a server that binds by itself; else every reply waits 40 ms for an acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    app: Any = build_app(parts)
    config = uvicorn.Config(
        app,
        proxy_headers=proxy_headers and not parts.trusted_proxies,
        log_level="warning",
        ws_per_message_deflate=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.005)
    try:
        yield Served(port=listening.getsockname()[1], parts=parts, server=server)
    finally:
        server.end()
        await asyncio.wait_for(serving, 15)
        listening.close()
