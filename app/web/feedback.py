"""The feedback page, streamed while it is written, and the transcript to keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

from litestar import Response, Router, route
from litestar.di import NamedDependency
from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.interview.errors import InterviewerUnreachable, NotFound, NotReadyYet
from app.interview.model import Interview
from app.interview.report import Feedback, FeedbackState
from app.web.forms import AnyRequest
from app.web.pages import READ
from app.web.room import on_to
from app.web.shapes import Shape, html, json, shape_of
from app.web.streaming import MARK, STILL_HERE, halves, streamed
from app.web.transcript import FORMATS, transcript
from app.web.views import Report
from app.web.viva import Viva
from app.web.wire import feedback_json

TEMPLATE = "feedback.html"
BEING_WRITTEN = {FeedbackState.PENDING, FeedbackState.WRITING}


@route("/session/{session_id:str}/feedback", http_method=READ)
async def feedback_page(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object] | Stream:
    interview = await viva.owned_interview(request, session_id)
    feedback = await viva.reporter.feedback(session_id)
    if feedback is None:
        missing = NotFound("Feedback for session not found.")
        return viva.errors.refuse(request, on_to(interview, missing))
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(feedback_json(interview, await _ready(viva, session_id)))
    report = Report(interview=interview, feedback=feedback)
    if shape is Shape.FRAGMENT:
        return html(viva.pages.block(TEMPLATE, "main", report=report))
    if feedback.state in BEING_WRITTEN and request.method == HttpMethod.GET:
        return streamed(_report_parts(viva, interview, feedback))
    return html(viva.pages.page(TEMPLATE, report=report))


@route([f"/session/{{session_id:str}}/transcript.{ending}" for ending in FORMATS], http_method=READ)
async def transcript_file(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    interview = await viva.owned_interview(request, session_id)
    ending = request.url.path.rpartition(".")[2]
    content, media_type = transcript(interview, ending)
    disposition = f'attachment; filename="interview.{ending}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


async def _ready(viva: Viva, session_id: str) -> Feedback:
    """The report once it is ready; raises `InterviewerUnreachable` or `NotReadyYet`."""
    try:
        async with asyncio.timeout(viva.patience.feedback_answer):
            async with aclosing(viva.follower.feedback(session_id)) as states:
                async for feedback in states:
                    last = feedback
    except TimeoutError:
        raise NotReadyYet from None
    if last.state is FeedbackState.FAILED:
        raise InterviewerUnreachable
    return last


async def _report_parts(viva: Viva, interview: Interview, begun: Feedback) -> AsyncIterator[str]:
    """The page up to the reviews, each review as it comes, then the rest."""
    yield _halves(viva, interview, begun)[0]
    shown: set[int] = set()
    try:
        async for feedback in viva.follower.feedback(interview.session.id):
            for review in feedback.reviews:
                if review.turn not in shown:
                    shown.add(review.turn)
                    yield viva.pages.block(
                        TEMPLATE,
                        "review",
                        report=Report(interview=interview, feedback=feedback, stream=MARK),
                        review=review,
                    )
            yield STILL_HERE
            last = feedback
    except NotFound:
        yield '<p><a href="/dashboard">This session was erased.</a></p>'
        return
    yield _halves(viva, interview, last)[1]


def _halves(viva: Viva, interview: Interview, feedback: Feedback) -> tuple[str, str]:
    report = Report(interview=interview, feedback=feedback, stream=MARK)
    return halves(viva.pages.page(TEMPLATE, report=report))


router = Router("/", route_handlers=[feedback_page, transcript_file])
