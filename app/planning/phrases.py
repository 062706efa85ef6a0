"""One sentence that asks for several things, parted where each is a phrase of its own.

Law: in doubt a sentence stays whole; every part is an exact piece of it.
"""

from __future__ import annotations

import re

from app.language import personal
from app.language import words_english as english
from app.language.lexicon import words
from app.planning import demands

_OUTSIDE = r"(?![^()]*\))"
"""Not within brackets."""

ITEMS = re.compile(
    rf"(?:\s*;\s*|\s*,\s*(?:(?:and|und|or|oder|&)\s+)?|\s+(?:and|und|&)\s+(?=[^,;]*$)){_OUTSIDE}",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    rf"(?:,\s*(?:and\s+)?|;\s*|\s+and\s+)(?!\w+\s+(?:them|it|him|her|sure)\b)"
    rf"(?=(?:(?:{'|'.join(sorted(english.VERBS - english.OFTEN_NOUNS))})\s|"
    rf"(?:{'|'.join(sorted(english.VERBS & english.OFTEN_NOUNS))})\s"
    rf"(?:the|our|your|their|an?|all|any|every|with|for)\s|"
    rf"to (?:be|have|{'|'.join(sorted(english.VERBS))})\s|"
    rf"be (?:able|willing|comfortable|confident)\s|"
    rf"have\s+(?:\w+ed|led|run|a|an|some|at)\s))"
)
_CALLED_TO = re.compile(
    r"\b(?:must|will|can|should|to|might|who)\b|(?:'|’)ll\b|^you\b", re.IGNORECASE
)
_OWNING = re.compile(
    r"(?:so )?(?:you(?:(?:'|’)ll| will| must)? (?:have|need|bring)|must have|have|"
    r"du (?:hast|brauchst)|sie (?:haben|brauchen))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"an?\s", re.IGNORECASE)
_OF_THEE = re.compile(r"du\s+(?!(?:hast|bist|brauchst|bringst|verfügst)\b)\w+st\b", re.IGNORECASE)
_THY_DEEDS = re.compile(r"(?:,|\s+und)\s+(?=(?!fast|meist|erst|sonst|selbst|zuerst)[a-zäöü]+st\s)")
"""As in "Du fährst den Kran, sicherst die Ladung und hältst den Hof sauber"."""

_OF_YOU = re.compile(
    r"sie\s+(?!haben|bringen|sollten|verfügen|müssen|können)\w+en\b", re.IGNORECASE
)
_YOUR_DEEDS = re.compile(
    r"(?:,|\s+und)\s+(?=(?!(?:den|einen|ihren|allen|deren|denen|unseren|jeden|sowohl)\s|"
    r"\w+(?:ischen|igen|lichen|baren|samen|eren)\s)[a-zäöü]{3,}en\s)"
)
"""As in "Sie planen Projekte, führen Gespräche und arbeiten mit Eltern"."""

_BESIDE = re.compile(r"\s+as well as\s+(?=[\w’'-]+ [\w’'-]+)")
_FEWEST_ITEMS, _FEWEST_WORDS, _LONGEST_ITEM = 3, 3, 9


_VERBS = english.VERBS | {"do", "be", "have", "can"}


def items(text: str) -> list[str]:
    """A list set in one line as its items, where all are short; else the text itself."""
    found = [item.strip(" .") for item in ITEMS.split(text) if item.strip(" .")]
    listed = "," in text or ";" in text
    if (
        found
        and _SHARED.search(found[-1])
        and any(" " not in item for item in found[1:-1] or found)
    ):
        return [text]
    if not listed or any(len(item.split()) > _LONGEST_ITEM for item in found):
        return [text]
    return found


_SHARED = re.compile(r"^\w+ (?:skills|knowledge|experience|abilities|qualities)$")
"""The noun that all of a list share, as in "interpersonal, influencing and negotiating skills"."""


def is_deed(text: str) -> bool:
    """Whether `text` begins with what somebody does, is doing or is able to do."""
    first = _ABLE.sub("", text).split(" ", 1)[0].lower()
    return first in _TO_DO or (first.endswith("ing") and first.removesuffix("ing") in _STEMS)


_ABLE = re.compile(r"(?:be )?(?:able|willing|ready|happy) to ", re.IGNORECASE)
_TO_DO = english.VERBS - words("be have hold love live believe want like need")
_STEMS = {stem for verb in _TO_DO for stem in (verb, verb.removesuffix("e"), verb + verb[-1])}


def goes_on(clause: str) -> bool:
    """Whether a clause takes its subject from the one before: "who …", "conducting …"."""
    bare = clause.removeprefix("and ")
    return bare.startswith(("will ", "who ")) or is_deed(bare)


def parts(clause: str) -> list[str]:
    """The deeds, or the things to have, that a clause of a sentence joins."""
    if _OF_THEE.match(clause):
        return [part for part in _THY_DEEDS.split(clause) if part]
    if _OF_YOU.match(clause) and len(_YOUR_DEEDS.split(clause)) >= _FEWEST_ITEMS:
        return _YOUR_DEEDS.split(clause)
    found = _things(clause) or _verbs(clause) or _deeds(clause)
    return [piece for part in found for piece in _BESIDE.split(part)]


def _deeds(clause: str) -> list[str]:
    found = [part.strip() for part in _DEEDS.split(clause)]
    is_listed = _CALLED_TO.search(found[0]) or _starts_deed(found[0])
    bare = [demands.LEAD_IN.sub("", part, count=1) for part in found]
    if not is_listed or any(len(part.split()) < _FEWEST_WORDS for part in bare):
        return [clause]
    return found


def _verbs(clause: str) -> list[str]:
    """Three deeds or more in a row, where each part behind a comma begins with a verb."""
    bare = demands.LEAD_IN.sub("", demands.WANTED.sub("", clause, count=1), count=1)
    found = [part.strip() for part in ITEMS.split(bare)]
    known = found if bare == clause else found[1:]
    is_row = len(found) >= _FEWEST_ITEMS and all(_starts_deed(part) for part in known)
    return found if is_row and all(" " in part for part in found) else []


def _starts_deed(part: str) -> bool:
    first = part.split(" ", 1)[0].lower()
    return bool({first, first.removesuffix("s"), first.removesuffix("es")} & _VERBS)


def _things(clause: str) -> list[str]:
    """Things to have, if one after the first has an article or concerns the person."""
    if not _OWNING.match(clause):
        return []
    found = [item for item in ITEMS.split(clause) if item.strip()]
    apart = any(_ARTICLE.match(i) for i in found[1:]) or any(_is_personal(i) for i in found)
    is_short = all(len(item.split()) <= _LONGEST_ITEM for item in found)
    is_list = len(found) >= _FEWEST_ITEMS or any(_is_personal(item) for item in found)
    return found if is_list and apart and is_short else []


def _is_personal(item: str) -> bool:
    return bool(demands.PERSONAL.search(item)) or personal.is_personal(item)
