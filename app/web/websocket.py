"""The live channel: one socket while one question is being written.

Law: whoever may not watch is refused before any frame, as an HTTP answer to the
handshake. The first frame is the whole text so far, then each addition, last
the finished question; then the socket is closed with 1000.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, aclosing, suppress
from typing import Any, Protocol

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath
from litestar.types import WebSocketResponseBodyEvent, WebSocketResponseStartEvent
from markupsafe import escape

from app.domain.errors import NotFound, NotYours, VivaError
from app.domain.interview import Interview
from app.repeated_timeout import RepeatedTimeout
from app.services.subscriber import Ended, More, Silence, Whole
from app.services.tasks import until_either
from app.web.auth import is_own_origin
from app.web.context import AppContext, Context
from app.web.error_handlers import status_of
from app.web.interview_fragments import TEMPLATE, asked_number
from app.web.proxies import refuse_unknown_tls
from app.web.scenes import ADDITION, WHOLE, socket_frame
from app.web.view_models import InterviewPage

SEND_LIMIT = 10.0
"""Seconds a frame may take; a reader who never reads is let go."""

DONE = 1000
TRY_AGAIN = 1013

AnySocket = WebSocket[Any, Any, Any]


class Sending(Protocol):
    """What frames go out through."""

    async def send_data(self, data: str) -> None: ...


@websocket("/session/{session_id:str}/question/{number:str}/live")
async def live(
    socket: AnySocket, session_id: FromPath[str], number: FromPath[str], context: Context
) -> None:
    with ExitStack() as held:
        try:
            interview = await watchable(socket, context, session_id)
            turn = asked_number(interview, number)
            held.enter_context(context.limiter.socket(socket))
            held.enter_context(context.metrics.socket())
        except VivaError as error:
            await refuse(socket, error)
            return
        await socket.accept()
        await until_either(_send_all(socket, context, interview, turn), listen(socket))


def check_address(socket: AnySocket, context: AppContext) -> None:
    """What is asked of every handshake; its origin is the caller's to ask."""
    context.hosts.check(socket)
    context.unknown_proxy.notice(socket)
    refuse_unknown_tls(socket)


async def watchable(socket: AnySocket, context: AppContext, session_id: str) -> Interview:
    """The interview this handshake may watch; raises what refuses it."""
    check_address(socket, context)
    if not is_own_origin(socket) or context.access.owner(socket) is None:
        raise NotYours
    return await context.owned_interview(socket, session_id)


async def refuse(socket: AnySocket, error: VivaError) -> None:
    """Answer the handshake over HTTP, which is all a refused socket can be told."""
    await socket.send(
        WebSocketResponseStartEvent(
            type="websocket.http.response.start",
            status=status_of(error),
            headers=[(b"content-type", b"text/plain; charset=utf-8")],
        )
    )
    body = str(error).encode()
    await socket.send(
        WebSocketResponseBodyEvent(type="websocket.http.response.body", body=body, more_body=False)
    )


async def listen(socket: AnySocket) -> None:
    """Wait for the reader to leave; what it says is nothing to us."""
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_data(mode="text")


async def _send_all(
    socket: AnySocket, context: AppContext, interview: Interview, turn: int
) -> None:
    code, in_time = DONE, RepeatedTimeout()
    watching = context.subscriber.question(interview.session.id, turn, interview)
    try:
        async with aclosing(watching) as events:
            async for event in events:
                if not isinstance(event, Silence):
                    sending = socket.send_data(_frame(context, event, turn))
                    await in_time.wait(sending, SEND_LIMIT)
    except NotFound:
        pass
    except (VivaError, TimeoutError):
        code = TRY_AGAIN
    await close(socket, code)


async def close(socket: AnySocket, code: int) -> None:
    """Close, unless the reader is gone or never reads."""
    with suppress(TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(SEND_LIMIT):
            await socket.close(code)


async def send_in_time(socket: Sending, frame: str, limit: float = SEND_LIMIT) -> None:
    """Send one frame; raises `TimeoutError` when its reader does not take it."""
    async with asyncio.timeout(limit):
        await socket.send_data(frame)


def _frame(context: AppContext, event: Whole | More | Ended, turn: int) -> str:
    match event:
        case Whole(text=text):
            return socket_frame(str(escape(text)), WHOLE)
        case More(text=text):
            return socket_frame(str(escape(text)), ADDITION)
        case Ended(interview=interview):
            page = InterviewPage(interview=interview, focus=turn)
            content = context.pages.block(TEMPLATE, "question", page=page)
            return socket_frame(content, "outerHTML", f"#question-{turn}")


HANDLERS = [live]
