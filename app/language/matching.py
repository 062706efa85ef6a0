"""When two texts speak of the same thing: words without their endings, compared.

Law: small words and words of courtesy never count, so that two sentences are not
alike because both are sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.language import words_english as english
from app.language import words_german as german
from app.language.lexicon import words

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

WORD = re.compile(r"[^\W_]+(?:[-'’./+&][^\W_]+)*[+#]*")

_SMALL = (
    english.DETERMINERS
    | english.POSSESSIVES
    | english.PRONOUNS
    | english.PREPOSITIONS
    | english.CONJUNCTIONS
    | english.AUXILIARIES
    | english.ADVERBS
    | german.SMALL
    | words("don t s m ve ll re d")
)
_CAPITALS = 3
_GENERAL = words("""
to ability able experience experienced expertise knowledge skill skills understanding strong good
excellent proven solid years year work working works job role required requirement essential
desirable ideal ideally preferred relevant similar previous background level demonstrable
familiarity familiar proficiency proficient confident plus must minimum least related field using
erfahrung erfahrungen kenntnisse kenntnis fähigkeit bereich arbeit mehrjährige fundierte gute sehr
sichere sicherer umgang idealerweise wünschenswert voraussetzung abgeschlossene vergleichbare
jahre mindestens bereitschaft
""")
"""Words that stand in every requirement and tell none from another."""


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of `text`, in English and German alike."""
    return frozenset(stem(word) for word in _content(text, _SMALL))


@lru_cache(maxsize=2048)
def telling_stems(text: str) -> frozenset[str]:
    """`stems` without the words that every requirement has."""
    return frozenset(stem(word) for word in _content(text, _SMALL | _GENERAL))


def _content(text: str, passed: frozenset[str]) -> list[str]:
    """The words that are not `passed` over; a name in capitals never is: ALS, IT."""
    said = WORD.findall(text)
    is_shouted = len(said) > 1 and text.isupper()
    kept = (
        word
        for word in said
        if _plain(word) not in passed or (_is_capitals(word) and not is_shouted)
    )
    return [_plain(word) for word in kept if len(_plain(word)) > 1]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _is_capitals(word: str) -> bool:
    return len(word) >= _CAPITALS and word.isupper() and word.isalpha()


def has_small_word(text: str) -> bool:
    """Whether it has a word that binds others into a sentence."""
    return any(word.lower() in _SMALL for word in WORD.findall(text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """One word without its ending; a German one shows by its letters or its length.

    A stemmer keeps its word in itself, and texts are read in threads: each word has its own.
    """
    return str(_stemmer("german" if _looks_german(word) else "english").stemWord(word))


def is_about(text: str, telling: frozenset[str], terms: tuple[str, ...] = ()) -> bool:
    """Whether `text` names a whole term, or half of the telling stems and at least two."""
    there = stems(text)
    if any(telling_stems(term) <= there for term in terms if _is_telling(term, telling)):
        return True
    shared = len(telling & there)
    return shared > 0 and shared * 2 >= len(telling) and (shared > 1 or len(telling) == 1)


_ROOT, _WHOLE = 6, 4


def shares_word(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a stem of one is a stem of the other, its beginning, or part of its compound."""
    return any(_are_kin(one, other) for one in some for other in others)


def _are_kin(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    is_part = len(short) >= _WHOLE and (long.startswith(short) or long.endswith(short))
    return one == other or is_part or (len(short) >= _ROOT and short[:_ROOT] == long[:_ROOT])


_FEW = 2
_LONG = 9
"""Letters from which one word by itself tells what is meant."""


def _is_telling(term: str, telling: frozenset[str]) -> bool:
    """Whether naming `term` alone names the whole: two words, a name, or most there is."""
    own = telling_stems(term)
    if len(own) != 1:
        return len(own) > 1
    is_name = any(ch.isupper() or ch.isdigit() for ch in term[1:])
    return is_name or len(term) >= _LONG or len(telling) <= _FEW


def _stemmer(language: str) -> BaseStemmer:
    import snowballstemmer  # noqa: PLC0415 - read where the first text is compared

    return snowballstemmer.stemmer(language)


def _looks_german(word: str) -> bool:
    return bool(set(word) & set("äöüß")) or word.endswith(_GERMAN_ENDINGS)


_GERMAN_ENDINGS = tuple(
    words("""
ung ungen keit heit schaft nisse pflege kunden fach enden ieren iert ische ischen icher ichen
""")
)
