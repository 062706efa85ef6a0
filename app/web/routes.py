"""How a route that scripts use is declared: what it reads, and what the schema tells of it.

A route answers in three shapes; the schema tells the one that `Accept:
application/json` gets. What has no such shape is kept out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import post, route
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

from app.web.forms import MULTIPART, TEXT_BYTES, URL_ENCODED
from app.web.json_objects import ErrorObject, RedirectObject
from app.web.negotiation import READ_METHODS

READING = (400, 403, 404, 503)
SENDING = (*READING, 409, 413, 415, 422, 429, 500)
"""Statuses that may be told instead; the texts are in the contract."""

OWNED = [{"candidate": list[str]()}]
"""The cookie of whoever made the session is asked for."""


def read_route(path: str, kind: Any, *, is_owned: bool = True) -> route:  # noqa: ANN401 - any type
    """A page, whose JSON is an object of `kind`."""
    return route(
        path,
        http_method=READ_METHODS,
        responses=_answers(kind, READING),
        security=OWNED if is_owned else None,
    )


def form_route(
    path: str,
    *fields: str,
    kind: Any = RedirectObject,  # noqa: ANN401 - any type
    is_owned: bool = True,
    file: str = "",
    request_max_body_size: int = TEXT_BYTES,
) -> post:
    """A form of these text `fields` and a `file`, if one is named, read by hand."""
    return post(
        path,
        request_max_body_size=request_max_body_size,
        status_code=200,
        operation_class=_operation(fields, file),
        responses=_answers(kind, SENDING),
        security=OWNED if is_owned else None,
    )


def _answers(kind: Any, refused: Sequence[int]) -> dict[int, ResponseSpec]:  # noqa: ANN401 - any type
    """200 with an object of `kind`, else an error."""
    error = ResponseSpec(ErrorObject, description="Refused", generate_examples=False)
    done = ResponseSpec(kind, description="Done", generate_examples=False)
    return {200: done, **dict.fromkeys(refused, error)}


def _operation(names: Sequence[str], file: str) -> type[Operation]:
    fields = dict.fromkeys(names, Schema(type=OpenAPIType.STRING))
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
