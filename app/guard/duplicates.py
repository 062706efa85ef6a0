"""Whether a question says again what was said before.

Two texts open alike when their first words are the same; openings that say nothing yet
("Can you tell me about a time when you") are compared further on. A question is asked
again when it has the same words as an earlier one, or nearly all of its content words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from app.text.sentences import content_words

OPENING_WORDS = 6
_LONGEST_OPENING = 12
_TELLING = 2
_FEWEST_SHARED, _MOST_OF_SHORTER, _MOST_OF_LONGER = 4, 0.8, 0.6
OWN = "repeats its instructions"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Said = tuple[str, ...]


class Earlier:
    """The questions asked before, and the sentences of the prompt."""

    def __init__(self, asked: Sequence[str], own_sentences: Collection[str]) -> None:
        self._asked = {f"repeats question {n}": text for n, text in enumerate(asked, start=1)}
        questions = ((_words(text), fault) for fault, text in self._asked.items())
        self._all = [*questions, *_told(frozenset(own_sentences))]

    def may_open_alike(self, text: str, letters: str = "") -> bool:
        """Whether `text`, not yet whole, could still come to open as one of them does.

        `letters` begin the word that comes after it.
        """
        said = _words(text)
        known, letters = len(said), letters.lower()
        alike = (words for words, _ in self._all if words[:known] == said and words[known:])
        alike = (words for words in alike if words[known].startswith(letters))
        return any(known < len(_opening(words)) for words in alike)

    def same_opening(self, text: str) -> str | None:
        """What is wrong where `text` opens as one of them does, None if none does."""
        said = _words(text)
        return next((fault for words, fault in self._all if _open_alike(words, said)), None)

    def again(self, text: str) -> str | None:
        """What is wrong where the whole `text` says one of them again."""
        said, content = _words(text), content_words(text)
        for fault, asked in self._asked.items():
            known = content_words(asked)
            shorter, longer = sorted((len(known), len(content)))
            most = max(_MOST_OF_SHORTER * shorter, _MOST_OF_LONGER * longer)
            if len(known & content) >= max(_FEWEST_SHARED, most):
                return fault
        return next((fault for words, fault in self._all if words == said), None)


@lru_cache(maxsize=8)
def _told(sentences: frozenset[str]) -> list[tuple[Said, str]]:
    """The words of the prompt's sentences; they are the program's own, so they may be kept."""
    return [(words, OWN) for words in map(_words, sentences) if words]


def _open_alike(one: Said, other: Said) -> bool:
    return one[:OPENING_WORDS] == other[:OPENING_WORDS] and _opening(one) == _opening(other)


def _opening(said: Said) -> Said:
    first = said[:OPENING_WORDS]
    return first if len(content_words(" ".join(first))) >= _TELLING else said[:_LONGEST_OPENING]


def _words(text: str) -> Said:
    return tuple(_WORD.findall(text.casefold()))
