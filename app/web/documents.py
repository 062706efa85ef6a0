"""The two documents of a session: upload, paste, replace, and what was read out of them."""

from __future__ import annotations

from functools import partial

from litestar.params import FromPath

from app.domain.errors import BadInput, Conflict, VivaError
from app.domain.interview import Session
from app.domain.persona import LANGUAGES, Choices, Persona
from app.services.ports import ReadDocument
from app.services.preparation import choices_of
from app.text.normalise import normalise
from app.values import replace
from app.web.context import AppContext, Context
from app.web.error_handlers import FORM_ERRORS, problem_of
from app.web.forms import FILE_BYTES, AnyRequest, Form, is_multipart, joined, read_form
from app.web.json_objects import PapersObject, UploadsObject
from app.web.negotiation import AnyResponse, Shape, go_to, html, shape_of
from app.web.rate_limits import address_of
from app.web.routes import form_route, read_route
from app.web.serializers import papers_json, uploads_json
from app.web.view_models import PapersPage, UploadPage

NOTICES = {
    "cv": "CV uploaded and processed successfully!",
    "job": "Job description saved successfully!",
    "documents": "The interview needs both your CV and the job description.",
}
CHOICES = {"interviewer": ("", *Persona), "language": ("", *LANGUAGES)}


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
    optional=("cv_text", "job_description", "interviewer", "language"),
    files=["cv_file"],
    choices=CHOICES,
    room="A CV can have up to 10 MB.",
    request_max_body_size=FILE_BYTES,
)
async def upload_cv(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    form = await read_form(request)
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, _all_typed(form))
    view = _as_typed(form, session)
    try:
        document = await _read_cv(request, context, form, session)
        await context.preparation.save_cv(session_id, document.text, document.warning)
    except FORM_ERRORS as error:
        return _again(request, context, replace(view, cv_problem=str(error)), error)
    if form.file("cv_file") is None:
        view = replace(view, cv_draft="")
    return await _saved(request, context, view, "cv")


@form_route(
    "/session/{session_id:str}/upload-job",
    "job_description",
    optional=("interviewer", "language", "cv_text"),
    choices=CHOICES,
    room="A job description can have up to 10,000 characters.",
)
async def upload_job(
    request: AnyRequest, session_id: FromPath[str], context: Context
) -> AnyResponse:
    form = await read_form(request)
    try:
        session = await context.preparation.owned(session_id, context.access.owner(request))
    except VivaError as error:
        return context.errors.give_back(request, error, _all_typed(form))
    view, text = _as_typed(form, session), form.text("job_description")
    try:
        chosen = choices_of(view.interviewer, view.language)
        choices = Choices() if context.site.is_demo else chosen
        address = address_of(request)
        await context.preparation.save_job_description(session, text, choices, address=address)
    except FORM_ERRORS as error:
        return _again(request, context, replace(view, job_problem=str(error)), error)
    view = replace(
        view,
        job_draft="",
        interviewer=choices.persona or "",
        language=choices.language or "",
        has_other_choice=False,
    )
    return await _saved(request, context, view, "job")


@read_route("/session/{session_id:str}/papers", PapersObject)
async def papers(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    page = PapersPage(interview=interview, candidate=context.candidate_of(interview.session))
    return context.shown(
        request, "session/papers.html", lambda: papers_json(page.session), page=page
    )


def _as_typed(given: Form, session: Session) -> UploadPage:
    """The page as it was sent; a saved text that comes along unchanged is no draft."""
    job = given.text("job_description")
    interviewer = _chosen(given, "interviewer", session.persona)
    language = _chosen(given, "language", session.language)
    saved = (session.persona or "", session.language or "")
    return UploadPage(
        session=session,
        cv_draft=given.text("cv_text"),
        job_draft="" if normalise(job) == session.job_description_text else job,
        interviewer=interviewer,
        language=language,
        has_other_choice=(interviewer, language) != saved,
    )


def _chosen(given: Form, name: str, before: str | None) -> str:
    """What was chosen; a form that does not ask for it leaves it as it is."""
    return given.text(name) if name in given else before or ""


def _all_typed(given: Form) -> str:
    return joined((given.text("cv_text"), given.text("job_description")))


async def _read_cv(
    request: AnyRequest, context: AppContext, form: Form, session: Session
) -> ReadDocument:
    """The file if one was chosen, else the pasted text."""
    file, text = form.file("cv_file"), form.text("cv_text")
    if file is not None:
        read = partial(context.documents.read_document, file.filename, await file.read())
    elif text or ("cv_text" in form and not is_multipart(request)):
        read = partial(context.documents.read_text, text)
    else:
        raise BadInput("No file was uploaded", field="cv_file")
    return await read(
        session_id=session.id,
        owner=session.owner,
        address=address_of(request),
        owner_since=session.created_at,
    )


async def _saved(
    request: AnyRequest, context: AppContext, view: UploadPage, notice: str
) -> AnyResponse:
    """Back to the page; what else was typed comes along in its fields."""
    has_more = view.cv_draft or view.job_draft or view.has_other_choice
    if shape_of(request) is not Shape.PAGE or not has_more:
        return go_to(request, f"/session/{view.session.id}/upload?notice={notice}")
    session = await context.preparation.owned(view.session.id, view.session.owner)
    view = replace(view, session=session, notice=NOTICES[notice])
    return html(context.pages.page("upload.html", upload=view))


def _again(
    request: AnyRequest, context: AppContext, view: UploadPage, error: VivaError
) -> AnyResponse:
    """Both forms with what was typed, and what to mend."""
    field = error.field if isinstance(error, BadInput) else ""
    view = replace(view, has_begun=isinstance(error, Conflict), field_at_fault=field)
    return context.errors.show_again(request, problem_of(error), "upload.html", upload=view)


HANDLERS = [upload, upload_cv, upload_job, papers]
