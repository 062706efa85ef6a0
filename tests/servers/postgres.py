"""A PostgreSQL for tests: the one named by TEST_POSTGRES_URL, the local one, or an own one.

Law: only a server that was started here is ever stopped here, and only a
database that was made here is dropped. Where there is none at all, CI fails and
any other place skips.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg  # type: ignore[import-untyped]  # ships no types
import pytest

from tests.servers.redis import free_port, missing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

LOCAL = "postgres://postgres@127.0.0.1:5432/postgres"
INSTALLED = Path("/usr/lib/postgresql")
FAST = ("fsync=off", "listen_addresses=127.0.0.1", "max_connections=60")


@contextmanager
def any_postgres() -> Iterator[str]:
    """The URL of a server in which databases may be made, but that must be left running."""
    named = os.environ.get("TEST_POSTGRES_URL")
    if named:
        yield named
    elif _answers(LOCAL):
        yield LOCAL
    else:
        with own_postgres() as server:
            yield server.url


@contextmanager
def own_postgres() -> Iterator[PostgresServer]:
    """A server that may be stopped, frozen and started again."""
    binaries = _binaries()
    if binaries is None:
        missing("no PostgreSQL: TEST_POSTGRES_URL is not set and no server is installed")
    with tempfile.TemporaryDirectory(prefix="viva-postgres-") as folder:
        server = PostgresServer(binaries, Path(folder))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@asynccontextmanager
async def fresh_database(server_url: str) -> AsyncIterator[str]:
    """The URL of an empty database that is dropped afterwards."""
    name = f"viva_test_{secrets.token_hex(8)}"
    await run_sql(server_url, f"CREATE DATABASE {name}")
    try:
        yield f"{server_url.rpartition('/')[0]}/{name}"
    finally:
        await run_sql(server_url, f"DROP DATABASE {name} WITH (FORCE)")


async def run_sql(url: str, sql: str, *values: object) -> list[Any]:
    connection = await asyncpg.connect(url, timeout=5)
    try:
        return list(await connection.fetch(sql, *values))
    finally:
        await connection.close()


class PostgresServer:
    """A server of our own, run as somebody who is not root."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self._binaries = binaries
        self._folder = folder
        self._user = _runs_as()
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        if self._user:
            shutil.chown(self._folder, self._user)
        command: list[str | Path] = [
            self._binaries / "initdb",
            "-D",
            self._folder / "data",
            "-U",
            "postgres",
        ]
        subprocess.run(
            [*command, "--auth=trust", "--no-sync", "--no-instructions"],
            check=True,
            stdout=subprocess.DEVNULL,
            user=self._user,
            cwd=self._folder,
        )

    def start(self) -> None:
        options = [part for option in FAST for part in ("-c", option)]
        where: list[str | Path] = [
            "-D",
            self._folder / "data",
            "-p",
            str(self.port),
            "-k",
            self._folder,
        ]
        self._process = subprocess.Popen(
            [self._binaries / "postgres", *where, *options],
            stderr=subprocess.DEVNULL,
            user=self._user,
            cwd=self._folder,
        )
        until = time.monotonic() + 20
        while not _answers(self.url):
            if time.monotonic() > until:
                self.stop()
                pytest.fail("postgres did not start")
            time.sleep(0.05)

    def stop(self) -> None:
        """At once, without a word to anybody connected."""
        if self._process is not None:
            self.thaw()
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
            self._process = None

    def freeze(self) -> None:
        """Keep the connections open and answer nothing."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        for each in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):  # a worker that has just ended
                os.kill(each, number)


def _binaries() -> Path | None:
    """The folder of the newest installed server, None when there is none."""
    found = sorted(INSTALLED.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("postgres")
    return Path(named).resolve().parent if named else None


def _runs_as() -> str | None:
    """Whom the server runs as, None for ourselves: it refuses to run as root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _answers(url: str) -> bool:
    """Asked from a thread, since a loop may be running in this one."""
    try:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(run_sql(url, "SELECT 1"))).result()
    except (OSError, TimeoutError, asyncpg.PostgresError):
        return False
    return True
