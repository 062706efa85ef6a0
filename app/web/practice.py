"""Practising from the report: an answer given once more."""

from __future__ import annotations

from collections.abc import Mapping

from litestar.params import FromPath

from app.domain.errors import BadInput, Conflict, NotReadyYet, TooOften, VivaError
from app.domain.interview import Interview
from app.services.practice import Practised
from app.values import replace
from app.web.context import AppContext, Context
from app.web.error_handlers import problem_of
from app.web.feedback import TEMPLATE, report_again, report_page
from app.web.forms import ROOM_OF_ANSWER, AnyRequest, boxes, joined, read_form, turn_of
from app.web.interview_fragments import asked_number
from app.web.json_objects import PracticeObject
from app.web.negotiation import AnyResponse, Shape, html, json, shape_of
from app.web.routes import form_route
from app.web.serializers import practice_json
from app.web.view_models import FeedbackPage


@form_route(
    "/session/{session_id:str}/practice/{number:str}",
    "answer",
    optional=boxes("answer"),
    kind=PracticeObject,
    room=ROOM_OF_ANSWER,
)
async def practise(
    request: AnyRequest, session_id: FromPath[str], number: FromPath[str], context: Context
) -> AnyResponse:
    """An answer given once more; without a script what is typed in other boxes comes along."""
    form = await read_form(request)
    drafts = form.texts("answer")
    text = form.text("answer") or drafts.pop(turn_of(number), "")
    kept, path = joined((text, *drafts.values())), request.scope["path"]
    try:
        interview = await context.owned_interview(request, session_id)
        turn = asked_number(interview, number)
        return await _judged(request, context, interview, turn, text, drafts=drafts)
    except VivaError as error:
        return context.errors.give_back(request, error, kept, again="" if drafts else path)


async def _judged(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    turn: int,
    text: str,
    *,
    drafts: Mapping[int, str],
) -> AnyResponse:
    """The practice, or why it was not taken; raises `NotFound` where all was erased meanwhile."""
    try:
        await context.limiter.answer(request)
        given = await context.after_report.practice.practise(interview, turn, text)
    except (BadInput, Conflict, NotReadyYet, TooOften) as error:
        now = await context.interviews.interview(interview.session.id)
        return await _refused(request, context, now, turn, error, drafts={**drafts, turn: text})
    return await _shown(request, context, interview, given, drafts)


async def _shown(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    given: Practised,
    drafts: Mapping[int, str],
) -> AnyResponse:
    """The practice; to a browser the report, with what was typed in its other boxes."""
    practice, shape = given.practice, shape_of(request)
    if shape is Shape.JSON:
        return json(practice_json(practice, given.before))
    if shape is Shape.PAGE:
        part = f"#practice-{practice.turn}-{given.number}"
        return await report_again(request, context, interview, drafts, part=part, given=given)
    feedback = await context.reports.feedback(interview.session.id)
    block = context.pages.block(
        TEMPLATE,
        "practised",
        page=feedback and FeedbackPage(interview=interview, feedback=feedback),
        given=given,
    )
    return html(block)


async def _refused(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    turn: int,
    error: VivaError,
    *,
    drafts: Mapping[int, str],
) -> AnyResponse:
    """An answer that was not taken, with what was typed in each box."""
    problem = problem_of(error)
    if shape_of(request) is not Shape.PAGE:
        return context.errors.refuse(request, problem)
    feedback = await context.reports.feedback(interview.session.id)
    if feedback is None or not feedback.is_readable:
        return context.errors.refuse(request, problem)
    page = replace(
        await report_page(request, context, interview, feedback),
        problem=problem.text,
        drafts=drafts,
        fault_turn=turn,
    )
    return html(context.pages.page(TEMPLATE, page=page), problem.status, problem.headers)


HANDLERS = [practise]
