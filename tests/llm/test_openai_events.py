"""Server-sent events out of bytes that come in any pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interview.errors import ModelFailed
from app.llm.events import LONGEST_EVENT, Event, Events
from app.llm.faults import Kind

STREAM = (
    "\ufeffdata: first\n\n"
    ": a comment\n\n"
    "event: error\r\ndata: two\r\ndata: lines 🦉\r\n\r\n"
    "id: 7\rdata:third\r\r"
    "\n\n\n"
    "data\ndata: after an empty one\n\n"
    "data:  kept space\nother: field\nretry: 9\n\n"
    "event: without data\n\n"
    "data: last\n\n"
    "data: never ended\n"
).encode()
EVENTS = [
    Event("", "first"),
    Event("error", "two\nlines 🦉"),
    Event("", "third"),
    Event("", "\nafter an empty one"),
    Event("", " kept space"),
    Event("", "last"),
]


def read(*chunks: bytes) -> list[Event]:
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


def test_an_empty_chunk_is_nothing() -> None:
    assert read(b"data: x\r", b"", b"\n", b"", b"\r\n") == [Event("", "x")]


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
def test_an_event_without_end_is_given_up(chunks: list[bytes]) -> None:
    with pytest.raises(ModelFailed) as failed:
        read(*chunks)
    assert failed.value.kind == Kind.TOO_MUCH


def test_many_events_may_be_more_than_the_longest() -> None:
    events = read(*[b"data: " + b"x" * 1000 + b"\n\n"] * 300)
    assert len(events) == 300


def test_what_is_not_utf8_is_malformed() -> None:
    with pytest.raises(ModelFailed) as failed:
        read(b"data: \xff\n\n")
    assert failed.value.kind == Kind.MALFORMED
