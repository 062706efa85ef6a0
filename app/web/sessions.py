"""Sessions: landing page, start, sample interviews, dashboard, erasing."""

from __future__ import annotations

from litestar.datastructures import Cookie
from litestar.params import FromPath

from app.domain.errors import BadInput, StorageUnavailable, TooOften, Unprocessable
from app.domain.show import SPEAKERS
from app.domain.source import Source
from app.web.context import AppContext, Context
from app.web.error_handlers import problem_of
from app.web.forms import AnyRequest, read_form
from app.web.json_objects import DashboardObject, LandingObject, RowObject
from app.web.negotiation import AnyResponse, go_to
from app.web.routes import form_route, read_route
from app.web.serializers import sample_json, session_json, state_json
from app.web.view_models import DashboardRow, StartForm


@read_route("/", LandingObject, is_owned=False)
async def landing(request: AnyRequest, context: Context) -> AnyResponse:
    samples = context.preparation.samples.values()
    is_reachable = context.model_health.is_reachable
    told: LandingObject = {
        "interviewer": context.site.interviewer,
        "is_demo": context.site.is_demo,
        "is_reachable": is_reachable,
        "stories": [sample_json(sample) for sample in samples],
    }
    start = StartForm(is_model_away=is_reachable is False and not context.site.is_demo)
    return context.shown(request, "landing.html", lambda: told, start=start, samples=samples)


@form_route(
    "/session/create",
    "job_title",
    "company_name",
    room="Job title and company name can have up to 200 characters each.",
    is_owned=False,
)
async def create(request: AnyRequest, context: Context) -> AnyResponse:
    form = await read_form(request)
    job_title, company_name = form.text("job_title"), form.text("company_name")
    try:
        owner, cookies = await _welcome(request, context)
        await context.limiter.new_session(request)
        session = await context.preparation.create(owner, job_title, company_name)
    except (BadInput, StorageUnavailable, TooOften) as error:
        start = StartForm(
            job_title=job_title,
            company_name=company_name,
            problem=str(error),
            field_at_fault=error.field if isinstance(error, BadInput) else "",
        )
        return context.errors.show_again(
            request,
            problem_of(error),
            "landing.html",
            start=start,
            samples=context.preparation.samples.values(),
        )
    response = go_to(request, f"/session/{session.id}/upload")
    response.cookies.extend(cookies)
    return response


@form_route(
    "/demo",
    optional=("story", "present", "interviewer"),
    choices={"interviewer": SPEAKERS},
    is_owned=False,
)
async def demo(request: AnyRequest, context: Context) -> AnyResponse:
    given = await read_form(request)
    story, shown, speaker = (given.text(name) for name in ("story", "present", "interviewer"))
    if speaker not in SPEAKERS:
        raise Unprocessable("The interviewer must be model or demo.")
    await context.limiter.new_session(request)
    owner, cookies = await _welcome(request, context)
    session = await context.preparation.create_demo(owner, shown or story or None)
    by_demo = "?interviewer=demo" if speaker == Source.DEMO else ""
    page = f"present{by_demo}" if shown else "interview"
    response = go_to(request, f"/session/{session.id}/{page}")
    response.cookies.extend(cookies)
    return response


@form_route("/session/{session_id:str}/again")
async def again(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    interview = await context.owned_interview(request, session_id)
    await context.limiter.new_session(request)
    _, cookies = context.access.welcome(request, is_known=True)
    session = await context.preparation.again(interview)
    response = go_to(request, f"/session/{session.id}/upload")
    response.cookies.extend(cookies)
    return response


@read_route("/dashboard", DashboardObject, is_owned=False)
async def dashboard(request: AnyRequest, context: Context) -> AnyResponse:
    owner = context.access.owner(request)
    interviews = await context.preparation.recent(owner) if owner else ()
    rows = [
        DashboardRow(
            interview=interview, feedback=await context.reports.feedback(interview.session.id)
        )
        for interview in interviews
    ]
    return context.shown(
        request,
        "dashboard.html",
        lambda: {"sessions": [_row_json(row) for row in rows]},
        rows=rows,
        is_erased=request.query_params.get("notice") == "erased",
    )


@form_route("/session/{session_id:str}/erase")
async def erase(request: AnyRequest, session_id: FromPath[str], context: Context) -> AnyResponse:
    await context.preparation.owned(session_id, context.access.owner(request))
    await context.preparation.erase(session_id)
    return go_to(request, "/dashboard?notice=erased")


async def _welcome(request: AnyRequest, context: AppContext) -> tuple[str, list[Cookie]]:
    """Who makes a session, and the cookie to set."""
    owner = context.access.owner(request)
    is_known = owner is not None and await context.preparation.owns_sessions(owner)
    return context.access.welcome(request, is_known=is_known)


def _row_json(row: DashboardRow) -> RowObject:
    session = session_json(row.session)
    created = row.session.created_at.isoformat()
    return {**session, "created_at": created, **state_json(row.interview)}


HANDLERS = [landing, create, demo, again, dashboard, erase]
