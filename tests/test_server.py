"""The command that serves: the settings' port and processes, and what is asked for."""

from __future__ import annotations

from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner

from app import logs
from app.server import LIMITS, serve_command


@pytest.mark.parametrize(
    ("arguments", "processes", "given"),
    [
        ([], 1, {"host": "127.0.0.1", "port": 8000}),
        (["--host", "0.0.0.0"], 3, {"host": "0.0.0.0", "port": 8000, "workers": 3}),
        (["--port", "8080"], 1, {"host": "127.0.0.1", "port": 8080}),
    ],
)
def test_server_is_started_with_its_limits(
    arguments: list[str],
    processes: int,
    given: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[dict[str, Any]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **told: started.append({"app": app, **told}))
    command = serve_command(port=8000, processes=processes, log_config=logs.config("json"))

    result = CliRunner().invoke(command, arguments)

    assert result.exit_code == 0, result.output
    assert started == [
        {"app": "app.main:app", "log_config": logs.config("json"), **LIMITS, **given}
    ]


def test_limits_are_options_of_the_server() -> None:
    options = {parameter.name for parameter in uvicorn.main.params}

    assert LIMITS.keys() <= options
