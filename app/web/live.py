"""The live channel: one socket while one question is being written.

Law: whoever may not watch is refused before any frame, as an HTTP answer to the
handshake. The first frame is the whole text so far, then each addition, last
the finished question; then the socket is closed with 1000.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import ExitStack, aclosing, suppress
from typing import Any, Protocol

import msgspec
from litestar import Router, WebSocket, websocket
from litestar.di import NamedDependency
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath
from litestar.types import WebSocketResponseBodyEvent, WebSocketResponseStartEvent
from markupsafe import escape

from app.interview.errors import NotFound, NotYours, VivaError
from app.interview.model import Interview
from app.interviewer.following import Ended, More, Silence, Whole
from app.web.access import is_own_origin
from app.web.errors import status_of
from app.web.interview import asked_number
from app.web.room import TEMPLATE
from app.web.views import Room
from app.web.viva import Viva

SEND_LIMIT = 10.0
"""Seconds a frame may take; a reader who never reads is let go."""

FORGOTTEN = "ASGI callable returned without completing handshake."
"""What uvicorn says of every handshake that was refused in words."""

DONE = 1000
TRY_AGAIN = 1013

AnySocket = WebSocket[Any, Any, Any]


class Sending(Protocol):
    """What frames go out through."""

    async def send_data(self, data: str) -> None: ...


@websocket("/session/{session_id:str}/question/{number:str}/live")
async def live(
    socket: AnySocket,
    session_id: FromPath[str],
    number: FromPath[str],
    viva: NamedDependency[Viva],
) -> None:
    with ExitStack() as held:
        try:
            turn = asked_number(await _watchable(socket, viva, session_id), number)
            held.enter_context(viva.limiter.socket(socket))
            held.enter_context(viva.metrics.socket())
        except VivaError as error:
            await _refuse(socket, error)
            return
        await socket.accept()
        await _until_either(_send_all(socket, viva, session_id, turn), _listen(socket))


async def _watchable(socket: AnySocket, viva: Viva, session_id: str) -> Interview:
    """The interview this handshake may watch; raises what refuses it."""
    viva.hosts.check(socket)
    if not is_own_origin(socket) or viva.access.owner(socket) is None:
        raise NotYours
    return await viva.owned_interview(socket, session_id)


async def _refuse(socket: AnySocket, error: VivaError) -> None:
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


def not_refused(record: logging.LogRecord) -> bool:
    """A filter for uvicorn's log, in which a refusal is no error."""
    return record.getMessage() != FORGOTTEN


async def _until_either(
    sending: Coroutine[object, object, None], listening: Coroutine[object, object, None]
) -> None:
    """Run both until one ends; the other is cancelled."""
    tasks = {asyncio.ensure_future(sending), asyncio.ensure_future(listening)}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _listen(socket: AnySocket) -> None:
    """Wait for the reader to leave; what it says is nothing to us."""
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_data(mode="text")


async def _send_all(socket: AnySocket, viva: Viva, session_id: str, turn: int) -> None:
    code = DONE
    try:
        async with aclosing(viva.follower.question(session_id, turn)) as events:
            async for event in events:
                if not isinstance(event, Silence):
                    await send_in_time(socket, _frame(viva, event, turn))
    except NotFound:
        pass
    except (VivaError, TimeoutError):
        code = TRY_AGAIN
    with suppress(TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(SEND_LIMIT):
            await socket.close(code)


async def send_in_time(socket: Sending, frame: str, limit: float = SEND_LIMIT) -> None:
    """Send one frame; raises `TimeoutError` when its reader does not take it."""
    async with asyncio.timeout(limit):
        await socket.send_data(frame)


def _frame(viva: Viva, event: Whole | More | Ended, turn: int) -> str:
    """One frame as htmx's ws extension reads it."""
    match event:
        case Whole(text=text):
            content = {"content": str(escape(text)), "swap": "innerHTML swapEmpty:true"}
        case More(text=text):
            content = {"content": str(escape(text)), "swap": "append swapEmpty:true"}
        case Ended(interview=interview):
            room = Room(interview=interview, focus=turn)
            whole = viva.pages.block(TEMPLATE, "question", room=room)
            content = {"content": whole, "swap": "outerHTML", "target": f"#question-{turn}"}
    return msgspec.json.encode(content).decode()


router = Router("/", route_handlers=[live])
