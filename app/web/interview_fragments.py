"""The interview page and its fragments, rendered from what stands."""

from __future__ import annotations

from dataclasses import replace

from litestar import Response

from app.domain.errors import (
    BadInput,
    Conflict,
    InterviewerUnreachable,
    QuestionsUsedUp,
    VivaError,
)
from app.domain.interview import Interview, Stage, TurnState
from app.domain.turn_state import standing
from app.services.daily_budget import seconds_to_next_day
from app.services.subscriber import BEING_WRITTEN
from app.web.context import AppContext
from app.web.error_handlers import as_json, headers_of, problem_of, status_of
from app.web.forms import AnyRequest
from app.web.negotiation import Shape, html, json, shape_of
from app.web.serializers import interview_json
from app.web.view_models import InterviewPage, Problem, failure_text, is_used_up

TEMPLATE = "interview/page.html"
WHOLE_COOKIE = "viva-whole"
"""Of who wants to see each question at once; the page's script sets and reads it, too."""
_ASK_AGAIN = "It could not be written. Choose “Ask again” in the interview, then send your answer."


async def whole_page(
    request: AnyRequest, context: AppContext, interview: Interview
) -> Response[object]:
    """The whole interview, not streamed."""
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(interview_json(interview))
    page = await page_now(request, context, interview)
    if shape is Shape.FRAGMENT:
        return html(context.pages.block(TEMPLATE, "main", page=page))
    return html(context.pages.page(TEMPLATE, page=page))


def is_whole(request: AnyRequest) -> bool:
    """Whether this browser shows each question at once, when it is whole."""
    return request.cookies.get(WHOLE_COOKIE) == "1"


async def page_now(request: AnyRequest, context: AppContext, interview: Interview) -> InterviewPage:
    """The page as it stands, with a live slot where a question is being written."""
    now = standing(interview)
    return InterviewPage(
        interview=interview,
        focus=now.number,
        text_so_far=await _text_so_far(context, interview, now.number),
        connects=now.stage is Stage.WRITING and bool(interview.turns),
        candidate=context.candidate_of(interview.session),
        is_whole=is_whole(request),
    )


async def question_block(
    context: AppContext, interview: Interview, number: int, *, connects: bool
) -> tuple[str, InterviewPage]:
    """The block that shows question `number` alone, as it stands, and its values."""
    if not is_written(interview, number):
        return "question", InterviewPage(interview=interview, focus=number)
    text = await _text_so_far(context, interview, number)
    page = InterviewPage(interview=interview, focus=number, text_so_far=text, connects=connects)
    return "slot", page


def is_written(interview: Interview, number: int) -> bool:
    """Whether question `number` is being written at this moment."""
    turn = interview.turn(number)
    return turn is not None and turn.state in BEING_WRITTEN


def has_failed(interview: Interview, number: int) -> bool:
    turn = interview.turn(number)
    return turn is not None and turn.state is TurnState.FAILED


def failed_question(
    request: AnyRequest, context: AppContext, interview: Interview, number: int, content: str
) -> Response[object]:
    """The error of question `number`; `content` is its fragment, with a retry control."""
    error: VivaError = InterviewerUnreachable(failure_text(interview, number))
    if is_used_up(interview, number):
        error = QuestionsUsedUp(retry_after=seconds_to_next_day(context.clock.now()))
    if shape_of(request) is Shape.JSON:
        return as_json(error)
    return html(content, status_of(error), headers_of(error))


async def refused_answer(
    request: AnyRequest, context: AppContext, interview: Interview, error: VivaError, text: str
) -> Response[object]:
    """An answer that was not taken, with what was typed: in the form, else kept to read."""
    status, shape, headers = status_of(error), shape_of(request), headers_of(error)
    if shape is Shape.JSON:
        return as_json(error)
    is_elsewhere, stage = isinstance(error, Conflict), standing(interview).stage
    hint = _ASK_AGAIN if is_elsewhere and stage is Stage.FAILED else ""
    if shape is Shape.FRAGMENT:
        problem = with_interview_link(interview, error) if is_elsewhere else problem_of(error)
        return context.errors.fragment(
            request, replace(problem, hint=hint or problem.hint), headers
        )
    has_form = stage is Stage.AWAITING_ANSWER
    page = replace(
        await page_now(request, context, interview),
        problem=f"{error} {hint}".rstrip(),
        draft=text if has_form else "",
        kept="" if has_form else text,
        is_draft_at_fault=isinstance(error, BadInput) and error.field == "answer",
    )
    return html(context.pages.page(TEMPLATE, page=page), status, headers)


def with_interview_link(interview: Interview, error: VivaError) -> Problem:
    """The error, with a link to where the interview now is."""
    return replace(
        problem_of(error),
        way_on=f"/session/{interview.session.id}/interview",
        way_on_label="Back to the interview",
    )


async def _text_so_far(context: AppContext, interview: Interview, number: int) -> str:
    """What can be seen of question `number` while it is written, else nothing."""
    turn = interview.turn(number)
    if turn is None or turn.state not in BEING_WRITTEN:
        return ""
    return await context.subscriber.text_so_far(turn)
