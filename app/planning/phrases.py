"""One sentence that asks for several things, parted where each is a phrase of its own.

Law: in doubt a sentence stays whole; every part is an exact piece of it.
"""

from __future__ import annotations

import re

from app.language import personal
from app.language import words_english as english
from app.planning import demands

ITEMS = re.compile(
    r"\s*;\s*|\s*,\s*(?:(?:and|und|or|oder|&)\s+)?|\s+(?:and|und|&)\s+(?=[^,;]*$)", re.IGNORECASE
)
_DEEDS = re.compile(
    rf"(?:,\s*(?:and\s+)?|;\s*|\s+and\s+)(?!\w+\s+(?:them|it|him|her|sure)\b)"
    rf"(?=(?:(?:{'|'.join(sorted(english.VERBS - english.OFTEN_NOUNS))})\s|"
    rf"(?:{'|'.join(sorted(english.VERBS & english.OFTEN_NOUNS))})\s"
    rf"(?:the|our|your|their|an?|all|any|every|with|for)\s|"
    rf"have\s+(?:\w+ed|led|run|a|an|some|at)\s))"
)
_CALLED_TO = re.compile(
    r"\b(?:must|will|can|should|to|might|who)\b|(?:'|’)ll\b|^you\b", re.IGNORECASE
)
_OWNING = re.compile(
    r"(?:so )?(?:you(?:(?:'|’)ll| will| must)? (?:have|need|bring)|must have|have)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"an?\s", re.IGNORECASE)
_BESIDE = re.compile(r"\s+as well as\s+(?=[\w’'-]+ [\w’'-]+)")
_FEWEST_ITEMS, _FEWEST_WORDS, _LONGEST_ITEM = 3, 3, 9


def items(text: str) -> list[str]:
    """A list set in one line as its items, where all are short; else the text itself."""
    found = [item.strip(" .") for item in ITEMS.split(text) if item.strip(" .")]
    listed = "," in text or ";" in text
    if not listed or any(len(item.split()) > _LONGEST_ITEM for item in found):
        return [text]
    return found


def parts(clause: str) -> list[str]:
    """The deeds, or the things to have, that a clause of a sentence joins."""
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
    is_row = len(found) >= _FEWEST_ITEMS and all(" " in p and _starts_deed(p) for p in found)
    return found if is_row else []


def _starts_deed(part: str) -> bool:
    first = part.split(" ", 1)[0].lower()
    return bool({first, first.removesuffix("s"), first.removesuffix("es")} & english.VERBS)


def _things(clause: str) -> list[str]:
    """Things to have, if one after the first has an article or concerns the person."""
    if not _OWNING.match(clause):
        return []
    found = [item for item in ITEMS.split(clause) if item.strip()]
    apart = [i for i in found[1:] if _ARTICLE.match(i) or _is_personal(i)]
    is_short = all(len(item.split()) <= _LONGEST_ITEM for item in found)
    return found if len(found) >= _FEWEST_ITEMS and apart and is_short else []


def _is_personal(item: str) -> bool:
    return bool(demands.PERSONAL.search(item)) or personal.is_personal(item)
