"""What an HTTP status other than 200 means.

Law: a provider's complaint is read to tell one fault from another, and goes
nowhere else. A status is never retried here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.interview.errors import ModelFailed
from app.llm.faults import Kind, fault

LONGEST_RETRY_AFTER = 2.0
"""Seconds; a provider that wants longer gives its turn to the other one."""

LONGEST_WAIT = 15.0
"""Seconds; a provider that wants longer is out for this ask, whose first words are
due within 25."""

_TOO_LONG = re.compile(
    r"context.{0,3}(length|window|size)|maximum context|too many (input )?tokens"
    r"|(prompt|input|request).{0,20} too (long|large)|reduce the length|n_ctx",
)

_BY_STATUS: dict[int, Kind] = {
    401: Kind.DENIED,
    402: Kind.DENIED,
    403: Kind.DENIED,
    404: Kind.NOT_FOUND,
    405: Kind.NOT_FOUND,
    407: Kind.DENIED,
    408: Kind.SERVER,
    409: Kind.SERVER,
    410: Kind.NOT_FOUND,
    413: Kind.TOO_LONG,
    421: Kind.SERVER,
    425: Kind.SERVER,
    429: Kind.LIMITED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An answer with another status than 200.

    `complaint` is the provider's text in lower case, for `judge` alone;
    `retry_after` is in seconds, None when the provider named none.
    """

    status: int
    complaint: str = field(default="", repr=False)
    retry_after: float | None = None


class Rejected(Exception):
    """A call was answered with a rejection; never leaves this room."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection)
        self.rejection = rejection


def judge(rejection: Rejection, optional: Collection[str] = ()) -> ModelFailed:
    """The fault of a rejection; `optional` names the parameters it may be about."""
    kind = _kind(rejection, optional)
    failed = fault(kind, f"HTTP {rejection.status}", retry_after=rejection.retry_after)
    if kind in {Kind.LIMITED, Kind.SERVER} and _wants_long(rejection):
        failed.final = True
    return failed


def unwelcome(rejection: Rejection, optional: Collection[str]) -> frozenset[str]:
    """The optional parameters a rejection complains of: those it names, else all."""
    named = frozenset(name for name in optional if name in rejection.complaint)
    return named or frozenset(optional)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The seconds a provider asks to be left alone, None when it named none."""
    milliseconds = _seconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    named = headers.get("retry-after")
    seconds = _seconds(named)
    return seconds if seconds is not None else _until(named, now or datetime.now(UTC))


def _kind(rejection: Rejection, optional: Collection[str]) -> Kind:
    status = rejection.status
    if status == 429 and "insufficient_quota" in rejection.complaint:  # noqa: PLR2004, HTTP's own name
        return Kind.DENIED
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status < 400:  # noqa: PLR2004, HTTP's own bound
        return Kind.REDIRECTED
    if status >= 500:  # noqa: PLR2004, HTTP's own bound
        return Kind.SERVER
    if _TOO_LONG.search(rejection.complaint):
        return Kind.TOO_LONG
    return Kind.PARAMETER if optional else Kind.BAD_REQUEST


def _wants_long(rejection: Rejection) -> bool:
    return rejection.retry_after is not None and rejection.retry_after > LONGEST_WAIT


def _seconds(text: str | None) -> float | None:
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _until(text: str | None, now: datetime) -> float | None:
    """Seconds from `now` to an HTTP date."""
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
