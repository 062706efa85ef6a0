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
_GAP = "(?:[^ ]+ ){0,3}?"  # as few words as need be; at the end of a phrase as many as there are
_LEFT_OUT = re.compile("'(?![dlr])")  # by dictation; "id", "ill" and "were" are words of their own
_ALIKE = str.maketrans("’ʼİışţŞŢ", "''iișțȘȚ")  # letters that are written in two ways
_BEGINNING = 3  # letters of a word that tell which phrases may begin with it; of figures none do
_compiled = cache(re.compile)  # when a word is first met that its phrases begin with


@cache
def load(name: str) -> dict[str, Any]:
    """The data file of that name beside this module; for reading only."""
    return tomllib.loads(files("app.coach").joinpath(name).read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """`text` in small letters, with plain apostrophes, its unspaced scripts spaced."""
    if not text.isascii():
        text = _UNSPACED.sub(r" \g<0> ", text.translate(_ALIKE))
    return text.casefold()


def tokens(text: str) -> list[str]:
    """The words of `text` as phrases are compared."""
    return _WORD.findall(folded(text))


class PhraseTable:
    """Lists of phrases by tag, found in one pass over the words of a text."""

    def __init__(self, table: Mapping[str, Collection[str]]) -> None:
        self._patterns: dict[str, dict[str, str]] = {}
        for tag, phrases in table.items():
            for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
                spaced = _LEFT_OUT.sub("", folded(phrase)).split()
                pattern = "".join(map(_slot, spaced)).removesuffix("?")
                words = spaced[0].split("|")
                for begins in {word[:_BEGINNING] if word[0] > "9" else "0" for word in words}:
                    patterns = self._patterns.setdefault(begins, {})
                    patterns[tag] = f"{patterns[tag]}|{pattern}" if tag in patterns else pattern

    def find(self, text: str) -> dict[str, tuple[int, int]]:
        """Each tag with the place of its longest phrase, as indices of `tokens(text)`."""
        found: dict[str, tuple[int, int]] = {}
        said, at = [_LEFT_OUT.sub("", word) for word in tokens(text)], 0
        line = " ".join([*said, ""])
        for start, word in enumerate(said):
            begins = word[:_BEGINNING] if word[0] > "9" else "0"
            for tag, pattern in self._patterns.get(begins, {}).items():
                if phrase := _compiled(pattern).match(line, at):
                    known, length = found.get(tag, (0, 0)), phrase[0].count(" ")
                    if length > known[1] - known[0]:
                        found[tag] = (start, start + length)
            at += len(word) + 1
        return found


def _slot(words: str) -> str:
    """A pattern for one slot of a phrase and the space after it."""
    written = re.escape(words).replace(r"\|", "|").replace(r"\*", "[^ ]*")
    return _GAP if words == "~" else f"(?:{written}) "
