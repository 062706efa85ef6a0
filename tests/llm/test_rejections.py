"""What error statuses and their bodies mean, without a wire."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.llm.failures import Kind
from app.llm.rejections import (
    Rejected,
    complaint_in,
    context_limit,
    retry_after,
)

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
    assert Rejected(status=400, complaint=complaint).kind == Kind.TOO_LONG


def test_another_400_is_final() -> None:
    failed = Rejected(status=400, complaint="messages: field required")
    assert (failed.kind, failed.final) == (Kind.BAD_REQUEST, True)


@pytest.mark.parametrize("status", [408, 409, 424, 425, 498, 499, 500, 502, 529])
def test_status_that_says_nothing_of_the_request_is_worth_another_try(status: int) -> None:
    failed = Rejected(status=status)
    assert (failed.kind, failed.final) == (Kind.SERVER, False)


@pytest.mark.parametrize(
    "complaint", ["loading model", "model llama is currently loading", "the server is warming up"]
)
def test_server_that_loads_its_model_is_told(complaint: str) -> None:
    assert Rejected(status=503, complaint=complaint).kind == Kind.LOADING


@pytest.mark.parametrize(
    ("complaint", "kind"),
    [
        ("api key not valid. please pass a valid api key.", Kind.DENIED),
        ("incorrect api key provided", Kind.DENIED),
        ("the model `x` does not exist", Kind.NOT_FOUND),
        ("x is not a valid model id, unknown model", Kind.NOT_FOUND),
        ("filtered due to our content management policy", Kind.FILTERED),
        ("model output: system role not supported", Kind.BAD_REQUEST),
    ],
)
def test_some_servers_say_everything_with_a_400(complaint: str, kind: Kind) -> None:
    assert Rejected(status=400, complaint=complaint).kind == kind


def test_error_while_a_library_is_loading_is_no_model_that_loads() -> None:
    assert Rejected(status=500, complaint="error loading libcuda.so").kind == Kind.SERVER


def test_error_without_a_status_is_an_error_event_unless_it_is_about_the_length() -> None:
    assert Rejected(status=None, complaint="no").kind == Kind.ERROR_EVENT
    assert Rejected(status=None, complaint="too many tokens").kind == Kind.TOO_LONG


@pytest.mark.parametrize(
    ("complaint", "limit"),
    [
        ("this model's maximum context length is 4096 tokens. you requested 5000", 4096),
        ("the request exceeds the available context size (2,048 tokens), try increasing it", 2048),
        ("request (5100 tokens) exceeds it n_ctx: 8192", 8192),
        ("requested tokens (5000) exceed context window of 512", 512),
        ("context_length_exceeded", None),
        ("no", None),
    ],
)
def test_size_of_the_context_is_read(complaint: str, limit: int | None) -> None:
    assert context_limit(complaint) == limit


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": {"message": "No.", "param": "top_k", "code": null}}', "no. top_k"),
        (b'{"error": "Nothing of it"}', "nothing of it"),
        (b'[{"error": {"code": 400, "message": "Cannot find field."}}]', "400 cannot find field."),
        (
            b'{"detail": [{"loc": ["body", "seed"], "msg": "extra", "input": "my temperature"}]}',
            "body seed extra",
        ),
        (b'{"error": {"message": "Bad", "metadata": {"raw": "inner: seed"}}}', "bad inner: seed"),
        (b'{"error": {"n_ctx": 4096, "n_prompt_tokens": 5000}}', "n_ctx: 4096"),
        (b"<h1>Bad gateway</h1>", "<h1>bad gateway</h1>"),
        (b"", ""),
    ],
)
def test_complaint_is_what_a_body_says_and_not_what_it_quotes(body: bytes, said: str) -> None:
    assert complaint_in(body) == said
