"""A report shown to someone else by a link, and what they say of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

SHARED_FOR = timedelta(days=30)
MOST_COMMENTS = 20
"""On one answer."""


class Share(Struct, frozen=True, kw_only=True):
    """The link to one report.

    The owner's cookie and `nonce` make its token, of which `token_hash` is the only
    thing stored. `has_scores`: whoever follows it sees the ratings too.
    """

    session_id: str
    nonce: str
    token_hash: str
    has_scores: bool
    ends_at: datetime


class Comment(Struct, frozen=True, kw_only=True):
    """What someone who followed the link says of answer `turn`; `name` may be empty."""

    id: str
    session_id: str
    turn: int
    name: str
    text: str
    created_at: datetime
