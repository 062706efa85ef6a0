"""What became of one call of a provider, for whoever watches them.

Law: kinds and numbers only, no word of what was sent or came.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.llm.usage import Usage
from app.prompts.prompt import Purpose

WHOLE = "whole"
ENOUGH = "enough"
"""Its reader wanted no more: the question stood."""
GIVEN_UP = "given up"
UNFORESEEN = "unforeseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call that has ended.

    `provider` is "primary" or "fallback"; `number` counts the calls of one ask, from 1;
    `outcome` is one of the above, or the `Kind` of the failure; times in seconds,
    `first_word` from the call to the first visible text, None where none came.
    """

    provider: str
    model: str
    purpose: Purpose
    number: int
    outcome: str
    seconds: float
    first_word: float | None
    usage: Usage | None

    @property
    def is_failure(self) -> bool:
        return self.outcome not in {WHOLE, ENOUGH, GIVEN_UP}


NoteCall = Callable[[CallRecord], object]
"""Who is told of each call when it has ended."""
