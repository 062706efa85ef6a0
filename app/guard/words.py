"""A text cut into words as it comes, and what of a word can be seen.

A word is whole once a space, a line break or the text's end follows. A script without
spaces gives a word for each character, closing marks included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import compress, dropwhile

from app.guard.markup import END, FORGET
from app.text.normalise import is_visible

BREAK = "\n"  # comes as a word where a line ends

_BLANKS = "\u3164\uffa0\u2800\ufffc"
_BETWEEN = f"{FORGET}{END}{_BLANKS}"
_RUN = re.compile(rf"[{FORGET}{END}]|[\s{_BLANKS}]+|[^\s{_BETWEEN}]+")
_LINE_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
    "\U00020000-\U0003fffd"
)
_CLOSING = "」』）〕】》〉”’、。，！？；：…\ufe0e\ufe0f\u3099\u309a"
_PART = re.compile(rf"[{_WIDE}][{_CLOSING}]*|[^{_WIDE}]+")
_IS_WIDE = re.compile(f"[{_WIDE}]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_JOINERS = "\u200c\u200d"


class Words:
    """Takes text, gives pairs of the space before a word ("", " " or a line break) and the word.

    `FORGET`, `END` and `BREAK` come as words of their own; `word` is not whole yet, and
    `space` stands before it.
    """

    def __init__(self) -> None:
        self.word = ""
        self.space = ""

    def take(self, text: str) -> Iterator[tuple[str, str]]:
        """The words that are whole after more of `text`."""
        for run in _RUN.findall(text):
            if run[0].isspace() or run[0] in _BETWEEN:
                yield from self.rest()
                if run in (FORGET, END):
                    yield "", run
                    continue
                if self.space != "\n" and _LINE_BREAK.search(run):
                    self.space = "\n"
                    yield "", BREAK
                self.space = self.space or " "
            else:
                self.word += run
                if not self.word.isascii():
                    *whole, last = _PART.findall(self.word)
                    for self.word in whole:
                        yield from self.rest()
                    self.word = last

    def rest(self) -> Iterator[tuple[str, str]]:
        """The last word, when nothing follows it."""
        word, self.word = self.word, ""
        if seen := _visible(word):
            space, self.space = self.space, ""
            yield space, seen


def weight(word: str) -> float:
    """How many words `word` counts: a wide character is half a one, six of Thai are one."""
    if word.isascii():
        return 1.0
    return len(_IS_WIDE.findall(word)) / 2 or max(1.0, len(_UNSPACED.findall(word)) / 6)


def is_wide(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words."""
    return _IS_WIDE.match(character) is not None


def _visible(word: str) -> str:
    """`word` without what draws nothing, joiners and marks that shape their neighbours kept."""
    if word.isascii() and word.isprintable():
        return word
    shapes = (c in _JOINERS or unicodedata.category(c)[0] == "M" or is_visible(c) for c in word)
    seen = dropwhile(lambda character: not is_visible(character), compress(word, shapes))
    return "".join(seen).rstrip(_JOINERS)
