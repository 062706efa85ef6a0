"""Server-sent events out of bytes, as they come.

Law: nothing grows without bound: a line or an event that is longer than
`LONGEST_EVENT` ends the call. A data line that is a whole JSON object is an event
at once: some servers put one line break between events, not two.
(The SDK's own decoder does neither, and after [DONE] waits for more.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from app.domain.errors import ModelFailed
from app.llm.failures import Kind, fault

LONGEST_EVENT = 256 * 1024
"""Bytes; a streamed token takes about 300."""

DONE = "[DONE]"
"""The document of the event that ends a stream."""

_JSON = json.JSONDecoder()
_BOM = "\ufeff"
_HEARTBEATS = frozenset({"", "ping", "heartbeat", "keep-alive", "keepalive"})


class SentEvent(NamedTuple):
    """One event; `name` is empty unless the provider named it, `document` is JSON or `DONE`."""

    name: str
    document: object


class Events:
    """Feed it bytes cut anywhere, even inside a character; it gives whole events."""

    def __init__(self) -> None:
        self._unended = bytearray()
        self._ended_by_cr = False
        self._is_first_line = True
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[SentEvent]:
        """The events that `chunk` completes, to be taken all; raises `ModelFailed`."""
        data = self.alone(chunk)
        if data is not None:
            try:
                yield SentEvent("", msgspec.json.decode(data))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                pass  # half an emoji, say, which the other decoder takes
            else:
                return
        for line in self._lines(chunk):
            event = self._take(self._decoded(line))
            if event is not None:
                yield event

    def finish(self) -> list[SentEvent]:
        """What the end of the body completes; a line that was cut is nothing."""
        line = self._unended.decode(errors="ignore")
        self._unended.clear()
        try:
            event = (self._take(line) if line else None) or self._ended()
        except ModelFailed:
            return []
        return [event] if event else []

    def alone(self, chunk: bytes) -> bytes | None:
        """The JSON where `chunk` is one whole event of one line, as most are, else None."""
        is_one = chunk.startswith(b"data: {") and chunk.endswith(b"}\n\n")
        if not is_one or len(chunk) > LONGEST_EVENT or b"\n" in chunk[:-2]:
            return None
        if self._unended or self._data or self._name:
            return None
        self._is_first_line = self._ended_by_cr = False
        return chunk[6:]

    def _lines(self, chunk: bytes) -> list[bytes]:
        """The lines that `chunk` ends, by LF, CR or CRLF."""
        if self._ended_by_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        self._ended_by_cr = chunk.endswith(b"\r") if chunk else False
        self._unended += chunk
        if b"\n" not in chunk and b"\r" not in chunk:
            lines = []
        else:
            lines = bytes(self._unended).splitlines()
            self._unended.clear()
            if not chunk.endswith((b"\n", b"\r")):
                self._unended += lines.pop()
        self._check(len(self._unended))
        return lines

    def _decoded(self, line: bytes) -> str:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            # Without its cause, which holds the provider's bytes.
            raise fault(Kind.MALFORMED, "not UTF-8") from None
        if self._is_first_line:
            self._is_first_line = False
            return text.removeprefix(_BOM)
        return text

    def _take(self, line: str) -> SentEvent | None:
        """Take one line in; an empty one ends the event, if there is one."""
        if not line:
            return self._ended()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            return self._take_data(value)
        if field == "event":
            self._name = value
        elif line.startswith("{"):  # as some write an error into their stream
            return self._take_data(line)
        return None

    def _take_data(self, value: str) -> SentEvent | None:
        self._size += len(value)
        self._check(self._size)
        if not self._data and value.endswith("}"):
            try:
                document, end = _JSON.raw_decode(value)
            except (ValueError, RecursionError):
                end = 0  # its other lines follow
            if end == len(value):
                return self._event(document)
        elif value.strip().upper() == DONE:
            return self._event(DONE)
        self._data.append(value)
        return None

    def _ended(self) -> SentEvent | None:
        """The event that an empty line ends; raises `ModelFailed`."""
        data = "\n".join(self._data)
        if data.strip().lower() in _HEARTBEATS:
            self._event(None)
            return None
        return self._event(decoded(data))

    def _event(self, document: object) -> SentEvent:
        event = SentEvent(self._name, document)
        self._name, self._data, self._size = "", [], 0
        return event

    @staticmethod
    def _check(size: int) -> None:
        if size > LONGEST_EVENT:
            raise fault(Kind.TOO_MUCH, "an event without end")


def decoded(data: str | bytes) -> object:
    """JSON from outside; raises `ModelFailed`."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        # Without its cause, which holds the provider's text.
        raise fault(Kind.MALFORMED, "not JSON") from None
