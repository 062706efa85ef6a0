"""The two documents of a session: upload, paste, replace, and what was read out of them."""

from __future__ import annotations

from dataclasses import replace

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath

from app.domain.errors import BadInput, Conflict, VivaError
from app.domain.interview import Session
from app.domain.persona import Choices
from app.services.ports import ReadDocument
from app.services.preparation import choices_of
from app.web.context import AppContext, Context
from app.web.error_handlers import FORM_ERRORS, problem_of
from app.web.forms import FILE_BYTES, AnyRequest, read_form, text_of
from app.web.json_objects import PapersObject, UploadsObject
from app.web.negotiation import AnyResponse, go_to
from app.web.rate_limits import address_of
from app.web.routes import form_route, read_route
from app.web.serializers import papers_json, uploads_json
from app.web.view_models import PapersPage, UploadPage

NOTICES = {
    "cv": "CV uploaded and processed successfully!",
    "job": "Job description saved successfully!",
    "documents": "The interview needs both your CV and the job description.",
}


@read_route("/session/{session_id:str}/upload", UploadsObject)
async def upload(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
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
    return context.shown(request, "upload.html", lambda: uploads_json(view.session), upload=view)


@form_route(
    "/session/{session_id:str}/upload-cv",
    "cv_text",
    file="cv_file",
    request_max_body_size=FILE_BYTES,
)
async def upload_cv(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    form = await read_form(request)
    draft = text_of(form, "cv_text")
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, draft)
    try:
        document = await _read_cv(request, context, form, session)
        await context.preparation.save_cv(session_id, document.text, document.warning)
    except FORM_ERRORS as error:
        view = UploadPage(
            session=session,
            cv_problem=str(error),
            cv_draft=draft,
            interviewer=session.persona or "",
            language=session.language or "",
        )
        return _again(request, context, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=cv")


@form_route("/session/{session_id:str}/upload-job", "job_description", "interviewer", "language")
async def upload_job(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    given = await read_form(request)
    draft = text_of(given, "job_description")
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, draft)
    interviewer = _chosen(given, "interviewer", session.persona)
    language = _chosen(given, "language", session.language)
    try:
        chosen = choices_of(interviewer, language)
        choices = Choices() if context.site.is_demo else chosen
        address = address_of(request)
        await context.preparation.save_job_description(session, draft, choices, address=address)
    except FORM_ERRORS as error:
        view = UploadPage(
            session=session,
            job_problem=str(error),
            job_draft=draft,
            interviewer=interviewer,
            language=language,
        )
        return _again(request, context, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=job")


@read_route("/session/{session_id:str}/papers", PapersObject)
async def papers(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    page = PapersPage(interview=interview, candidate=context.candidate_of(interview.session))
    return context.shown(
        request, "session/papers.html", lambda: papers_json(page.session), page=page
    )


def _chosen(given: FormMultiDict, name: str, before: str | None) -> str:
    """What was chosen; a form that does not ask for it leaves it as it is."""
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
) -> AnyResponse:
    """Both forms with what was typed, and what to mend."""
    field = error.field if isinstance(error, BadInput) else ""
    view = replace(view, has_begun=isinstance(error, Conflict), field_at_fault=field)
    return context.errors.show_again(request, problem_of(error), "upload.html", upload=view)


HANDLERS = [upload, upload_cv, upload_job, papers]
