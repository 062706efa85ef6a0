"""What an operator watches, as Prometheus text.

Law: numbers only; no id, no text and no address of a candidate is ever a label.
Each process answers for itself.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from app.domain.source import Source

SECONDS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 25, 45, 90)
"""Bounds that tell a good answer from one at the limits of the contract."""

CONTENT_TYPE = CONTENT_TYPE_LATEST.partition("; charset")[0]
"""The framework names the charset itself."""


class PrometheusMetrics:
    """The numbers of one process; fits `ports.Metrics`."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._answers = Counter("viva_answers", "Answers stored", registry=registry)
        self._questions = Counter(
            "viva_questions", "Questions that stand, by author", ["source"], registry=registry
        )
        self._first_text = Histogram(
            "viva_question_first_text_seconds",
            "From the ask to the first visible text",
            buckets=SECONDS,
            registry=registry,
        )
        self._whole = Histogram(
            "viva_question_seconds",
            "From the ask to the whole question",
            buckets=SECONDS,
            registry=registry,
        )
        self._tries = Counter(
            "viva_failed_tries", "Tries that gave no question", ["fault"], registry=registry
        )
        self._failed = Counter(
            "viva_failed_questions", "Questions that could not be had", registry=registry
        )
        self._reports = Counter(
            "viva_reports", "Reports that stand, by who wrote them", ["author"], registry=registry
        )
        self._calls = Counter(
            "viva_model_calls", "Calls whose tokens were told", ["purpose"], registry=registry
        )
        self._tokens = Counter(
            "viva_tokens",
            "Tokens of the model's calls; those cached are among those of the prompt",
            ["purpose", "kind"],
            registry=registry,
        )
        self._sockets = Gauge("viva_sockets", "Live channels open now", registry=registry)

    def answered(self) -> None:
        self._answers.inc()

    def asked(self, source: Source, first_text: float, whole: float) -> None:
        self._questions.labels(source).inc()
        self._first_text.observe(first_text)
        self._whole.observe(whole)

    def try_failed(self, fault: str) -> None:
        self._tries.labels(fault).inc()

    def question_failed(self) -> None:
        self._failed.inc()

    def report_ended(self, *, is_by_rule: bool) -> None:
        self._reports.labels("rule" if is_by_rule else "model").inc()

    def count_usage(self, purpose: str, *, prompt: int, cached: int, completion: int) -> None:
        """Count one call and its tokens, as the provider counted them."""
        self._calls.labels(purpose).inc()
        for kind, tokens in (("prompt", prompt), ("cached", cached), ("completion", completion)):
            self._tokens.labels(purpose, kind).inc(tokens)

    def socket(self) -> AbstractContextManager[None]:
        """Count a socket as long as the block runs."""
        return self._sockets.track_inprogress()

    def text(self) -> bytes:
        return generate_latest(self._registry)
