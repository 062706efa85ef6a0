"""Reading forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import InternalServerException

from app.domain.errors import BadInput, Unprocessable, WrongType
from app.domain.interview import MAX_QUESTIONS

AnyRequest = Request[Any, Any, Any]
URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
MOST_FIELDS = 100
TURNS = {str(number) for number in range(1, MAX_QUESTIONS + 1)}

TEXT_BYTES = 1_000_000
"""Enough for 10,000 characters of any script, percent-encoded, with room to be told of more."""

FILE_BYTES = 11_000_000
"""Enough for a file of 10 MB with its form around it."""


async def read_form(request: AnyRequest) -> FormMultiDict:
    """The form that was sent.

    Raises `WrongType` for a body that is none, `BadInput` where only a part of it comes,
    `Unprocessable` for a text in no known encoding and for a heap of fields.

    Litestar's own reading of url-encoded fields keeps the last thousand bodies in
    memory, and takes what curl sends unencoded for Latin-1.
    """
    content_type = request.headers.get("content-type", URL_ENCODED).lower()
    try:
        if content_type.startswith(MULTIPART):
            return await request.form()
        if not content_type.startswith(URL_ENCODED):
            raise WrongType
        return FormMultiDict(_fields(await request.body()))
    except InternalServerException:  # Litestar's word for a sender that went away
        raise BadInput from None
    except (UnicodeDecodeError, LookupError):
        raise Unprocessable("That form cannot be read. Send its texts in UTF-8.") from None


def _fields(body: bytes) -> list[tuple[str, str]]:
    text = body.decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Unprocessable("That form has too many fields.") from None


def text_of(form: FormMultiDict, name: str) -> str:
    """A text field, empty when absent; raises `Unprocessable` for a file in its place."""
    value = form.get(name, "")
    if isinstance(value, UploadFile):
        raise Unprocessable(f"Send {name} as text, not as a file.")
    return str(value)


def turn_of(form: FormMultiDict) -> int | None:
    """The turn an answer is for, None when not named; raises `Unprocessable`."""
    value = text_of(form, "turn")
    if value and value not in TURNS:
        raise Unprocessable("The turn must be a whole number from 1 to 8.")
    return int(value) if value else None


def is_live(form: FormMultiDict) -> bool:
    """Whether the sender opens the live channel by itself."""
    return text_of(form, "live") not in {"", "0", "false"}
