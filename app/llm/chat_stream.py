"""The body of an answer, from bytes to the reply's text.

A provider asked for a stream sends events; some send JSON lines, or one completion
as a whole. The body is believed by its first bytes, not by its label.
Law: a body is read no further than `LONGEST_BODY` bytes, whatever it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from app.domain.errors import ModelFailed
from app.llm.completion import Completion, failure_in, plain_words
from app.llm.failures import Kind, fault
from app.llm.sse import DONE, LONGEST_EVENT, Events, SentEvent, decoded

LONGEST_BODY = 4 * 1024 * 1024
"""Bytes; a model that reasons in the open for 25 seconds sends about 1 MB."""

_BOM = b"\xef\xbb\xbf"


class ChatStream:
    """Feed it bytes, then finish it. Both raise `ModelFailed`.

    `is_over`: nothing more is to be read. The provider said so, or what followed a text that
    was whole by then could not be read, which is no fault.
    """

    def __init__(self, completion: Completion) -> None:
        self.completion = completion
        self._bytes = 0
        self._begun = b""
        self._body: Events | _JsonBody | None = None
        self.is_over = False

    def feed(self, chunk: bytes) -> str:
        """The text that `chunk` adds."""
        self._bytes += len(chunk)
        if self._bytes > LONGEST_BODY:
            raise fault(Kind.TOO_MUCH, "a reply without end")
        if self._body is None:
            chunk = self._begun + chunk
            self._body = _body_of(chunk)
            if self._body is None:
                self._begun = chunk
                return ""
        data = self._body.alone(chunk)
        words = None if data is None else plain_words(data)
        return self.completion.say(words) if words else self._read(self._body.feed(chunk))

    def finish(self) -> str:
        """What the end of the body adds; raises unless the text is whole."""
        text = ""
        if self._body is not None and not self.is_over:
            text = self._read(self._body.finish())
        return text + self.completion.finish()

    def _read(self, events: Iterable[SentEvent]) -> str:
        texts = []
        try:
            for name, document in events:
                if name == "error" and not (isinstance(document, dict) and "error" in document):
                    raise failure_in(document)
                if document == DONE:
                    self.is_over = True
                    self.completion.end()
                    break
                texts.append(self.completion.read(document))
        except ModelFailed:
            if not self.completion.is_enough:
                raise
            self.is_over = True
        return "".join(texts)


class _JsonBody:
    """JSON: a chunk a line, or one completion as a whole, which its own end ends."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._has_begun = self._is_one = False

    def alone(self, _: bytes) -> None:
        """None: no chunk of it is an event."""

    def feed(self, chunk: bytes) -> Iterator[SentEvent]:
        self._rest += chunk
        if len(self._rest) > LONGEST_EVENT:
            raise fault(Kind.TOO_MUCH, "a document without end")
        if b"\n" not in chunk:
            return
        *lines, rest = bytes(self._rest).split(b"\n")
        for line in lines:
            document = _line(line)
            if document is not None:
                yield self._event(document)
            elif line.strip() and not self._has_begun:
                return  # a document over several lines, read at its end
        self._rest[:] = rest

    def finish(self) -> Iterator[SentEvent]:
        rest = bytes(self._rest)
        if self._has_begun:
            last = _line(rest)
            documents = [] if last is None else [last]
        else:
            document = decoded(rest)
            documents = document if isinstance(document, list) else [document]
        yield from map(self._event, documents)
        if self._is_one:
            yield SentEvent("", DONE)

    def _event(self, document: object) -> SentEvent:
        self._is_one = not (self._has_begun or _has_delta(document))
        self._has_begun = True
        return SentEvent("", document)


def _body_of(beginning: bytes) -> Events | _JsonBody | None:
    """What a body is by its first bytes; None while they tell nothing."""
    start = beginning.removeprefix(_BOM).lstrip()
    if not start or _BOM.startswith(start):
        return None
    if start[:1] == b"<":
        raise fault(Kind.NOT_A_STREAM)
    return _JsonBody() if start[:1] in b"{[" else Events()


def _line(line: bytes) -> object:
    """A whole JSON object on a line of its own, or `DONE`; None for anything else."""
    try:
        document = DONE if line.strip().upper() == DONE.encode() else json.loads(line)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) or document == DONE else None


def _has_delta(document: object) -> bool:
    choices = document.get("choices") if isinstance(document, dict) else None
    one = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(one, dict) and one.get("delta") is not None
