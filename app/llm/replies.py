"""The body of an answer, from bytes to the interviewer's words.

A provider asked for a stream sends events; one that cannot stream sends a whole
completion as JSON, which is taken as it is. HTML and the like is neither.
Law: a reply reads no more than `LONGEST_REPLY` bytes of anything.
"""

from __future__ import annotations

import json
from typing import Protocol

from app.llm.completion import Completion, failure_in
from app.llm.events import LONGEST_EVENT, Event, Events
from app.llm.faults import Kind, fault

LONGEST_REPLY = 4 * 1024 * 1024
"""Bytes; a model that reasons in the open for 25 seconds sends about 1 MB."""

_FOREIGN = ("text/html", "text/xml", "application/xml", "application/xhtml", "image/")


class Reply(Protocol):
    """Feed it bytes, then finish it. Both raise `ModelFailed` or `Rejected`."""

    @property
    def completion(self) -> Completion: ...

    @property
    def is_over(self) -> bool:
        """Whether the rest of the body is to be ignored."""
        ...

    def feed(self, chunk: bytes) -> str: ...

    def finish(self) -> str: ...


def reply_of(content_type: str, completion: Completion) -> Reply:
    """The reply that a content type announces; what announces nothing may be a stream."""
    kind = content_type.lower()
    if kind.startswith(_FOREIGN):
        raise fault(Kind.NOT_A_STREAM)
    if kind.startswith("application/json"):
        return WholeReply(completion)
    return StreamedReply(completion)


class StreamedReply:
    """Server-sent events, each a chunk of the completion, until [DONE] or the finish."""

    def __init__(self, completion: Completion) -> None:
        self.completion = completion
        self._events = Events()
        self._bytes = 0
        self._is_done = False

    @property
    def is_over(self) -> bool:
        return self._is_done or self.completion.is_over

    def feed(self, chunk: bytes) -> str:
        self._bytes += len(chunk)
        if self._bytes > LONGEST_REPLY:
            raise fault(Kind.TOO_MUCH, "a reply without end")
        texts = []
        for event in self._events.feed(chunk):
            if self.is_over:
                break
            texts.append(self._read(event))
        return "".join(texts)

    def finish(self) -> str:
        return self.completion.finish()

    def _read(self, event: Event) -> str:
        if event.data.startswith("[DONE]"):
            self._is_done = True
            return ""
        chunk = decoded(event.data)
        if event.name == "error" and not (isinstance(chunk, dict) and "error" in chunk):
            raise failure_in(chunk)
        return self.completion.read(chunk)


class WholeReply:
    """One JSON document, read once it is all there."""

    is_over = False

    def __init__(self, completion: Completion) -> None:
        self.completion = completion
        self._body = bytearray()

    def feed(self, chunk: bytes) -> str:
        self._body += chunk
        if len(self._body) > LONGEST_EVENT:
            raise fault(Kind.TOO_MUCH, "a document without end")
        return ""

    def finish(self) -> str:
        try:
            document = self._body.decode()
        except UnicodeDecodeError:
            # Without its cause, which holds the provider's bytes.
            raise fault(Kind.MALFORMED, "not UTF-8") from None
        text = self.completion.read(decoded(document))
        return text + self.completion.finish()


def decoded(data: str) -> object:
    """JSON from outside; raises `ModelFailed`."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        # Without its cause, which holds the provider's text.
        raise fault(Kind.MALFORMED, "not JSON") from None
