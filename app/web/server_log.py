"""What of the server's own log is news to an operator."""

from __future__ import annotations

import asyncio
import logging
import re

REFUSED_HANDSHAKE = "ASGI callable returned without completing handshake."
"""What uvicorn says of every handshake that was refused in words."""

OF_SOCKETS = re.compile(r'%s - "WebSocket %s"|connection (open|closed)$')
"""What uvicorn says of sockets: `request_log` says it without addresses and tokens."""

TOO_LATE = re.compile(r"can't handle event type \w+ when role=SERVER and state=")
"""What the HTTP parser says of an answer to a request that broke off in its body."""


def is_news(record: logging.LogRecord) -> bool:
    """A filter: no socket is, nor what broke off or a stop cut off."""
    error = record.exc_info[1] if record.exc_info is not None else None
    is_told = OF_SOCKETS.match(str(record.msg)) or record.msg == REFUSED_HANDSHAKE
    return not (is_told or _is_cut(error))


def _is_cut(error: BaseException | None) -> bool:
    """Whether the connection, or the time, was over before there was an answer."""
    while error is not None:
        if isinstance(error, asyncio.CancelledError) or TOO_LATE.match(str(error)):
            return True
        error = error.__cause__
    return False
