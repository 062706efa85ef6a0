"""Traces: what is in them, byte for byte what is not, and nothing that waits for them."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import subprocess
import sys
import time
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from app.main import parts_from
from app.settings import BadSetting, Settings
from app.telemetry import FLUSH
from app.values import replace
from tests.candidate import Candidate, Reader
from tests.faults.behaviours import interviews, status
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.serving import HTML, HTMX, QUICK, Served, parts, served
from tests.web.presenter import Presenter

ROOT = Path(__file__).parents[1]
SECRET = "Zanzibar-7391"
OF_A_REQUEST = {
    *("http.request.method", "http.route", "http.response.status_code", "url.scheme"),
    *("viva.request", "viva.session"),
}
OF_A_CALL = {
    *("gen_ai.operation.name", "gen_ai.request.model", "error.type"),
    *("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "viva.cached_tokens"),
    *("viva.provider", "viva.purpose", "viva.call", "viva.outcome", "viva.first_word_seconds"),
    *("viva.request", "viva.session"),
}
OF_THE_PROCESS = {
    *("service.name", "service.version", "service.instance.id", "deployment.environment"),
    *("telemetry.sdk.language", "telemetry.sdk.name", "telemetry.sdk.version"),
}


@dataclass
class Collector:
    """Takes what is exported; a real server on this machine."""

    port: int = 0
    statuses: list[int] = field(default_factory=list)
    """What the next exports are answered, then 200."""
    pause: float = 0.0
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, str]:
        return {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{self.port}"}

    @property
    def spans(self) -> list[Span]:
        return [
            span
            for export in self._exports()
            for resource in export.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    @property
    def resource(self) -> dict[str, Any]:
        return told(self._exports()[0].resource_spans[0].resource)

    def _exports(self) -> list[ExportTraceServiceRequest]:
        return [ExportTraceServiceRequest.FromString(body) for body in self.bodies]


@contextmanager
def collecting(**changes: Any) -> Iterator[Collector]:
    collector = Collector(**changes)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            collector.headers.append({k.lower(): v for k, v in self.headers.items()})
            time.sleep(collector.pause)
            self.send_response(collector.statuses.pop(0) if collector.statuses else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        collector.port = server.server_address[1]
        serving = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        serving.start()
        yield collector
        server.shutdown()


def told(carrier: Any) -> dict[str, Any]:
    """The attributes of a span or a resource."""
    return {
        pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in carrier.attributes
    }


@asynccontextmanager
async def tracing(folder: Path, collector: Collector, **env: str) -> AsyncIterator[Served]:
    """The application as `env` makes it, its traces sent to `collector`."""
    parts(folder)  # leaves a database that needs no migration
    given = {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite", **collector.variables, **env}
    world = replace(parts_from(Settings.from_env(given), given), timeouts=QUICK)
    async with served(world) as viva:
        yield viva


def fails_at_question_2(request: Request) -> Behaviour:
    """And quotes in its error what it was told, as providers do."""
    is_second = request.is_question and request.asked == 1
    return status(500, {"message": f"{SECRET} {request.prompt}"}) if is_second else interviews()


async def interviewed(viva: Served) -> tuple[str, set[str]]:
    """The request id of an answer to question 1, and all that nobody else may see."""
    async with viva.client(**{"User-Agent": f"Agent-{SECRET}"}) as client:
        candidate = Candidate(viva, client)
        await candidate.create(f"Nurse {SECRET}", SECRET)
        sample = next(iter(viva.parts.samples.values()))
        await candidate.post("upload-cv", {"cv_text": f"{SECRET} {sample.cv_text}"})
        await candidate.post("upload-job", {"job_description": sample.job_description_text})
        await candidate.get("interview", HTMX)
        async with candidate.watch(1) as socket:
            await Reader().read(socket)
        answered = await candidate.answer(f"It was {SECRET}.")
        assert answered.status_code == 200, answered.text
        await candidate.get(f"interview?curriculum={SECRET}")
        await client.get(f"/{SECRET}?curriculum={SECRET}")
        await client.get(f"/shared/{SECRET}")
        await client.request("PROPFIND", "/")
        await candidate.post("complete")
        await candidate.get("feedback")
        conversation = (await candidate.interview())["conversation"]
        shared = (await candidate.post("share", {"scores": "1"})).json()["url"].rpartition("/")[2]
        await client.get(f"/shared/{shared}")
        cookies = set(client.cookies.values())
    texts = {line for message in conversation for line in message["content"].splitlines() if line}
    assert shared
    own = {candidate.session_id, shared, "/shared/z", "?curriculum", "127.0.0.1"}
    return answered.headers["x-request-id"], own | cookies | texts


async def shown(viva: Served) -> set[str]:
    """The ids of a show, and the tokens of its links."""
    async with viva.client() as client:
        presenter = Presenter(viva, client)
        await presenter.begun()
        links = {await presenter.link(kind) for kind in ("stage", "remote")}
        for link in links:
            await client.get(link, headers=HTML)
        return {presenter.session_id, presenter.page, *(link.rpartition("/")[2] for link in links)}


async def test_trace_tells_routes_and_calls_and_nothing_of_a_candidate(tmp_path: Path) -> None:
    with collecting() as collector:
        async with (
            ProviderStub(otherwise=fails_at_question_2) as primary,
            ProviderStub() as fallback,
            tracing(
                tmp_path,
                collector,
                **primary.variables,
                FALLBACK_OPENAI_BASE_URL=fallback.base_url,
                FALLBACK_OPENAI_MODEL="other",
                OTEL_RESOURCE_ATTRIBUTES="deployment.environment=a%20hall",
                OTEL_EXPORTER_OTLP_HEADERS="x-key=open%20sesame",
            ) as viva,
        ):
            request, hidden = await interviewed(viva)
            hidden |= await shown(viva)
            address = {primary.base_url, fallback.base_url}

    sent = b"".join(collector.bodies)
    assert len(hidden) > 12
    assert [text for text in hidden | address | {SECRET} if text.encode() in sent] == []
    assert SECRET.lower().encode() not in sent.lower()
    assert {"x-key": "open sesame"}.items() <= collector.headers[0].items()
    assert collector.resource["deployment.environment"] == "a hall"
    assert collector.resource["service.name"] == "viva"
    assert collector.resource.keys() <= OF_THE_PROCESS

    asked = [span for span in collector.spans if span.kind == Span.SPAN_KIND_SERVER]
    calls = [span for span in collector.spans if span.kind == Span.SPAN_KIND_CLIENT]
    assert len(asked) + len(calls) == len(collector.spans)
    assert not any(span.events or span.links or span.trace_state for span in collector.spans)
    assert not any(span.status.message for span in collector.spans)
    assert all(told(span).keys() <= OF_A_REQUEST for span in asked)
    assert all(told(span).keys() <= OF_A_CALL for span in calls)
    names = {span.name for span in asked}
    assert {
        *("POST /session/{session_id}/message", "WS /session/{session_id}/question/{number}/live"),
        *("GET /shared/{token}", "GET /stage/{token}", "GET /remote/{token}", "GET", "HTTP"),
    } <= names
    assert {span.name for span in calls} == {"chat stub", "chat other"}
    _assert_joined(asked, calls, request)


def _assert_joined(asked: list[Span], calls: list[Span], request: str) -> None:
    """The answer's request and the calls for question 2 are one trace with one request id."""
    (answered,) = [span for span in asked if told(span)["viva.request"] == request]
    assert answered.name == "POST /session/{session_id}/message"
    assert told(answered)["http.response.status_code"] == 200
    followed = [span for span in calls if told(span).get("viva.request") == request]
    assert {span.parent_span_id for span in followed} == {answered.span_id}
    assert {span.trace_id for span in followed} == {answered.trace_id}
    assert {told(span)["viva.session"] for span in followed} == {told(answered)["viva.session"]}
    first, second = (span for span in followed if told(span)["viva.purpose"] == "question")
    assert told(first)["viva.provider"] == "primary"
    assert told(first)["viva.outcome"] == told(first)["error.type"] == "server error"
    assert first.status.code == Status.STATUS_CODE_ERROR
    assert told(second)["viva.provider"] == "fallback"
    assert told(second)["viva.call"] == 2
    assert told(second)["viva.outcome"] in {"whole", "enough"}
    assert 0 <= told(second)["viva.first_word_seconds"] < 8
    assert first.start_time_unix_nano <= first.end_time_unix_nano <= second.end_time_unix_nano
    assert answered.start_time_unix_nano <= first.start_time_unix_nano


@pytest.mark.parametrize(("proxies", "is_joined"), [("127.0.0.1", True), ("", False)])
async def test_trace_goes_on_from_a_trusted_proxy_alone(
    tmp_path: Path, *, proxies: str, is_joined: bool
) -> None:
    trace = secrets.token_hex(16)
    given = {"traceparent": f"00-{trace}-{secrets.token_hex(8)}-01", "tracestate": f"a={SECRET}"}
    with collecting() as collector:
        async with (
            tracing(tmp_path, collector, TRUSTED_PROXIES=proxies) as viva,
            viva.client(**given) as client,
        ):
            assert (await client.get("/dashboard")).status_code == 200
            await client.get("/healthz")

    (span,) = collector.spans
    assert span.name == "GET /dashboard"
    assert (span.trace_id.hex() == trace) == is_joined
    assert not span.trace_state


async def test_endpoint_that_fails_is_told_once_and_its_return_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")
    with collecting(statuses=[400, 400, 400]) as collector, caplog.at_level(logging.INFO):
        async with tracing(tmp_path, collector) as viva, viva.client() as client:
            async with asyncio.timeout(20):
                while len(collector.bodies) < 5:
                    assert (await client.get("/")).status_code == 200
                    await asyncio.sleep(0.02)

    lines = [r for r in caplog.records if r.name.startswith(("app.telemetry", "opentelemetry"))]
    assert [(r.levelname, r.getMessage()) for r in lines] == [
        (
            "WARNING",
            "Traces cannot be delivered to 127.0.0.1; they are dropped until it takes them.",
        ),
        ("INFO", "Traces are delivered to 127.0.0.1 again."),
    ]


@pytest.mark.parametrize("is_there", [True, False], ids=["never answers", "nobody listens"])
async def test_endpoint_that_is_away_holds_up_no_request_and_a_stop_but_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")
    with collecting(pause=FLUSH + 3 if is_there else 0) as collector:
        away = collector if is_there else Collector(port=1)
        async with tracing(tmp_path, away) as viva, viva.client() as client:
            for _ in range(20):
                began = time.monotonic()
                assert (await client.get("/")).status_code == 200
                assert time.monotonic() - began < 1
            await asyncio.sleep(0.1)
            began = time.monotonic()

    assert time.monotonic() - began < FLUSH + 2.5


def test_start_loads_nothing_of_it_unless_an_endpoint_is_set() -> None:
    code = "import sys; from app.main import app; print('opentelemetry.trace' in sys.modules)"

    assert _said(code).stdout.strip() == "False"
    assert _said(code, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1").stdout.strip() == "True"


def test_start_without_the_extra_stops_and_names_it() -> None:
    code = "import sys; sys.modules['opentelemetry'] = None; from app.main import app"

    ended = _said(code, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1")

    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "viva: OTEL_EXPORTER_OTLP_ENDPOINT needs the extra otel (pip install '.[otel]'):"
        " opentelemetry.context is not installed."
    )
    assert _said(code).returncode == 0


def test_what_the_extra_brings_is_there_for_the_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extra = project["project"]["optional-dependencies"]["otel"]

    assert extra
    assert set(extra) <= set(project["dependency-groups"]["dev"])


def test_doctor_tells_where_traces_go() -> None:
    code = "import sys; sys.argv[1:] = ['doctor']; from app.__main__ import main; main()"

    assert (
        "traces: sent to traces.example\n"
        in _said(code, OTEL_EXPORTER_OTLP_ENDPOINT="https://key:s3cret@traces.example:4318").stdout
    )
    assert "traces" not in _said(code).stdout


def _said(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite:///none.sqlite", **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "Bearer s3cret"),
        ("OTEL_RESOURCE_ATTRIBUTES", "s3 cret=1"),
    ],
)
def test_bad_value_is_named_and_not_told(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as caught:
        Settings.from_env({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", name: value})

    assert "cret" not in str(caught.value)


def test_other_variables_are_not_read_without_an_endpoint() -> None:
    assert Settings.from_env({"OTEL_RESOURCE_ATTRIBUTES": "s3 cret=1"}).tracing is None


def test_key_of_an_attribute_may_hold_a_slash() -> None:
    env = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
        "OTEL_RESOURCE_ATTRIBUTES": "app.kubernetes.io/name=viva",
    }
    read = Settings.from_env(env).tracing

    assert read
    assert read.resource["app.kubernetes.io/name"] == "viva"


def test_service_is_named_by_its_own_variable_first() -> None:
    env = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://traces.example/otlp/",
        "OTEL_RESOURCE_ATTRIBUTES": "service.name=one,team=x",
        "OTEL_SERVICE_NAME": "two",
    }
    read = Settings.from_env(env).tracing

    assert read
    assert read.endpoint == "https://traces.example/otlp/v1/traces"
    assert (read.resource["service.name"], read.resource["team"]) == ("two", "x")
