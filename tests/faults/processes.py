"""Real processes of `app.main:app`, run as the Procfile runs them, to be killed and frozen.

Law: only a process that was started here is ever signalled here.

    async with cluster(2, folder, {"DATABASE_URL": …}) as (one, other):
        one.kill(); await one.start()
"""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx

from tests.candidate import Candidate
from tests.servers.redis import free_port
from tests.serving import HTML, SAMPLE

if TYPE_CHECKING:
    from tests.serving import Served

ROOT = Path(__file__).parents[2]
APP = "app.main:app"
STARTING = 80.0
"""Seconds; several start at once on few cores."""


class Process:
    """One server on a port of its own, the same after a restart."""

    def __init__(self, env: Mapping[str, str], folder: Path, app: str = APP) -> None:
        self.port = free_port()
        self._app = app
        self._env = env
        self._log = folder / f"{self.port}.log"
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All it said, over restarts too."""
        return self._log.read_text("utf-8", "replace")

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def launch(self) -> None:
        """Start it, without waiting until it serves."""
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                _command(self.port, self._app),
                cwd=ROOT,
                env=_clean(self._env),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def is_up(self) -> None:
        """Wait until it is ready; raises `RuntimeError` with its log when it does not come up."""
        until = time.monotonic() + STARTING
        async with httpx.AsyncClient(base_url=self.origin, verify=False) as client:
            while not await _is_ready(client):
                if not self.is_running or time.monotonic() > until:
                    raise RuntimeError(f"a process did not come up:\n{self.log}")
                await asyncio.sleep(0.05)

    async def start(self) -> None:
        self.launch()
        await self.is_up()

    def kill(self) -> None:
        """At once and without a word, frozen or not, workers of its own included."""
        if self._running is not None and self._running.poll() is None:
            os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()

    async def stop(self) -> float:
        """Ask it to end, as an operator does; answers how many seconds it took."""
        started = time.monotonic()
        self._signal(signal.SIGTERM)
        while self.is_running:  # noqa: ASYNC110, another process has no event to wait for
            await asyncio.sleep(0.02)
        return time.monotonic() - started

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._running is None:
            raise RuntimeError("it was never started")
        self._running.send_signal(number)


@asynccontextmanager
async def cluster(
    count: int, folder: Path, env: Mapping[str, str]
) -> AsyncIterator[tuple[Process, ...]]:
    """`count` processes, all started at the same moment and all up."""
    processes = tuple(Process(env, folder) for _ in range(count))
    try:
        for process in processes:
            process.launch()
        await asyncio.gather(*(process.is_up() for process in processes))
        yield processes
    finally:
        for process in processes:
            process.kill()


@dataclass
class Visitor(Candidate):
    """A candidate of several processes, as one behind a balancer is."""

    def go_to(self, process: Process) -> None:
        """Send what follows to `process`."""
        self.served = _as_served(process)
        self.client.base_url = process.origin

    async def arrive(self, company_name: str) -> None:
        """Prepare an interview; the company tells it from others in a prompt."""
        await self.create(SAMPLE.job_title, company_name)
        cv = await self.post("upload-cv", {"cv_text": SAMPLE.cv_text})
        job = await self.post("upload-job", {"job_description": SAMPLE.job_description_text})
        assert (cv.status_code, job.status_code) == (200, 200), (cv.text, job.text)

    async def ask_first(self) -> None:
        """Have question 1 asked, and leave while it is being written."""
        async with self.client.stream("GET", self.path("interview"), headers=HTML) as page:
            assert page.status_code == 200

    async def settled(self, within: float = 60.0) -> dict[str, Any]:
        """The interview once nothing is being written."""
        async with asyncio.timeout(within):
            # Another process has no event to wait for.
            while (state := await self.interview())["turn"]["state"] == "writing":  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        return state


@asynccontextmanager
async def visited(process: Process) -> AsyncIterator[Visitor]:
    """Somebody who has not come in yet."""
    async with httpx.AsyncClient(base_url=process.origin, timeout=40, verify=False) as client:
        yield Visitor(_as_served(process), client)


@asynccontextmanager
async def visiting(process: Process, company_name: str) -> AsyncIterator[Visitor]:
    """A visitor with an interview prepared."""
    async with visited(process) as visitor:
        await visitor.arrive(company_name)
        yield visitor


@contextmanager
def never_reading(visitor: Candidate, process: Process | Served, number: int) -> Iterator[None]:
    """A socket and a page that are asked for, and never read from nor closed."""
    shake = (
        f"Origin: {process.origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    )
    asks = ((f"question/{number}/live", shake), ("interview", ("Accept: text/html",)))
    with ExitStack() as open_ends:
        for rest, headers in asks:
            lines = (
                f"GET {visitor.path(rest)} HTTP/1.1",
                f"Host: 127.0.0.1:{process.port}",
                f"Cookie: {visitor.cookie()}",
                *headers,
            )
            end = open_ends.enter_context(socket.create_connection(("127.0.0.1", process.port)))
            end.sendall("\r\n".join([*lines, "", ""]).encode())
        yield


def _as_served(process: Process) -> Served:
    """A candidate asks of what serves it only where it listens."""
    return cast("Served", process)


def _command(port: int, app: str) -> list[str]:
    """What the Procfile runs, here and on `port`, of `app`."""
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    (web,) = (line.removeprefix("web: ") for line in lines if line.startswith("web: "))
    _, *arguments = shlex.split(web.replace("0.0.0.0", "127.0.0.1").replace("$PORT", str(port)))
    return [sys.executable, *(a.replace(APP, app) for a in arguments), "--no-access-log"]


def _clean(env: Mapping[str, str]) -> dict[str, str]:
    """What a program needs of this machine, and `env`; none of an operator's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DEMO_WORDS_PER_SECOND": "0", **env}


async def _is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/readyz", timeout=2)).status_code == 200
    except httpx.TransportError:
        return False
