"""The interview page and its fragments, rendered from what stands."""

from __future__ import annotations

from dataclasses import replace

from litestar import Response

from app.interview.errors import Conflict, InterviewerUnreachable, VivaError
from app.interview.model import Interview, Stage, TurnState
from app.interview.turns import standing
from app.interviewer.following import BEING_WRITTEN
from app.web.errors import as_json, headers_of, problem_of, status_of
from app.web.forms import AnyRequest
from app.web.shapes import Shape, html, json, shape_of
from app.web.views import Problem, Room
from app.web.viva import Viva
from app.web.wire import interview_json

TEMPLATE = "interview.html"


async def room_page(request: AnyRequest, viva: Viva, interview: Interview) -> Response[object]:
    """The whole interview, not streamed."""
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(interview_json(interview))
    room = await room_now(viva, interview)
    if shape is Shape.FRAGMENT:
        return html(viva.pages.block(TEMPLATE, "main", room=room))
    return html(viva.pages.page(TEMPLATE, room=room))


async def room_now(viva: Viva, interview: Interview, problem: str = "", text: str = "") -> Room:
    """The room as it stands, with a live slot where a question is being written.

    `text` is what was typed: back in the form where there is one, else kept to read.
    """
    now = standing(interview)
    writing = now.stage is Stage.WRITING
    has_form = now.stage is Stage.AWAITING_ANSWER
    return Room(
        interview=interview,
        focus=now.number,
        text_so_far=await _text_so_far(viva, interview, now.number),
        connects=writing and bool(interview.turns),
        draft=text if has_form else "",
        kept="" if has_form else text,
        problem=problem,
    )


async def question_part(
    viva: Viva, interview: Interview, number: int, *, connects: bool
) -> tuple[str, Room]:
    """The block that shows question `number` alone, as it stands, and its room."""
    if not is_written(interview, number):
        return "question", Room(interview=interview, focus=number)
    text = await _text_so_far(viva, interview, number)
    room = Room(interview=interview, focus=number, text_so_far=text, connects=connects)
    return "slot", room


def is_written(interview: Interview, number: int) -> bool:
    """Whether question `number` is being written at this moment."""
    turn = interview.turn(number)
    return turn is not None and turn.state in BEING_WRITTEN


def has_failed(interview: Interview, number: int) -> bool:
    turn = interview.turn(number)
    return turn is not None and turn.state is TurnState.FAILED


def unreachable(request: AnyRequest, content: str) -> Response[object]:
    """The failed question, whole, with its error and the retry control: 500."""
    error = InterviewerUnreachable()
    if shape_of(request) is Shape.JSON:
        return as_json(error)
    return html(content, status_of(error))


async def refuse_answer(
    request: AnyRequest, viva: Viva, interview: Interview, error: VivaError, text: str
) -> Response[object]:
    """An answer that was not taken, with what was typed."""
    status, shape, headers = status_of(error), shape_of(request), headers_of(error)
    if shape is Shape.JSON:
        return as_json(error)
    if shape is Shape.FRAGMENT:
        problem = on_to(interview, error) if isinstance(error, Conflict) else problem_of(error)
        return viva.errors.fragment(request, problem, headers)
    room = await room_now(viva, interview, problem=str(error), text=text)
    return html(viva.pages.page(TEMPLATE, room=room), status, headers)


def on_to(interview: Interview, error: VivaError) -> Problem:
    """The error, with the way to where the interview now is."""
    return replace(
        problem_of(error),
        way_on=f"/session/{interview.session.id}/interview",
        way_on_label="Go on with the interview",
    )


async def _text_so_far(viva: Viva, interview: Interview, number: int) -> str:
    """What can be seen of question `number` while it is written, else nothing."""
    turn = interview.turn(number)
    if turn is None or turn.state not in BEING_WRITTEN:
        return ""
    return await viva.follower.text_so_far(turn)
