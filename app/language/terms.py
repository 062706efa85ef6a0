"""The things a text names, so that they can be taken up: noun phrases and proper names.

Law: a term is an exact piece of its text and reads well after "You mentioned". What
says nothing, what is personal or told with it and what was planted is no term.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.language import personal
from app.language import words_english as english
from app.language.lexicon import words
from app.language.matching import stems
from app.language.planted import without_planted
from app.language.tagging import Tag, Token, tag
from app.language.term import LONGEST, TITLES, Term
from app.language.terms_german import german

MOST = 12
"""Terms kept of one text."""

_ENOUGH = 1.5
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SAINTS = words("st st. saint")
_IN_PHRASE = frozenset({Tag.ADJECTIVE, Tag.NOUN, Tag.NAMED, Tag.NUMBER})
_HEADS = frozenset({Tag.NOUN, Tag.NAMED})
_DULL_DETERMINERS = words("""
no any every each both all either such several few many most more much other same own some this that
these those another
""")


@lru_cache(maxsize=512)
def terms(text: str, language: str = "en", known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The terms of `text`, the most telling first; `known` are stems worth more than others.

    Of other languages than English and German none are found.
    """
    return _ranked(text, language, known, _ENOUGH)


def things(text: str, language: str = "en") -> tuple[str, ...]:
    """Whatever `text` names, down to single bare nouns, the most telling first."""
    return _ranked(text, language, frozenset(), 0.0)


def _ranked(text: str, language: str, known: frozenset[str], floor: float) -> tuple[str, ...]:
    finder = _FINDERS.get(language)
    told = without_planted(text)
    found = finder(told, known) if finder else []
    private = personal.personal_spans(told) if found else ()
    usable = [t for t in found if t.weight > floor and not _is_private(t, private)]
    ranked = sorted(usable, key=lambda term: (-term.weight, term.start))
    return tuple(dict.fromkeys(term.text for term in ranked))[:MOST]


def _is_private(term: Term, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether `term` is personal, or named where something personal is told."""
    is_within = any(start <= term.start < end for start, end in spans)
    return is_within or personal.is_personal(term.text)


def _english(text: str, known: frozenset[str]) -> list[Term]:
    found: list[Term] = []
    phrase: list[Token] = []
    tokens = tag(text)
    for at, token in enumerate(tokens):
        if _goes_on(phrase, token, tokens[at - 1] if at else None, tokens[at + 1 : at + 2]):
            phrase.append(token)
            continue
        found += _term(text, phrase, known)
        phrase = [token] if _begins(token) else []
    return found + _term(text, phrase, known)


def _begins(token: Token) -> bool:
    return token.tag in _IN_PHRASE or token.tag in {Tag.DETERMINER, Tag.POSSESSIVE}


def _goes_on(
    phrase: list[Token], token: Token, before: Token | None, following: tuple[Token, ...]
) -> bool:
    if not phrase or before is None or before is not phrase[-1] or token.tag not in _IN_PHRASE:
        return False
    if token.tag is Tag.NUMBER and phrase[-1].tag in _HEADS:
        is_count = any(_is_counted(token, other) for other in following)
        return _is_numbered(phrase[-1], token) and not is_count
    return not (token.tag is Tag.ADJECTIVE and phrase[-1].tag in _HEADS)


def _without_dull(phrase: list[Token]) -> tuple[list[Token], bool]:
    """`phrase` without words like "same" in front, and whether there were any."""
    kept = phrase
    while kept and (kept[0].lower in _DULL_DETERMINERS or _opens_dull(kept)):
        kept = kept[1:]
    return kept, bool(kept) and len(kept) < len(phrase)


def _is_share(phrase: list[Token]) -> bool:
    """As in "a third covered holidays", where the third is the thing."""
    return [token.lower for token in phrase[:2]] in (["a", "third"], ["a", "half"])


def _opens_dull(phrase: list[Token]) -> bool:
    """An article that belongs to such a word, as in "the same slot"."""
    return len(phrase) > 1 and phrase[1].lower in _DULL_DETERMINERS


def _is_numbered(named: Token, number: Token) -> bool:
    """A name with its number, as in "Ward 7" and "Year 9"."""
    is_name = named.tag is Tag.NAMED or named.text[:1].isupper()
    return is_name and number.text.isdigit()


def _is_counted(number: Token, other: Token) -> bool:
    """As in "Ward 7" before "patients", but not in "Year 9 class" or "Class 1 drivers"."""
    return other.tag in _IN_PHRASE and (number.text != "1") == _is_plural(other)


def _is_plural(token: Token) -> bool:
    return token.lower in _PLURALS or (
        token.lower.endswith("s") and not token.lower.endswith(("ss", "'s"))
    )


_PLURALS = words("people children men women staff feet teeth mice crew police cattle sheep")


def _has_lost_its_name(phrase: list[Token]) -> bool:
    """As in "9 class" and "1 drivers", where the number belongs to a word before it."""
    if len(phrase) != _NUMBER_AND_NOUN or not phrase[0].text.isdigit():
        return False
    last = phrase[-1]
    return last.tag is Tag.NOUN and (phrase[0].text == "1") == _is_plural(last)


_NUMBER_AND_NOUN = 2


def _term(text: str, phrase: list[Token], known: frozenset[str]) -> list[Term]:
    while phrase and not _may_end(phrase):
        phrase = phrase[:-1]
    phrase, was_dull = _without_dull(phrase)
    if phrase and phrase[-1].lower.endswith("s") and _is_share(phrase):
        return []
    phrase = _without_year(phrase)
    if _has_lost_its_name(phrase):
        return []
    if _is_cut_short(phrase) or _TITLE_BEFORE.search(text[: phrase[0].start if phrase else 0]):
        return []
    if was_dull and not _is_plural(phrase[-1]):
        return []
    words = [t for t in phrase if t.tag in _IN_PHRASE]
    if not words or len(words) > LONGEST or any(t.lower in TITLES for t in words):
        return []
    weight = _weight(phrase, words, known)
    return [Term(text=text[phrase[0].start : phrase[-1].end], start=phrase[0].start, weight=weight)]


_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s*$")


def _is_cut_short(phrase: list[Token]) -> bool:
    """One of several, as in "a returns", where the word that it belongs to was not read."""
    ends_plural = bool(phrase) and phrase[-1].lower.endswith("s") and phrase[-1].tag is Tag.NOUN
    return ends_plural and phrase[0].lower in {"a", "an"} and not phrase[-1].lower.endswith("ss")


def _without_year(phrase: list[Token]) -> list[Token]:
    """As "Tolby Ltd 2015" without the year, which is no part of the name."""
    is_dated = len(phrase) > 1 and bool(_YEAR.fullmatch(phrase[-1].text))
    return phrase[:-1] if is_dated else phrase


_YEAR = re.compile(r"(?:19|20)\d\d")


def _may_end(phrase: list[Token]) -> bool:
    if phrase[-1].lower.endswith(("'s", "’s", "s'", "s’")):
        return len(phrase) > 1 and phrase[-2].lower in _SAINTS
    if phrase[-1].lower in _SAINTS:
        return False
    return phrase[-1].tag in _HEADS or _ends_numbered(phrase)


def _ends_numbered(phrase: list[Token]) -> bool:
    return len(phrase) > 1 and phrase[-1].text.isdigit() and phrase[-2].tag is Tag.NAMED


def _weight(phrase: list[Token], words: list[Token], known: frozenset[str]) -> float:
    telling = [
        t for t in words if t.lower not in english.GENERIC and t.lower not in english.TIME_WORDS
    ]
    nouns = [t for t in telling if t.tag in _HEADS]
    last = next(t for t in reversed(words) if t.tag in _HEADS)
    if not nouns or last.lower in english.TIME_WORDS or not _has_letters(last):
        return 0.0
    if len(words) == 1 and len(last.text) <= _TOO_SHORT:
        return 0.0
    if len(words) == 1 and last.tag is Tag.NOUN and len(last.text) < _LONG_WORD:
        is_usable = bool(stems(last.text) & known) and not _wants_article(phrase[0])
        return 2.0 if is_usable else 0.5 * (not _wants_article(phrase[0]))
    if _is_amount(words) and (last.lower in english.GENERIC or _is_unit(last)):
        return 0.0
    weight = 3.0 * any(_is_plain_name(t) for t in words)
    weight -= 1.5 * (len(words) == 1 and words[0].tag is Tag.NAMED and words[0].text.istitle())
    weight += 1.0 * bool({s for t in nouns for s in stems(t.text)} & known)
    weight += 1.5 * any(t.text[0].isdigit() for t in words) + 0.5 * _is_amount(words)
    weight += 1.5 * (phrase[0].tag in {Tag.DETERMINER, Tag.POSSESSIVE})
    weight += 1.2 * min(2, len(telling) - 1)
    weight += 1.0 * (max(len(t.text) for t in nouns) >= _LONG_WORD)
    weight -= 1.5 * (words[-1].lower in english.GENERIC)
    weight -= 1.0 * (len(words) >= LONGEST)
    weight -= 1.0 * (len(phrase) == 1 and _wants_article(phrase[0]))
    weight -= 2.5 * (len(phrase) > 1 and _lacks_article(phrase, last))
    weight -= 0.6 * (len(words) == 1 and len(words[0].text) < _SHORT_WORD)
    return weight + 0.5


def _is_unit(token: Token) -> bool:
    """As in "3 TB" and "20 cm": so much of something, and no thing."""
    return len(token.text) < _SHORT_UNIT and not token.lower.endswith("s")


_SHORT_UNIT = 4
_LONG_WORD = 8
_TOO_SHORT = 2
_SHORT_WORD = 5


def _wants_article(token: Token) -> bool:
    """A bare noun in the singular: "You mentioned grievance" does not read well."""
    return token.tag is Tag.NOUN and not (token.lower.endswith("ing") or _is_plural(token))


def _lacks_article(phrase: list[Token], last: Token) -> bool:
    """Two words in the singular that want one, as in "checkout test"."""
    is_name = phrase[0].tag is Tag.NAMED and (last.tag is Tag.NAMED or last.text[:1].isupper())
    is_opened = is_name or phrase[0].tag in {Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER}
    return not is_opened and _wants_article(last)


def _is_amount(words: list[Token]) -> bool:
    return words[0].tag is Tag.NUMBER


def _is_plain_name(token: Token) -> bool:
    return token.tag is Tag.NAMED and token.lower not in english.TIME_WORDS


def _has_letters(token: Token) -> bool:
    return bool(_LETTERS.search(token.text))


_FINDERS = {"en": _english, "de": german}
