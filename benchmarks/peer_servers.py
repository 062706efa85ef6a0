"""The servers that are compared: how each is launched and who asks it.

Each is pinned to one core, the same one; the model's stand-in and the askers have the other.
Ours is served as the Makefile does, the peers as their documents say, all by the same uvicorn
except where a peer brings its own server.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.benchmark_candidate import STORY, Asker, Candidate
from benchmarks.peer_environment import chat_python, peer_python
from benchmarks.peer_readers import ChainlitReader, EventReader, GradioReader, SocketReader
from benchmarks.server_process import ServerProcess, free_port, serving

SERVERS_CORE, ASKERS_CORE = 0, 1
UVICORN = (
    *("-m", "uvicorn", "--ws-max-size", "65536", "--ws-max-queue", "8"),
    *("--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "10"),
    *("--timeout-keep-alive", "20", "--no-server-header", "--no-proxy-headers", "--port", "{port}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One server: `command` is what its Python is given, the port in braces.

    `has_database`: whether it is told of one; Chainlit would keep its threads there.
    """

    name: str
    command: tuple[str, ...]
    asker: Callable[[str, str], Asker] | None = None
    python: Callable[[], Path | str] = peer_python
    has_database: bool = True


def _relay(module: str) -> tuple[str, ...]:
    return (*UVICORN, f"benchmarks.peers.{module}:app")


OURS = Peer(
    name="Viva, whole",
    command=(*UVICORN, "--http", "h11", "--h11-max-incomplete-event-size", "32768", "app.main:app"),
    asker=Candidate,
    python=lambda: sys.executable,
)
RELAY = Peer(name="FastAPI, SSE", command=_relay("fastapi_relay"), asker=EventReader)
EMPTY = Peer(name="empty Litestar", command=_relay("empty_litestar"), python=lambda: sys.executable)
FLOOR = Peer(
    name="bare websockets",
    command=("-m", "benchmarks.peers.websockets_relay", "{port}"),
    asker=SocketReader,
)
OTHERS = (
    Peer(name="FastAPI, WebSocket", command=_relay("fastapi_relay"), asker=SocketReader),
    Peer(name="Litestar, SSE", command=_relay("litestar_relay"), asker=EventReader),
    FLOOR,
    Peer(
        name="Chainlit",
        command=(
            *("-m", "chainlit", "run", "benchmarks/peers/chainlit_relay.py"),
            *("--headless", "--port", "{port}"),
        ),
        asker=ChainlitReader,
        python=chat_python,
        has_database=False,
    ),
    Peer(
        name="Gradio",
        command=("-m", "benchmarks.peers.gradio_relay", "{port}"),
        asker=GradioReader,
        python=chat_python,
    ),
)

PAGES = (
    Peer(name="FastAPI, SQLAlchemy", command=_relay("fastapi_page")),
    Peer(
        name="Django",
        command=(
            *("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--threads", "8"),
            *("--access-logfile", "-", "benchmarks.peers.django_page:app"),
        ),
    ),
)


def compared(*, all_of_them: bool) -> tuple[Peer, ...]:
    """Ours first, then the relay."""
    return (OURS, RELAY, *(OTHERS if all_of_them else ()))


class Place:
    """The folder, the stub and the way to launch a server there."""

    def __init__(self, folder: Path, stub: str, env: Mapping[str, str] | None = None) -> None:
        self.folder, self.stub = folder, stub
        papers = folder / "papers.txt"
        papers.write_text(f"{STORY.cv}\n\n{STORY.posting}", "utf-8")
        self._database = {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite"}
        self._env = {
            "RELAY_PAPERS": str(papers),
            "OPENAI_BASE_URL": f"{stub}/v1",
            "OPENAI_MODEL": "m",
            "CHAINLIT_APP_ROOT": str(folder),
            "GRADIO_ANALYTICS_ENABLED": "False",
            **(env or {}),
        }

    @contextmanager
    def served(self, peer: Peer) -> Iterator[ServerProcess]:
        """One server, of a new port."""
        port = free_port()
        command = (peer.python(), *(part.format(port=port) for part in peer.command))
        log = self.folder / f"{peer.name}.log"
        env = {**(self._database if peer.has_database else {}), **self._env}
        with serving(command, port, SERVERS_CORE, env, log) as server:
            yield server


@contextmanager
def stub_served(folder: Path) -> Iterator[ServerProcess]:
    """The model's stand-in, on the askers' core."""
    port = free_port()
    command = (sys.executable, "-m", "benchmarks.token_stub", str(port))
    with serving(command, port, ASKERS_CORE, {}, folder / "stub.log", "/v1/models") as stub:
        yield stub
