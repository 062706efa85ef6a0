"""A report shown to someone else: its link, its page, comments on it.

Law: whoever follows a link has no cookie and needs none, and gets no way on from there. A
link that is none, any more or ever, is told of by one and the same 404.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from litestar import Response, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.domain.errors import (
    BadInput,
    Conflict,
    NotFound,
    StorageUnavailable,
    TooOften,
    Unprocessable,
    VivaError,
)
from app.services.sharing import Opened
from app.web.context import AppContext
from app.web.error_handlers import as_json, headers_of, problem_of, status_of
from app.web.feedback import link_of
from app.web.forms import TEXT_BYTES, TURNS, AnyRequest, read_form, text_of
from app.web.json_objects import RedirectObject, SharedReportObject, ShareObject
from app.web.negotiation import READ_METHODS, Shape, go_to, html, json, shape_of
from app.web.openapi import OWNED, SENDING, SENDS_ON, answers, form
from app.web.serializers import shared_json
from app.web.stage import HEADERS
from app.web.view_models import SharedPage

TEMPLATE = "shared/page.html"
NOWHERE = "It may have been withdrawn or run out, or the address is not complete."
SCORES = {"": False, "0": False, "1": True}


@post(
    "/session/{session_id:str}/share",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("scores"),
    responses=answers(ShareObject | RedirectObject, SENDING),
    security=OWNED,
)
async def share(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    await context.owned_interview(request, session_id)
    scores = text_of(await read_form(request), "scores")
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
        }
        return json(told)
    return go_to(request, f"/session/{session_id}/feedback#share")


@post(
    "/session/{session_id:str}/unshare",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=SENDS_ON,
    security=OWNED,
)
async def unshare(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    await context.owned_interview(request, session_id)
    await context.after_report.sharing.unshare(session_id)
    return go_to(request, f"/session/{session_id}/feedback#share")


@post(
    "/session/{session_id:str}/comment/{comment:str}/remove",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=SENDS_ON,
    security=OWNED,
)
async def remove_comment(
    request: AnyRequest,
    session_id: FromPath[str],
    comment: FromPath[str],
    context: NamedDependency[AppContext],
) -> Response[object]:
    await context.owned_interview(request, session_id)
    await context.after_report.sharing.remove(session_id, comment)
    return go_to(request, f"/session/{session_id}/feedback#reviews")


@route("/shared/{token:str}", http_method=READ_METHODS, responses=answers(SharedReportObject))
async def shared(
    request: AnyRequest, token: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    try:
        opened = await context.after_report.sharing.follow(token)
    except NotFound as error:
        return _nowhere(request, context, error)
    page = _page(request, opened, sent=_turn(request.query_params.get("sent", "")))
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(shared_json(page), headers=HEADERS)
    if shape is Shape.FRAGMENT:
        return html(context.pages.block(TEMPLATE, "main", page=page), headers=HEADERS)
    return html(context.pages.page(TEMPLATE, page=page), headers=HEADERS)


@post(
    "/shared/{token:str}/comment",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("answer", "name", "text"),
    responses=answers(RedirectObject, SENDING),
)
async def comment(
    request: AnyRequest, token: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    given = await read_form(request)
    number, name, text = (text_of(given, field) for field in ("answer", "name", "text"))
    turn = _turn(number)
    try:
        opened = await context.after_report.sharing.follow(token)
    except NotFound as error:
        return _nowhere(request, context, error, text)
    except StorageUnavailable as error:
        return context.errors.give_back(request, error, text)
    try:
        await context.limiter.comment(request)
        await context.after_report.sharing.comment(opened, turn, name, text)
    except NotFound as error:
        return _nowhere(request, context, error, text)
    except (BadInput, Conflict, StorageUnavailable, TooOften, Unprocessable) as error:
        field = error.field if isinstance(error, BadInput) else ""
        page = _page(
            request,
            opened,
            problem=str(error),
            draft=text,
            draft_turn=turn,
            name=name,
            field_at_fault=field,
        )
        return _refused(request, context, page, error)
    sent = go_to(request, f"{_path(request)}?sent={turn}#review-{turn}")
    sent.headers.update(HEADERS)
    return sent


def _page(request: AnyRequest, opened: Opened, **more: Any) -> SharedPage:  # noqa: ANN401, its fields
    return SharedPage(
        share=opened.share,
        interview=opened.interview,
        feedback=opened.feedback,
        path=_path(request),
        **more,
    )


def _turn(number: str) -> int:
    """The number of a turn, 0 where it is none."""
    return int(number) if number in TURNS else 0


def _path(request: AnyRequest) -> str:
    """The address of the shared report itself."""
    path: str = request.scope["path"]
    return path.removesuffix("/comment")


def _refused(
    request: AnyRequest, context: AppContext, page: SharedPage, error: VivaError
) -> Response[object]:
    """A comment that was not taken, with what was typed in its form."""
    headers = HEADERS | headers_of(error)
    shape = shape_of(request)
    if shape is Shape.JSON:
        return as_json(error)
    if shape is Shape.FRAGMENT:
        return context.errors.fragment(request, problem_of(error), headers)
    return html(context.pages.page(TEMPLATE, page=page), status_of(error), headers)


def _nowhere(
    request: AnyRequest, context: AppContext, error: NotFound, kept: str = ""
) -> Response[object]:
    problem = replace(problem_of(error), kept=kept, hint=NOWHERE)
    return context.errors.refuse(request, problem, HEADERS)


HANDLERS = [share, unshare, remove_comment, shared, comment]
