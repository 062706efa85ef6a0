"""The application as any server meets it: `uvicorn`, `litestar run` or a test."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Request
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin

from app.domain.errors import Restarting
from app.web.headers import with_headers
from app.web.proxies import BehindProxies
from app.web.request_log import RequestLog, Tracing


class CannotStart(Exception):
    """What the operator has to mend, in one line."""


class ServedApp(Litestar):
    """Behind its proxies; a failed start and a stop are told in plain words.

    Every answer goes out with the headers that all of them carry. A NUL in an address
    becomes a letter that no id has: the database would look the id up without it.
    """

    def __init__(
        self,
        *,
        trusted_proxies: Sequence[str] = (),
        tracing: Tracing | None = None,
        **settings: Any,  # noqa: ANN401 - Litestar's
    ) -> None:
        super().__init__(**settings)
        entry: Any = RequestLog(self._answered, tracing)
        self._entry = BehindProxies(entry, trusted_proxies) if trusted_proxies else entry

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """Those for msgspec alone: the framework would load pydantic and attrs as well."""
        return [*plugins, MsgspecDIPlugin()]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        async def brief(message: dict[str, object]) -> None:
            found = re.search(rf"{CannotStart.__name__}: (.+)", str(message.get("message", "")))
            await send({**message, "message": f"viva: {found[1]}"} if found else message)

        says: Any = brief if scope["type"] == "lifespan" else send
        if "\0" in scope.get("path", ""):
            scope = {**scope, "path": scope["path"].replace("\0", "\ufffd")}
        await self._entry(scope, receive, says)

    async def _answered(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        """The answer to a request; to one that a stop cuts off, that the server restarts."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        has_begun = False

        async def completed(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
            nonlocal has_begun
            has_begun = True
            if message["type"] == "http.response.start":
                headers = with_headers(message.get("headers", ()), scope, message["status"])
                message = {**message, "headers": headers}
            await send(message)

        try:
            await super().__call__(scope, receive, completed)
        except asyncio.CancelledError:
            if not has_begun:
                request: Request[Any, Any, Any] = Request(scope, receive)
                answer: Any = self.exception_handlers[Exception](request, Restarting())
                said = answer.to_asgi_response(app=None, request=request)
                await said(scope, receive, completed)
            raise
