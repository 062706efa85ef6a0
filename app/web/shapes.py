"""Who gets what: JSON, a fragment, or the page.

Law: `Accept: application/json` gets JSON; else htmx, or a client that does not
ask for `text/html` (curl), the fragment; else the page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.enums import MediaType


class Shape(StrEnum):
    """The three forms every answer can take."""

    JSON = "json"
    FRAGMENT = "fragment"
    PAGE = "page"


AHEAD = ("prefetch", "prerender", "preview")

Connection = ASGIConnection[Any, Any, Any, Any]
"""Any request or socket; its user, auth and state types do not matter here."""


def shape_of(connection: Connection) -> Shape:
    """The form this client asks for."""
    accept = connection.headers.get("accept", "").lower()
    if "application/json" in accept and "text/html" not in accept:
        return Shape.JSON
    if is_htmx(connection) or "text/html" not in accept:
        return Shape.FRAGMENT
    return Shape.PAGE


def is_htmx(connection: Connection) -> bool:
    return connection.headers.get("hx-request") == "true"


def is_prefetch(connection: Connection) -> bool:
    """Whether a browser asks ahead of its user, who may never come."""
    purposes = (connection.headers.get(name, "") for name in ("purpose", "sec-purpose", "x-moz"))
    return any(ahead in value for value in purposes for ahead in AHEAD)


def go_to(connection: Connection, path: str) -> Response[object]:
    """On to `path`: 303 for a navigation, HX-Redirect for htmx, the address as JSON."""
    if shape_of(connection) is Shape.JSON:
        return Response({"redirect": path}, status_code=200, media_type=MediaType.JSON)
    if is_htmx(connection):
        return Response("", status_code=200, headers={"HX-Redirect": path}, media_type="text/html")
    return Response("", status_code=303, headers={"Location": path}, media_type="text/html")


def html(
    content: str, status: int = 200, headers: dict[str, str] | None = None
) -> Response[object]:
    return Response(content, status_code=status, headers=headers or {}, media_type=MediaType.HTML)


def json(
    content: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response[object]:
    return Response(content, status_code=status, headers=headers or {}, media_type=MediaType.JSON)
