"""A report shown to someone else: its link, its page, comments on it.

Law: whoever follows a link has no cookie and needs none, and gets no way on from there. A
link that is none, any more or ever, is told of by one and the same 404.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar.params import FromPath

from app.domain.errors import BadInput, NotFound, StorageUnavailable, Unprocessable
from app.services.sharing import Opened
from app.values import replace
from app.web.context import AppContext, Context
from app.web.error_handlers import FORM_ERRORS, problem_of
from app.web.feedback import link_of, report_again
from app.web.forms import ROOM_OF_ANSWER, AnyRequest, boxes, joined, read_form, turn_of
from app.web.json_objects import SharedReportObject, ShareObject
from app.web.negotiation import AnyResponse, Shape, go_to, html, json, shape_of
from app.web.routes import form_route, read_route
from app.web.serializers import shared_json
from app.web.view_models import SharedPage
from app.web.without_cv import without_cv

TEMPLATE = "shared/page.html"
NOWHERE = "It may have been withdrawn or run out, or the address is not complete."
SCORES = {"": False, "0": False, "1": True}


@form_route(
    "/session/{session_id:str}/share",
    optional=("scores", *boxes("answer")),
    choices={"scores": SCORES},
    room=ROOM_OF_ANSWER,
    kind=ShareObject,
)
async def share(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    """A link to the report; without a script what is typed in its boxes comes along."""
    form = await read_form(request)
    interview, scores = await context.owned_interview(request, session_id), form.text("scores")
    if scores not in SCORES:
        raise Unprocessable("Scores are 0 or 1: hidden or shown.")
    made = await context.after_report.sharing.share(
        session_id, partial(context.access.token, request), has_scores=SCORES[scores]
    )
    if shape_of(request) is Shape.JSON:
        told: ShareObject = {
            "url": link_of(request, context, made).url,
            "scores": made.has_scores,
            "ends_at": made.ends_at.isoformat(),
            "redirect": f"/session/{session_id}/feedback#share",
        }
        return json(told)
    return await report_again(request, context, interview, form.texts("answer"), part="#share")


@form_route("/session/{session_id:str}/unshare", optional=boxes("answer"), room=ROOM_OF_ANSWER)
async def unshare(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    drafts = (await read_form(request)).texts("answer")
    interview = await context.owned_interview(request, session_id)
    await context.after_report.sharing.unshare(session_id)
    return await report_again(request, context, interview, drafts, part="#share")


@form_route(
    "/session/{session_id:str}/comment/{comment:str}/remove",
    optional=boxes("answer"),
    room=ROOM_OF_ANSWER,
)
async def remove_comment(
    request: AnyRequest, session_id: FromPath[str], comment: FromPath[str], context: Context
) -> AnyResponse:
    drafts = (await read_form(request)).texts("answer")
    interview = await context.owned_interview(request, session_id)
    await context.after_report.sharing.remove(session_id, comment)
    return await report_again(request, context, interview, drafts, part="#reviews")


@read_route("/shared/{token:str}", SharedReportObject, is_owned=False)
async def shared(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    try:
        opened = await context.after_report.sharing.follow(token)
    except NotFound as error:
        return _nowhere(request, context, error)
    page = _page(request, opened, sent=turn_of(request.query_params.get("sent", "")))
    return context.shown(request, TEMPLATE, lambda: shared_json(page), page=page)


@form_route(
    "/shared/{token:str}/comment",
    "answer",
    "text",
    optional=["name", *boxes("text"), *boxes("name")],
    room="A comment can have up to 2,000 characters.",
    is_owned=False,
)
async def comment(request: AnyRequest, token: FromPath[str], context: Context) -> AnyResponse:
    """A comment on one answer; what was typed in the boxes of others comes along."""
    given = await read_form(request)
    drafts, names = given.texts("text"), given.texts("name")
    turn = turn_of(given.text("answer"))
    is_one = len(drafts) == 1 and names.keys() <= drafts.keys()
    if "answer" not in given and is_one:  # sent by the Enter key, not by a button
        (turn,) = drafts
    text = given.text("text") or drafts.pop(turn, "")
    name = given.text("name") or names.pop(turn, "")
    kept = joined((text, *drafts.values()))
    try:
        opened = await context.after_report.sharing.follow(token)
    except NotFound as error:
        return _nowhere(request, context, error, kept)
    except StorageUnavailable as error:
        return context.errors.give_back(request, error, kept)
    try:
        await context.limiter.comment(request)
        await context.after_report.sharing.comment(opened, turn, name, text)
    except NotFound as error:
        return _nowhere(request, context, error, kept)
    except FORM_ERRORS as error:
        page = _page(
            request,
            opened,
            problem=str(error),
            drafts={**drafts, turn: text},
            names={**names, turn: name},
            fault_turn=turn,
            field_at_fault=error.field if isinstance(error, BadInput) else "",
        )
        return context.errors.show_again(request, problem_of(error), TEMPLATE, page=page)
    if shape_of(request) is Shape.PAGE and (drafts or names):
        page = _page(request, opened, sent=turn, drafts=drafts, names=names)
        return html(context.pages.page(TEMPLATE, page=page))
    return go_to(request, f"{_path(request)}?sent={turn}#review-{turn}")


def _page(request: AnyRequest, opened: Opened, **more: Any) -> SharedPage:  # noqa: ANN401, its fields
    opened = without_cv(opened)
    return SharedPage(
        share=opened.share,
        interview=opened.interview,
        feedback=opened.feedback,
        path=_path(request),
        **more,
    )


def _path(request: AnyRequest) -> str:
    """The address of the shared report itself."""
    path: str = request.scope["path"]
    return path.removesuffix("/comment")


def _nowhere(
    request: AnyRequest, context: AppContext, error: NotFound, kept: str = ""
) -> AnyResponse:
    return context.errors.refuse(request, replace(problem_of(error), kept=kept, hint=NOWHERE))


HANDLERS = [share, unshare, remove_comment, shared, comment]
