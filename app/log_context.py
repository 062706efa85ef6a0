"""Who asked for what is being done, for log lines and the model's provider.

Law: a session is known here by a hash alone, and a request by an id that says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar

from msgspec import Struct

HASH_LENGTH = 12


class Asker(Struct, frozen=True, kw_only=True):
    """The request that began it, and the hash of its session; "" where there is none.

    `trace` is the request's place in its trace, as W3C's `traceparent`.
    """

    request: str = ""
    session: str = ""
    trace: str = ""


_asker: ContextVar[Asker] = ContextVar("asker", default=Asker())  # noqa: B039, it is frozen


def asker() -> Asker:
    return _asker.get()


@contextmanager
def asked_by(request: str, session_id: str, trace: str = "") -> Iterator[None]:
    """Whatever is logged inside the block belongs to this request and session."""
    digest = hashlib.sha256(session_id.encode()).hexdigest()[:HASH_LENGTH] if session_id else ""
    token = _asker.set(Asker(request=request, session=digest, trace=trace))
    try:
        yield
    finally:
        _asker.reset(token)


def fresh_context() -> Context:
    """A context that inherits nothing but who asked."""
    context = Context()
    context.run(_asker.set, asker())
    return context
