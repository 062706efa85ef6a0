"""What an answer that refuses means: an error status, or an error inside a 200.

Law: a provider's complaint is read to tell one fault from another, and goes
nowhere else. A status is never retried here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.domain.errors import ModelFailed
from app.llm.failures import IN_VAIN, Kind

LONGEST_RETRY_AFTER = 2.0
"""Seconds; a provider that wants longer gives its turn to the other one."""

LONGEST_WAIT = 15.0
"""Seconds; a provider that wants longer is out for this ask, whose first words are
due within 25."""

_LONGEST_COMPLAINT = 4000
_SAID = ("param", "loc", "message", "msg", "detail", "code", "type", "reason", "raw", "error_msg")
"""Where a complaint says what it is about."""

_QUOTED = frozenset({"input", "ctx", "body", "request", "messages", "headers"})
"""Fields that may quote the request."""

_TOO_LONG = re.compile(
    r"context.{0,3}(length|window|size)|maximum context|too many (input )?tokens"
    r"|(prompt|input|request).{0,20} too (long|large)|reduce the length|n_ctx"
    r"|must have less than \d+ tokens|max_new_tokens\W+must be <=",
)
_LIMIT = re.compile(
    r"n_ctx\W{1,4}(\d{3,7})"
    r"|context (?:length|window|size)[^.\d]{0,30}?(\d{3,7})"
    r"|(\d{3,7}) tokens?\)?[^.]{0,20}\bcontext"
    r"|less than (\d{3,7}) tokens|must be <=\W*(\d{3,7})|tokens > (\d{3,7}) maximum"
)
_LOADING = re.compile(
    r"loading (the )?model|model.{0,60}\bloading\b|warming up|still (starting|loading)"
    r"|loaded yet|initiali[sz]ing"
)
_BY_WORDS = (
    (Kind.DENIED, re.compile(r"api[ _]?key.{0,20}(not valid|invalid)|(invalid|incorrect) api")),
    (
        Kind.NOT_FOUND,
        re.compile(
            r"\bmodel\b.{0,60}(not found|not exist|not a valid)|(unknown|invalid|no such) model\b"
        ),
    ),
    (Kind.FILTERED, re.compile(r"content[_ ]filter|content management policy")),
)
"""What some servers say with a 400, each with a status of its own elsewhere."""

_PASSING = frozenset({408, 409, 421, 423, 424, 425, 444, 449, 460, 498, 499})
"""Statuses below 500 that say nothing of the request: worth one more try."""

_BY_STATUS: dict[int, Kind] = {
    401: Kind.DENIED,
    402: Kind.DENIED,
    403: Kind.DENIED,
    404: Kind.NOT_FOUND,
    405: Kind.NOT_FOUND,
    407: Kind.DENIED,
    410: Kind.NOT_FOUND,
    413: Kind.TOO_LONG,
    429: Kind.LIMITED,
} | dict.fromkeys(_PASSING, Kind.SERVER)


class Rejected(ModelFailed):
    """A call was answered with a refusal; never leaves this room.

    `status` is None where an error came inside a 200 without a code; `complaint` is
    what the provider said, in lower case, which is in no text of the error.
    """

    def __init__(
        self, status: int | None, complaint: str = "", retry_after: float | None = None
    ) -> None:
        kind = _kind(status, complaint)
        wants_long = kind in {Kind.LIMITED, Kind.SERVER} and (retry_after or 0.0) > LONGEST_WAIT
        super().__init__(
            kind,
            str(kind) if status is None else f"{kind} (HTTP {status})",
            final=kind in IN_VAIN or wants_long,
            retry_after=retry_after,
        )
        self.status = status
        self.complaint = complaint


def complaint_in(body: bytes | object) -> str:
    """What an error body says, in lower case, without what it may quote of the request."""
    if isinstance(body, bytes):
        text = body.decode(errors="replace")
        try:
            body = json.loads(text)
        except (ValueError, RecursionError):
            return text[:_LONGEST_COMPLAINT].lower()
    return " ".join(_said(body))[:_LONGEST_COMPLAINT].lower()


def context_limit(complaint: str) -> int | None:
    """How many tokens the context has that a complaint speaks of; None when it does not say."""
    found = _LIMIT.search(complaint.replace(",", ""))
    return next(int(group) for group in found.groups() if group) if found else None


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The seconds a provider asks to be left alone, None when it named none."""
    milliseconds = _seconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    named = headers.get("retry-after")
    seconds = _seconds(named)
    return seconds if seconds is not None else _until(named, now or datetime.now(UTC))


def _said(value: object, name: str = "message") -> Iterator[str]:
    """The texts of an error body that say what it is about."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "n_ctx":
                yield f"n_ctx: {inner}"
            elif key not in _QUOTED:
                yield from _said(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, name)
    elif isinstance(value, str | int) and name in {*_SAID, "error"}:
        yield str(value)


def _kind(status: int | None, complaint: str) -> Kind:
    is_too_long = _TOO_LONG.search(complaint) is not None
    if status is None:
        kind = Kind.TOO_LONG if is_too_long else Kind.ERROR_EVENT
    elif status == 429 and "insufficient_quota" in complaint:  # noqa: PLR2004, HTTP's own name
        kind = Kind.DENIED
    elif status in {500, 503, *_PASSING} and _LOADING.search(complaint):
        kind = Kind.LOADING
    elif status in {400, 422, 500} and is_too_long:
        kind = Kind.TOO_LONG
    else:
        kind = _BY_STATUS.get(status) or _by_class(status, complaint)
    return kind


def _by_class(status: int, complaint: str) -> Kind:
    if status < 400:  # noqa: PLR2004, HTTP's own bound
        return Kind.REDIRECTED
    if status >= 500:  # noqa: PLR2004, HTTP's own bound
        return Kind.SERVER
    found = (kind for kind, words in _BY_WORDS if words.search(complaint))
    return next(found, Kind.BAD_REQUEST)


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
