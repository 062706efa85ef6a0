"""Server-sent events out of bytes that come in any pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ModelFailed
from app.llm.failures import Kind
from app.llm.sse import DONE, LONGEST_EVENT, Events, SentEvent

STREAM = (
    '\ufeffdata: {"n": 1}\n\n'
    ": a comment\n\n"
    'event: error\r\ndata: {"two":\r\ndata: "lines 🦉"}\r\n\r\n'
    'id: 7\rdata:{"n": 3}\r\r'
    "\n\n\n"
    'data: {"n": 4}\ndata: {"n": 5}\n'
    "data\n\ndata: ping\n\n"
    'data:  {"n": 6}\nother: field\nretry: 9\n\n'
    "event: without data\n\n"
    "data: [DONE]\n"
    'data: {"n": 7}\n\n'
    'data: {"never": \n'
).encode()
EVENTS = [
    SentEvent("", {"n": 1}),
    SentEvent("error", {"two": "lines 🦉"}),
    *(SentEvent("", {"n": n}) for n in (3, 4, 5, 6)),
    SentEvent("", DONE),
    SentEvent("", {"n": 7}),
]


def read(*chunks: bytes) -> list[SentEvent]:
    events = Events()
    return [event for chunk in chunks for event in events.feed(chunk)]


def test_fields_comments_and_line_ends_are_read_as_the_standard_says() -> None:
    assert read(STREAM) == EVENTS


def test_byte_by_byte_is_no_different() -> None:
    assert read(*(bytes([byte]) for byte in STREAM)) == EVENTS


@given(st.sets(st.integers(1, len(STREAM) - 1)))
def test_no_cut_makes_a_difference(cuts: set[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    assert read(*(STREAM[a:b] for a, b in pairwise(places))) == EVENTS


def test_empty_chunk_is_nothing() -> None:
    assert read(b"data: {}\r", b"", b"\n", b"", b"\r\n") == [SentEvent("", {})]


def test_whole_json_line_is_an_event_before_the_empty_line() -> None:
    assert read(b'data: {"n": 1}\n') == [SentEvent("", {"n": 1})]


def test_bare_json_line_is_an_event() -> None:
    assert read(b'{"error": "no"}\n') == [SentEvent("", {"error": "no"})]


@pytest.mark.parametrize(
    ("rest", "events"),
    [
        (b'data: {"n": 1}', [SentEvent("", {"n": 1})]),
        (b"data: [DONE]", [SentEvent("", DONE)]),
        (b'data: {"two":\ndata: 2}\n', [SentEvent("", {"two": 2})]),
        (b'data: {"cut": "wi', []),
        (b"data: caf\xc3", []),
        (b"", []),
    ],
)
def test_end_of_the_body_ends_a_line_that_is_whole(rest: bytes, events: list[SentEvent]) -> None:
    reader = Events()
    assert [*reader.feed(rest), *reader.finish()] == events


@pytest.mark.parametrize(
    "chunks",
    [
        [b"data: " + b"x" * (LONGEST_EVENT + 1) + b"\n\n"],
        [b"data: ", *[b"x" * 1000] * 300],
        [b"data: " + b"x" * 1000 + b"\n"] * 300,
        [b"event: " + b"x" * LONGEST_EVENT],
    ],
    ids=["a line", "a line in pieces", "many lines", "a name"],
)
def test_event_without_end_is_given_up(chunks: list[bytes]) -> None:
    with pytest.raises(ModelFailed) as failed:
        read(*chunks)
    assert failed.value.kind == Kind.TOO_MUCH


def test_many_events_may_be_more_than_the_longest() -> None:
    events = read(*[b'data: {"x": "' + b"x" * 1000 + b'"}\n\n'] * 300)
    assert len(events) == 300


@pytest.mark.parametrize("data", [b"data: \xff\n\n", b'data: {"cut": \n\n', b"data: nonsense\n\n"])
def test_what_is_no_json_is_malformed(data: bytes) -> None:
    with pytest.raises(ModelFailed) as failed:
        read(data)
    assert failed.value.kind == Kind.MALFORMED


@pytest.mark.parametrize(
    "chunks",
    [
        (b'data: {"n": 1}\n\n', b'data: {"n": 2}\n\n'),
        (b"event: error\n", b'data: {"n": 1}\n\n'),
        (b'data: {"n":\n', b'data: {"n": 1}\n\n', b"data: }\n\n"),
        (b'data: {"n": 1}\r', b'data: {"n": 2}\n\n'),
        (b'data: {"half": "\\ud83d"}\n\n', b'data: {"number": NaN, "big": 1e400}\n\n'),
        (b'data: {"n": 1}\n\n\n', b'data: {"n": 1} \n\n', b'data: {"n": 1}{}\n\n'),
        (b"data: {}\n\n", b"data: {}}\n\n"),
    ],
)
def test_event_in_a_chunk_of_its_own_is_read_as_byte_by_byte(chunks: tuple[bytes, ...]) -> None:
    def told(*pieces: bytes) -> str:
        try:
            return repr(read(*pieces))
        except ModelFailed as failure:
            return failure.kind

    assert told(*chunks) == told(*(bytes([byte]) for byte in b"".join(chunks)))


@pytest.mark.parametrize("inside", [b"\xff", b"[" * 100_000])
def test_event_in_a_chunk_of_its_own_that_is_no_json_is_malformed(inside: bytes) -> None:
    with pytest.raises(ModelFailed) as failed:
        read(b'data: {"n": ' + inside + b"}\n\n")
    assert failed.value.kind == Kind.MALFORMED
