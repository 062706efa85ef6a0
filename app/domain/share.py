"""A report shown to someone else by a link, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SHARED_FOR = timedelta(days=30)
MOST_COMMENTS = 20
"""On one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The link to one report.

    The owner's cookie and `nonce` make its token, of which `token_hash` is the only
    thing stored. `has_scores`: whoever follows it sees the ratings too.
    """

    session_id: str
    nonce: str
    token_hash: str
    has_scores: bool
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What someone who followed the link says of answer `turn`; `name` may be empty."""

    id: str
    session_id: str
    turn: int
    name: str
    text: str
    created_at: datetime
