"""A server in a process of its own, pinned to one core, and what it costs."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peer_environment import ROOT

START_LIMIT = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProcess:
    """A running server; `seconds_to_start`: from its launch to the first answer with 200."""

    pid: int
    origin: str
    seconds_to_start: float

    def processor_seconds(self) -> float:
        """What all its threads have used since it began, to a hundredth; its workers too."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("utf-8").split()
        return sum(map(_processor_seconds, (self.pid, *map(int, children))))

    def megabytes(self) -> float:
        """The memory it has resident."""
        for line in Path(f"/proc/{self.pid}/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no such process")

    def open_files(self) -> int:
        """Sockets are among them."""
        return len(self._opened())

    def sockets(self) -> int:
        return sum(name.startswith("socket:") for name in self._opened())

    def _opened(self) -> list[str]:
        """What each open file is; one may be closed while they are read."""
        names = []
        for link in Path(f"/proc/{self.pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                names.append(str(link.readlink()))
        return names


@contextmanager
def serving(  # noqa: PLR0917, as a command line has them
    command: Sequence[str | Path],
    port: int,
    core: int | None,
    env: Mapping[str, str],
    log: Path,
    ready: str = "/",
) -> Iterator[ServerProcess]:
    """Launch `command`, wait until `ready` is answered, stop it at the end.

    `core` is the only one it may use, None: all.
    """
    with log.open("ab") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            list(command), cwd=ROOT, env={**os.environ, **env}, stdout=output, stderr=output
        )
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{origin}{ready}", began + START_LIMIT, log)
        yield ServerProcess(
            pid=process.pid, origin=origin, seconds_to_start=time.monotonic() - began
        )
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _processor_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except FileNotFoundError:  # a child that has just ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str, until: float, log: Path) -> None:
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=START_LIMIT) as response:
                response.read()
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise RuntimeError(f"{url} does not answer:\n{log.read_text('utf-8', 'replace')[-2000:]}")
