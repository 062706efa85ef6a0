"""Amounts as people say them, in figures and in words, English and German.

Law: a year, a clock time's date or the length of a career is no amount of anything.
"""

from __future__ import annotations

import re

from app.language import deeds_english as english
from app.language import deeds_german as german
from app.language.lexicon import listed, phrases

_WORDS = listed(" | ".join(sorted(english.NUMBERS | german.NUMBERS)))
_TENS = listed(f"{english.TENS} | {german.TENS}")
_IN_WORDS = rf"\b(?:{_TENS}-\w+|\w*und{listed(german.TENS)}|{_WORDS})\b"
_IN_FIGURES = (
    r"(?:[€$£]\s?)?\b(?!(?:19|20)\d\d\b)\d{1,12}(?:[.,:]\d{1,6}){0,3}(?:\s?[%€$£])?(?![\w])"
)
AMOUNT = rf"(?:{_IN_FIGURES}|{_IN_WORDS})"

_NO_UNIT = listed(english.NO_UNIT, german.NO_UNIT)
_UNIT = rf"(?:\s+(?!{_NO_UNIT}\b)[^\W\d_][\w-]*)"
_UNITS = rf"(?:{_UNIT}(?:\s+(?!{_NO_UNIT}\b|\w+(?:ed|ly)\b)[^\W\d_][\w-]*)?)"
_PER = r"(?:\s+(?:an?|per|each|every|pro|im|am|in der)\s+[^\W\d_]+)"
_SPAN = re.compile(
    rf"\b(?:from|von)\s+(?:\w+\s+){{0,2}}?{AMOUNT}{_UNIT}?\s+"
    rf"(?:to|down to|up to|auf)\s+(?:\w+\s+){{0,2}}?{AMOUNT}{_UNIT}?{_PER}?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"{AMOUNT}{_UNITS}?\s+{listed(english.AGAINST, german.AGAINST)}\s+(?:\w+\s+)?{AMOUNT}",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:years?|jahre?n?)\b", re.IGNORECASE)
_LEAD = (
    r"(?:(?:about|only|just|nearly|almost|over|under|by|to|at|in|within|"
    r"nur noch|nur|etwa|unter|über|um|auf|bei)\s+)?"
)
_LASTING = listed(english.LASTING, german.LASTING)
_WITH_UNIT = re.compile(
    rf"(?<!\w)(?P<since>{_LASTING}\s+)?{_LEAD}{AMOUNT}(?:{_UNITS}{_PER}?|{_PER})",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\b(?:by|to|at|with|auf|um|mit|bei)\s+{AMOUNT}{_PER}?|{_IN_FIGURES}", re.IGNORECASE
)
_ANY = re.compile(AMOUNT, re.IGNORECASE)
_NONE = phrases(english.NO_AMOUNT, german.NO_AMOUNT)


def amounts(sentence: str) -> frozenset[str]:
    """The distinct amounts in `sentence`."""
    if _NONE.search(sentence):
        return frozenset()
    return frozenset(found.group().lower() for found in _ANY.finditer(sentence))


def has_span(sentence: str) -> bool:
    """Whether it says from how much to how much, or how much instead of how much."""
    return bool(_SPAN.search(sentence) or _AGAINST.search(sentence))


def told_amount(sentence: str) -> str | None:
    """The words that tell an amount best: "from 40 to 12 minutes", else the last "nine minutes".

    How long ago or for how long something went on is not what came of it.
    """
    span = _SPAN.search(sentence)
    if span:
        return span.group()
    told = [found.group() for found in _WITH_UNIT.finditer(sentence) if not found["since"]]
    told = told or [found.group() for found in _ALONE.finditer(sentence)]
    usable = (words for words in reversed(told) if " " in words or "%" in words)
    return next((words for words in usable if not _YEARS.search(words)), None)
