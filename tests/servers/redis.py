"""A Redis for tests: the one named by TEST_REDIS_URL, else an own one, else the local one.

Law: only a server that was started here is ever stopped here. Where there is
none at all, CI fails and any other place skips.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = ("127.0.0.1", 6379)
_DICE = random.SystemRandom()  # that no seed repeats in another worker


@contextmanager
def any_redis() -> Iterator[str]:
    """The URL of a Redis in which keys may be written, but that must be left running."""
    named = os.environ.get("TEST_REDIS_URL")
    if named:
        yield named
    elif shutil.which("redis-server"):
        with own_redis() as server:
            yield server.url
    elif _answers(*LOCAL):
        yield "redis://{}:{}".format(*LOCAL)
    else:
        missing("no Redis: TEST_REDIS_URL is not set and redis-server is not installed")


@contextmanager
def own_redis() -> Iterator[RedisServer]:
    """A Redis that may be stopped and started again."""
    if not shutil.which("redis-server"):
        missing("no own Redis: redis-server is not installed")
    with tempfile.TemporaryDirectory(prefix="viva-redis-") as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


class RedisServer:
    """A Redis that keeps nothing over a restart."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)]
        command = ["redis-server", *where, "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while not _answers("127.0.0.1", self.port):
            if time.monotonic() > until:
                self.stop()
                pytest.fail("redis-server did not start")
            time.sleep(0.01)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Keep the connections open and answer nothing; `stop` ends it all the same."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)


def free_port() -> int:
    """One below those that a system hands out: nobody else is given it before it is served."""
    while True:
        port = _DICE.randrange(15_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
    except OSError:
        return False
