"""The interview's routes: page, answer, question, retry, end."""

from __future__ import annotations

from contextlib import suppress

from litestar import Response, Router, post, route
from litestar.di import NamedDependency
from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.interview.errors import (
    BadInput,
    Conflict,
    NotFound,
    StorageUnavailable,
    TooOften,
    Unprocessable,
    VivaError,
)
from app.interview.model import Interview, Stage
from app.interview.turns import check_number, standing
from app.web.forms import TEXT_BYTES, AnyRequest, is_live, read_form, text_of, turn_of
from app.web.pages import READ
from app.web.room import (
    TEMPLATE,
    has_failed,
    is_written,
    on_to,
    question_part,
    refuse_answer,
    room_page,
    unreachable,
)
from app.web.shapes import Shape, go_to, html, is_prefetch, json, shape_of
from app.web.streaming import stream_room
from app.web.viva import Viva
from app.web.wire import exchange_json


@route("/session/{session_id:str}/interview", http_method=READ)
async def interview_page(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object] | Stream:
    interview = await viva.owned_interview(request, session_id)
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    if not interview.turns:
        if is_prefetch(request):
            return go_to(request, f"/session/{session_id}/upload")
        if request.method == HttpMethod.GET:
            interview = await viva.conductor.start(interview)
    if _streams(request, interview):
        return stream_room(viva, interview)
    return await room_page(request, viva, interview)


@post("/session/{session_id:str}/message", request_max_body_size=TEXT_BYTES, status_code=200)
async def message(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    form = await read_form(request)
    text = text_of(form, "answer")
    try:
        interview = await viva.owned_interview(request, session_id)
    except VivaError as error:
        turn = text_of(form, "turn")
        return viva.errors.give_back(request, error, text, again=request.url.path, turn=turn)
    try:
        if not viva.conductor.is_repeat(interview, turn_of(form), text):
            await viva.limiter.answer(request)
        answered = await viva.conductor.answer(interview, turn_of(form), text)
    except (BadInput, Conflict, TooOften, Unprocessable, StorageUnavailable) as error:
        now = await _as_it_stands(viva, interview, error)
        return await refuse_answer(request, viva, now, error, text)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    now, number = answered.interview, answered.turn + 1
    return await _next_question(request, viva, now, number, live=is_live(form), block="message")


@post("/session/{session_id:str}/retry", request_max_body_size=TEXT_BYTES, status_code=200)
async def retry(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    interview = await viva.owned_interview(request, session_id)
    live = is_live(await read_form(request))
    if not interview.turns:
        return go_to(request, f"/session/{session_id}/interview")
    await viva.limiter.answer(request)
    if await viva.reporter.feedback(session_id) is not None:
        await viva.reporter.retry(session_id)
        return go_to(request, f"/session/{session_id}/feedback")
    interview = await viva.conductor.retry(interview)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    return await _next_question(request, viva, interview, standing(interview).number, live=live)


@route("/session/{session_id:str}/question/{number:str}", http_method=READ)
async def question(
    request: AnyRequest,
    session_id: FromPath[str],
    number: FromPath[str],
    viva: NamedDependency[Viva],
) -> Response[object]:
    interview = await viva.owned_interview(request, session_id)
    turn = asked_number(interview, number)
    shape = shape_of(request)
    if shape is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    if shape is Shape.JSON:
        return json(exchange_json(interview, turn - 1))
    block, room = await question_part(viva, interview, turn, connects=False)
    return html(viva.pages.block(TEMPLATE, block, room=room))


@post("/session/{session_id:str}/complete", request_max_body_size=TEXT_BYTES)
async def complete(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    interview = await viva.owned_interview(request, session_id)
    try:
        await viva.reporter.complete(session_id)
    except BadInput as error:
        return viva.errors.refuse(request, on_to(interview, error))
    return go_to(request, f"/session/{session_id}/feedback")


def asked_number(interview: Interview, number: str) -> int:
    """The number of a question that was asked; raises `NotFound`."""
    if not (number.isascii() and number.isdigit() and len(number) == 1):
        raise NotFound("No such question")
    turn = check_number(int(number))
    if interview.turn(turn) is None:
        raise NotFound("This question was not asked yet.")
    return turn


def _streams(request: AnyRequest, interview: Interview) -> bool:
    is_page = shape_of(request) is Shape.PAGE and request.method == HttpMethod.GET
    return is_page and not is_prefetch(request) and standing(interview).stage is Stage.WRITING


async def _next_question(
    request: AnyRequest,
    viva: Viva,
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
        interview = await _wait(viva, interview, number)
    alone, room = await question_part(viva, interview, number, connects=True)
    content = viva.pages.block(TEMPLATE, block or alone, room=room)
    if has_failed(interview, number) and not live:
        return unreachable(request, content)
    if shape_of(request) is Shape.JSON:
        return json(exchange_json(interview, number - 1))
    return html(content)


async def _as_it_stands(viva: Viva, interview: Interview, error: VivaError) -> Interview:
    """The interview now; as it was read before, where storage is what failed."""
    if isinstance(error, StorageUnavailable):
        return interview
    with suppress(StorageUnavailable):
        return await viva.conductor.interview(interview.session.id)
    return interview


async def _wait(viva: Viva, interview: Interview, number: int) -> Interview:
    """The interview once question `number` has ended, or as it stands after the longest wait."""
    session_id = interview.session.id
    ended = await viva.follower.wait(session_id, number, viva.patience.whole_answer)
    return ended or await viva.conductor.interview(session_id)


router = Router("/", route_handlers=[interview_page, message, retry, question, complete])
