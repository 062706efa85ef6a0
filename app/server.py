"""The web server with this program's limits, as the command `viva` starts it.

Law: the same limits as in the Makefile and in the Procfile; a test compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS: dict[str, Any] = {
    "http": "h11",
    "h11_max_incomplete_event_size": 32768,
    "ws_max_size": 65536,
    "ws_max_queue": 8,
    "ws_per_message_deflate": False,
    "timeout_graceful_shutdown": 10,
    "timeout_keep_alive": 20,
    "timeout_worker_healthcheck": 30,
    "server_header": False,
    "proxy_headers": False,
}
"""uvicorn's own names and values."""


def serve_command(*, port: int, processes: int, log_config: Mapping[str, Any]) -> click.Command:
    """The verb `serve`, which begins with what the settings say."""

    def serve(host: str, port: int) -> None:
        """Serve the program (WEB_CONCURRENCY processes)."""
        import uvicorn  # noqa: PLC0415, no other verb needs it

        options: dict[str, Any] = {"host": host, "port": port, "log_config": dict(log_config)}
        if processes > 1:
            options["workers"] = processes
        uvicorn.run("app.main:app", **options, **LIMITS)

    options: list[click.Parameter] = [
        click.Option(["--host"], default="127.0.0.1", show_default=True, help="Where to listen."),
        click.Option(["--port"], default=port, show_default=True, help="The same as PORT."),
    ]
    return click.Command("serve", params=options, callback=serve, help=serve.__doc__)
