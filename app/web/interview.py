"""The interview's routes: page, answer, question, retry, end."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from litestar import Response, post, route
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.domain.errors import (
    BadInput,
    Conflict,
    NotClarified,
    NotFound,
    StorageUnavailable,
    TooOften,
    Unprocessable,
    VivaError,
)
from app.domain.interview import Interview, Stage
from app.domain.turn_state import check_number, standing
from app.web.auth import COOKIE_AGE, is_https
from app.web.context import AppContext
from app.web.error_handlers import headers_of
from app.web.forms import TEXT_BYTES, TURNS, AnyRequest, is_live, read_form, text_of, turn_of
from app.web.interview_fragments import (
    TEMPLATE,
    WHOLE_COOKIE,
    failed_question,
    has_failed,
    is_whole,
    is_written,
    question_block,
    refused_answer,
    whole_page,
    with_interview_link,
)
from app.web.json_objects import ExchangeObject, InterviewObject, RedirectObject
from app.web.negotiation import (
    READ_METHODS,
    Shape,
    go_to,
    html,
    is_prefetch,
    json,
    shape_of,
)
from app.web.openapi import OWNED, SENDING, SENDS_ON, answers, form
from app.web.serializers import exchange_json
from app.web.streamed_page import stream_interview
from app.web.view_models import InterviewPage


@route(
    "/session/{session_id:str}/interview",
    http_method=READ_METHODS,
    responses=answers(InterviewObject | RedirectObject),
    security=OWNED,
)
async def interview_page(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object] | Stream:
    interview = await context.owned_interview(request, session_id)
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    if not interview.turns:
        if is_prefetch(request):
            return go_to(request, f"/session/{session_id}/upload")
        if request.method == HttpMethod.GET:
            interview = await context.interviews.start(interview)
    if _streams(request, interview):
        return stream_interview(context, interview, is_whole=is_whole(request))
    return await whole_page(request, context, interview)


@post(
    "/session/{session_id:str}/message",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("answer", "turn", "live"),
    responses=answers(ExchangeObject, SENDING),
    security=OWNED,
)
async def message(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    form = await read_form(request)
    text = text_of(form, "answer")
    try:
        interview = await context.owned_interview(request, session_id)
    except VivaError as error:
        turn = next((value for value in TURNS if value == form.get("turn")), "")
        path = request.scope["path"]
        return context.errors.give_back(request, error, text, again=path, turn=turn)
    try:
        number, live = turn_of(form), is_live(form)
        if not context.interviews.is_repeat(interview, number, text):
            await context.limiter.answer(request)
        answered = await context.interviews.answer(interview, number, text)
    except (BadInput, Conflict, TooOften, Unprocessable, StorageUnavailable) as error:
        now = await _as_it_stands(context, interview, error)
        return await refused_answer(request, context, now, error, text)
    if answered.interview.session.speaker is not None:
        await context.presenting.shows.tell(session_id)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, _back(form, session_id))
    now, number = answered.interview, answered.turn + 1
    return await _next_question(request, context, now, number, live=live, block="message")


@post(
    "/session/{session_id:str}/retry",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("live"),
    responses=answers(ExchangeObject | RedirectObject, SENDING),
    security=OWNED,
)
async def retry(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    live = is_live(await read_form(request))
    if not interview.turns:
        return go_to(request, f"/session/{session_id}/interview")
    await context.limiter.answer(request)
    if await context.reports.feedback(session_id) is not None:
        await context.reports.retry(session_id)
        return go_to(request, f"/session/{session_id}/feedback")
    interview = await context.interviews.retry(interview)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    return await _next_question(request, context, interview, standing(interview).number, live=live)


@route(
    "/session/{session_id:str}/question/{number:str}",
    http_method=READ_METHODS,
    responses=answers(ExchangeObject),
    security=OWNED,
)
async def question(
    request: AnyRequest,
    session_id: FromPath[str],
    number: FromPath[str],
    context: NamedDependency[AppContext],
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    turn = asked_number(interview, number)
    shape = shape_of(request)
    if shape is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    if shape is Shape.JSON:
        return json(exchange_json(interview, turn - 1))
    block, page = await question_block(context, interview, turn, connects=False)
    return html(context.pages.block(TEMPLATE, block, page=page))


@post(
    "/session/{session_id:str}/question/{number:str}/clarify",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=answers(ExchangeObject | RedirectObject, SENDING),
    security=OWNED,
)
async def clarify(
    request: AnyRequest,
    session_id: FromPath[str],
    number: FromPath[str],
    context: NamedDependency[AppContext],
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    turn = a_number(number)
    try:
        await context.limiter.answer(request)
        interview = await context.interviews.clarify(interview, turn)
    except (Conflict, NotClarified, TooOften) as error:
        problem = with_interview_link(interview, error)
        return context.errors.refuse(request, problem, headers_of(error))
    shape = shape_of(request)
    if shape is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    if shape is Shape.JSON:
        return json(exchange_json(interview, turn - 1))
    page = InterviewPage(interview=interview, focus=turn)
    return html(context.pages.block(TEMPLATE, "clarified", page=page))


@post(
    "/session/{session_id:str}/complete",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=SENDS_ON,
    security=OWNED,
)
async def complete(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    try:
        await context.reports.complete(session_id)
    except BadInput as error:
        return context.errors.refuse(request, with_interview_link(interview, error))
    return go_to(request, f"/session/{session_id}/feedback")


@post(
    "/session/{session_id:str}/whole",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("whole"),
    responses=SENDS_ON,
    security=OWNED,
)
async def whole(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    """This browser's choice to see each question at once, for whom no script keeps it."""
    await context.owned_interview(request, session_id)
    value = "1" if text_of(await read_form(request), "whole") else "0"
    response = go_to(request, f"/session/{session_id}/interview")
    response.set_cookie(
        key=WHOLE_COOKIE,
        value=value,
        max_age=COOKIE_AGE,
        secure=is_https(request),
        samesite="lax",
    )
    return response


def a_number(number: str) -> int:
    """The number of a question, asked or not; raises `NotFound`."""
    if not (number.isascii() and number.isdigit() and len(number) == 1):
        raise NotFound("No such question")
    return check_number(int(number))


def asked_number(interview: Interview, number: str) -> int:
    """The number of a question that was asked; raises `NotFound`."""
    turn = a_number(number)
    if interview.turn(turn) is None:
        raise NotFound("This question was not asked yet.")
    return turn


def _back(form: FormMultiDict, session_id: str) -> str:
    """The page that an answer was typed on: the interview's, or this window of a presenter."""
    if page := text_of(form, "present"):
        return f"/session/{session_id}/present?{urlencode({'page': page})}"
    return f"/session/{session_id}/interview"


def _streams(request: AnyRequest, interview: Interview) -> bool:
    if standing(interview).stage is not Stage.WRITING or request.method != HttpMethod.GET:
        return False
    return shape_of(request) is Shape.PAGE and not is_prefetch(request)


async def _next_question(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    number: int,
    *,
    live: bool,
    block: str = "",
) -> Response[object]:
    """Question `number` as it stands, waited for unless it is watched live.

    `block` shows it with the answer before it; where empty, it is shown alone.
    """
    if not live and is_written(interview, number):
        interview = await _wait(context, interview, number)
    alone, page = await question_block(context, interview, number, connects=True)
    content = context.pages.block(TEMPLATE, block or alone, page=page)
    if has_failed(interview, number) and not live:
        return failed_question(request, context, interview, number, content)
    if shape_of(request) is Shape.JSON:
        return json(exchange_json(interview, number - 1))
    return html(content)


async def _as_it_stands(context: AppContext, interview: Interview, error: VivaError) -> Interview:
    """The interview now; as it was read before, where storage is what failed."""
    if isinstance(error, StorageUnavailable):
        return interview
    with suppress(StorageUnavailable):
        return await context.interviews.interview(interview.session.id)
    return interview


async def _wait(context: AppContext, interview: Interview, number: int) -> Interview:
    """The interview once question `number` has ended, or as it stands after the longest wait."""
    session_id = interview.session.id
    ended = await context.subscriber.wait(session_id, number, context.timeouts.whole_answer)
    return ended or await context.interviews.interview(session_id)


HANDLERS = [interview_page, message, retry, question, clarify, complete, whole]
