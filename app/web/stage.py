"""The audience's page: read-only, live, known by its token alone.

Law: no cookie is read or set here, and of a token that shows nothing (any more)
nothing is told but 404.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import ExitStack, aclosing
from functools import partial

from litestar import websocket
from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.domain.errors import NotFound, NotYours, TooOften, VivaError
from app.domain.scene import scene_of
from app.domain.show import Show
from app.services.hall import Hall
from app.services.tasks import done_at_once, until_either
from app.web.auth import is_own_origin
from app.web.context import AppContext, Context
from app.web.error_handlers import problem_of
from app.web.forms import AnyRequest
from app.web.json_objects import ErrorObject, SceneObject
from app.web.negotiation import AnyResponse, Shape, shape_of
from app.web.routes import read_route
from app.web.scenes import ENDED, STAGE, WHOLE, Frame, socket_frame
from app.web.serializers import scene_json
from app.web.show_views import SceneView
from app.web.streamed_page import MARK, STILL_HERE, halves, streamed
from app.web.websocket import (
    DONE,
    TRY_AGAIN,
    AnySocket,
    check_address,
    close,
    listen,
    refuse,
    send_in_time,
)

ENDLESS = 600.0
"""Seconds after which a streamed page begins anew with the next scene."""
SILENCE = 3.0
BEAT = '<a class="beat" href="?plain=1"></a>'
"""Each hides the one before; style shows the last one where none has come for a while."""
MOST_VIEWERS = 1000
"""Of one show in one process; more would be a flood, not a hall."""
REFRESH = '<meta http-equiv="refresh" content="0">'


@read_route("/stage/{token:str}", SceneObject, is_owned=False)
async def stage(
    request: AnyRequest, token: FromPath[str], context: Context
) -> AnyResponse | Stream:
    try:
        shows = context.presenting.shows
        show, interview = await shows.shown(await shows.at_stage(token))
    except NotFound as error:
        return ended(request, context, error)
    is_plain = request.query_params.get("plain") and shape_of(request) is not Shape.JSON
    if is_plain and request.method == HttpMethod.GET:
        _check_room(context, show)
        return streamed(_plain_parts(context, show))
    view = SceneView(scene=scene_of(show, interview), show=show)
    live = f"{request.scope['path'].rstrip('/')}/live"
    told = partial(scene_json, view.scene)
    return context.shown(request, "stage/page.html", told, view=view, live=live)


def ended(request: AnyRequest, context: AppContext, error: NotFound) -> AnyResponse:
    """404 in the dress of the stage."""
    problem = problem_of(error)
    told: ErrorObject = {"status": problem.status, "error": problem.text}
    response = context.shown(request, "stage/ended.html", lambda: told, text=problem.text)
    response.status_code = problem.status
    return response


@websocket("/stage/{token:str}/live")
async def stage_live(socket: AnySocket, token: FromPath[str], context: Context) -> None:
    with ExitStack() as held:
        try:
            check_address(socket, context)
            if not is_own_origin(socket):
                raise NotYours
            show = await context.presenting.shows.at_stage(token)
            _check_room(context, show)
            held.enter_context(context.metrics.socket())
            hall = held.enter_context(context.presenting.hub.enter(show))
        except VivaError as error:
            await refuse(socket, error)
            return
        await socket.accept()
        await until_either(_send_all(socket, hall, show), listen(socket))


async def _send_all(socket: AnySocket, hall: Hall[Frame], show: Show) -> None:
    def take(frame: Frame) -> bool:
        return done_at_once(socket.send_data(frame.socket))

    code = DONE
    try:
        async with aclosing(hall.frames(show.stage_hash, take)) as frames:
            async for frame in frames:
                await send_in_time(socket, frame.socket)
        await send_in_time(socket, socket_frame(f"<h1>{ENDED}</h1>", WHOLE, STAGE))
    except TimeoutError:
        code = TRY_AGAIN
    await close(socket, code)


async def _plain_parts(context: AppContext, show: Show) -> AsyncIterator[str]:
    """One section a scene; begun anew after a while, after a reset, and at the end."""
    before, after = halves(context.pages.page("stage/plain.html", mark=MARK))
    yield before
    until, beats_at = time.monotonic() + ENDLESS, 0.0
    with context.presenting.hub.enter(show) as hall:
        async with (
            aclosing(hall.frames(show.stage_hash)) as frames,
            aclosing(_with_signs_of_life(frames)) as signs,
        ):
            async for frame in signs:
                now = time.monotonic()
                if _is_another(hall, show) or (frame and frame.is_whole and now > until):
                    break
                yield STILL_HERE if frame is None else frame.section
                if (frame and frame.is_whole) or now >= beats_at:
                    beats_at = now + SILENCE
                    yield BEAT
    yield REFRESH + after


def _is_another(hall: Hall[Frame], show: Show) -> bool:
    """Whether the show is gone, or begun again."""
    return hall.show is None or hall.show.session_id != show.session_id


def _check_room(context: AppContext, show: Show) -> None:
    """Raise `TooOften` where no more can watch."""
    if context.presenting.hub.viewers(show) >= MOST_VIEWERS:
        raise TooOften("This stage is full.")


async def _with_signs_of_life(
    frames: AsyncGenerator[Frame, None],
) -> AsyncGenerator[Frame | None, None]:
    """The frames, None for each three seconds without one."""
    while True:
        coming = asyncio.ensure_future(anext(frames, None))
        try:
            while not coming.done():
                await asyncio.wait({coming}, timeout=SILENCE)
                if not coming.done():
                    yield None
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        frame = coming.result()
        if frame is None:
            return
        yield frame


HANDLERS = [stage, stage_live]
