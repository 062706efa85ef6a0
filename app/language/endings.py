"""Where a question ends.

Law: at its first question mark that is followed by white space, by a closing
quote or bracket, or by nothing, or else after its sixtieth word. So "/search?q=x"
goes on, and so does a sentence after a question it quotes ("why not?" and then a
small letter or a comma). A script without spaces counts two characters a word.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

MAX_WORDS = 60

_WORD = re.compile(r"\S+")
_FIRST_WIDE = "\u1100"
"""Below it no character is wide."""

_MARK = re.compile(r"[?？؟⁇⁈⁉፧⸮]")
_CLOSERS = {
    "“": "”", "‘": "’", "«": "»", "‹": "›", "「": "」", "『": "』", "(": ")",
    "[": "]", "（": "）", '"': '"', "„": "“",
}  # fmt: skip
_AFTER_MARK = "}”’»›」』)]）\"“'*_"
_GOES_ON = re.compile(r"(?:[,;:—–]|\s+[^\W\d_A-ZÄÖÜÀ-Þ])")


def end_of(text: str, following: str) -> int | None:
    """Where `text` ends as a question, None if it goes on.

    `following` is what comes after `text`, as far as it is known; "" is its end.
    """
    return _first(_end_at_mark(text, following), _end_at_limit(text))


def words(text: str) -> float:
    """How many words `text` has."""
    return sum(_weight(word) for word in text.split())


def is_wide(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words."""
    is_broad = unicodedata.east_asian_width(character) in {"W", "F"}
    is_hangul = "\uac00" <= character <= "\ud7a3"
    return is_broad and not is_hangul and unicodedata.category(character)[0] in "LP"


def _first(*ends: int | None) -> int | None:
    return min((end for end in ends if end is not None), default=None)


def _end_at_mark(text: str, following: str) -> int | None:
    whole = text + following
    for mark in _MARK.finditer(text):
        end = _after_closers(whole, mark.end())
        rest = whole[_skip_closers(whole, mark.end()) :]
        if end > mark.end() and _GOES_ON.match(rest):
            continue
        if mark.group() != "?" or _skip_closers(whole, mark.end()) > mark.end():
            return end
        if not rest or rest[0].isspace() or rest[0] in "?!" or is_wide(rest[0]):
            return end
    return None


def _skip_closers(text: str, start: int) -> int:
    while start < len(text) and text[start] in _AFTER_MARK:
        start += 1
    return start


def _after_closers(text: str, start: int) -> int:
    """Just after the mark and those closing characters that close something."""
    opened = _opened(text[: start - 1])
    while start < len(text) and opened and text[start] == opened[-1]:
        opened.pop()
        start += 1
    return start


def _opened(text: str) -> list[str]:
    """The closing characters that are still awaited after `text`."""
    awaited: list[str] = []
    for character in text:
        if awaited and character == awaited[-1]:
            awaited.pop()
        elif character in _CLOSERS:
            awaited.append(_CLOSERS[character])
    return awaited


def _end_at_limit(text: str) -> int | None:
    if max(text, default="") < _FIRST_WIDE:
        last = next(islice(_WORD.finditer(text), MAX_WORDS - 1, None), None)
        return last.end() if last else None
    total = 0.0
    for word in _WORD.finditer(text):
        for index, character in enumerate(word.group()):
            total += 0.5 if is_wide(character) else 0.0
            if total >= MAX_WORDS:
                return word.start() + index + 1
        total += 0.0 if _is_all_wide(word.group()) else 1.0
        if total >= MAX_WORDS:
            return word.end()
    return None


def _weight(word: str) -> float:
    wide = sum(is_wide(character) for character in word) / 2
    return wide if _is_all_wide(word) else wide + 1


def _is_all_wide(word: str) -> bool:
    return all(is_wide(character) for character in word)


def asks(text: str) -> bool:
    """Whether `text` ends as a question does, in any script, closing marks aside."""
    return text.rstrip("\"'”’»)] *_").endswith(("?", "？", "؟"))
