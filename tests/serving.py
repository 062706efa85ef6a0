"""The real application on a real port, for tests that speak HTTP and WebSocket to it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from app import documents
from app.application import Parts, create_app
from app.interview.model import Source
from app.interviewer.needs import Model, Store
from app.interviewer.patience import Patience
from app.interviewer.preparing import Sample
from app.live.memory import MemoryFeed
from app.storage.interviews import open_store
from tests.fakes import FakeModel, a_session

HTML = {"Accept": "text/html,application/xhtml+xml"}
JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true", "Accept": "text/html"}
GRACE = 3
"""Seconds; a socket that was just being opened when the stop came is not told of it."""

SECRET = "a key for tests only"

QUICK = Patience(
    first_text=8.0, gap=4.0, whole=15.0, whole_answer=4.0, silence=0.2, sweep=0.2, grace=0.2
)

SAMPLE = Sample(
    job_title=a_session().job_title,
    company_name=a_session().company_name,
    cv_text=a_session().cv_text or "",
    job_description_text=a_session().job_description_text or "",
)


def parts(folder: Path, **changes: Any) -> Parts:
    """Real storage under `folder`, a fake model, limits short enough to wait for."""
    values: dict[str, Any] = {
        "store": open_store(f"sqlite:///{folder}/viva.sqlite"),
        "feed": MemoryFeed(),
        "model": FakeModel(),
        "stand_in": FakeModel(source=Source.DEMO),
        "documents": documents,
        "sample": SAMPLE,
        "secret_key": SECRET,
        "patience": QUICK,
    }
    return Parts(**{**values, **changes})


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
        return httpx.AsyncClient(base_url=self.origin, headers=headers, timeout=30)

    @property
    def store(self) -> Store:
        return self.parts.store

    @property
    def model(self) -> Model:
        return self.parts.model


@asynccontextmanager
async def served(parts: Parts) -> AsyncIterator[Served]:
    """Serve `parts` until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(parts),
        log_level="warning",
        ws_per_message_deflate=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.005)
    try:
        yield Served(port=listening.getsockname()[1], parts=parts, server=server)
    finally:
        server.should_exit = True
        await asyncio.wait_for(serving, 15)
        listening.close()
