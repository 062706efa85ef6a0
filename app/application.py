"""The application, put together from its parts.

`create_app` takes the real world as arguments: `main` gives it PostgreSQL, Redis
and a model, a test gives it what it wants to see.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.static_files import create_static_files_router

from app.interview.errors import StorageUnavailable
from app.interview.model import Source
from app.interviewer.asking import Asker
from app.interviewer.clock import World
from app.interviewer.conducting import Conductor
from app.interviewer.following import Follower
from app.interviewer.keeping import Housekeeper
from app.interviewer.means import Means
from app.interviewer.needs import Documents, Feed, Model, Store
from app.interviewer.patience import Patience
from app.interviewer.preparing import Preparer, Sample
from app.interviewer.reporting import Reporter
from app.interviewer.rescuing import Sweeper
from app.interviewer.tasks import Tasks
from app.settings import Limits
from app.web import documents as documents_routes
from app.web import feedback, interview, live, pages
from app.web.access import Access, Hosts, refuse_other_sites
from app.web.errors import ErrorPages
from app.web.forms import AnyRequest
from app.web.headers import add_headers
from app.web.limits import Limiter
from app.web.metrics import Metrics
from app.web.rendering import STATIC, Pages
from app.web.views import Site
from app.web.viva import Viva

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


class CannotStart(Exception):
    """What the operator has to mend, in one line."""


NEVER_COMPRESSED = ["^/session/"]
"""Private pages: a streamed one must not be held back by a compressor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The world an application lives in.

    `stand_in` writes the planned question where `model` cannot; it is the demo
    interviewer. `expects_others`: other processes are no news, because
    the feed reaches them or the operator was told at the start that it does not.
    """

    store: Store
    feed: Feed
    model: Model
    stand_in: Model
    documents: Documents
    sample: Sample
    secret_key: str
    allowed_hosts: tuple[str, ...] = ()
    retention_days: int = 30
    limits: Limits = field(default_factory=Limits)
    expects_others: bool = False
    world: World = field(default_factory=World)
    patience: Patience = field(default_factory=Patience)


def create_app(parts: Parts) -> Litestar:
    """The application over `parts`, which its lifespan opens and closes."""
    logging.getLogger("uvicorn.error").addFilter(live.not_refused)
    tasks, metrics = Tasks(), Metrics()
    means = Means(
        model=parts.model,
        feed=parts.feed,
        world=parts.world,
        patience=parts.patience,
        tasks=tasks,
        meters=metrics,
    )
    asker = Asker(turns=parts.store, stand_in=parts.stand_in, means=means)
    reporter = Reporter(store=parts.store, means=means)
    viva = _viva(parts, asker, reporter, metrics)
    return _litestar(viva, _lifespan(parts, asker, reporter, tasks))


def _viva(parts: Parts, asker: Asker, reporter: Reporter, metrics: Metrics) -> Viva:
    site = Site(
        interviewer=parts.model.name,
        is_demo=parts.model.source is Source.DEMO,
        fallback=parts.model.fallback_name,
    )
    rendered = Pages(site)
    return Viva(
        preparer=Preparer(sessions=parts.store, world=parts.world, sample=parts.sample),
        conductor=Conductor(turns=parts.store, asker=asker, world=parts.world, meters=metrics),
        reporter=reporter,
        follower=Follower(
            turns=parts.store, feedbacks=parts.store, feed=parts.feed, patience=parts.patience
        ),
        documents=parts.documents,
        metrics=metrics,
        health=(parts.store, parts.feed),
        patience=parts.patience,
        access=Access(parts.secret_key),
        hosts=Hosts(parts.allowed_hosts),
        limiter=Limiter(
            sessions_per_hour=parts.limits.sessions_per_hour,
            answers_per_minute=parts.limits.answers_per_minute,
            sockets_per_address=parts.limits.sockets_per_address,
        ),
        pages=rendered,
        errors=ErrorPages(rendered),
        site=site,
    )


def _litestar(viva: Viva, lifespan: Lifespan) -> Litestar:
    async def check(request: AnyRequest) -> None:
        viva.hosts.check(request)
        refuse_other_sites(request)

    return Litestar(
        route_handlers=[
            pages.router,
            documents_routes.router,
            interview.router,
            feedback.router,
            live.router,
            create_static_files_router("/static", [STATIC]),
        ],
        dependencies={"viva": Provide(lambda: viva, use_cache=True, sync_to_thread=False)},
        exception_handlers={Exception: viva.errors.answer},
        before_request=check,
        before_send=[add_headers],
        compression_config=CompressionConfig(backend="gzip", exclude=NEVER_COMPRESSED),
        lifespan=[lifespan],
        openapi_config=None,
        logging_config=None,
    )


def _lifespan(parts: Parts, asker: Asker, reporter: Reporter, tasks: Tasks) -> Lifespan:
    sweeper = Sweeper(
        store=parts.store,
        asker=asker,
        reporter=reporter,
        world=parts.world,
        patience=parts.patience,
    )
    keeper = Housekeeper(
        store=parts.store,
        world=parts.world,
        retention_days=parts.retention_days,
        expects_others=parts.expects_others,
    )

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with _opened(parts):
            rounds = [asyncio.create_task(sweeper.run()), asyncio.create_task(keeper.run())]
            try:
                yield
            finally:
                # First, so that no lost question is taken over only to be left again.
                await _cancelled(rounds)
                await tasks.stop(parts.patience.grace)
                with suppress(StorageUnavailable):
                    await keeper.leave()

    return lifespan


@asynccontextmanager
async def _opened(parts: Parts) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        try:
            await parts.store.open()
        except StorageUnavailable as error:
            kind = type(error.__cause__ or error).__name__
            raise CannotStart(f"DATABASE_URL: the database cannot be opened ({kind})") from None
        stack.push_async_callback(parts.store.close)
        await parts.feed.open()
        stack.push_async_callback(parts.feed.close)
        stack.push_async_callback(parts.model.close)
        stack.push_async_callback(parts.stand_in.close)
        yield


async def _cancelled(rounds: list[asyncio.Task[None]]) -> None:
    for task in rounds:
        task.cancel()
    await asyncio.gather(*rounds, return_exceptions=True)
