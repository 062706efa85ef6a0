"""Whether a question says again what an earlier one said.

Law: two questions are alike when they open with the same words, or when they
share more than half of the content words of the shorter one. Openings that say nothing yet
("Can you tell me about a time when you") are compared further on.
"""

from __future__ import annotations

import re

from app.language.matching import stems

OPENING_WORDS = 6
_LONGEST_OPENING = 12
_TELLING = 2
_FEWEST_SHARED = 3
_ASKING = (
    "tell describe explain walk talk give share name time example situation moment case erzählen "
    "erzähle beschreiben beschreibe schildern erläutern erklären nennen beispiel situation moment"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def same_opening(text: str, asked: tuple[str, ...]) -> int | None:
    """The number of the earlier question that opens as `text` does."""
    beginning = _opening(text)
    return next((n for n, other in _numbered(asked) if _opening(other) == beginning), None)


def may_open_the_same(text: str, asked: tuple[str, ...]) -> bool:
    """Whether `text`, not yet whole, could still come to open as an earlier question does."""
    said = _words(text)
    if _is_whole(said):
        return False
    return any(_words(other)[: len(said)] == said for other in asked)


def rewording(text: str, asked: tuple[str, ...]) -> int | None:
    """The number of the earlier question that `text` asks again in other words."""
    return next((n for n, other in _numbered(asked) if _are_alike(text, other)), None)


def _are_alike(one: str, other: str) -> bool:
    first, second = stems(one), stems(other)
    shared = len(first & second)
    return shared >= _FEWEST_SHARED and shared * 2 > min(len(first), len(second))


def _opening(text: str) -> tuple[str, ...]:
    said = _words(text)
    end = next((n for n in range(len(said)) if _is_whole(said[:n])), len(said))
    return tuple(said[:end])


def _is_whole(said: list[str]) -> bool:
    if len(said) < OPENING_WORDS:
        return False
    return len(said) >= _LONGEST_OPENING or len(stems(" ".join(said)) - stems(_ASKING)) >= _TELLING


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _numbered(asked: tuple[str, ...]) -> enumerate[str]:
    return enumerate(asked, start=1)
