"""Which language a text is in, and which one the next question is asked in.

Law: in doubt nothing changes. English and German are told by their small words;
only for other languages is a library asked, because loading its model takes a
second and most interviews never need it. It is loaded once, however many ask.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.language.lexicon import words
from app.language.matching import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT = "en"
READ_AT_MOST = 4000
"""Characters: a language shows in its first page."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = words("""
the and of to with for you your is are we my our have has had this that on at by from as it be
they their not but if when which who would about i me can must what because were been
""")
_GERMAN = words("""
der das und ich nicht mit für von zu wir sie eine einen einem einer den dem des ist auf im zum
zur bei sich auch dass oder haben habe hatte sind wird werden ihre ihren unser unsere als nach
über kein keine aus ihr du dein deine weil durch vom
""")
_ENOUGH_SMALL_WORDS = 2
_CLEARLY_MORE = 3
_FEWEST_WORDS = 3
_FEWEST_CONTENT_WORDS = 5
_FEWEST_LETTERS = 12
_SURE = 0.9


@lru_cache(maxsize=256)
def detect(text: str) -> str | None:
    """The ISO 639-1 code of `text`; None when it is too short or too mixed to tell."""
    found = [word.lower() for word in _WORD.findall(text[:READ_AT_MOST])]
    english = sum(word in _ENGLISH for word in found)
    german = sum(word in _GERMAN for word in found)
    if max(english, german) >= _ENOUGH_SMALL_WORDS and _is_plenty(max(english, german), found):
        if english >= german * _CLEARLY_MORE:
            return "en"
        if german >= english * _CLEARLY_MORE:
            return "de"
    return _by_model(text[:READ_AT_MOST], found)


def _is_plenty(small: int, found: list[str]) -> bool:
    """A text of that language has one small word in eight or more."""
    return small * 8 >= len(found)


def _by_model(text: str, found: list[str]) -> str | None:
    if len(found) < _FEWEST_WORDS and sum(map(len, found)) < _FEWEST_LETTERS:
        return None
    from app.language.identifying import IDENTIFIER  # noqa: PLC0415 - takes a second, rare

    code, probability = IDENTIFIER.classify(text)
    return str(code) if probability >= _SURE else None


def of_interview(job: str, answers: Iterable[str]) -> str:
    """That of the job description, unless the candidate has gone over to another.

    A few words are no going over: "I don't know" may be said in any language.
    """
    language = detect(job) or DEFAULT
    for answer in answers:
        if len(stems(answer)) >= _FEWEST_CONTENT_WORDS:
            language = detect(answer) or language
    return language
