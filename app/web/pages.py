"""Landing, dashboard, the start of a session, and signs of health."""

from __future__ import annotations

from litestar import Response, Router, post, route
from litestar.di import NamedDependency
from litestar.enums import HttpMethod
from litestar.params import FromPath

from app.interview.errors import BadInput, StorageUnavailable, TooOften, VivaError
from app.web.errors import as_json, headers_of, problem_of, status_of
from app.web.forms import TEXT_BYTES, AnyRequest, read_form, text_of
from app.web.metrics import CONTENT_TYPE
from app.web.shapes import Shape, go_to, html, json, shape_of
from app.web.views import Row, Start
from app.web.viva import Viva
from app.web.wire import session_json, state_json

READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ)
async def landing(request: AnyRequest, viva: NamedDependency[Viva]) -> Response[object]:
    if shape_of(request) is Shape.JSON:
        return json({"interviewer": viva.site.interviewer, "is_demo": viva.site.is_demo})
    return _landing(request, viva, Start())


@post("/session/create", request_max_body_size=TEXT_BYTES)
async def create(request: AnyRequest, viva: NamedDependency[Viva]) -> Response[object]:
    form = await read_form(request)
    job_title, company_name = text_of(form, "job_title"), text_of(form, "company_name")
    owner, cookies = viva.access.welcome(request)
    try:
        await viva.limiter.new_session(request)
        session = await viva.preparer.create(owner, job_title, company_name)
    except (BadInput, StorageUnavailable, TooOften) as error:
        start = Start(job_title=job_title, company_name=company_name, problem=str(error))
        return _create_again(request, viva, start, error)
    response = go_to(request, f"/session/{session.id}/upload")
    response.cookies.extend(cookies)
    return response


@post("/demo", request_max_body_size=TEXT_BYTES)
async def demo(request: AnyRequest, viva: NamedDependency[Viva]) -> Response[object]:
    await viva.limiter.new_session(request)
    owner, cookies = viva.access.welcome(request)
    session = await viva.preparer.create_demo(owner)
    response = go_to(request, f"/session/{session.id}/interview")
    response.cookies.extend(cookies)
    return response


@route("/dashboard", http_method=READ)
async def dashboard(request: AnyRequest, viva: NamedDependency[Viva]) -> Response[object]:
    owner = viva.access.owner(request)
    interviews = await viva.preparer.recent(owner) if owner else ()
    rows = tuple(
        [
            Row(interview=interview, feedback=await viva.reporter.feedback(interview.session.id))
            for interview in interviews
        ]
    )
    if shape_of(request) is Shape.JSON:
        return json({"sessions": [_row_json(row) for row in rows]})
    if shape_of(request) is Shape.FRAGMENT:
        return html(viva.pages.block("dashboard.html", "main", rows=rows))
    return html(viva.pages.page("dashboard.html", rows=rows))


@post("/session/{session_id:str}/erase", request_max_body_size=TEXT_BYTES)
async def erase(
    request: AnyRequest, session_id: FromPath[str], viva: NamedDependency[Viva]
) -> Response[object]:
    await viva.preparer.owned(session_id, viva.access.owner(request))
    await viva.preparer.erase(session_id)
    return go_to(request, "/dashboard")


@route("/healthz", http_method=READ)
async def healthz() -> Response[object]:
    return json({"status": "ok"})


@route("/readyz", http_method=READ)
async def readyz(viva: NamedDependency[Viva]) -> Response[object]:
    for part in viva.health:
        await part.ping()
    return json({"status": "ok"})


@route("/metrics", http_method=READ)
async def metrics(viva: NamedDependency[Viva]) -> Response[bytes]:
    return Response(viva.metrics.text(), media_type=CONTENT_TYPE)


def _landing(request: AnyRequest, viva: Viva, start: Start) -> Response[object]:
    if shape_of(request) is Shape.FRAGMENT:
        return html(viva.pages.block("landing.html", "main", start=start))
    return html(viva.pages.page("landing.html", start=start))


def _create_again(
    request: AnyRequest, viva: Viva, start: Start, error: VivaError
) -> Response[object]:
    """The start form with what was typed, and what to mend."""
    shape, status, headers = shape_of(request), status_of(error), headers_of(error)
    if shape is Shape.JSON:
        return as_json(error)
    if shape is Shape.FRAGMENT:
        return viva.errors.fragment(request, problem_of(error), headers)
    return html(viva.pages.page("landing.html", start=start), status, headers)


def _row_json(row: Row) -> dict[str, object]:
    session = session_json(row.session)
    created = row.session.created_at.isoformat()
    return {**session, "created_at": created, **state_json(row.interview)}


router = Router(
    "/", route_handlers=[landing, create, demo, dashboard, erase, healthz, readyz, metrics]
)
