"""A prompt, as whoever sends it needs to know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Purpose(StrEnum):
    """What a call of the model is for; each has time limits of its own."""

    QUESTION = "question"
    READING = "reading"
    REPORT = "report"
    CHECK = "check"


class PromptMessage(Struct, frozen=True, kw_only=True):
    role: Literal["system", "user", "assistant"]
    content: str


class Prompt(Struct, frozen=True, kw_only=True):
    """One call of a model, independent of the provider that takes it.

    `messages` makes the messages for a context of so many tokens; None is the
    budget of a usual model. The same limit gives the same beginning throughout an
    interview. `schema` is the JSON Schema of the wanted reply, None for plain
    text; `schema_name` names it. `max_tokens` bounds the reply.
    """

    purpose: Purpose
    session_id: str
    messages: Callable[[int | None], Sequence[PromptMessage]]
    max_tokens: int
    schema: Mapping[str, object] | None = None
    schema_name: str = ""
