"""`make demo`: what it says where it cannot begin, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import demo
from benchmarks.peer_environment import ROOT
from tests.limits import HANGS

NO_SERVER = [sys.executable, "-c", "raise SystemExit(9)"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "PORT must be a number from 1 to 65535, not 'eighty'."),
        ("PORT", "70000", "PORT must be a number from 1 to 65535, not '70000'."),
        ("STORY", "cooking", "There is no story 'cooking', but reliability, nursing"),
    ],
)
def test_value_that_cannot_be_used_is_named_in_one_line(  # noqa: PLR0917, pytest's own
    name: str,
    value: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)

    assert demo.main(NO_SERVER) == 1

    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1


def test_port_of_another_server_is_not_taken_for_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert demo.main(NO_SERVER) == 1

    assert capsys.readouterr().err == f"Port {port} is taken. Choose another one with PORT.\n"


def test_terminal_that_is_closed_takes_the_server_along(tmp_path: Path) -> None:
    server = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    running = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.demo", sys.executable, "-c", server],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PORT": "", "STORY": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    with running:
        assert running.stdout is not None
        pid = int(running.stdout.readline())

        running.send_signal(signal.SIGHUP)
        running.wait(HANGS)

        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
