"""The interview page and its fragments, rendered from what stands."""

from __future__ import annotations

from app.domain.errors import (
    BadInput,
    Conflict,
    InterviewerUnreachable,
    NotFound,
    QuestionsUsedUp,
    VivaError,
)
from app.domain.interview import Interview, Stage, TurnState
from app.domain.turn_state import check_number, not_awaited, standing
from app.services.daily_budget import seconds_to_next_day
from app.services.subscriber import BEING_WRITTEN
from app.values import replace
from app.web.context import AppContext
from app.web.error_handlers import problem_of, with_way_back
from app.web.forms import AnyRequest
from app.web.negotiation import AnyResponse, Shape, go_to, html, json, shape_of
from app.web.serializers import exchange_json, interview_json
from app.web.view_models import InterviewPage, Problem

TEMPLATE = "interview/page.html"
WHOLE_COOKIE = "viva-whole"
"""Of who wants to see each question at once; the page's script sets and reads it, too."""
_ASK_AGAIN = "The last try failed. Choose “Ask again” in the interview, then send your answer."
_NOT_BEGUN = "The interview begins when you open it."
_NOT_READY = "The interview can begin once your CV and the job description are here."


async def whole_page(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    draft: str = "",
    *,
    is_whole: bool | None = None,
) -> AnyResponse:
    """The whole interview, not streamed; `draft` is what was typed and not yet sent.

    `is_whole` is the choice just made to see questions at once, None where none was.
    """
    page = _with_typed(await page_now(request, context, interview), draft)
    if is_whole is not None:
        page = replace(page, is_whole=is_whole)
    return context.shown(request, TEMPLATE, lambda: interview_json(interview), page=page)


def is_whole(request: AnyRequest) -> bool:
    """Whether this browser shows each question at once, when it is whole."""
    return request.cookies.get(WHOLE_COOKIE) == "1"


async def page_now(request: AnyRequest, context: AppContext, interview: Interview) -> InterviewPage:
    """The page as it stands, with a live slot where a question is being written."""
    number = standing(interview).number
    page = await question_page(request, context, interview, number, connects=True)
    candidate = context.candidate_of(interview.session)
    return replace(page, candidate=candidate, is_whole=is_whole(request))


async def question_page(
    request: AnyRequest, context: AppContext, interview: Interview, number: int, *, connects: bool
) -> InterviewPage:
    """What shows question `number` as it stands; `connects`: live while it is written."""
    page = InterviewPage(interview=interview, focus=number)
    turn = interview.turn(number)
    if turn is None or turn.state not in BEING_WRITTEN or shape_of(request) is Shape.JSON:
        return page
    text = await context.subscriber.text_so_far(turn)
    return replace(page, text_so_far=text, connects=connects)


def is_written(interview: Interview, number: int) -> bool:
    turn = interview.turn(number)
    return turn is not None and turn.state in BEING_WRITTEN


def has_failed(interview: Interview, number: int) -> bool:
    turn = interview.turn(number)
    return turn is not None and turn.state is TurnState.FAILED


def question_shown(
    request: AnyRequest, context: AppContext, page: InterviewPage, block: str
) -> AnyResponse:
    """The question in focus: to a browser the interview, to a script JSON, else the `block`."""
    shape = shape_of(request)
    if shape is Shape.PAGE:
        return go_to(request, f"/session/{page.session.id}/interview")
    if shape is Shape.JSON:
        return json(exchange_json(page.interview, page.focus - 1))
    return html(context.pages.block(TEMPLATE, block, page=page))


def failed_question(
    request: AnyRequest, context: AppContext, page: InterviewPage, block: str
) -> AnyResponse:
    """The error of the question in focus; as a fragment the `block`, with a retry control."""
    error: VivaError = InterviewerUnreachable(page.failure)
    if page.is_used_up:
        error = QuestionsUsedUp(page.failure, retry_after=seconds_to_next_day(context.clock.now()))
    problem = problem_of(error)
    if shape_of(request) is Shape.JSON:
        return context.errors.refuse(request, problem)
    content = context.pages.block(TEMPLATE, block, page=page)
    return html(content, problem.status, problem.headers)


async def refused_answer(
    request: AnyRequest, context: AppContext, interview: Interview, error: VivaError, text: str
) -> AnyResponse:
    """An answer that was not taken, with what was typed: in the form, else kept to read."""
    is_elsewhere, shape = isinstance(error, Conflict), shape_of(request)
    hint = _what_to_do(interview) if is_elsewhere else ""
    problem = with_interview_link(interview, error) if is_elsewhere else problem_of(error)
    if hint and str(error) == str(not_awaited(standing(interview))) and shape is not Shape.JSON:
        problem, hint = replace(problem, text=hint), ""  # no question is being written
    if shape is not Shape.PAGE:
        return context.errors.refuse(request, replace(problem, hint=hint))
    page = replace(
        _with_typed(await page_now(request, context, interview), text),
        problem=f"{problem.text} {hint}".rstrip(),
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
        return _NOT_BEGUN if interview.session.is_ready else _NOT_READY
    if now.stage is Stage.FAILED:
        return _ASK_AGAIN
    is_awaited = now.stage is Stage.AWAITING_ANSWER
    return f"Question {now.number} is waiting for your answer." if is_awaited else ""


def with_interview_link(interview: Interview, error: VivaError) -> Problem:
    """The error, with a link to where the interview now is."""
    return with_way_back(problem_of(error), interview.session.id, "interview")


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
