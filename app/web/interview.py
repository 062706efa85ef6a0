"""The interview's routes: page, answer, question, retry, end."""

from __future__ import annotations

from contextlib import suppress

from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.domain.errors import (
    BadInput,
    Conflict,
    NotClarified,
    NotFound,
    NotReadyYet,
    StorageUnavailable,
    TooOften,
    Unprocessable,
    VivaError,
)
from app.domain.interview import Interview, Stage
from app.domain.turn_state import standing
from app.web.auth import COOKIE_AGE, is_https
from app.web.context import AppContext, Context
from app.web.feedback import report_again
from app.web.forms import ROOM_OF_ANSWER, AnyRequest, Form, boxes, read_form
from app.web.interview_fragments import (
    WHOLE_COOKIE,
    a_number,
    asked_number,
    failed_question,
    has_failed,
    is_whole,
    is_written,
    question_page,
    question_shown,
    refused_answer,
    whole_page,
    with_interview_link,
)
from app.web.json_objects import ExchangeObject, InterviewObject, RedirectObject
from app.web.negotiation import NOT_AHEAD, AnyResponse, Shape, go_to, is_prefetch, shape_of
from app.web.present import address_of_window, refused_on_stage
from app.web.routes import form_route, read_route
from app.web.streamed_page import interview_parts, streamed
from app.web.view_models import InterviewPage


@read_route("/session/{session_id:str}/interview", InterviewObject | RedirectObject)
async def interview_page(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse | Stream:
    interview = await context.owned_interview(request, session_id)
    if not interview.session.is_ready:
        return go_to(request, f"/session/{session_id}/upload?notice=documents")
    if not interview.turns:
        if is_prefetch(request):
            raise NotReadyYet(NOT_AHEAD)
        if request.method == HttpMethod.GET:
            interview = await context.interviews.start(interview)
    if _streams(request, interview):
        return streamed(interview_parts(context, interview, is_whole=is_whole(request)))
    return await whole_page(request, context, interview)


@form_route(
    "/session/{session_id:str}/message",
    "answer",
    optional=("turn", "live", "present"),
    kind=ExchangeObject,
    room=ROOM_OF_ANSWER,
)
async def message(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    form = await read_form(request)
    text = form.text("answer")
    try:
        interview = await context.owned_interview(request, session_id)
    except VivaError as error:
        turn = None
        with suppress(Unprocessable):
            turn = form.turn()
        path = request.scope["path"]
        return context.errors.give_back(request, error, text, again=path, turn=turn)
    try:
        number, live = form.turn(), form.is_live()
        if not context.interviews.is_repeat(interview, number, text):
            await context.limiter.answer(request)
        answered = await context.interviews.answer(interview, number, text)
    except (BadInput, Conflict, TooOften, Unprocessable, StorageUnavailable) as error:
        now = await _as_it_stands(context, interview, error)
        return await _refused(request, context, now, error, form)
    if answered.interview.session.speaker is not None:
        await context.presenting.shows.answered(session_id)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, await _back(request, context, form, session_id))
    now, number = answered.interview, answered.turn + 1
    return await _next_question(request, context, now, number, live=live, block="message")


@form_route(
    "/session/{session_id:str}/retry",
    optional=("live", *boxes("answer")),
    room=ROOM_OF_ANSWER,
    kind=ExchangeObject | RedirectObject,
)
async def retry(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    form = await read_form(request)
    interview, live = await context.owned_interview(request, session_id), form.is_live()
    if not interview.turns:
        return go_to(request, f"/session/{session_id}/interview")
    await context.limiter.answer(request)
    if await context.reports.feedback(session_id) is not None:
        await context.reports.retry(session_id)
        return await report_again(request, context, interview, form.texts("answer"))
    interview = await context.interviews.retry(interview)
    if shape_of(request) is Shape.PAGE:
        return go_to(request, f"/session/{session_id}/interview")
    number = standing(interview).number
    return await _next_question(request, context, interview, number, live=live, block="question")


@read_route("/session/{session_id:str}/question/{number:str}", ExchangeObject)
async def question(
    request: AnyRequest, session_id: FromPath[str], number: FromPath[str], context: Context
) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    turn = asked_number(interview, number)
    page = await question_page(request, context, interview, turn, connects=False)
    block = "slot" if is_written(interview, turn) else "question"
    return question_shown(request, context, page, block)


@form_route(
    "/session/{session_id:str}/question/{number:str}/clarify",
    optional=["answer"],
    kind=ExchangeObject | RedirectObject,
    room=ROOM_OF_ANSWER,
)
async def clarify(
    request: AnyRequest, session_id: FromPath[str], number: FromPath[str], context: Context
) -> AnyResponse:
    """The question in other words; without a script the page with what was typed so far."""
    draft = (await read_form(request)).text("answer")
    is_typed = shape_of(request) is Shape.PAGE and bool(draft)
    interview = await context.owned_interview(request, session_id)
    try:
        turn = a_number(number)
        await context.limiter.answer(request)
        interview = await context.interviews.clarify(interview, turn)
    except (Conflict, NotClarified, NotFound, TooOften, StorageUnavailable) as error:
        if is_typed:
            now = await _as_it_stands(context, interview, error)
            return await refused_answer(request, context, now, error, draft)
        return context.errors.refuse(request, with_interview_link(interview, error))
    if is_typed:
        return await whole_page(request, context, interview, draft=draft)
    page = InterviewPage(interview=interview, focus=turn)
    return question_shown(request, context, page, "clarified")


@form_route("/session/{session_id:str}/complete", optional=["answer"], room=ROOM_OF_ANSWER)
async def complete(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    """The end; to a browser the page of the interview, where an answer was typed and not sent."""
    draft = (await read_form(request)).text("answer")
    is_typed = shape_of(request) is Shape.PAGE and bool(draft.strip())
    interview = await context.owned_interview(request, session_id)
    try:
        await context.reports.complete(session_id)
    except BadInput as error:
        if is_typed:
            return await refused_answer(request, context, interview, error, draft)
        return context.errors.refuse(request, with_interview_link(interview, error))
    if is_typed:
        now = await context.interviews.interview(session_id)
        return await whole_page(request, context, now, draft)
    return go_to(request, f"/session/{session_id}/feedback")


@form_route("/session/{session_id:str}/whole", optional=("whole", "answer"), room=ROOM_OF_ANSWER)
async def whole(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    """This browser's choice to see each question at once, for whom no script keeps it."""
    form = await read_form(request)
    draft, is_chosen = form.text("answer"), bool(form.text("whole"))
    interview = await context.owned_interview(request, session_id)
    if shape_of(request) is Shape.PAGE and draft:
        response = await whole_page(request, context, interview, draft, is_whole=is_chosen)
    else:
        response = go_to(request, f"/session/{session_id}/interview")
    response.set_cookie(
        key=WHOLE_COOKIE,
        value=str(int(is_chosen)),
        max_age=COOKIE_AGE,
        secure=is_https(request),
        samesite="lax",
    )
    return response


async def _back(request: AnyRequest, context: AppContext, form: Form, session_id: str) -> str:
    """The page that an answer was typed on: the interview's, or this window of a presenter."""
    if page := form.text("present"):
        return await address_of_window(request, context, session_id, page)
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
    block: str,
) -> AnyResponse:
    """Question `number` in `block`; not watched live, once it ended or the longest wait did."""
    if not live and is_written(interview, number):
        session_id, limit = interview.session.id, context.timeouts.whole_answer
        ended = await context.subscriber.wait(session_id, number, limit)
        interview = ended or await context.interviews.interview(session_id)
    page = await question_page(request, context, interview, number, connects=True)
    if has_failed(interview, number) and not live:
        return failed_question(request, context, page, block)
    return question_shown(request, context, page, block)


async def _refused(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    error: VivaError,
    form: Form,
) -> AnyResponse:
    """An answer that was not taken, on the page that it was typed on."""
    is_on_stage = interview.session.speaker is not None and form.text("present")
    if is_on_stage and shape_of(request) is Shape.PAGE:
        with suppress(StorageUnavailable):
            return await refused_on_stage(request, context, interview, error, form)
    return await refused_answer(request, context, interview, error, form.text("answer"))


async def _as_it_stands(context: AppContext, interview: Interview, error: VivaError) -> Interview:
    """The interview now; as it was read before, where storage is what failed."""
    if isinstance(error, StorageUnavailable):
        return interview
    with suppress(StorageUnavailable):
        return await context.interviews.interview(interview.session.id)
    return interview


HANDLERS = [interview_page, message, retry, question, clarify, complete, whole]
