"""The real world: settings, adapters, application. `uvicorn app.main:app` serves it.

Law: nothing else reads the environment.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app import documents
from app.application import CannotStart, Parts, create_app
from app.demo.model import DemoModel
from app.interviewer.budget import DailyBudget
from app.interviewer.clock import World
from app.interviewer.keeping import SEVERAL_PROCESSES
from app.interviewer.preparing import Sample
from app.live.feeds import open_feed
from app.llm.openai_model import OpenAIModel
from app.llm.providers import Provider
from app.secret import kept_secret
from app.settings import Endpoint, Settings
from app.storage.interviews import open_store

if TYPE_CHECKING:
    from litestar.types import ASGIApp

    from app.interviewer.needs import Model, Spending

log = logging.getLogger(__name__)

DATA = Path("data")
SAMPLES = Path(__file__).parent / "demo" / "samples"


def parts_from(settings: Settings) -> Parts:
    """The adapters that `settings` name, none of them opened yet."""
    store = open_store(settings.database_url)
    return Parts(
        store=store,
        feed=open_feed(settings.redis_url),
        model=_model(settings, store),
        stand_in=_demo(settings),
        documents=documents,
        sample=_sample(),
        secret_key=settings.secret_key or kept_secret(DATA),
        allowed_hosts=settings.allowed_hosts,
        retention_days=settings.retention_days,
        limits=settings.limits,
        expects_others=settings.redis_url is not None or settings.processes > 1,
    )


def application(env: Mapping[str, str]) -> ASGIApp:
    """The application for `env`; a bad value ends the process with one line."""
    try:
        settings = Settings.from_env(env)
        app: ASGIApp = create_app(parts_from(settings))
    except ValueError as error:
        raise SystemExit(f"viva: {error}") from None
    _warn_of_siblings(settings)
    app = in_one_line(app)
    if settings.trusted_proxies:
        return ProxyHeadersMiddleware(app, trusted_hosts=list(settings.trusted_proxies))  # type: ignore[arg-type,return-value]
    return app


def in_one_line(app: ASGIApp) -> ASGIApp:
    """The application, whose `CannotStart` is told without the way it came."""

    async def told(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        async def brief(message: dict[str, object]) -> None:
            found = re.search(rf"{CannotStart.__name__}: (.+)", str(message.get("message", "")))
            await send({**message, "message": f"viva: {found[1]}"} if found else message)

        says: Any = brief if scope["type"] == "lifespan" else send
        await app(scope, receive, says)

    return told


def _warn_of_siblings(settings: Settings) -> None:
    """Tell of workers that share no feed; once, though each of them starts here."""
    is_first = multiprocessing.current_process().name in {"MainProcess", "SpawnProcess-1"}
    if settings.processes > 1 and settings.redis_url is None and is_first:
        log.warning(SEVERAL_PROCESSES)


def _sample() -> Sample:
    return Sample(
        job_title="Staff Reliability Engineer",
        company_name="Harrowgate Payments",
        cv_text=(SAMPLES / "cv.txt").read_text("utf-8"),
        job_description_text=(SAMPLES / "job.txt").read_text("utf-8"),
    )


def _model(settings: Settings, spending: Spending) -> Model:
    if settings.primary is None:
        return _demo(settings)
    fallback = _provider(settings.fallback) if settings.fallback else None
    calls = settings.limits.model_calls_per_day
    budget = DailyBudget(spending=spending, world=World(), calls=calls) if calls else None
    return OpenAIModel(_provider(settings.primary), fallback, budget=budget)


def _demo(settings: Settings) -> DemoModel:
    return DemoModel(settings.demo_words_per_second)


def _provider(endpoint: Endpoint) -> Provider:
    return Provider(api_key=endpoint.api_key, base_url=endpoint.base_url, model=endpoint.model)


app = application(os.environ)
