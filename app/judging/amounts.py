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
_IN_WORDS = (
    rf"(?:\b(?:{_TENS}-\w+|\w*und{listed(german.TENS)}|{_WORDS}(?:mal)?)\b|"
    r"(?<=\bnur noch )ein(?:e[nmrs]?|mal)?\b)"
)
_IN_FIGURES = (
    r"(?:[€$£]\s?)?\b(?!(?:19|20)\d\d\b)\d{1,12}(?:[.,:]\d{1,6}){0,3}(?:\s?[%€$£])?(?![\w])"
)
AMOUNT = rf"(?:{_IN_FIGURES}|{_IN_WORDS})"

_NO_UNIT = listed(english.NO_UNIT, german.NO_UNIT)
_UNIT = rf"(?:\s+(?!{_NO_UNIT}\b|\w{{2,}}(?:ed|ly)\b)[^\W\d_][\w-]*)"
_UNITS = rf"(?:{_UNIT}(?:\s+(?!{_NO_UNIT}\b|\w+(?:ed|ly)\b)[^\W\d_][\w-]*)?)"
_PER = r"(?:\s+(?:an?|per|each|every|pro|im|am|in der)\s+[^\W\d_]+)"
_END = rf"(?:{AMOUNT}|{listed(english.FEW, german.FEW)}\b)"
"""What a span may end on: fewer than two is told in words that are no amount elsewhere."""

_SPAN = re.compile(
    rf"\b(?:from|von)\s+(?:\w+\s+){{0,2}}?{AMOUNT}{_UNIT}?{_PER}?\s+"
    rf"(?:to|down to|up to|auf)\s+(?:\w+\s+){{0,2}}?{_END}{_UNIT}?{_PER}?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"{AMOUNT}{_UNITS}?\s+{listed(english.AGAINST, german.AGAINST)}\s+(?:\w+\s+)?{AMOUNT}",
    re.IGNORECASE,
)
_ONLY = re.compile(rf"\bstatt {AMOUNT}{_UNIT}?\s+nur(?: noch)? {_END}{_UNIT}?", re.IGNORECASE)
_SHARE = re.compile(
    rf"(?:{AMOUNT}) (?:of|von) (?:the |den )?(?:{AMOUNT}){_UNIT}?|"
    rf"{_IN_FIGURES} (?:of|des|vom|meines) (?:(?:my|the|our|\w+) )?"
    rf"(?:targets?|goals?|quota|budget|plan|ziels?|solls?|plans)\b",
    re.IGNORECASE,
)
_SPANS = (_SPAN, _ONLY, _SHARE)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|o['’]clock\b)|"
    r"\b(?:at|um|by|before|until|since|bis|ab|gegen)\s+\d{1,2}:\d\d\b",
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
    rf"\b(?:by|to|at|with|auf|um|mit|bei)\s+(?:{AMOUNT}{_PER}|{_IN_FIGURES}|half|hälfte)|"
    rf"{_IN_FIGURES}",
    re.IGNORECASE,
)
_HAS_UNIT = re.compile(r"[%€$£]|[^\W\d_]\s+\S*(?:half|hälfte)|\d\s+\w|\b(?:an?|per|pro|im|am) \w")
_AGO = re.compile(r"\s*(?:later|ago|afterwards|später|danach)\b", re.IGNORECASE)
_ANY = re.compile(AMOUNT, re.IGNORECASE)
_NONE = phrases(english.NO_AMOUNT, german.NO_AMOUNT)


def amounts(sentence: str) -> frozenset[str]:
    """The distinct amounts in `sentence`."""
    if _NONE.search(sentence):
        return frozenset()
    return frozenset(found.group().lower() for found in _ANY.finditer(_unclocked(sentence)))


def _unclocked(sentence: str) -> str:
    """`sentence` with its times of day struck out, every other character in its place."""
    return _CLOCK.sub(lambda found: "_" * len(found.group()), sentence)


def has_span(sentence: str) -> bool:
    """Whether it says from how much to how much, how much instead, or how many of how many."""
    return any(pattern.search(_unclocked(sentence)) for pattern in (*_SPANS, _AGAINST))


def told_amount(sentence: str) -> str | None:
    """The words that tell an amount best: "from 40 to 12 minutes", else the last "nine minutes".

    How long ago or for how long something went on is not what came of it; a figure
    without what it counts tells nothing.
    """
    bare = _unclocked(sentence)
    span = next((found for p in _SPANS if (found := p.search(bare))), None)
    if span:
        return span.group()
    counted = [found for found in _WITH_UNIT.finditer(bare) if not found["since"]]
    alone = [found for found in _ALONE.finditer(bare) if _HAS_UNIT.search(found.group())]
    ranked = sorted([*alone, *counted], key=lambda found: -found.end())
    usable = (found.group() for found in ranked if not _AGO.match(bare[found.end() :]))
    return next((words for words in usable if not _YEARS.search(words)), None)
