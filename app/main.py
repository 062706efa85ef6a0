"""The real world: settings, adapters, application. `uvicorn app.main:app` serves it.

Law: nothing else reads the environment.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from app import documents, logs
from app.application import Parts, build_app
from app.brains import asks_and_rates, rates_by_rule
from app.cli import Commands
from app.demo.interviewer import DemoInterviewer
from app.demo.stories import Story, sample_path, stories
from app.rehearsal import rehearse
from app.server import serve_command
from app.services.clock import Clock
from app.services.daily_budget import DailyBudget
from app.services.daily_usage import DailyUsage
from app.services.housekeeping import SEVERAL_PROCESSES
from app.services.preparation import Sample, SampleAnswers
from app.settings import BadSetting, Settings
from app.storage.store import open_store
from app.streams.factory import open_stream
from app.text.normalise import normalise
from app.web.metrics import PrometheusMetrics

if TYPE_CHECKING:
    from click import Command
    from litestar import Litestar

    from app.llm.call_record import CallRecord, NoteCall
    from app.llm.openai_model import OpenAIModel
    from app.services.store_ports import Spending
    from app.storage.store import PiccoloStore
    from app.telemetry import Telemetry

log = logging.getLogger(__name__)

ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's, to ask by which way one would get there."""

ANSWER_SHARE = 2
"""How much longer the sample candidate takes over a word than the demo interviewer."""


def parts_from(settings: Settings, env: Mapping[str, str]) -> Parts:
    """The adapters that `settings` name, none of them opened yet.

    `env` names proxies and certificates for the model's calls. Raises `ValueError`
    in one line for what cannot be used.
    """
    store = open_store(settings.database_url, migrates=settings.migrate_at_start)
    metrics = PrometheusMetrics()
    telemetry = _telemetry(settings)
    note_call = _noting(metrics, DailyUsage(ledger=store, clock=Clock()), telemetry)
    budget = _budget(settings, store)
    model = _model(settings, env, budget=budget, note_call=note_call)
    is_checked = budget is None or budget.affords_checks
    demo = DemoInterviewer(settings.demo_words_per_second)
    interviewer, reviewer = asks_and_rates(model, demo)
    return Parts(
        store=store,
        stream=open_stream(settings.redis_url),
        interviewer=interviewer,
        stand_in=demo,
        reviewer=reviewer,
        reviewer_stand_in=rates_by_rule(),
        documents=documents,
        samples={name: _sample(name, story) for name, story in stories().items()},
        allowed_hosts=settings.allowed_hosts,
        trusted_proxies=settings.trusted_proxies,
        retention_days=settings.retention_days,
        limits=settings.limits,
        expects_others=settings.redis_url is not None or settings.processes > 1,
        has_redis=settings.redis_url is not None,
        plugins=(_commands(settings, env, store),),
        diagnose=partial(_diagnose, model) if model and is_checked else None,
        metrics=metrics,
        is_hall=settings.is_hall,
        hall_host=own_address() or "" if settings.is_hall else "",
        answer_seconds_per_word=ANSWER_SHARE * demo.seconds_per_word,
        rehearse=partial(rehearse, interviewer, reviewer),
        tracing=telemetry,
    )


def _commands(settings: Settings, env: Mapping[str, str], store: PiccoloStore) -> Commands:
    """The verbs of the `litestar` command."""
    return Commands(
        open_model=partial(_model, settings, env),
        store=store,
        database_url=settings.database_url,
        retention_days=settings.retention_days,
        env=env,
        serve=_serve_command(settings),
        traces=settings.tracing.endpoint if settings.tracing else "",
    )


def _serve_command(settings: Settings) -> Command:
    return serve_command(
        port=settings.port,
        processes=settings.processes,
        log_config=logs.config(settings.log_format),
    )


def own_address() -> str | None:
    """Where others on this network find this machine; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)  # nothing is sent
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _budget(settings: Settings, spending: Spending) -> DailyBudget | None:
    calls = settings.limits.model_calls_per_day
    return DailyBudget(spending=spending, clock=Clock(), calls=calls) if calls else None


def _noting(metrics: PrometheusMetrics, usage: DailyUsage, telemetry: Telemetry | None) -> NoteCall:
    """Counts a call in this process's numbers and in the database's, and traces it."""

    def note(record: CallRecord) -> None:
        cost = record.usage
        if cost is not None and record.went_well:
            metrics.count_usage(record.purpose, **asdict(cost))
            usage.add(prompt=cost.prompt, completion=cost.completion)
        if telemetry is not None:
            telemetry.note_call(record)

    return note


def _telemetry(settings: Settings) -> Telemetry | None:
    """Where traces go; None where no endpoint is set."""
    if settings.tracing is None:
        return None
    try:
        from app.telemetry import Telemetry  # noqa: PLC0415, an extra that few install
    except ModuleNotFoundError as lacking:
        raise BadSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT needs the extra otel (pip install '.[otel]'):"
            f" {lacking.name} is not installed."
        ) from None
    tracing = settings.tracing
    return Telemetry(tracing.endpoint, tracing.headers, tracing.resource)


def _model(
    settings: Settings,
    env: Mapping[str, str],
    *,
    budget: DailyBudget | None = None,
    note_call: NoteCall | None = None,
) -> OpenAIModel | None:
    """The model that is configured, None for the demo interviewer."""
    if settings.primary is None:
        return None
    from app.llm.openai_model import OpenAIModel  # noqa: PLC0415, the demo needs none of it
    from app.llm.provider import Provider  # noqa: PLC0415, as above

    return OpenAIModel(
        Provider(**asdict(settings.primary)),
        Provider(**asdict(settings.fallback)) if settings.fallback else None,
        budget=budget,
        environment=env,
        note_call=note_call,
    )


async def _diagnose(model: OpenAIModel) -> tuple[bool, str]:
    from app.llm.diagnosis import diagnose  # noqa: PLC0415, no start waits for it

    diagnosis = await diagnose(model)
    return diagnosis.is_good, diagnosis.summary


def create_app() -> Litestar:
    """The application for the real environment, as the `litestar` command takes it."""
    return _application(os.environ)[0]


def application(env: Mapping[str, str]) -> Litestar:
    """The application for `env`; a bad value ends the process in a line."""
    litestar, settings = _application(env)
    _warn_of_siblings(settings)
    if env.get("SECRET_KEY"):
        log.info("SECRET_KEY is ignored: cookies are not signed any more.")
    return litestar


def _application(env: Mapping[str, str]) -> tuple[Litestar, Settings]:
    with _told_in_a_line():
        settings = Settings.from_env(env)
        logs.configure(settings.log_format)
        return build_app(parts_from(settings, env)), settings


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """Have a bad value end the process and be told in one line."""
    try:
        yield
    except ValueError as error:
        raise SystemExit(f"viva: {error}") from None


def main() -> None:
    """The command `viva`: serves; with a verb, what `litestar` does with it."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["serve"]:
        arguments = arguments[1:]
    elif arguments and (arguments[0] == "--help" or not arguments[0].startswith("-")):
        from litestar.cli.main import litestar_group  # noqa: PLC0415, no start waits for it

        litestar_group(args=["--app", "app.main:create_app", *arguments], prog_name="viva")
    with _told_in_a_line():
        settings = Settings.from_env(os.environ)
    _serve_command(settings).main(args=arguments, prog_name="viva")


def _warn_of_siblings(settings: Settings) -> None:
    """Tell of workers that share no stream; once, though each of them starts here."""
    is_first = multiprocessing.current_process().name in {"MainProcess", "SpawnProcess-1"}
    if settings.processes > 1 and settings.redis_url is None and is_first:
        log.warning(SEVERAL_PROCESSES)


def _sample(name: str, story: Story) -> Sample:
    return Sample(
        name=name,
        job_title=story.title,
        company_name=story.company,
        candidate=story.candidate,
        tagline=story.tagline,
        cv_text=story.cv,
        job_description_text=story.posting,
        answers=_answers(story),
    )


def _answers(story: Story) -> SampleAnswers:
    """What the sample candidate says to each question of the story, as it is stored."""
    by_question = {story.closing.ask: story.closing.answer}
    for topic in story.topics:
        first = (topic.ask, topic.ask_after_sample, topic.ask_after_missing, topic.again)
        by_question |= {question: topic.answer for question in first if question}
        for probe in filter(None, (topic.probe, topic.probe_after_sample)):
            by_question[probe] = topic.probe_answer or topic.answer
    by_question |= {step.question: step.answer for step in sample_path(story)}
    by_quote = {topic.quote: topic.answer for topic in story.topics}
    return SampleAnswers(
        by_question={asked: normalise(text) for asked, text in by_question.items()},
        by_quote={quote: normalise(text) for quote, text in by_quote.items()},
    )


def __getattr__(name: str) -> Litestar:
    """`app`, made when a server asks for it and not for whoever imports this module."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = made = application(os.environ)
    return made
