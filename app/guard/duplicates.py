"""Whether a question says again what was said before.

A question is asked again when it has the same words as an earlier one, or no content word
that this had not; one that brings a single new word that matters is another question. A
sentence of the prompt is known by its first words; where these say nothing yet, it is
compared further on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from app.text.sentences import content_words

_OPENING_WORDS, _LONGEST_OPENING, _TELLING, _FEWEST = 6, 12, 2, 4  # the last two: content words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Said = tuple[str, ...]


class Earlier:
    """The questions asked before, and the sentences of the prompt."""

    def __init__(self, asked: Sequence[str], own_sentences: Collection[str]) -> None:
        self._asked = [(_words(question), content_words(question)) for question in asked]
        self._own = _openings(frozenset(own_sentences))

    def may_be_again(self, text: str, letters: str = "") -> bool:
        """Whether `text`, not yet whole, could still come to be one of them.

        `letters` begin the word that comes after it.
        """
        said, known = _words(text), (*(words for words, _ in self._asked), *self._own)
        after = ((*words, "")[len(said)] for words in known if words[: len(said)] == said)
        return any(word.startswith(letters.lower()) for word in after)

    def opens_as_own(self, text: str) -> str | None:
        """What is wrong where `text` opens as a sentence of the prompt, None if it does not."""
        return "repeats its instructions" if _opening(_words(text)) in self._own else None

    def again(self, text: str) -> str | None:
        """What is wrong where the whole `text` says an earlier question again."""
        said, content = _words(text), content_words(text)
        for number, (words, known) in enumerate(self._asked, start=1):
            if words == said or (content <= known and len(content) >= _FEWEST):
                return f"repeats question {number}"
        return None


@lru_cache(maxsize=8)
def _openings(sentences: frozenset[str]) -> frozenset[Said]:
    """How they open; they are the program's own, so this may be kept."""
    return frozenset(_opening(words) for words in map(_words, sentences) if words)


def _opening(said: Said) -> Said:
    first = said[:_OPENING_WORDS]
    return first if len(content_words(" ".join(first))) >= _TELLING else said[:_LONGEST_OPENING]


def _words(text: str) -> Said:
    return tuple(_WORD.findall(text.casefold()))
