"""The presenter's page: the stage, what comes next, and every button.

Law: each button is a form that works as it stands; a script only presses them and
keeps the page as it is. Only the owner of the session gets here.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from contextlib import ExitStack, aclosing
from functools import partial
from urllib.parse import urlsplit

import msgspec
from litestar import websocket
from litestar.enums import HttpMethod
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath

from app.domain.errors import NotFound, NotReadyYet, Unprocessable, VivaError
from app.domain.interview import Interview
from app.domain.show import SPEAKERS, Command, NotDriving, Show, Speed
from app.domain.source import Source
from app.services.hall import Hall
from app.services.shows import Pressed, hashed, remote_purpose, stage_purpose
from app.services.tasks import until_either
from app.values import replace
from app.web.context import AppContext, Context
from app.web.error_handlers import at_the_alert, problem_of, typed
from app.web.forms import ROOM_OF_ANSWER, AnyRequest, Form, read_form
from app.web.json_objects import RedirectObject, ShowObject
from app.web.links import Link
from app.web.negotiation import (
    NOT_AHEAD,
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
from app.web.show_views import PresenterPage, address_of
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
CHOOSING = (Command.SPEED, Command.INTERVIEWER, Command.PAUSE)
"""The buttons with something to choose, each in a field of its own name."""
NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
"""Of a window or a show, as this program makes them."""
_PRESS_AGAIN = "Load the page again and press the button there."


@read_route("/session/{session_id:str}/present", ShowObject | RedirectObject)
async def presenter(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    try:
        interview = await context.owned_interview(request, session_id)
    except NotFound:
        given = request.query_params
        return await _after_reset(request, context, given.get("page", ""), given.get("show", ""))
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    if is_prefetch(request):
        raise NotReadyYet(NOT_AHEAD)
    if request.method != HttpMethod.GET:
        return json(None) if shape_of(request) is Shape.JSON else html("")
    by_demo = request.query_params.get("interviewer") == Source.DEMO
    token, speaker = _token(request, context), Source.DEMO if by_demo else None
    show = await context.presenting.shows.open(session_id, token, speaker)
    page = _name(request.query_params.get("page", "")) or secrets.token_urlsafe(12)
    view = _page(request, context, show, interview, page)
    typed_scene = await context.presenting.shows.scene(show, interview)
    view = replace(view, typed=typed_scene, is_new=request.query_params.get("show") != show.id)
    return context.shown(request, TEMPLATE, lambda: _json(view), page=view)


@form_route(
    "/session/{session_id:str}/present/{what:str}",
    "step",
    optional=("page", "show", "answer", *CHOOSING),
    choices={"speed": Speed, "interviewer": SPEAKERS},
    kind=ShowObject | RedirectObject,
    room=ROOM_OF_ANSWER,
)
async def press(
    request: AnyRequest, session_id: FromPath[str], what: FromPath[str], context: Context
) -> AnyResponse:
    """A button; without a script an own answer that is being typed comes along."""
    given, token = await read_form(request), _token(request, context)
    try:
        interview = await context.owned_interview(request, session_id)
    except NotFound:
        return await _after_reset(request, context, given.text("page"), given.text("show"))
    if what not in set(Command):
        raise NotFound("Page not found")
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    show = await context.presenting.shows.open(session_id, token)
    page = _name(given.text("page"))
    try:
        value = given.text(what) if what in CHOOSING else ""
        pressed = Pressed(
            command=Command(what), step=step_of(given), page=page or None, value=value
        )
        after, counted = await context.presenting.shows.press(show, pressed, token)
    except (NotDriving, Unprocessable) as error:
        return await _refused(request, context, show, page, error)
    is_here = not counted and after.session_id == session_id
    return await _next_page(request, context, after, page, is_here=is_here)


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
    form: Form,
) -> AnyResponse:
    """A presenter's own answer that was not taken: to a browser the page, with what was typed."""
    show = await context.presenting.shows.open(interview.session.id, _token(request, context))
    page = _page(request, context, show, interview, _name(form.text("present")))
    draft = form.text("answer")
    view = replace(page, problem=str(error), draft=draft, is_draft_at_fault=True)
    return context.errors.show_again(request, problem_of(error), TEMPLATE, page=view)


async def address_of_window(
    request: AnyRequest, context: AppContext, session_id: str, page: str
) -> str:
    """Where the window `page` presents this session, good after a reset, too."""
    show = await context.presenting.shows.open(session_id, _token(request, context))
    return address_of(show, _name(page))


def step_of(form: Form) -> int:
    """The step a button was pressed at; raises `Unprocessable`."""
    if "step" not in form:
        raise Unprocessable(f"The step is missing. {_PRESS_AGAIN}")
    value = form.text("step")
    if not (value.isascii() and value.isdigit() and len(value) < 10):  # noqa: PLR2004, of 32 bits
        raise Unprocessable(f"The step must be a whole number. {_PRESS_AGAIN}")
    return int(value)


async def _after_reset(
    request: AnyRequest, context: AppContext, page: str, show_id: str
) -> AnyResponse:
    """On to the session that the show has now; raises `NotFound` where there is none."""
    show = await context.presenting.shows.by_id(_name(show_id))
    await context.owned_interview(request, show.session_id)
    return await _next_page(request, context, show, _name(page))


async def _next_page(
    request: AnyRequest, context: AppContext, show: Show, page: str, *, is_here: bool = False
) -> AnyResponse:
    """On to the show's page; the page itself where it `is_here`, or with what was typed."""
    draft = typed(request)
    if not is_here and not draft:
        return go_to(request, address_of(show, page))
    show, interview = await context.presenting.shows.shown(show)
    typed_scene = await context.presenting.shows.scene(show, interview)
    view = replace(
        _page(request, context, show, interview, page), typed=typed_scene, draft=draft or None
    )
    return context.shown(request, TEMPLATE, lambda: _json(view), page=view)


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
        draft=typed(request) or None,
        has_to_take_over=isinstance(error, NotDriving),
    )
    if shape is Shape.FRAGMENT:
        content = context.pages.block(TEMPLATE, "problem", page=view)
        return at_the_alert(request, problem, content)
    return context.errors.show_again(request, problem, TEMPLATE, page=view)


def _json(page: PresenterPage) -> ShowObject:
    show = page.show
    return {
        "step": show.step,
        "role": page.role,
        "interviewer": show.speaker,
        "pilot": page.pilot,
        "speed": show.speed,
        "is_black": show.is_black,
        "looking_back": show.looking_back,
        "number": page.number,
        "state": page.stage,
        "next_answer": page.next_answer,
        "viewers": page.viewers,
        "first_word": page.first_word,
        "stage": page.stage_link.url if page.stage_link else None,
        "remote": page.remote_link.url if page.remote_link else None,
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
        stage_link=link("stage", stage_purpose(show.nonce), show.stage_hash),
        remote_link=link("remote", remote_purpose(show.nonce), show.remote_hash),
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
