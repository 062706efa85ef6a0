"""Every way a provider can fail one call, and what each says of that provider.

Law: a fault's text is this module's own. What a provider writes into an error
may quote the prompt or the key, so none of it is kept, logged or chained.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    PARAMETER = "unknown parameter"
    TOO_LONG = "context too long"
    TOO_MUCH = "too much"
    EMPTY = "empty"
    TOOL_CALL = "tool call"
    DECLINED = "declined"
    FILTERED = "filtered"
    CUT_SHORT = "cut short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a fault says of the provider.

    `is_out`: within this ask the provider cannot help any more. `counts`: its
    breaker counts it as a failure. `rests`: its breaker opens at once, because
    no call by anybody can succeed until an operator has changed something.
    """

    is_out: bool = False
    counts: bool = False
    rests: bool = False


_PASSING = Effect(counts=True)
_BY_CHANCE = Effect()
_MISCONFIGURED = Effect(is_out=True, rests=True)

EFFECTS: dict[Kind, Effect] = {
    Kind.REFUSED: _PASSING,
    Kind.NO_SUCH_HOST: _PASSING,
    Kind.TLS: _MISCONFIGURED,
    Kind.UNREACHABLE: _PASSING,
    Kind.SILENT: _PASSING,
    Kind.STALLED: _PASSING,
    Kind.CUT: _PASSING,
    Kind.UNFINISHED: _PASSING,
    Kind.MALFORMED: _PASSING,
    Kind.NOT_A_STREAM: _PASSING,
    Kind.ERROR_EVENT: _PASSING,
    Kind.SERVER: _PASSING,
    Kind.LOADING: _PASSING,
    Kind.LIMITED: _PASSING,
    Kind.REDIRECTED: _MISCONFIGURED,
    Kind.DENIED: _MISCONFIGURED,
    Kind.NOT_FOUND: _MISCONFIGURED,
    Kind.BAD_REQUEST: Effect(is_out=True),
    Kind.PARAMETER: _BY_CHANCE,
    Kind.TOO_LONG: _BY_CHANCE,
    Kind.TOO_MUCH: _BY_CHANCE,
    Kind.EMPTY: _BY_CHANCE,
    Kind.TOOL_CALL: _BY_CHANCE,
    Kind.DECLINED: _BY_CHANCE,
    Kind.FILTERED: _BY_CHANCE,
    Kind.CUT_SHORT: _BY_CHANCE,
}


def fault(kind: Kind, detail: str = "", *, retry_after: float | None = None) -> ModelFailed:
    """The error of one call; `detail` is this program's own words, such as "HTTP 503"."""
    text = f"{kind} ({detail})" if detail else str(kind)
    return ModelFailed(kind, text, final=EFFECTS[kind].is_out, retry_after=retry_after)
