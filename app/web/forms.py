"""Reading forms.

Law: which fields a form takes is declared with its route, and others are not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import InternalServerException

from app.domain.errors import BadInput, Unprocessable, WrongType
from app.domain.interview import MAX_QUESTIONS

AnyRequest = Request[Any, Any, Any]
URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
FIELDS, ROOM = "fields", "room"
"""Where a route holds the names of its fields, and how long what it takes can be, in words."""
TYPED = "typed"
"""Where a request holds what was typed of answers, which no error eats."""
ROOM_OF_ANSWER = "An answer can have up to 10,000 characters."
MOST_FIELDS = 100
TURNS = tuple(str(number) for number in range(1, MAX_QUESTIONS + 1))

TEXT_BYTES = 1_000_000
"""Enough for eight times 10,000 characters of any script, percent-encoded."""

FILE_BYTES = 11_000_000
"""Enough for a file of 10 MB with its form around it."""


class Form:
    """A form as it was sent; to ask it for a field that was not declared is a `KeyError`."""

    def __init__(self, sent: FormMultiDict, declared: Iterable[str]) -> None:
        self._fields = {name: sent.get(name) for name in declared}

    def __contains__(self, name: str) -> bool:
        return self._fields[name] is not None

    def text(self, name: str) -> str:
        """A text field, empty when absent; raises `Unprocessable` for a file in its place."""
        value = self._fields[name]
        if isinstance(value, UploadFile):
            raise Unprocessable(f"Send {name} as text, not as a file.")
        return "" if value is None else str(value)

    def texts(self, name: str) -> dict[int, str]:
        """What was typed in the boxes of `boxes(name)`, by turn, without those left empty."""
        typed = {int(turn): self.text(f"{name}-{turn}") for turn in TURNS}
        return {turn: text for turn, text in typed.items() if text}

    def answers(self) -> str:
        """All that was typed of answers, as one text; of a comment, `answer` names its turn."""
        if "text" in self._fields:
            return ""
        typed = {name: text for name, text in self._fields.items() if isinstance(text, str)}
        return joined(text for name, text in typed.items() if name.startswith("answer"))

    def file(self, name: str) -> UploadFile | None:
        """The file that was chosen, None for none."""
        value = self._fields[name]
        return value if isinstance(value, UploadFile) and value.filename else None

    def turn(self) -> int | None:
        """The turn an answer is for, None when not named; raises `Unprocessable`."""
        if "turn" not in self:
            return None
        value = self.text("turn")
        if value not in TURNS:
            raise Unprocessable("The turn must be a whole number from 1 to 8.")
        return int(value)

    def is_live(self) -> bool:
        """Whether the sender opens the live channel by itself."""
        return self.text("live") not in {"", "0", "false"}


def boxes(name: str) -> list[str]:
    """The fields of a page with a box for each answer, which are all sent together."""
    return [f"{name}-{turn}" for turn in TURNS]


def turn_of(number: str) -> int:
    """The turn that `number` names, 0 where it is none."""
    return int(number) if number in TURNS else 0


def joined(texts: Iterable[str]) -> str:
    """All that was typed as one text, where there is no page to give it back on."""
    return "\n\n".join(text for text in texts if text)


async def read_form(request: AnyRequest) -> Form:
    """The form that was sent, in the fields that its route declares.

    Raises `WrongType` for a body that is none, `BadInput` where only a part of it comes,
    `Unprocessable` for a text in no known encoding and for a heap of fields.

    Litestar's own reading of url-encoded fields keeps the last thousand bodies in
    memory, and takes what curl sends unencoded for Latin-1.
    """
    try:
        sent = await _sent(request)
    except InternalServerException:  # Litestar's word for a sender that went away
        raise BadInput from None
    except (UnicodeDecodeError, LookupError):
        raise Unprocessable("That form cannot be read. Send its texts in UTF-8.") from None
    form = Form(sent, request.route_handler.opt[FIELDS])
    request.state[TYPED] = form.answers()
    return form


async def _sent(request: AnyRequest) -> FormMultiDict:
    if is_multipart(request):
        return await request.form()
    if not _content_type(request).startswith(URL_ENCODED):
        raise WrongType
    return FormMultiDict(_fields(await request.body()))


def is_multipart(request: AnyRequest) -> bool:
    """Whether the form was sent as one with files is."""
    return _content_type(request).startswith(MULTIPART)


def _content_type(request: AnyRequest) -> str:
    return request.headers.get("content-type", URL_ENCODED).lower()


def _fields(body: bytes) -> list[tuple[str, str]]:
    text = body.decode()
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise Unprocessable("That form has too many fields.") from None
