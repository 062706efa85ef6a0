"""Time and chance, handed to the use cases so that a test can set both."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct

ID_BYTES = 18
"""144 random bits, 24 characters of URL-safe text."""


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return secrets.token_urlsafe(ID_BYTES)


class Clock(Struct, frozen=True, kw_only=True):
    """The wall clock (for timestamps only), a steady clock (seconds) and fresh ids."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    new_id: Callable[[], str] = _new_id
