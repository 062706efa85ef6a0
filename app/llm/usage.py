"""What a call cost, as the provider counted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.prompts.prompt import Purpose

_CACHED = ("cached_tokens", "cache_read_input_tokens", "prompt_cache_hit_tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call; `cached` are those of the prompt that were read before."""

    prompt: int
    cached: int
    completion: int


class CountUsage(Protocol):
    """Who is told what each call cost."""

    def __call__(
        self, purpose: Purpose, *, prompt: int, cached: int, completion: int
    ) -> object: ...


def usage_in(counted: Mapping[str, object] | None) -> Usage | None:
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
    return Usage(prompt=prompt, cached=cached, completion=completion)
