"""A prompt, as whoever sends it needs to know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Purpose(StrEnum):
    """What a call of the model is for; each has time limits of its own."""

    QUESTION = "question"
    READING = "reading"
    REPORT = "report"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptMessage:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
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
