"""Sessions: landing page, start, sample interviews, dashboard, erasing."""

from __future__ import annotations

from litestar import Response, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.domain.errors import BadInput, StorageUnavailable, TooOften, VivaError
from app.domain.source import Source
from app.web.context import AppContext
from app.web.error_handlers import as_json, headers_of, problem_of, status_of
from app.web.forms import TEXT_BYTES, AnyRequest, read_form, text_of
from app.web.json_objects import DashboardObject, LandingObject, RowObject
from app.web.negotiation import READ_METHODS, Shape, go_to, html, json, shape_of
from app.web.openapi import OWNED, SENDS_ON, answers, form
from app.web.serializers import sample_json, session_json, state_json
from app.web.view_models import DashboardRow, StartForm


@route("/", http_method=READ_METHODS, responses=answers(LandingObject))
async def landing(request: AnyRequest, context: NamedDependency[AppContext]) -> Response[object]:
    shape, samples = shape_of(request), tuple(context.preparation.samples.values())
    is_reachable = context.model_health.is_reachable
    if shape is Shape.JSON:
        return json(
            {
                "interviewer": context.site.interviewer,
                "is_demo": context.site.is_demo,
                "is_reachable": is_reachable,
                "stories": [sample_json(sample) for sample in samples],
            }
        )
    is_away = is_reachable is False and not context.site.is_demo
    start = StartForm(is_model_away=is_away)
    if shape is Shape.FRAGMENT:
        return html(context.pages.block("landing.html", "main", start=start, samples=samples))
    return html(context.pages.page("landing.html", start=start, samples=samples))


@post(
    "/session/create",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("job_title", "company_name"),
    responses=SENDS_ON,
)
async def create(request: AnyRequest, context: NamedDependency[AppContext]) -> Response[object]:
    form = await read_form(request)
    job_title, company_name = text_of(form, "job_title"), text_of(form, "company_name")
    owner, cookies = context.access.welcome(request)
    try:
        await context.limiter.new_session(request)
        session = await context.preparation.create(owner, job_title, company_name)
    except (BadInput, StorageUnavailable, TooOften) as error:
        start = StartForm(
            job_title=job_title,
            company_name=company_name,
            problem=str(error),
            field_at_fault=error.field if isinstance(error, BadInput) else "",
        )
        return _start_again(request, context, start, error)
    response = go_to(request, f"/session/{session.id}/upload")
    response.cookies.extend(cookies)
    return response


@post(
    "/demo",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form("story", "present", "interviewer"),
    responses=SENDS_ON,
)
async def demo(request: AnyRequest, context: NamedDependency[AppContext]) -> Response[object]:
    given = await read_form(request)
    story, shown = text_of(given, "story"), text_of(given, "present")
    await context.limiter.new_session(request)
    owner, cookies = context.access.welcome(request)
    session = await context.preparation.create_demo(owner, shown or story or None)
    by_demo = "?interviewer=demo" if text_of(given, "interviewer") == Source.DEMO else ""
    page = f"present{by_demo}" if shown else "interview"
    response = go_to(request, f"/session/{session.id}/{page}")
    response.cookies.extend(cookies)
    return response


@post(
    "/session/{session_id:str}/again",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=SENDS_ON,
    security=OWNED,
)
async def again(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    interview = await context.owned_interview(request, session_id)
    await context.limiter.new_session(request)
    _, cookies = context.access.welcome(request)
    session = await context.preparation.again(interview)
    response = go_to(request, f"/session/{session.id}/upload")
    response.cookies.extend(cookies)
    return response


@route("/dashboard", http_method=READ_METHODS, responses=answers(DashboardObject))
async def dashboard(request: AnyRequest, context: NamedDependency[AppContext]) -> Response[object]:
    owner = context.access.owner(request)
    interviews = await context.preparation.recent(owner) if owner else ()
    rows = [
        DashboardRow(
            interview=interview, feedback=await context.reports.feedback(interview.session.id)
        )
        for interview in interviews
    ]
    is_erased = request.query_params.get("notice") == "erased"
    shape = shape_of(request)
    if shape is Shape.JSON:
        return json({"sessions": [_row_json(row) for row in rows]})
    if shape is Shape.FRAGMENT:
        return html(context.pages.block("dashboard.html", "main", rows=rows, is_erased=is_erased))
    return html(context.pages.page("dashboard.html", rows=rows, is_erased=is_erased))


@post(
    "/session/{session_id:str}/erase",
    request_max_body_size=TEXT_BYTES,
    status_code=200,
    operation_class=form(),
    responses=SENDS_ON,
    security=OWNED,
)
async def erase(
    request: AnyRequest, session_id: FromPath[str], context: NamedDependency[AppContext]
) -> Response[object]:
    await context.preparation.owned(session_id, context.access.owner(request))
    await context.preparation.erase(session_id)
    return go_to(request, "/dashboard?notice=erased")


def _start_again(
    request: AnyRequest, context: AppContext, start: StartForm, error: VivaError
) -> Response[object]:
    """The start form with what was typed, and what to mend."""
    shape, status, headers = shape_of(request), status_of(error), headers_of(error)
    if shape is Shape.JSON:
        return as_json(error)
    if shape is Shape.FRAGMENT:
        return context.errors.fragment(request, problem_of(error), headers)
    samples = tuple(context.preparation.samples.values())
    page = context.pages.page("landing.html", start=start, samples=samples)
    return html(page, status, headers)


def _row_json(row: DashboardRow) -> RowObject:
    session = session_json(row.session)
    created = row.session.created_at.isoformat()
    return {**session, "created_at": created, **state_json(row.interview)}


HANDLERS = [landing, create, demo, again, dashboard, erase]
