"""One log line a request or socket, and an id that all its other lines carry.

Law: a line tells the route, never the path: that holds sessions and tokens. A request's
id is believed from a trusted proxy alone, as is the trace that it belongs to.
"""

from __future__ import annotations

import logging
import random
import re
import time
from typing import Any, Protocol

from litestar.datastructures import Headers

from app.log_context import asked_by

log = logging.getLogger(__name__)

REQUEST_ID = "viva.request_id"
"""Where a scope holds the id that a trusted proxy gave."""
TRACE = "viva.trace"
"""Where a scope holds the place in a trace that a trusted proxy gave."""
GIVEN = re.compile(r"[\w.:-]{1,64}", re.ASCII)
GIVEN_TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
SESSION = re.compile(r"/session/([^/]+)/")
QUIET = re.compile(r"/(static/|healthz$|readyz$|metrics$)")
"""Asked so often that only a failure is news."""
FAILED = 500


class Span(Protocol):
    """One request in its trace."""

    @property
    def place(self) -> str:
        """The request's place in the trace, as W3C's `traceparent`."""
        ...

    def end(self, *, method: str, route: str, scheme: str, status: int) -> None:
        """Send it. One that is dropped instead is never sent."""
        ...


class Tracing(Protocol):
    """Where traces go."""

    def open(self) -> None: ...

    def begin(self, parent: str) -> Span:
        """Begin the span of a request; `parent` is a `traceparent`, "" for none."""
        ...

    async def close(self) -> None:
        """Send what is left, as far as that takes no longer than a stop may."""
        ...


def told_by_proxy(headers: Headers) -> dict[str, str]:
    """What a scope is to hold of a trusted proxy's headers; "" for what cannot be used."""
    given, trace = headers.get("x-request-id", ""), headers.get("traceparent", "")
    return {
        REQUEST_ID: given if GIVEN.fullmatch(given) else "",
        TRACE: trace if GIVEN_TRACE.fullmatch(trace) else "",
    }


class RequestLog:
    """An ASGI application whose requests are told, each once, when it has ended."""

    def __init__(self, app: Any, tracing: Tracing | None = None) -> None:  # noqa: ANN401 - as ASGI has it
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        request_id = scope.get(REQUEST_ID) or f"{random.getrandbits(64):016x}"  # no secret
        session = SESSION.match(scope["path"])
        span = self._tracing.begin(scope.get(TRACE, "")) if self._tracing else None

        async def noted(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
                named = (b"x-request-id", request_id.encode())
                message = {**message, "headers": [*message.get("headers", []), named]}
            elif message["type"] == "websocket.accept":
                status = 101
            await send(message)

        with asked_by(request_id, session[1] if session else "", span.place if span else ""):
            try:
                await self._app(scope, receive, noted)
            finally:
                if status >= FAILED or not QUIET.match(scope["path"]):
                    _tell(scope, status, time.perf_counter() - began, span)


def _tell(scope: Any, status: int, seconds: float, span: Span | None) -> None:  # noqa: ANN401 - as ASGI has it
    """Status 0 is an answer that never began."""
    method = scope.get("method", "WS")
    route = re.sub(r":\w+}", "}", scope.get("path_template", "none"))
    fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
    log.info("Request", extra={"fields": fields})
    if span is not None:
        span.end(method=method, route=route, scheme=scope["scheme"], status=status)
