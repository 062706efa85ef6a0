"""The JSON side of the routes as OpenAPI: `/schema/openapi.json`."""

from __future__ import annotations

from litestar import Router
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from app.domain.errors import NotFound
from app.web import json_objects
from app.web.negotiation import Connection

DOCUMENT = "/schema/openapi.json"

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


for _kind in vars(json_objects).values():
    if isinstance(_kind, type) and _kind.__name__.endswith("Object"):
        # The framework names a schema by this.
        _kind.__qualname__ = _kind.__name__.removesuffix("Object")
