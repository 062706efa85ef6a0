"""Short lists of phrases, read from the room's data files, and finding them in a text.

A phrase is written as it is said: "could|can you ~ repeat|explain*". A slot is one word,
or several between bars; `*` stands for any ending, `~` for up to three words. A phrase of
a script without spaces is found anywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FIRST_UNSPACED = "\u2e80"
_GAP = "(?:[^ ]+ ){0,3}?"
"""As few words as need be; at the end of a phrase as many as there are."""


@cache
def load(name: str) -> dict[str, Any]:
    """The data file of that name beside this module; for reading only."""
    return tomllib.loads(files("app.coach").joinpath(name).read_text(encoding="utf-8"))


def tokens(text: str) -> list[str]:
    """The words of `text` as phrases are compared: small letters, plain apostrophes."""
    return _WORD.findall(text.casefold().replace("’", "'"))


class PhraseTable:
    """Lists of phrases by tag, each list found in one pass over the words of a text.

    What is looked for is compiled when it is first looked for.
    """

    def __init__(self, table: Mapping[str, Collection[str]]) -> None:
        self._table = table

    @cached_property
    def _unspaced(self) -> list[tuple[str, str]]:
        listed = ((tag, phrase) for tag in self._table for phrase in self._longest_first(tag))
        return [(tag, phrase) for tag, phrase in listed if not _is_spaced(phrase)]

    @cached_property
    def _spaced(self) -> dict[str, re.Pattern[str]]:
        listed = {
            tag: "|".join(map(_pattern, filter(_is_spaced, self._longest_first(tag))))
            for tag in self._table
        }
        return {
            tag: re.compile(rf"(?<![^ ])(?=({spaced}))") for tag, spaced in listed.items() if spaced
        }

    def _longest_first(self, tag: str) -> list[str]:
        return sorted(self._table[tag], key=lambda phrase: -len(phrase.split()))

    def find(self, text: str) -> dict[str, tuple[int, int]]:
        """Each tag with the place of its longest phrase, as indices of `tokens(text)`."""
        said = tokens(text)
        found = {
            tag: (0, len(said)) if 2 * len(phrase) >= len(text) else (0, 0)
            for tag, phrase in self._unspaced
            if phrase in text
        }
        line = " ".join([*said, ""])
        for tag, pattern in self._spaced.items():
            for phrase in pattern.finditer(line):
                start, length = line.count(" ", 0, phrase.start()), phrase[1].count(" ")
                known = found.get(tag, (0, 0))
                if length > known[1] - known[0]:
                    found[tag] = (start, start + length)
        return found


def _is_spaced(phrase: str) -> bool:
    """Whether its script puts spaces between words."""
    return phrase < _FIRST_UNSPACED


def _pattern(phrase: str) -> str:
    """A pattern for the words of `phrase`, each with a space after it."""
    slots = re.escape(phrase.casefold()).replace(r"\|", "|").replace(r"\*", "[^ ]*").split(r"\ ")
    parts = [_GAP if slot == r"\~" else f"(?:{slot}) " for slot in slots]
    return "".join(parts).removesuffix("?")
