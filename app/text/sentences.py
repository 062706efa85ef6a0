"""Texts as sentences, words and content words, in any script.

A script without spaces is cut into pairs of characters where words are wanted.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTED = tomllib.loads((files("app.text") / "words.toml").read_text("utf-8"))
ENGLISH, *_OTHERS = (frozenset(listed.split()) for listed in _LISTED["stop_words"].values())
STOP_WORDS, ONLY_ENGLISH = ENGLISH.union(*_OTHERS), ENGLISH.difference(*_OTHERS)
ORDINARY_WORDS = frozenset(_LISTED["ordinary_words"].split())
_ABBREVIATION = re.compile(rf"(?:{'|'.join(_LISTED['abbreviations'])})\.$")
_END = re.compile(r"[.!?…؟।]+[\"'”’»)\]]*(?:\s+|$)|[。！？]+[」』”’]*\s*|\s*\n\s*")
_LONGEST_ABBREVIATION = 12  # characters before the end of a sentence, which may be none
_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACED = rf"[^\W_{_DENSE}]+"
_WORD = re.compile(rf"[{_DENSE}]+|{_SPACED}(?:['’.+#&/-]{_SPACED})*[+#]*")
_IS_DENSE = re.compile(f"[{_DENSE}]")
_SHORTEST_TO_FOLD = 4
_ENDED = re.compile(r"(.{3,}?)(?:ing|ed|ie|y|en|er|em|e)")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each exactly as it stands there; a line end ends one too."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start() + 1]
        if "\n" not in end.group() and _ABBREVIATION.search(before):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def words(text: str) -> list[str]:
    """The words of `text` as written."""
    steps = ((word, 2 if _IS_DENSE.match(word) else len(word)) for word in _WORD.findall(text))
    return [word[at : at + step] for word, step in steps for at in range(0, len(word), step)]


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about, written small, endings folded."""
    found: set[str] = set()
    text = text.casefold().replace("’", "'")
    has_dense = _IS_DENSE.search(text) is not None
    for word in _WORD.findall(text):
        if has_dense and _IS_DENSE.match(word):
            found |= {word[at : at + 2] for at in range(max(1, len(word) - 1))}
        elif word not in STOP_WORDS and (len(word) > 1 or word.isdigit()):
            found.add(_folded(word.removesuffix("'s")))
    return frozenset(found)


def _folded(word: str) -> str:
    """`word` without a common ending, so that "plans", "planned" and "planning" are one."""
    if word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_TO_FOLD:
        word = word[:-1]
    if not (ended := _ENDED.fullmatch(word)):
        return word
    stem = ended[1]
    is_doubled = len(stem) >= _SHORTEST_TO_FOLD and stem[-1] == stem[-2]
    return stem[:-1] if is_doubled and stem[-1] not in "aeiouls" else stem
