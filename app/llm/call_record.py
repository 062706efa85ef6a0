"""What became of one call of a provider and what it cost, for whoever watches them.

Law: kinds and numbers only, no word of what was sent or came.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from app.prompts.prompt import Purpose

WHOLE = "whole"
ENOUGH = "enough"
"""Its reader wanted no more: the question stood."""
GIVEN_UP = "given up"
UNFORESEEN = "unforeseen"

_CACHED = ("cached_tokens", "cache_read_input_tokens", "prompt_cache_hit_tokens")


class Usage(Struct, frozen=True, kw_only=True):
    """Tokens of one call; `cached` are those of the prompt that were read before."""

    prompt: int
    cached: int
    completion: int

    @classmethod
    def read(cls, counted: Mapping[str, object] | None) -> Usage | None:
        """The `usage` of a completion; None where there is none that can be read."""
        if counted is None:
            return None
        prompt, completion = counted.get("prompt_tokens"), counted.get("completion_tokens")
        if not isinstance(prompt, int) or not isinstance(completion, int):
            return None
        details = counted.get("prompt_tokens_details")
        places = (counted, details) if isinstance(details, dict) else (counted,)
        found = (place.get(name) for place in places for name in _CACHED)
        cached = next((number for number in found if isinstance(number, int)), 0)
        return cls(prompt=prompt, cached=cached, completion=completion)


class CallRecord(Struct, frozen=True, kw_only=True):
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
    def went_well(self) -> bool:
        return self.outcome in {WHOLE, ENOUGH}

    @property
    def is_failure(self) -> bool:
        return not self.went_well and self.outcome != GIVEN_UP


NoteCall = Callable[[CallRecord], object]
"""Who is told of each call when it has ended."""
