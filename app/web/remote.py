"""The presenter's phone: two big buttons, known by their token alone."""

from __future__ import annotations

from litestar.params import FromPath

from app.domain.errors import NotFound, NotYours, Unprocessable
from app.domain.interview import Interview
from app.domain.show import Command, Show
from app.domain.turn_state import standing
from app.services.shows import BY_REMOTE, Pressed
from app.values import replace
from app.web.context import AppContext, Context
from app.web.error_handlers import LABELS, problem_of
from app.web.forms import AnyRequest, read_form
from app.web.json_objects import PressedObject, RemoteObject
from app.web.negotiation import AnyResponse, Shape, go_to, json, shape_of
from app.web.present import step_of
from app.web.routes import form_route, read_route
from app.web.stage import ended

ELSEWHERE = "The other buttons are on the presenter’s own page."


@read_route("/remote/{token:str}", RemoteObject, is_owned=False)
async def remote(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    try:
        show = await context.presenting.shows.at_remote(token)
        show, interview = await context.presenting.shows.shown(show)
    except NotFound as error:
        return ended(request, context, error)
    return _shown(request, context, show, interview)


@form_route(
    "/remote/{token:str}",
    "what",
    optional=["step"],
    choices={"what": sorted(BY_REMOTE)},
    kind=PressedObject,
    is_owned=False,
)
async def press(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    form, path = await read_form(request), request.scope["path"]
    what = form.text("what")
    try:
        show = await context.presenting.shows.at_remote(token)
        if what not in set(Command):
            raise Unprocessable("The remote only goes next and back.")
        step = step_of(form) if "step" in form else show.step
        pressed = Pressed(command=Command(what), step=step)
        after, counted = await context.presenting.shows.press(show, pressed)
        after, interview = await context.presenting.shows.shown(after)
    except NotFound as error:
        return ended(request, context, error)
    except NotYours as error:
        problem = replace(
            problem_of(error), hint=ELSEWHERE, way_on=path, way_on_label=LABELS["remote"]
        )
        return context.errors.refuse(request, problem)
    if shape_of(request) is Shape.JSON:
        told: PressedObject = {**_json(after, interview), "done": counted, "redirect": path}
        return json(told)
    return go_to(request, path) if counted else _shown(request, context, after, interview)


def _shown(
    request: AnyRequest, context: AppContext, show: Show, interview: Interview
) -> AnyResponse:
    return context.shown(
        request,
        "stage/remote.html",
        lambda: _json(show, interview),
        show=show,
        action=request.scope["path"],
        number=standing(interview).number,
    )


def _json(show: Show, interview: Interview) -> RemoteObject:
    now = standing(interview)
    return {"step": show.step, "number": now.number, "state": now.stage}


HANDLERS = [remote, press]
