"""Answers in a language that no signs are known of: judged by numbers, names and structure.

Law: nobody is at the floor for the language they speak; nor can such an answer earn
the highest rating, because nobody has read it.
"""

from __future__ import annotations

import re

from app.judging import foreign_phrases, ratings
from app.judging.signs import WORD
from app.language.detecting import detect
from app.language.lexicon import phrases
from app.language.sentences import sentences

_READ = frozenset({"en", "de", None})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERS = phrases(foreign_phrases.NUMBERS)
_OWN = phrases(foreign_phrases.OWN)
_CASE_TO_TELL = 15
_CASE_TOLD = 25
_OWN_CASE = 8
_CHARACTERS_PER_WORD = 2.5


def is_foreign(answer: str) -> bool:
    return detect(answer) not in _READ


def rating(answer: str) -> int:
    """2 for a few sentences, 3 with something concrete in them, 4 with several figures."""
    size, figures = _size(answer), _figures(answer)
    if size >= _CASE_TOLD and figures > 1 and len(sentences(answer)) > 1:
        return ratings.TOLD_TO_THE_END
    is_own = bool(_OWN.search(answer))
    if size >= (_OWN_CASE if is_own else _CASE_TO_TELL) and (figures or _names(answer)):
        return ratings.INSTANCE
    return ratings.GENERAL


def _figures(answer: str) -> int:
    """Distinct numbers, in digits or in words."""
    in_words = {found.group().lower() for found in _NUMBERS.finditer(answer)}
    return len(in_words | set(_DIGITS.findall(answer)))


def _size(answer: str) -> float:
    """In words; scripts that set no spaces are counted by the character."""
    dense = sum(ch >= "\u3040" for ch in answer)
    return len(WORD.findall(answer)) + dense / _CHARACTERS_PER_WORD


def _names(answer: str) -> int:
    """Capitals inside sentences."""
    return sum(word[0].isupper() for span in sentences(answer) for word in WORD.findall(span)[1:])
