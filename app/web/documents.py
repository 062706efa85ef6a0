"""The two documents of a session: upload, paste, replace, and what was read out of them."""

from __future__ import annotations

from dataclasses import replace

from litestar import Response, post, route
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.domain.errors import (
    BadInput,
    Conflict,
    StorageUnavailable,
    TooOften,
    Unprocessable,
    VivaError,
)
from app.domain.interview import Session
from app.domain.persona import Choices
from app.services.ports import ReadDocument
from app.services.preparation import choices_of
from app.web.context import AppContext
from app.web.error_handlers import as_json, headers_of, problem_of, status_of
from app.web.forms import FILE_BYTES, TEXT_BYTES, AnyRequest, read_form, text_of
from app.web.json_objects import PapersObject, UploadsObject
from app.web.negotiation import READ_METHODS, Shape, go_to, html, json, shape_of
from app.web.openapi import OWNED, SENDS_ON, answers, form
from app.web.rate_limits import address_of
from app.web.serializers import papers_json, uploads_json
from app.web.view_models import PapersPage, UploadPage

REFUSALS = (BadInput, Conflict, StorageUnavailable, TooOften, Unprocessable)
"""What shows the forms again, with what was typed."""

NOTICES = {
    "cv": "CV uploaded and processed successfully!",
    "job": "Job description saved successfully!",
    "documents": "The interview needs both your CV and the job description.",
}


@route(
    "/session/{session_id:str}/upload",
    http_method=READ_METHODS,
    responses=answers(UploadsObject),
    security=OWNED,
)
async def upload(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    notice = request.query_params.get("notice", "")
    view = UploadPage(
        session=interview.session,
        has_begun=bool(interview.turns),
        interviewer=interview.session.persona or "",
        language=interview.session.language or "",
        notice=NOTICES.get(notice, ""),
        is_sent_back=notice == "documents",
    )
    if shape_of(request) is Shape.JSON:
        return json(uploads_json(view.session))
    if shape_of(request) is Shape.FRAGMENT:
        return html(context.pages.block("upload.html", "main", upload=view))
    return html(context.pages.page("upload.html", upload=view))


@post(
    "/session/{session_id:str}/upload-cv",
    request_max_body_size=FILE_BYTES,
    status_code=200,
    operation_class=form("cv_text", file="cv_file"),
    responses=SENDS_ON,
    security=OWNED,
)
async def upload_cv(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    form = await read_form(request)
    draft = text_of(form, "cv_text")
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, draft)
    try:
        document = await _read_cv(request, context, form, session)
        await context.preparation.save_cv(session_id, document.text, document.warning)
    except REFUSALS as error:
        view = UploadPage(
            session=session,
            cv_problem=str(error),
            cv_draft=draft,
            interviewer=session.persona or "",
            language=session.language or "",
        )
        return _again(request, context, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=cv")


@post(
    "/session/{session_id:str}/upload-job",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("job_description", "interviewer", "language"),
    responses=SENDS_ON,
    security=OWNED,
)
async def upload_job(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    given = await read_form(request)
    draft = text_of(given, "job_description")
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, draft)
    try:
        await context.preparation.save_job_description(
            session, draft, _choices(given, context, session), address=address_of(request)
        )
    except REFUSALS as error:
        view = UploadPage(
            session=session,
            job_problem=str(error),
            job_draft=draft,
            interviewer=_chosen(given, "interviewer", session.persona),
            language=_chosen(given, "language", session.language),
        )
        return _again(request, context, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=job")


@route(
    "/session/{session_id:str}/papers",
    http_method=READ_METHODS,
    responses=answers(PapersObject),
    security=OWNED,
)
async def papers(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    session = interview.session
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json(papers_json(session))
    page = PapersPage(interview=interview, candidate=context.candidate_of(session))
    if shape is Shape.FRAGMENT:
        return html(context.pages.block("session/papers.html", "main", page=page))
    return html(context.pages.page("session/papers.html", page=page))


def _choices(given: FormMultiDict, context: AppContext, session: Session) -> Choices:
    """What was chosen; a form that does not ask for it leaves it as it is."""
    choices = choices_of(
        _chosen(given, "interviewer", session.persona), _chosen(given, "language", session.language)
    )
    return Choices() if context.site.is_demo else choices


def _chosen(given: FormMultiDict, name: str, before: str | None) -> str:
    return text_of(given, name) if name in given else before or ""


async def _read_cv(
    request: AnyRequest, context: AppContext, form: FormMultiDict, session: Session
) -> ReadDocument:
    """The file if one was chosen, else the pasted text."""
    file = form.get("cv_file")
    documents, address = context.documents, address_of(request)
    if isinstance(file, UploadFile) and file.filename:
        return await documents.read_document(
            file.filename,
            await file.read(),
            session_id=session.id,
            owner=session.owner,
            address=address,
            owner_since=session.created_at,
        )
    if "cv_text" in form:
        return await documents.read_text(
            text_of(form, "cv_text"),
            session_id=session.id,
            owner=session.owner,
            address=address,
            owner_since=session.created_at,
        )
    raise BadInput("No file was uploaded", field="cv_file")


def _again(
    request: AnyRequest, context: AppContext, view: UploadPage, error: VivaError
) -> Response[object]:
    """Both forms with what was typed, and what to mend."""
    headers = headers_of(error)
    if shape_of(request) is Shape.JSON:
        return as_json(error)
    if shape_of(request) is Shape.FRAGMENT:
        return context.errors.fragment(request, problem_of(error), headers)
    field = error.field if isinstance(error, BadInput) else ""
    view = replace(view, has_begun=isinstance(error, Conflict), field_at_fault=field)
    return html(context.pages.page("upload.html", upload=view), status_of(error), headers)


HANDLERS = [upload, upload_cv, upload_job, papers]
