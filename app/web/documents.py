"""The two documents of a session: upload, paste, replace."""

from __future__ import annotations

from litestar import Response, Router, post, route
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.interview.errors import BadInput, Conflict, StorageUnavailable, VivaError
from app.interview.model import Session
from app.interviewer.needs import ReadDocument
from app.web.errors import as_json, problem_of, status_of
from app.web.forms import FILE_BYTES, TEXT_BYTES, AnyRequest, read_form, text_of
from app.web.pages import READ
from app.web.shapes import Shape, go_to, html, json, shape_of
from app.web.views import Upload
from app.web.viva import Viva
from app.web.wire import session_json

NOTICES = {
    "cv": "CV uploaded and processed successfully!",
    "job": "Job description saved successfully!",
    "documents": "The interview needs both your CV and the job description.",
}


@route("/session/{session_id:str}/upload", http_method=READ)
async def upload(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    interview = await viva.owned_interview(request, session_id)
    news = request.query_params.get("notice", "")
    view = Upload(
        session=interview.session,
        has_begun=bool(interview.turns),
        notice=NOTICES.get(news, ""),
        is_sent_back=news == "documents",
    )
    if shape_of(request) is Shape.JSON:
        return json(_upload_json(view))
    return _upload(request, viva, view, 200)


@post("/session/{session_id:str}/upload-cv", request_max_body_size=FILE_BYTES)
async def upload_cv(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    form = await read_form(request)
    draft = text_of(form, "cv_text")
    try:
        session = await viva.preparer.owned(session_id, viva.access.owner(request))
    except VivaError as error:
        return viva.errors.give_back(request, error, draft)
    try:
        document = await _read_cv(form, draft, viva)
        await viva.preparer.save_cv(session_id, document.text, document.warning)
    except (BadInput, Conflict, StorageUnavailable) as error:
        view = Upload(
            session=session, has_begun=_has_begun(error), cv_problem=str(error), cv_draft=draft
        )
        return _again(request, viva, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=cv")


@post("/session/{session_id:str}/upload-job", request_max_body_size=TEXT_BYTES)
async def upload_job(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    draft = text_of(await read_form(request), "job_description")
    try:
        session = await viva.preparer.owned(session_id, viva.access.owner(request))
    except VivaError as error:
        return viva.errors.give_back(request, error, draft)
    try:
        await viva.preparer.save_job_description(session_id, draft)
    except (BadInput, Conflict, StorageUnavailable) as error:
        view = Upload(
            session=session, has_begun=_has_begun(error), job_problem=str(error), job_draft=draft
        )
        return _again(request, viva, view, error)
    return go_to(request, f"/session/{session_id}/upload?notice=job")


async def _read_cv(form: FormMultiDict, pasted: str, viva: Viva) -> ReadDocument:
    """The file if one was chosen, else the pasted text."""
    file = form.get("cv_file")
    if isinstance(file, UploadFile) and file.filename:
        return await viva.documents.read_document(file.filename, await file.read())
    if "cv_text" in form:
        return viva.documents.read_text(pasted)
    raise BadInput("No file was uploaded")


def _has_begun(error: VivaError) -> bool:
    return isinstance(error, Conflict)


def _upload(request: AnyRequest, viva: Viva, view: Upload, status: int) -> Response[object]:
    if shape_of(request) is Shape.FRAGMENT:
        return html(viva.pages.block("upload.html", "main", upload=view), status)
    return html(viva.pages.page("upload.html", upload=view), status)


def _again(request: AnyRequest, viva: Viva, view: Upload, error: VivaError) -> Response[object]:
    """Both forms with what was typed, and what to mend."""
    status = status_of(error)
    if shape_of(request) is Shape.JSON:
        return as_json(error)
    if shape_of(request) is Shape.FRAGMENT:
        return viva.errors.fragment(request, problem_of(error))
    return _upload(request, viva, view, status)


def _upload_json(view: Upload) -> dict[str, object]:
    session: Session = view.session
    return {
        "session": session_json(session),
        "cv_text": session.cv_text,
        "cv_warning": session.cv_warning,
        "job_description_text": session.job_description_text,
    }


router = Router("/", route_handlers=[upload, upload_cv, upload_job])
