"""Short lists of phrases, read from the room's data files, and finding them in a text.

A phrase is written as it is said: "could|can you ~ repeat|explain*". A slot is one word,
or several between bars; `*` stands for any ending, `~` for up to three words. Of a script
without spaces each character is a word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_UNSPACED = re.compile("[\u2e80-\uffff]")
_GAP = "(?:[^ ]+ ){0,3}?"
"""As few words as need be; at the end of a phrase as many as there are."""
_BEGINNING = 3
"""Letters of a word that tell which phrases may begin with it."""


@cache
def load(name: str) -> dict[str, Any]:
    """The data file of that name beside this module; for reading only."""
    return tomllib.loads(files("app.coach").joinpath(name).read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """`text` in small letters, with plain apostrophes, its unspaced scripts spaced."""
    if not text.isascii():
        text = _UNSPACED.sub(r" \g<0> ", text.replace("’", "'"))
    return text.casefold()


def tokens(text: str) -> list[str]:
    """The words of `text` as phrases are compared."""
    return _WORD.findall(folded(text))


class PhraseTable:
    """Lists of phrases by tag, found in one pass over the words of a text.

    Patterns are compiled when a word is first met that phrases begin with.
    """

    def __init__(self, table: Mapping[str, Collection[str]]) -> None:
        self._listed: dict[str, dict[str, list[str]]] = {}
        self._compiled: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for tag, phrases in table.items():
            for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
                spaced = _UNSPACED.sub(r" \g<0> ", phrase.casefold()).split()
                for begins in {_beginning(word) for word in spaced[0].split("|")}:
                    listed = self._listed.setdefault(begins, {}).setdefault(tag, [])
                    listed.append("".join(map(_slot, spaced)).removesuffix("?"))

    def find(self, text: str) -> dict[str, tuple[int, int]]:
        """Each tag with the place of its longest phrase, as indices of `tokens(text)`."""
        found: dict[str, tuple[int, int]] = {}
        said, at = tokens(text), 0
        line = " ".join([*said, ""])
        for start, word in enumerate(said):
            begins = _beginning(word)
            for tag, pattern in self._patterns(begins) if begins in self._listed else ():
                if phrase := pattern.match(line, at):
                    known, length = found.get(tag, (0, 0)), phrase[0].count(" ")
                    if length > known[1] - known[0]:
                        found[tag] = (start, start + length)
            at += len(word) + 1
        return found

    def _patterns(self, begins: str) -> list[tuple[str, re.Pattern[str]]]:
        if begins not in self._compiled:
            listed = self._listed[begins].items()
            self._compiled[begins] = [(tag, re.compile("|".join(these))) for tag, these in listed]
        return self._compiled[begins]


def _beginning(word: str) -> str:
    """What tells which phrases may begin with `word`; the same for all figures."""
    return "0" if word[:1].isdecimal() else word[:_BEGINNING]


def _slot(words: str) -> str:
    """A pattern for one slot of a phrase and the space after it."""
    written = re.escape(words).replace(r"\|", "|").replace(r"\*", "[^ ]*")
    return _GAP if words == "~" else f"(?:{written}) "
