"""The JSON side of the routes as OpenAPI: `/schema/openapi.json`.

A route answers in three shapes; the schema tells the one that `Accept:
application/json` gets. What has no such shape is kept out of it.
"""

from __future__ import annotations

from typing import Any

from litestar import Router
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
    SecurityScheme,
)

from app.domain.errors import NotFound
from app.web import json_objects
from app.web.json_objects import ErrorObject, RedirectObject
from app.web.negotiation import Connection

DOCUMENT = "/schema/openapi.json"

READING = (400, 403, 404, 503)
SENDING = (*READING, 409, 413, 415, 422, 429, 500)
"""Statuses that may be told instead; the texts are in the contract."""

OWNED = [{"candidate": list[str]()}]
"""The cookie of whoever made the session is asked for."""

URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

DESCRIPTION = (
    "Every route answers with JSON where a request asks for it (`Accept: application/json`). "
    "What is sent is a form. A cookie that the first session sets owns the sessions made with it."
)


def config(version: str) -> OpenAPIConfig:
    """The schema of this version; a document to read, without a page around it."""
    cookie = SecurityScheme(type="apiKey", name="viva", security_scheme_in="cookie")
    return OpenAPIConfig(
        title="Viva",
        version=version,
        description=DESCRIPTION,
        components=Components(security_schemes={"candidate": cookie}),
        openapi_router=Router(
            "/schema", route_handlers=[], include_in_schema=False, guards=[_refuse_other_pages]
        ),
        render_plugins=[JsonRenderPlugin()],
    )


def _refuse_other_pages(connection: Connection, _: BaseRouteHandler) -> None:
    """The framework's own page of errors is not in the asker's shape."""
    if connection.scope["path"] != DOCUMENT:
        raise NotFound("Page not found")


def answers(kind: Any, refused: tuple[int, ...] = READING) -> dict[int, ResponseSpec]:  # noqa: ANN401 - any type
    """The answers of a handler: 200 with an object of `kind`, else an error."""
    error = ResponseSpec(ErrorObject, description="Refused", generate_examples=False)
    done = ResponseSpec(kind, description="Done", generate_examples=False)
    return {200: done, **dict.fromkeys(refused, error)}


SENDS_ON = answers(RedirectObject, SENDING)


def form(*names: str, file: str = "") -> type[Operation]:
    """The operation of a handler that reads a form with these fields, by hand."""
    text = Schema(type=OpenAPIType.STRING)
    fields = dict.fromkeys(names, text)
    kinds = {URL_ENCODED: fields}
    if file:
        content = Schema(type=OpenAPIType.STRING, content_media_type="application/octet-stream")
        kinds[MULTIPART] = {**fields, file: content}
    body = RequestBody(
        content={
            kind: OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT, properties=dict(told)))
            for kind, told in kinds.items()
        }
    )

    class FormOperation(Operation):
        def __post_init__(self) -> None:
            self.request_body = body

    return FormOperation


for _kind in vars(json_objects).values():
    if isinstance(_kind, type) and _kind.__name__.endswith("Object"):
        # The framework names a schema by this.
        _kind.__qualname__ = _kind.__name__.removesuffix("Object")
