"""How a route that scripts use is declared: what it reads, and what the schema tells of it.

A route answers in three shapes; the schema tells the one that `Accept:
application/json` gets. What has no such shape is kept out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from litestar import post, route
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)

from app.web.forms import FIELDS, MULTIPART, ROOM, TEXT_BYTES, URL_ENCODED
from app.web.json_objects import ErrorObject, RedirectObject
from app.web.negotiation import READ_METHODS

READING = (400, 403, 404, 500, 503)
SENDING = (*READING, 409, 413, 415, 422, 429)
"""Statuses that may be told instead; the texts are in the contract."""

_Fields = dict[str, Reference | Schema]

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
    *required: str,
    optional: Sequence[str] = (),
    files: Sequence[str] = (),
    choices: Mapping[str, Iterable[str]] = MappingProxyType({}),
    kind: Any = RedirectObject,  # noqa: ANN401 - any type
    room: str = "",
    is_owned: bool = True,
    request_max_body_size: int = TEXT_BYTES,
) -> post:
    """A form of these text fields and `files`; `read_form` reads no others.

    `choices` are the values that the schema names of fields; the handler checks them.
    `room` says how long what it takes can be, to whom sends more than is read.
    """
    return post(
        path,
        request_max_body_size=request_max_body_size,
        status_code=200,
        operation_class=_operation(required, optional, files, choices),
        responses=_answers(kind, SENDING),
        security=OWNED if is_owned else None,
        opt={FIELDS: (*required, *optional, *files), ROOM: room},
    )


def _answers(kind: Any, refused: Sequence[int]) -> dict[int, ResponseSpec]:  # noqa: ANN401 - any type
    """200 with an object of `kind`, else an error."""
    error = ResponseSpec(ErrorObject, description="Refused", generate_examples=False)
    done = ResponseSpec(kind, description="Done", generate_examples=False)
    return {200: done, **dict.fromkeys(refused, error)}


def _operation(
    required: Sequence[str],
    optional: Sequence[str],
    files: Sequence[str],
    choices: Mapping[str, Iterable[str]],
) -> type[Operation]:
    """An operation that tells the fields of a form, where it has any."""
    texts: _Fields = dict.fromkeys((*required, *optional), Schema(type=OpenAPIType.STRING))
    for name, values in choices.items():
        texts[name] = Schema(type=OpenAPIType.STRING, enum=list(values))
    if not texts:
        return Operation
    content = {URL_ENCODED: _form(texts, required)}
    if files:
        file = Schema(type=OpenAPIType.STRING, content_media_type="application/octet-stream")
        content[MULTIPART] = _form({**texts, **dict.fromkeys(files, file)}, required)

    class FormOperation(Operation):
        def __init__(self, **told: Any) -> None:  # noqa: ANN401 - as Litestar has it
            body = RequestBody(content=content, required=bool(required))
            super().__init__(**{**told, "request_body": body})

    return FormOperation


def _form(fields: _Fields, required: Sequence[str]) -> OpenAPIMediaType:
    needed = list(required) or None
    return OpenAPIMediaType(
        schema=Schema(type=OpenAPIType.OBJECT, properties=fields, required=needed)
    )
