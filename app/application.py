"""The application, put together from its parts.

`build_app` takes the real world as arguments: `main` gives it PostgreSQL, Redis
and a model, a test gives it what it wants to see.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from threading import Thread

from litestar import Litestar, Response
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from msgspec import Struct

from app.domain.errors import CrossSite, DatabaseMismatch, StorageUnavailable, UnknownHost
from app.domain.source import Source
from app.parts import Parts
from app.services.erasure import Erasure
from app.services.housekeeping import ANNOUNCE_EVERY, Housekeeper
from app.services.interview import InterviewService
from app.services.model_health import ModelHealth
from app.services.paper_reader import PaperReader
from app.services.ports import Interviewer, Pingable
from app.services.preparation import PreparationService
from app.services.question_writer import QuestionWriter
from app.services.recovery import Recovery
from app.services.report_writer import ReportWriter
from app.services.rounds import Rounds
from app.services.subscriber import Subscriber
from app.services.tasks import Tasks
from app.services.writer_context import WriterContext
from app.settings import VERSION, Limits
from app.web import openapi, server_log
from app.web.after_report import after_report
from app.web.auth import Access, Hosts, refuse_other_sites
from app.web.context import AppContext
from app.web.error_handlers import ErrorPages
from app.web.forms import AnyRequest
from app.web.hall_only import refuse_strangers
from app.web.handlers import HANDLERS
from app.web.presenting import presenting
from app.web.proxies import Operators, UnknownProxy, refuse_unknown_tls
from app.web.rate_limits import Limiter
from app.web.rendering import Pages
from app.web.served_app import CannotStart, ServedApp
from app.web.static_files import static_files
from app.web.view_models import Site

__all__ = ["Parts", "build_app"]

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


SETTLED = 0.3
"""Seconds after the start in which the first page is served before anything else is loaded."""

NEVER_COMPRESSED = ["^/session/", "^/stage/", "^/static/"]
"""Private pages: a streamed one must not be held back by a compressor. Files are already."""


class _Services(Struct, frozen=True, kw_only=True):
    """The use cases over one set of parts."""

    papers: PaperReader
    question_writer: QuestionWriter
    reports: ReportWriter
    recovery: Rounds
    housekeeper: Housekeeper
    housekeeping: Rounds
    tasks: Tasks
    model_health: ModelHealth


def build_app(parts: Parts) -> Litestar:
    """The application over `parts`, which its lifespan opens and closes."""
    logging.getLogger("uvicorn.error").addFilter(server_log.is_news)
    services = _services(parts)
    return _litestar(parts, _context(parts, services), _lifespan(parts, services))


def _services(parts: Parts) -> _Services:
    tasks, model_health = Tasks(), ModelHealth(parts.diagnose)
    writer_context = WriterContext(
        stream=parts.stream,
        clock=parts.clock,
        timeouts=parts.timeouts,
        tasks=tasks,
        metrics=parts.metrics,
        model_health=model_health,
    )
    authors = {"interviewer": parts.interviewer, "stand_in": parts.stand_in}
    papers = PaperReader(sessions=parts.store, writer_context=writer_context, **authors)
    question_writer = QuestionWriter(
        turns=parts.store, papers=papers, writer_context=writer_context, **authors
    )
    reports = ReportWriter(
        store=parts.store,
        reviewer=parts.reviewer,
        stand_in=parts.reviewer_stand_in,
        papers=papers,
        writer_context=writer_context,
    )
    housekeeper = _housekeeper(parts)
    return _Services(
        papers=papers,
        question_writer=question_writer,
        reports=reports,
        recovery=_recovery(parts, question_writer, reports),
        housekeeper=housekeeper,
        housekeeping=_housekeeping(parts, housekeeper),
        tasks=tasks,
        model_health=model_health,
    )


def _recovery(parts: Parts, question_writer: QuestionWriter, reports: ReportWriter) -> Rounds:
    recovery = Recovery(
        store=parts.store,
        question_writer=question_writer,
        reports=reports,
        clock=parts.clock,
        timeouts=parts.timeouts,
    )
    return Rounds(
        "Recovery",
        recovery.sweep,
        every=parts.timeouts.sweep,
        monotonic=parts.clock.monotonic,
    )


def _housekeeper(parts: Parts) -> Housekeeper:
    return Housekeeper(
        store=parts.store,
        clock=parts.clock,
        retention_days=parts.retention_days,
        expects_others=parts.expects_others,
    )


def _housekeeping(parts: Parts, housekeeper: Housekeeper) -> Rounds:
    return Rounds(
        "Housekeeping",
        housekeeper.keep_house,
        every=ANNOUNCE_EVERY,
        monotonic=parts.clock.monotonic,
    )


def _context(parts: Parts, services: _Services) -> AppContext:
    site = _site(parts.interviewer)
    rendered = Pages(site)
    interviews = _interviews(parts, services)
    subscriber = Subscriber(
        turns=parts.store, feedbacks=parts.store, stream=parts.stream, timeouts=parts.timeouts
    )
    return AppContext(
        preparation=_preparation(parts, services),
        interviews=interviews,
        reports=services.reports,
        after_report=after_report(parts),
        subscriber=subscriber,
        presenting=presenting(
            parts,
            interviews=interviews,
            subscriber=subscriber,
            tasks=services.tasks,
            pages=rendered,
        ),
        documents=parts.documents,
        metrics=parts.metrics,
        model_health=services.model_health,
        health=_health(parts, services),
        version=VERSION,
        clock=parts.clock,
        timeouts=parts.timeouts,
        access=Access(),
        hosts=Hosts(parts.allowed_hosts),
        unknown_proxy=UnknownProxy(),
        operators=Operators(parts.trusted_proxies),
        limiter=_limiter(parts.limits),
        pages=rendered,
        errors=ErrorPages(rendered),
        site=site,
    )


def _interviews(parts: Parts, services: _Services) -> InterviewService:
    return InterviewService(
        turns=parts.store,
        question_writer=services.question_writer,
        clock=parts.clock,
        metrics=parts.metrics,
    )


def _preparation(parts: Parts, services: _Services) -> PreparationService:
    return PreparationService(
        sessions=parts.store,
        erasure=Erasure(sessions=parts.store, stream=parts.stream, tasks=services.tasks),
        documents=parts.documents,
        clock=parts.clock,
        samples=parts.samples,
    )


def _site(interviewer: Interviewer) -> Site:
    return Site(
        interviewer=interviewer.name,
        is_demo=interviewer.source is Source.DEMO,
        fallback=interviewer.fallback_name,
    )


def _limiter(limits: Limits) -> Limiter:
    return Limiter(
        sessions_per_hour=limits.sessions_per_hour,
        answers_per_minute=limits.answers_per_minute,
        sockets_per_address=limits.sockets_per_address,
    )


def _health(parts: Parts, services: _Services) -> dict[str, Pingable]:
    """What a ready process needs, by the name that `/readyz` tells."""
    redis = {"redis": parts.stream} if parts.has_redis else {}
    loops = {"recovery": services.recovery, "housekeeping": services.housekeeping}
    return {"database": parts.store, **redis, **loops}


def _litestar(parts: Parts, context: AppContext, lifespan: Lifespan) -> Litestar:
    async def check(request: AnyRequest) -> None:
        context.hosts.check(request)
        context.unknown_proxy.notice(request)
        try:
            refuse_other_sites(request)
        except CrossSite:
            refuse_unknown_tls(request)
            raise

    def answer(request: AnyRequest, error: Exception) -> Response[object]:
        try:
            context.hosts.check(request)
        except UnknownHost as unknown:
            error = unknown
        return context.errors.answer(request, error)

    return ServedApp(
        route_handlers=[*HANDLERS, static_files()],
        dependencies={"context": Provide(lambda: context, use_cache=True, sync_to_thread=False)},
        exception_handlers={Exception: answer},
        before_request=check,
        compression_config=CompressionConfig(backend="gzip", exclude=NEVER_COMPRESSED),
        lifespan=[lifespan],
        plugins=list(parts.plugins),
        guards=[refuse_strangers] if parts.is_hall else [],
        openapi_config=openapi.config(VERSION),
        logging_config=None,
        trusted_proxies=parts.trusted_proxies,
        tracing=parts.tracing,
    )


def _lifespan(parts: Parts, services: _Services) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with _opened(parts):
            loops = (services.recovery, services.housekeeping)
            rounds = [asyncio.create_task(loop.run()) for loop in loops]
            rounds.append(asyncio.create_task(_once_settled(parts, services)))
            try:
                yield
            finally:
                # First, so that no lost question is taken over only to be left again.
                for task in rounds:
                    task.cancel()
                await asyncio.gather(*rounds, return_exceptions=True)
                await services.tasks.stop(parts.timeouts.grace)
                with suppress(StorageUnavailable):
                    await services.housekeeper.leave()

    return lifespan


async def _once_settled(parts: Parts, services: _Services) -> None:
    """What no first page is to wait for."""
    if parts.rehearse is not None:
        await asyncio.sleep(SETTLED)
        Thread(target=parts.rehearse, name="rehearse", daemon=True).start()
    await services.model_health.watch()


@asynccontextmanager
async def _opened(parts: Parts) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        if parts.tracing is not None:
            try:
                parts.tracing.open()
            except ValueError as error:
                raise CannotStart(f"OTEL_*: {error}") from None
            stack.push_async_callback(parts.tracing.close)
        try:
            await parts.store.open()
        except StorageUnavailable as error:
            kind = type(error.__cause__ or error).__name__
            raise CannotStart(f"DATABASE_URL: the database cannot be opened ({kind})") from None
        except DatabaseMismatch as error:
            raise CannotStart(f"DATABASE_URL: {error}") from None
        stack.push_async_callback(parts.store.close)
        await parts.stream.open()
        stack.push_async_callback(parts.stream.close)
        stack.push_async_callback(parts.interviewer.close)
        stack.push_async_callback(parts.stand_in.close)
        yield
