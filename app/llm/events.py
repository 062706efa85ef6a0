"""Server-sent events out of bytes, as they come.

Law: nothing grows without bound: a line or an event that is longer than
`LONGEST_EVENT` ends the call. (The SDK's own decoder sets no such bound, and
after [DONE] waits for more.)
"""

from __future__ import annotations

from typing import NamedTuple

from app.llm.faults import Kind, fault

LONGEST_EVENT = 256 * 1024
"""Bytes; a streamed token takes about 300."""

_BOM = "\ufeff"


class Event(NamedTuple):
    """One event; `name` is empty unless the provider named it."""

    name: str
    data: str


class Events:
    """Feed it bytes cut anywhere, even inside a character; it gives whole events."""

    def __init__(self) -> None:
        self._unended = bytearray()
        self._ended_by_cr = False
        self._is_first_line = True
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that `chunk` completes; raises `ModelFailed`."""
        events = []
        for line in self._lines(chunk):
            event = self._take(self._decoded(line))
            if event is not None:
                events.append(event)
        return events

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

    def _take(self, line: str) -> Event | None:
        """Take one line in; an empty one ends the event, if there is one."""
        if not line:
            return self._ended()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._size += len(value)
            self._check(self._size)
            self._data.append(value)
        elif field == "event":
            self._name = value
        return None

    def _ended(self) -> Event | None:
        event = Event(self._name, "\n".join(self._data)) if self._data else None
        self._name, self._data, self._size = "", [], 0
        return event

    @staticmethod
    def _check(size: int) -> None:
        if size > LONGEST_EVENT:
            raise fault(Kind.TOO_MUCH, "an event without end")
