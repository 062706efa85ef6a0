"""Every way a provider can fail one call, and what each says of that provider.

Law: a fault's text is this module's own. What a provider writes into an error
may quote the prompt or the key, so none of it is kept, logged or chained.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import ModelFailed


class Kind(StrEnum):
    """The short word for logs and metrics."""

    REFUSED = "connection refused"
    NO_SUCH_HOST = "no such host"
    TLS = "tls"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    STALLED = "stalled"
    CUT = "cut"
    UNFINISHED = "unfinished"
    MALFORMED = "malformed"
    NOT_A_STREAM = "not a stream"
    ERROR_EVENT = "error event"
    SERVER = "server error"
    LOADING = "loading"
    LIMITED = "limited"
    REDIRECTED = "redirected"
    DENIED = "denied"
    NOT_FOUND = "not found"
    BAD_REQUEST = "bad request"
    TOO_LONG = "context too long"
    TOO_MUCH = "too much"
    EMPTY = "empty"
    TOOL_CALL = "tool call"
    DECLINED = "declined"
    FILTERED = "filtered"
    CUT_SHORT = "cut short"


MISCONFIGURED = frozenset({Kind.TLS, Kind.REDIRECTED, Kind.DENIED, Kind.NOT_FOUND})
"""No call by anybody can succeed until an operator has changed something."""

IN_VAIN = MISCONFIGURED | {Kind.BAD_REQUEST}
"""Within this ask the provider cannot help any more."""

BY_CHANCE = frozenset(
    {
        Kind.TOO_LONG,
        Kind.TOO_MUCH,
        Kind.EMPTY,
        Kind.TOOL_CALL,
        Kind.DECLINED,
        Kind.FILTERED,
        Kind.CUT_SHORT,
    }
)
"""What says nothing of the provider."""


def fault(kind: Kind, detail: str = "") -> ModelFailed:
    """The error of one call; `detail` is this program's own words, such as "no object"."""
    text = f"{kind} ({detail})" if detail else str(kind)
    return ModelFailed(kind, text, final=kind in IN_VAIN)
