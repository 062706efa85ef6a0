"""What error statuses and their bodies mean, without a wire."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.llm.faults import Kind
from app.llm.statuses import Rejection, judge, retry_after, unwelcome

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after": "-7"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:09 GMT"}, 9.0),
        ({"retry-after": "Tue, 24 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:09 -0000"}, 9.0),
        ({"retry-after": "Tue, 99 Nov 2026 12:00:09 GMT"}, None),
        ({"retry-after-ms": "1500", "retry-after": "60"}, 1.5),
        ({"retry-after-ms": "x", "retry-after": "60"}, 60.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@pytest.mark.parametrize(
    "complaint",
    [
        "this model's maximum context length is 4096 tokens. however, you requested 5000",
        '{"code": "context_length_exceeded"}',
        "the request exceeds the available context size, try increasing it",
        "please reduce the length of the messages or completion",
        "input is too long for requested model",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "requested tokens (5000) exceed context window of 4096",
        "too many tokens",
    ],
)
def test_servers_say_context_too_long_in_many_ways(complaint: str) -> None:
    assert judge(Rejection(status=400, complaint=complaint)).kind == Kind.TOO_LONG


def test_another_400_is_final() -> None:
    failed = judge(Rejection(status=400, complaint="messages: field required"))
    assert (failed.kind, failed.final) == (Kind.BAD_REQUEST, True)


@pytest.mark.parametrize("status", [400, 422])
def test_a_400_about_optional_parameters_is_worth_another_try(status: int) -> None:
    failed = judge(Rejection(status=status, complaint="no"), optional=["response_format"])
    assert (failed.kind, failed.final) == (Kind.PARAMETER, False)


def test_the_parameter_named_is_the_unwelcome_one() -> None:
    both = ["response_format", "reasoning_effort"]
    named = Rejection(status=400, complaint="unsupported parameter: 'reasoning_effort'")
    vague = Rejection(status=400, complaint="no")
    assert unwelcome(named, both) == {"reasoning_effort"}
    assert unwelcome(vague, both) == set(both)
