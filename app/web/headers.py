"""The headers every answer carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Header = tuple[bytes, bytes]

CONTENT_SECURITY_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    b"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'none'"
)

ALWAYS: tuple[Header, ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
)
PRIVATE = (b"cache-control", b"no-store")
FOR_EVER = (b"cache-control", b"public, max-age=31536000, immutable")
"""A static file's address changes with its content."""
UNLISTED = (b"x-robots-tag", b"noindex")
LINKS = ("/shared/", "/stage/", "/remote/")
"""Addresses with a token, which no search engine is to list."""
BY_TLS = (b"strict-transport-security", b"max-age=31536000")


def with_headers(given: Iterable[Header], scope: Mapping[str, Any], status: int) -> list[Header]:
    """The headers of an answer, completed; what the handler set stays."""
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    is_static = scope["path"].startswith("/static/") and status in {200, 304}
    wanted = [*ALWAYS, FOR_EVER if is_static else PRIVATE]
    if scope["path"].startswith(LINKS):
        wanted.append(UNLISTED)
    if scope["scheme"] == "https":
        wanted.append(BY_TLS)
    return headers + [header for header in wanted if header[0] not in names]
