"""The interview page and its fragments, rendered from what stands."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import (
    BadInput,
    Conflict,
    InterviewerUnreachable,
    NotFound,
    QuestionsUsedUp,
    VivaError,
)
from app.domain.interview import Interview, Stage, TurnState
from app.domain.turn_state import check_number, standing
from app.services.daily_budget import seconds_to_next_day
from app.services.subscriber import BEING_WRITTEN
from app.web.context import AppContext
from app.web.error_handlers import problem_of
from app.web.forms import AnyRequest
from app.web.negotiation import AnyResponse, Shape, html, json, shape_of
from app.web.serializers import interview_json
from app.web.view_models import InterviewPage, Problem, failure_text, is_used_up

TEMPLATE = "interview/page.html"
WHOLE_COOKIE = "viva-whole"
"""Of who wants to see each question at once; the page's script sets and reads it, too."""
_ASK_AGAIN = "The last try failed. Choose “Ask again” in the interview, then send your answer."
_NOT_BEGUN = "The interview begins when you open it."


async def whole_page(
    request: AnyRequest, context: AppContext, interview: Interview, draft: str = ""
) -> AnyResponse:
    """The whole interview, not streamed; `draft` is what was typed and not yet sent."""
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(interview_json(interview))
    page = _with_typed(await page_now(request, context, interview), draft)
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
    turn = interview.turn(number)
    return turn is not None and turn.state in BEING_WRITTEN


def has_failed(interview: Interview, number: int) -> bool:
    turn = interview.turn(number)
    return turn is not None and turn.state is TurnState.FAILED


def failed_question(
    request: AnyRequest, context: AppContext, interview: Interview, number: int, content: str
) -> AnyResponse:
    """The error of question `number`; `content` is its fragment, with a retry control."""
    error: VivaError = InterviewerUnreachable(failure_text(interview, number))
    if is_used_up(interview, number):
        error = QuestionsUsedUp(retry_after=seconds_to_next_day(context.clock.now()))
    problem = problem_of(error)
    if shape_of(request) is Shape.JSON:
        return context.errors.refuse(request, problem)
    return html(content, problem.status, problem.headers)


async def refused_answer(
    request: AnyRequest, context: AppContext, interview: Interview, error: VivaError, text: str
) -> AnyResponse:
    """An answer that was not taken, with what was typed: in the form, else kept to read."""
    is_elsewhere = isinstance(error, Conflict)
    hint = _what_to_do(interview) if is_elsewhere else ""
    problem = with_interview_link(interview, error) if is_elsewhere else problem_of(error)
    if shape_of(request) is not Shape.PAGE:
        return context.errors.refuse(request, replace(problem, hint=hint))
    page = replace(
        _with_typed(await page_now(request, context, interview), text),
        problem=f"{error} {hint}".rstrip(),
        is_draft_at_fault=isinstance(error, BadInput) and error.field == "answer",
    )
    return html(context.pages.page(TEMPLATE, page=page), problem.status, problem.headers)


def _with_typed(page: InterviewPage, text: str) -> InterviewPage:
    """The page with what was typed: in the form, or to read where it has none."""
    has_form = page.stage is Stage.AWAITING_ANSWER
    return replace(page, draft=text) if has_form else replace(page, kept=text)


def _what_to_do(interview: Interview) -> str:
    """Where the interview stands that did not await an answer, where its error does not say."""
    now = standing(interview)
    if not interview.turns:
        return _NOT_BEGUN
    if now.stage is Stage.FAILED:
        return _ASK_AGAIN
    is_awaited = now.stage is Stage.AWAITING_ANSWER
    return f"Question {now.number} is waiting for your answer." if is_awaited else ""


def with_interview_link(interview: Interview, error: VivaError) -> Problem:
    """The error, with a link to where the interview now is."""
    return replace(
        problem_of(error),
        way_on=f"/session/{interview.session.id}/interview",
        way_on_label="Back to the interview",
    )


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


async def _text_so_far(context: AppContext, interview: Interview, number: int) -> str:
    """What can be seen of question `number` while it is written, else nothing."""
    turn = interview.turn(number)
    if turn is None or turn.state not in BEING_WRITTEN:
        return ""
    return await context.subscriber.text_so_far(turn)
