"""Who gets what: JSON, a fragment, or the page.

Law: `Accept: application/json` gets JSON; else htmx, or a client that does not
ask for `text/html` (curl), the fragment; else the page. Who asks for JSON and for
HTML gets what it wants more, and of two wanted alike the one it names first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.enums import HttpMethod, MediaType


class Shape(StrEnum):
    """The three forms every answer can take."""

    JSON = "json"
    FRAGMENT = "fragment"
    PAGE = "page"


READ_METHODS = [HttpMethod.GET, HttpMethod.HEAD]
_QUALITY = re.compile(r"[01](\.\d{0,3})?")
AHEAD = ("prefetch", "prerender", "preview")
NOT_AHEAD = "This page is there once it is opened, and not ahead of that."
"""Refuses a prefetch of what opening begins: a browser asks again at the click after an error,
and after anything else shows what it fetched, a redirect's target too."""

Connection = ASGIConnection[Any, Any, Any, Any]
"""Any request or socket; its user, auth and state types do not matter here."""

AnyResponse = Response[object]


def shape_of(connection: Connection) -> Shape:
    """The form this client asks for."""
    wanted = _wanted(connection.headers.get("accept", ""))
    if wanted[:1] == [MediaType.JSON]:
        return Shape.JSON
    if is_htmx(connection) or MediaType.HTML not in wanted:
        return Shape.FRAGMENT
    return Shape.PAGE


def _wanted(accept: str) -> list[str]:
    """Which of JSON and HTML an `Accept` header names, the one wanted more first."""
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = map(str.strip, part.split(";"))
        if name in {MediaType.JSON, MediaType.HTML}:
            weights[name] = min(map(_weight, parameters), default=1.0)
    return sorted((name for name, weight in weights.items() if weight), key=lambda n: -weights[n])


def _weight(parameter: str) -> float:
    """What a parameter of a media type makes of its weight: `q=0.5` does, others do not."""
    name, _, value = parameter.partition("=")
    return float(value) if name.strip() == "q" and _QUALITY.fullmatch(value) else 1.0


def is_htmx(connection: Connection) -> bool:
    return connection.headers.get("hx-request") == "true"


def is_prefetch(connection: Connection) -> bool:
    """Whether a browser asks ahead of its user, who may never come."""
    purposes = (connection.headers.get(name, "") for name in ("purpose", "sec-purpose", "x-moz"))
    return any(ahead in value.lower() for value in purposes for ahead in AHEAD)


def go_to(connection: Connection, path: str) -> AnyResponse:
    """On to `path`: 303 for a navigation, HX-Redirect for htmx, the address as JSON."""
    if shape_of(connection) is Shape.JSON:
        return json({"redirect": path})
    if is_htmx(connection):
        return html("", headers={"HX-Redirect": path})
    return html("", 303, {"Location": path})


def html(content: str, status: int = 200, headers: Mapping[str, str] | None = None) -> AnyResponse:
    return Response(content, status_code=status, headers=headers, media_type=MediaType.HTML)


def json(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> AnyResponse:
    return Response(content, status_code=status, headers=headers, media_type=MediaType.JSON)
