"""The feedback page, streamed while it is written, and the files to keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing

from litestar import Response, route
from litestar.enums import HttpMethod
from litestar.params import FromPath
from litestar.response import Stream

from app.domain.errors import NotFound, NotReadyYet
from app.domain.feedback import Feedback
from app.domain.interview import Interview
from app.domain.share import Share
from app.services.practice import Practised
from app.services.sharing import share_purpose
from app.values import replace
from app.web.context import AppContext, Context
from app.web.forms import AnyRequest
from app.web.interview_fragments import with_interview_link
from app.web.json_objects import ReportFileObject, ReportObject, TranscriptObject
from app.web.links import Link
from app.web.negotiation import READ_METHODS, AnyResponse, Shape, go_to, html, json, shape_of
from app.web.report_file import report_file
from app.web.routes import read_route
from app.web.serializers import feedback_json, report_file_json, transcript_json
from app.web.streamed_page import ERASED, MARK, STILL_HERE, halves, streamed
from app.web.transcript import transcript
from app.web.view_models import FeedbackPage

TEMPLATE = "report/page.html"
FORMATS = {"md": "text/markdown", "txt": "text/plain", "json": "application/json"}


@read_route("/session/{session_id:str}/feedback", ReportObject)
async def feedback_page(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse | Stream:
    interview = await context.owned_interview(request, session_id)
    feedback = await context.reports.feedback(session_id)
    if feedback is None:
        return _not_begun(request, context, interview)
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(feedback_json(interview, await _readable(context, session_id)))
    is_written = not feedback.is_readable and request.method == HttpMethod.GET
    if is_written and shape is Shape.PAGE:
        return streamed(_report_parts(context, interview, feedback))
    page = await report_page(request, context, interview, feedback)
    if shape is Shape.FRAGMENT:
        return html(context.pages.block(TEMPLATE, "main", page=page))
    return html(context.pages.page(TEMPLATE, page=page))


async def report_page(
    request: AnyRequest, context: AppContext, interview: Interview, feedback: Feedback
) -> FeedbackPage:
    """The owner's report as it stands, with all that came after it."""
    session_id = interview.session.id
    after = context.after_report
    share = await after.sharing.of(session_id)
    return FeedbackPage(
        interview=interview,
        feedback=feedback,
        practices=await after.practice.of(session_id),
        comments=await after.sharing.comments(session_id),
        share=share,
        link=link_of(request, context, share) if share else None,
    )


async def report_again(
    request: AnyRequest,
    context: AppContext,
    interview: Interview,
    drafts: Mapping[int, str],
    *,
    part: str = "",
    given: Practised | None = None,
) -> AnyResponse:
    """Back to the `part` of the report; to a browser the report, where it has drafts to keep."""
    session_id = interview.session.id
    feedback = await context.reports.feedback(session_id)
    if shape_of(request) is not Shape.PAGE or not drafts or feedback is None:
        return go_to(request, f"/session/{session_id}/feedback{part}")
    page = await report_page(request, context, interview, feedback)
    return html(context.pages.page(TEMPLATE, page=replace(page, drafts=drafts, given=given)))


def link_of(request: AnyRequest, context: AppContext, share: Share) -> Link:
    """The address of a link, which only its owner's cookie makes."""
    token = context.access.token(request, share_purpose(share.nonce))
    return Link(url=f"{str(request.base_url).rstrip('/')}/shared/{token}")


@route(
    ["/session/{session_id:str}/transcript.md", "/session/{session_id:str}/transcript.txt"],
    http_method=READ_METHODS,
    include_in_schema=False,
)
async def transcript_file(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    ending = request.url.path.rpartition(".")[2]
    return _file("interview", ending, transcript(interview, is_markdown=ending == "md"))


@read_route("/session/{session_id:str}/transcript.json", TranscriptObject)
async def transcript_as_json(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    return _file("interview", "json", transcript_json(interview))


@route("/session/{session_id:str}/report.md", http_method=READ_METHODS, include_in_schema=False)
async def report_as_markdown(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    return await _report(request, context, session_id, "md", report_file)


@read_route("/session/{session_id:str}/report.json", ReportFileObject)
async def report_as_json(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    return await _report(request, context, session_id, "json", report_file_json)


async def _report(
    request: AnyRequest,
    context: AppContext,
    session_id: str,
    ending: str,
    made: Callable[[FeedbackPage], object],
) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    if await context.reports.feedback(session_id) is None:
        return _not_begun(request, context, interview)
    feedback = await _readable(context, session_id)
    page = await report_page(request, context, interview, feedback)
    return _file("report", ending, made(page))


def _not_begun(request: AnyRequest, context: AppContext, interview: Interview) -> AnyResponse:
    missing = NotFound("Feedback for session not found.")
    return context.errors.refuse(request, with_interview_link(interview, missing))


def _file(name: str, ending: str, content: object) -> AnyResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=FORMATS[ending], headers=headers)


async def _readable(context: AppContext, session_id: str) -> Feedback:
    """The report once it stands; raises `NotReadyYet` after the longest wait."""
    try:
        async with (
            asyncio.timeout(context.timeouts.feedback_answer),
            aclosing(context.subscriber.feedback(session_id)) as states,
        ):
            async for feedback in states:
                if feedback.is_readable:
                    return feedback
    except TimeoutError:
        pass
    raise NotReadyYet


async def _report_parts(
    context: AppContext, interview: Interview, begun: Feedback
) -> AsyncIterator[str]:
    """The page up to the reviews, each review in order of turn as it comes, then the rest."""
    yield _halves(context, interview, begun)[0]
    shown = 0
    last = begun
    try:
        async with aclosing(context.subscriber.feedback(interview.session.id)) as states:
            async for last in states:
                page = FeedbackPage(interview=interview, feedback=last)
                for review in page.reviews[shown:]:
                    shown += 1
                    yield context.pages.block(
                        TEMPLATE, "review", page=page, review=review, shown=shown
                    )
                yield STILL_HERE
                if last.is_readable:
                    break
    except NotFound:
        yield f"</div>{ERASED}"
        return
    yield _halves(context, interview, last)[1]


def _halves(context: AppContext, interview: Interview, feedback: Feedback) -> tuple[str, str]:
    page = FeedbackPage(interview=interview, feedback=feedback, stream_mark=MARK)
    return halves(context.pages.page(TEMPLATE, page=page))


HANDLERS = [feedback_page, transcript_file, transcript_as_json, report_as_markdown, report_as_json]
