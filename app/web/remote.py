"""The presenter's phone: two big buttons, known by their token alone."""

from __future__ import annotations

from litestar import post, route
from litestar.params import FromPath

from app.domain.errors import NotFound, Unprocessable
from app.domain.interview import MAX_QUESTIONS
from app.domain.show import Command, Show
from app.domain.turn_state import standing
from app.services.shows import Pressed
from app.web.context import AppContext, Context
from app.web.forms import TEXT_BYTES, AnyRequest, read_form, text_of
from app.web.negotiation import READ_METHODS, AnyResponse, go_to, html
from app.web.present import step_of
from app.web.stage import HEADERS, ended


@route("/remote/{token:str}", http_method=READ_METHODS, include_in_schema=False)
async def remote(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    try:
        return await _shown(request, context, await context.presenting.shows.at_remote(token))
    except NotFound as error:
        return ended(request, context, error)


@post("/remote/{token:str}", request_max_body_size=TEXT_BYTES, include_in_schema=False)
async def press(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    form = await read_form(request)
    what = text_of(form, "what")
    try:
        show = await context.presenting.shows.at_remote(token)
        if what not in set(Command):
            raise Unprocessable("The remote only goes next and back.")
        pressed = Pressed(command=Command(what), step=step_of(form))
        after, counted = await context.presenting.shows.press(show, pressed)
        if not counted:
            return await _shown(request, context, after)
    except NotFound as error:
        return ended(request, context, error)
    return go_to(request, request.scope["path"])


async def _shown(request: AnyRequest, context: AppContext, show: Show) -> AnyResponse:
    show, interview = await context.presenting.shows.shown(show)
    page = context.pages.page(
        "stage/remote.html",
        show=show,
        action=request.scope["path"],
        number=standing(interview).number,
        max_questions=MAX_QUESTIONS,
    )
    return html(page, headers=HEADERS)


HANDLERS = [remote, press]
