"""Traces of requests and of the model's calls, by OpenTelemetry, for operators who keep them.

Law: what is sent is named here, one by one: routes, never paths; kinds and numbers, never a
text, an address or the message of an error; a session by the hash that the log has. The
sending waits in a thread of its own and takes nothing down with it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from threading import Thread
from urllib.parse import urlsplit

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import NoOpTracer, Span, SpanKind, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from app.llm.call_record import CallRecord
from app.log_context import asker

log = logging.getLogger(__name__)

FLUSH = 2.0
"""Seconds that a stop waits for what is left to be sent."""

AT_ONCE = 64
"""Spans in one delivery: to write down more would hold the interpreter over 5 ms."""

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "WS"))
"""Any other is a client's own word."""
STANDARD = {"WS": "GET", "HTTP": "_OTHER"}
SCHEMES = frozenset(("http", "https", "ws", "wss"))
NO_ROUTE = "none"
FAILED = 500
NANOSECONDS = 1_000_000_000

AWAY = "Traces cannot be delivered to %s; they are dropped until it takes them."
BACK = "Traces are delivered to %s again."

Value = str | int | float


class Telemetry:
    """Fits `request_log.Tracing`, and by `note_call` `call_record.NoteCall`.

    Nothing is sent before `open` and after `close`.
    """

    def __init__(
        self, endpoint: str, headers: Mapping[str, str], resource: Mapping[str, str]
    ) -> None:
        self._endpoint = endpoint
        self._headers = dict(headers)
        self._resource = dict(resource)
        self._tracer: Tracer = NoOpTracer()
        self._provider: TracerProvider | None = None
        self._exporter: _Exporter | None = None

    def open(self) -> None:
        """Begin to send, from a thread of its own."""
        resource = Resource.create(self._resource)
        provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        # Its own lines come by the batch and quote what a server answers.
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
        sender = OTLPSpanExporter(endpoint=self._endpoint, headers=self._headers)
        self._exporter = _Exporter(sender, urlsplit(self._endpoint).hostname or "")
        provider.add_span_processor(
            BatchSpanProcessor(self._exporter, max_export_batch_size=AT_ONCE)
        )
        self._provider, self._tracer = provider, provider.get_tracer("viva")

    def begin(self, parent: str) -> RequestSpan:
        span = self._tracer.start_span("request", _under(parent), SpanKind.SERVER)
        return RequestSpan(span)

    def note_call(self, record: CallRecord) -> None:
        """The span of a call that has ended, under the request that led to it."""
        now, who = time.time_ns(), asker()
        span = self._tracer.start_span(
            f"chat {record.model}",
            _under(who.trace),
            SpanKind.CLIENT,
            start_time=now - round(record.seconds * NANOSECONDS),
        )
        span.set_attributes(_call(record) | _who())
        if record.is_failure:
            span.set_status(StatusCode.ERROR)
        span.end(now)

    async def close(self) -> None:
        """Send what is left, for `FLUSH` seconds at most."""
        if self._provider is None or self._exporter is None:
            return
        self._tracer = NoOpTracer()
        closing = Thread(target=self._provider.shutdown, name="traces", daemon=True)
        closing.start()
        await asyncio.to_thread(closing.join, FLUSH)
        self._exporter.shutdown()


class RequestSpan:
    """Fits `request_log.Span`."""

    def __init__(self, span: Span) -> None:
        self._span = span

    @property
    def place(self) -> str:
        at = self._span.get_span_context()
        return f"00-{at.trace_id:032x}-{at.span_id:016x}-{at.trace_flags:02x}"

    def end(self, *, method: str, route: str, scheme: str, status: int) -> None:
        known = method if method in METHODS else "HTTP"
        self._span.update_name(known if route == NO_ROUTE else f"{known} {route}")
        told: dict[str, Value] = {"http.request.method": STANDARD.get(known, known)}
        if route != NO_ROUTE:
            told["http.route"] = route
        if scheme in SCHEMES:
            told["url.scheme"] = scheme
        if status:
            told["http.response.status_code"] = status
        self._span.set_attributes(told | _who())
        if status >= FAILED:
            self._span.set_status(StatusCode.ERROR)
        self._span.end()


def _who() -> dict[str, Value]:
    """Who asked, as the log tells it."""
    who = asker()
    told = {"viva.request": who.request, "viva.session": who.session}
    return {name: value for name, value in told.items() if value}


def _call(record: CallRecord) -> dict[str, Value]:
    told: dict[str, Value] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": record.model,
        "viva.provider": record.provider,
        "viva.purpose": record.purpose.value,
        "viva.call": record.number,
        "viva.outcome": str(record.outcome),
    }
    if record.is_failure:
        told["error.type"] = str(record.outcome)
    if record.first_word is not None:
        told["viva.first_word_seconds"] = round(record.first_word, 3)
    if record.usage is not None:
        told["gen_ai.usage.input_tokens"] = record.usage.prompt
        told["gen_ai.usage.output_tokens"] = record.usage.completion
        told["viva.cached_tokens"] = record.usage.cached
    return told


def _under(parent: str) -> Context:
    """A context with nothing in it but the span that `parent` names, a `traceparent`."""
    return TraceContextTextMapPropagator().extract({"traceparent": parent}, Context())


class _Exporter(SpanExporter):
    """Tells once when the traces cannot be delivered, and once when they can again."""

    def __init__(self, sender: SpanExporter, host: str) -> None:
        self._sender = sender
        self._host = host
        self._is_away = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._sender.export(spans)
        is_away = result is not SpanExportResult.SUCCESS
        if is_away != self._is_away:
            self._is_away = is_away
            if is_away:
                log.warning(AWAY, self._host)
            else:
                log.info(BACK, self._host)
        return result

    def shutdown(self) -> None:
        self._sender.shutdown()
