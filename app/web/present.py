"""The presenter's page: the stage, what comes next, and every button.

Law: each button is a form that works as it stands; a script only presses them and
keeps the page as it is. Only the owner of the session gets here.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Mapping
from contextlib import ExitStack, aclosing
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

import msgspec
from litestar import websocket
from litestar.datastructures import FormMultiDict
from litestar.enums import HttpMethod
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath

from app.domain.errors import NotFound, Unprocessable, VivaError
from app.domain.interview import Interview
from app.domain.show import Command, NotDriving, Show
from app.domain.source import Source
from app.services.hall import Hall
from app.services.shows import Pressed, hashed, remote_purpose, stage_purpose
from app.services.tasks import until_either
from app.web.context import AppContext, Context
from app.web.error_handlers import problem_of
from app.web.forms import AnyRequest, read_form, text_of
from app.web.json_objects import RedirectObject, ShowObject
from app.web.negotiation import (
    AnyResponse,
    Connection,
    Shape,
    go_to,
    html,
    is_prefetch,
    json,
    shape_of,
)
from app.web.routes import form_route, read_route
from app.web.scenes import Frame, socket_frame
from app.web.show_views import Link, PresenterPage, address_of
from app.web.websocket import (
    DONE,
    TRY_AGAIN,
    AnySocket,
    close,
    listen,
    refuse,
    send_in_time,
    watchable,
)

log = logging.getLogger(__name__)

TEMPLATE = "stage/present.html"
PARTS = ("panel", "links", "own")
"""The parts of the page that a socket renews, each an element of that id."""
APART = 0.05
"""Seconds between two looks at them at the least: a hall comes in all at once."""
NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
"""Of a window or a show, as this program makes them."""


@read_route("/session/{session_id:str}/present", ShowObject | RedirectObject)
async def presenter(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    try:
        interview = await context.owned_interview(request, session_id)
    except NotFound:
        return await _after_reset(request, context, request.query_params)
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    if request.method != HttpMethod.GET or is_prefetch(request):
        return json(None) if shape_of(request) is Shape.JSON else html("")
    by_demo = request.query_params.get("interviewer") == Source.DEMO
    token, speaker = _token(request, context), Source.DEMO if by_demo else None
    show = await context.presenting.shows.open(session_id, token, speaker)
    page = _name(request.query_params.get("page", "")) or secrets.token_urlsafe(12)
    view = _page(request, context, show, interview, page)
    return context.shown(request, TEMPLATE, lambda: _json(view), page=view)


@form_route(
    "/session/{session_id:str}/present/{what:str}",
    "step",
    "page",
    "show",
    "speed",
    "interviewer",
    "pause",
    kind=ShowObject | RedirectObject,
)
async def press(
    request: AnyRequest, session_id: FromPath[str], what: FromPath[str], context: Context
) -> AnyResponse:
    given, token = await read_form(request), _token(request, context)
    try:
        interview = await context.owned_interview(request, session_id)
    except NotFound:
        return await _after_reset(request, context, given)
    if what not in set(Command):
        raise NotFound("Page not found")
    show = await context.presenting.shows.open(session_id, token)
    page = _name(text_of(given, "page"))
    try:
        value = text_of(given, what) or text_of(given, "value")
        pressed = Pressed(
            command=Command(what), step=step_of(given), page=page or None, value=value
        )
        after, counted = await context.presenting.shows.press(show, pressed, token)
    except (NotDriving, Unprocessable) as error:
        return await _refused(request, context, show, page, error)
    if not counted and after.session_id == session_id:
        view = _page(request, context, after, interview, page)
        return context.shown(request, TEMPLATE, lambda: _json(view), page=view)
    return go_to(request, address_of(after, page))


@websocket("/session/{session_id:str}/present/live")
async def present_live(socket: AnySocket, session_id: FromPath[str], context: Context) -> None:
    page = _name(socket.query_params.get("page", ""))
    with ExitStack() as held:
        try:
            await watchable(socket, context, session_id)
            show = await context.presenting.shows.open(session_id, _token(socket, context))
            held.enter_context(context.metrics.socket())
            hall = held.enter_context(context.presenting.hub.enter(show, is_viewer=False))
        except VivaError as error:
            await refuse(socket, error)
            return
        await socket.accept()
        await until_either(_send_all(socket, context, hall, page), listen(socket))


async def refused_on_stage(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    error: VivaError,
    form: FormMultiDict,
) -> AnyResponse:
    """A presenter's own answer that was not taken: to a browser the page, with what was typed."""
    show = await context.presenting.shows.open(interview.session.id, _token(request, context))
    page = _page(request, context, show, interview, _name(text_of(form, "present")))
    view = replace(page, problem=str(error), draft=text_of(form, "answer"))
    return context.errors.show_again(request, problem_of(error), TEMPLATE, page=view)


def step_of(form: FormMultiDict) -> int:
    """The step a button was pressed at; raises `Unprocessable`."""
    value = text_of(form, "step")
    if not (value.isascii() and value.isdigit() and len(value) < 10):  # noqa: PLR2004, of 32 bits
        raise Unprocessable("The step must be the whole number of the page that was pressed.")
    return int(value)


async def _after_reset(
    request: AnyRequest, context: AppContext, given: Mapping[str, object]
) -> AnyResponse:
    """On to the session that the show has now; raises `NotFound` where there is none."""
    page, show_id = (_name(str(given.get(name, ""))) for name in ("page", "show"))
    show = await context.presenting.shows.by_id(show_id)
    await context.owned_interview(request, show.session_id)
    return go_to(request, address_of(show, page))


def _name(text: str) -> str:
    """`text` where it can be a name, else nothing."""
    return text if NAME.fullmatch(text) else ""


def _token(connection: Connection, context: AppContext) -> partial[str]:
    return partial(context.access.token, connection)


async def _refused(
    request: AnyRequest, context: AppContext, show: Show, page: str, error: VivaError
) -> AnyResponse:
    problem, shape = problem_of(error), shape_of(request)
    if shape is Shape.JSON:
        return context.errors.refuse(request, problem)
    interview = await context.interviews.interview(show.session_id)
    view = replace(
        _page(request, context, show, interview, page),
        problem=str(error),
        has_to_take_over=isinstance(error, NotDriving),
    )
    if shape is Shape.FRAGMENT:
        content = context.pages.block(TEMPLATE, "problem", page=view)
        return html(content, problem.status, problem.headers)
    return context.errors.show_again(request, problem, TEMPLATE, page=view)


def _json(page: PresenterPage) -> ShowObject:
    show = page.show
    return {
        "step": show.step,
        "role": page.role,
        "interviewer": show.speaker,
        "pilot": show.pilot,
        "speed": show.speed,
        "is_black": show.is_black,
        "looking_back": show.looking_back,
        "number": page.number,
        "state": page.stage_of_turn,
        "next_answer": page.next_answer,
        "viewers": page.viewers,
        "first_word": page.first_word,
        "stage": page.stage.url if page.stage else None,
        "remote": page.remote.url if page.remote else None,
    }


def _page(
    connection: Connection, context: AppContext, show: Show, interview: Interview, page: str
) -> PresenterPage:
    presenting = context.presenting
    base = _base(connection, presenting.hall_host)

    def link(kind: str, purpose: str, known: str | None) -> Link | None:
        token = context.access.token(connection, purpose)
        return Link(url=f"{base}/{kind}/{token}") if hashed(token) == known else None

    return PresenterPage(
        show=show,
        interview=interview,
        page=page,
        now=context.clock.now(),
        stage=link("stage", stage_purpose(show.nonce), show.stage_hash),
        remote=link("remote", remote_purpose(show.nonce), show.remote_hash),
        next_answer=presenting.candidate.answer(interview),
        viewers=presenting.hub.viewers(show),
        first_word=presenting.hub.first_word(show),
    )


def _base(connection: Connection, hall_host: str) -> str:
    """Scheme and host for the links: where the hall finds them, or where we were asked."""
    base = urlsplit(str(connection.base_url))
    scheme = {"ws": "http", "wss": "https"}.get(base.scheme, base.scheme)
    host = f"{hall_host}:{base.port or 80}" if hall_host else base.netloc
    return f"{scheme}://{host}"


async def _send_all(socket: AnySocket, context: AppContext, hall: Hall[Frame], page: str) -> None:
    """Scenes and parts over one socket, until the show is gone or is another session's."""
    code = DONE
    try:
        await until_either(_send_scenes(socket, hall), _send_parts(socket, context, hall, page))
    except WebSocketDisconnect:
        return
    except (TimeoutError, VivaError):
        code = TRY_AGAIN
    except Exception:
        log.exception("A presenter's page was not kept up to date")
        code = TRY_AGAIN
    await close(socket, code)


async def _send_scenes(socket: AnySocket, hall: Hall[Frame]) -> None:
    async with aclosing(hall.frames()) as frames:
        async for frame in frames:
            await send_in_time(socket, frame.socket)


async def _send_parts(socket: AnySocket, context: AppContext, hall: Hall[Frame], page: str) -> None:
    """The parts of the page that are others than they were; after a reset, where to go."""
    sent: dict[str, str] = {}
    session_id = socket.path_params["session_id"]
    async with aclosing(hall.changes()) as changes:
        async for now in changes:
            if now.show.session_id != session_id:
                go = {"content": "", "swap": "none", "go": address_of(now.show, page)}
                await send_in_time(socket, msgspec.json.encode(go).decode())
                return
            view = _page(socket, context, now.show, now.interview, page)
            for part in PARTS:
                content = context.pages.block(TEMPLATE, part, page=view)
                if sent.get(part) != content:
                    sent[part] = content
                    await send_in_time(socket, socket_frame(content, "innerHTML", f"#{part}"))
            await asyncio.sleep(APART)


HANDLERS = [presenter, press, present_live]
