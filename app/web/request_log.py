"""One log line a request or socket, and an id that all its other lines carry.

Law: a line tells the route, never the path: that holds sessions and tokens. A request's
id is believed from a trusted proxy alone.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import Any

from app.log_context import asked_by

log = logging.getLogger(__name__)

HEADER = b"x-request-id"
REQUEST_ID = "viva.request_id"
"""Where a scope holds the id that a trusted proxy gave."""
GIVEN = re.compile(rb"[\w.:-]{1,64}", re.ASCII)
SESSION = re.compile(r"/session/([^/]+)/")
QUIET = re.compile(r"/(static/|healthz$|readyz$|metrics$)")
"""Asked so often that only a failure is news."""
FAILED = 500


def id_in(headers: list[tuple[bytes, bytes]]) -> str:
    """The id that a proxy gave this request; "" where it gave none that can be used."""
    given = next((value for name, value in headers if name == HEADER), b"")
    return given.decode() if GIVEN.fullmatch(given) else ""


class RequestLog:
    """An ASGI application whose requests are told, each once, when it has ended."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - as ASGI has it
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        request_id = scope.get(REQUEST_ID) or secrets.token_hex(8)
        session = SESSION.match(scope["path"])

        async def noted(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
                named = (HEADER, request_id.encode())
                message = {**message, "headers": [*message.get("headers", []), named]}
            elif message["type"] == "websocket.accept":
                status = 101
            await send(message)

        with asked_by(request_id, session[1] if session else ""):
            try:
                await self._app(scope, receive, noted)
            finally:
                if status >= FAILED or not QUIET.match(scope["path"]):
                    _tell(scope, status, time.perf_counter() - began)


def _tell(scope: Any, status: int, seconds: float) -> None:  # noqa: ANN401 - as ASGI has it
    """Status 0 is an answer that never began."""
    fields = {
        "method": scope.get("method", "WS"),
        "route": re.sub(r":\w+}", "}", scope.get("path_template", "none")),
        "status": status,
        "ms": round(seconds * 1000),
    }
    log.info("Request", extra={"fields": fields})
