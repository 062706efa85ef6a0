"""The things a German text names: nouns, which are written with a capital.

Law: as for English, a term is an exact piece of its text.
"""

from __future__ import annotations

import re

from app.language import words_german
from app.language.lexicon import words
from app.language.matching import stems
from app.language.term import LONGEST, TITLES, Term

_GERMAN_TOKEN = re.compile(r"[^\W_]+(?:[-'’./+&][^\W_]+)*|[^\w\s]|\n")


def german(text: str, known: frozenset[str]) -> list[Term]:
    """Nouns, which German writes with a capital; numbers before them belong to them."""
    found: list[Term] = []
    tokens = list(_GERMAN_TOKEN.finditer(text))
    run: list[re.Match[str]] = []
    for at, token in enumerate(tokens):
        is_first = at == 0 or tokens[at - 1].group() in ".!?…:\n•"
        if _is_german_noun(token.group(), known, is_first=is_first):
            run.append(token)
            continue
        is_count = at + 1 < len(tokens) and _opens_german_noun(tokens[at + 1].group())
        if run and token.group().isdigit() and len(run[-1].group()) > 1 and not is_count:
            run.append(token)
        found += _german_term(text, run, known)
        run = [token] if _is_count(token.group()) else []
    return found + _german_term(text, run, known)


def _opens_german_noun(word: str) -> bool:
    """Whether a number before `word` counts it, as in "14 Menschen"."""
    return word[:1].isupper() and word.lower() not in words_german.SMALL


def _is_german_noun(word: str, known: frozenset[str], *, is_first: bool) -> bool:
    lower = word.lower()
    if not word[0].isalpha() or len(word) == 1 or lower in words_german.SMALL:
        return False
    is_known = len(word) >= _GERMAN_KNOWN and bool(stems(word) & known)
    if is_first:
        return is_known or bool(_GERMAN_NOUN.search(word))
    return word[0].isupper() or (is_known and not _GERMAN_VERB.search(word))


_GERMAN_NOUN = re.compile(r"(?:ung|heit|keit|schaft|tion|pflege|plan|system|gespräch)(?:en|s|e)?$")
_GERMAN_VERB = re.compile(
    r"^(?:\w{0,6}ge\w+(?:t|en)|\w+(?:eln|ern|en|iert|st|te|ten)"
    r"|\w+(?:ig|lich|isch|sam|bar|haft|los|voll)(?:e|en|er|es|em)?)$"
)
"""Written small: verbs and adjectives, however well known their stems are."""

_GERMAN_LONG = 8
_GERMAN_KNOWN = 6
"""Letters from which a word known from the papers counts however it is written."""

_COUNTS = words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert")


_GERMAN_UNITS = words(
    "zentimeter meter millimeter kilometer liter gramm kilo kilogramm grad tonnen stück cm mm km"
)
_DULL_GERMAN = words_german.GENERIC | _COUNTS


def _is_count(word: str) -> bool:
    return word[0].isdigit() or word.lower() in _COUNTS


def _german_term(text: str, run: list[re.Match[str]], known: frozenset[str]) -> list[Term]:
    words = [match.group() for match in run]
    nouns = [w for w in words if w[0].isalpha() and w.lower() not in _DULL_GERMAN]
    if not nouns or len(words) > LONGEST or any(w.lower() in TITLES for w in words):
        return []
    if _is_count(words[0]) and words[-1].lower() in _GERMAN_UNITS:
        return []
    weight = 1.2 + 1.5 * (max(map(len, nouns)) >= _GERMAN_LONG) + 1.0 * _is_count(words[0])
    weight += 2.0 * any(stems(word) & known for word in nouns)
    weight += 2.0 * any(word.isupper() and len(word) > 1 for word in nouns)
    weight -= 3.0 * any(word.lower() in words_german.GENERIC for word in words)
    return [Term(text=text[run[0].start() : run[-1].end()], start=run[0].start(), weight=weight)]
