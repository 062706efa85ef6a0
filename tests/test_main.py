"""What becomes of a model's call once it has ended."""

from __future__ import annotations

import asyncio

import pytest

from app.llm.call_record import ENOUGH, GIVEN_UP, WHOLE, CallRecord, Usage
from app.llm.failures import Kind
from app.main import _noting
from app.prompts.prompt import Purpose
from app.services.clock import Clock
from app.services.daily_usage import DailyUsage
from app.web.metrics import PrometheusMetrics
from tests.fakes import NOON
from tests.services.test_daily_usage import FakeLedger


@pytest.mark.parametrize(
    ("outcome", "is_counted"),
    [(WHOLE, True), (ENOUGH, True), (GIVEN_UP, False), (Kind.CUT_SHORT, False)],
)
async def test_tokens_of_calls_that_went_well_are_counted(
    outcome: str, *, is_counted: bool
) -> None:
    ledger, metrics = FakeLedger(), PrometheusMetrics()
    note = _noting(metrics, DailyUsage(ledger=ledger, clock=Clock(now=lambda: NOON)), None)

    note(
        CallRecord(
            provider="primary",
            model="m",
            purpose=Purpose.QUESTION,
            number=1,
            outcome=outcome,
            seconds=2.0,
            first_word=1.0,
            usage=Usage(prompt=900, cached=600, completion=40),
        )
    )
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert ledger.counted == ([(NOON.date(), 900, 40)] if is_counted else [])
    assert (b" 600.0\n" in metrics.text()) == is_counted
