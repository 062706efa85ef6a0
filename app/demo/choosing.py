"""Choosing one wording of several.

Law: pure and the same every time; of the sound wordings the one least like what
was asked before, in an order that candidate and answers decide.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from app.language import words_english as english
from app.language import words_german as german
from app.language.lexicon import words
from app.language.matching import stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_WORDS = 60
_COMFORTABLE = 38
_UNLIKE = 0.2
_ALIKE = 0.45
"""Shares of common words: below the first two questions are different, from the second alike."""

_MARGIN = 0.05
_TOO_ALIKE = 0.5
"""Of the plain content words; a question above it is asked only where nothing else is left."""

_SHORTEST_PLAIN = 3
_SHORTEST_TELLING = 4
_OF_TALK = (
    english.GENERIC
    | english.PRONOUNS
    | english.PREPOSITIONS
    | english.CONJUNCTIONS
    | english.AUXILIARIES
    | english.ADVERBS
    | english.DETERMINERS
    | english.POSSESSIVES
    | german.SMALL
    | german.GENERIC
    | words("make made take took put tell say said ask asks asked one two like come came go went")
)

_OF_INTERVIEWS = words("""
first could would last like best long most next still these those where which while something
someone somebody show look back done said says spoke speak mentioned brought named told happened
example situation role answer question experience interview year years goes given gave work works
thing part kind help need know good
beispiel situation zuletzt konkret selbst genau frage antwort erfahrung stelle aufgabe steht
schreibt
""")
"""What questions are made of everywhere, so that it makes no two of them different."""

_NEVER_TELLING = ((_OF_TALK - english.GENERIC - german.GENERIC) | _OF_INTERVIEWS) - words(
    "somebody nobody everybody beside three four five seven eight nine"
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def seed_of(*texts: str) -> int:
    """A number that stands for `texts`, the same in every process."""
    return zlib.crc32("\x1f".join(texts).encode())


def shuffled(options: Sequence[str], seed: int) -> list[str]:
    """`options` in an order that `seed` decides."""
    return sorted(options, key=lambda option: zlib.crc32(f"{seed}{option}".encode()))


def paired(leads: Sequence[str], asks: Sequence[str]) -> list[str]:
    """Every lead with every question after it."""
    return [f"{lead} {ask}" for lead, ask in product(leads, asks)]


def likeness(one: str, other: str) -> float:
    """The share of content words of the shorter that both have."""
    return _share(stems(one), stems(other))


def _plain_likeness(one: str, other: str) -> float:
    """The same of plain words, as readers count them who know nothing of stems.

    Some count every word, some only long ones and names; the stricter of both holds.
    """
    return max(_share(_plain(one), _plain(other)), _share(_telling(one), _telling(other)))


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest else 0.0


@lru_cache(maxsize=4096)
def _plain(text: str) -> frozenset[str]:
    found = (word.lower() for word in re.findall(r"[^\W_]+", text))
    return frozenset(w for w in found if w not in _OF_TALK and len(w) >= _SHORTEST_PLAIN)


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    """Long words and names in capitals, without their endings."""
    found = re.findall(r"[^\W_]+", text)
    long = (w for w in found if len(w) >= _SHORTEST_TELLING or (w.isupper() and len(w) > 1))
    return frozenset(stem(w.lower()) for w in long if w.lower() not in _NEVER_TELLING)


def ranked(options: Iterable[str], asked: Sequence[str], skip: int = 0) -> list[str]:
    """`options`, the least like what was asked first; `skip` of the best go to the end."""
    best = sorted(options, key=lambda option: _cost(option, asked))
    start = skip % len(best) if best else 0
    return [*best[start:], *best[:start]]


def unasked(
    tails: Sequence[str], asked: Sequence[str], others: Sequence[str] = ()
) -> Sequence[str]:
    """The `tails` that no earlier question ended with, or else such `others`; in need, `tails`."""
    before = [question.lower() for question in asked]
    for family in (tails, others):
        fresh = tuple(t for t in family if not any(q.endswith(t.lower()) for q in before))
        if fresh:
            return fresh
    return tails


def first_unlike(
    families: Sequence[Sequence[str]], asked: Sequence[str], otherwise: Sequence[str] = ()
) -> list[str]:
    """The wordings of the first family that has any which are not an earlier question again.

    First with a margin, then without; `otherwise`, or the least alike, where none is left.
    """
    for limit in (_ALIKE - _MARGIN, _TOO_ALIKE):
        for family in families:
            sound = [option for option in family if _most_alike(option, asked) < limit]
            if sound:
                return sound
    if otherwise:
        return list(otherwise)
    every = [option for family in families for option in family]
    return [min(every, key=lambda option: _most_alike(option, asked))]


def _most_alike(option: str, asked: Sequence[str]) -> float:
    shares = ((likeness(option, other), _plain_likeness(option, other)) for other in asked)
    return max((max(pair) for pair in shares), default=0.0)


def _cost(option: str, asked: Sequence[str]) -> float:
    size = len(option.split())
    cost = max((likeness(option, other) for other in asked), default=0.0)
    plain = max((_plain_likeness(option, other) for other in asked), default=0.0)
    cost = round(max(0.0, cost - _UNLIKE), 1) + (cost >= _ALIKE)
    cost += 0.6 * sum(_shares_phrase(option, other) for other in asked)
    cost += 0.25 * sum(_opening(option) == _opening(other) for other in asked)
    cost += max(0.0, plain - _UNLIKE) + 3.0 * (plain >= _TOO_ALIKE)
    cost += 10.0 * (size > MOST_WORDS or option.count("?") != 1)
    return cost + 0.02 * max(0, size - _COMFORTABLE)


def _opening(text: str) -> list[str]:
    return text.lower().split()[:2]


def _shares_phrase(one: str, other: str) -> bool:
    return bool(_runs(one) & _runs(other))


@lru_cache(maxsize=4096)
def _runs(text: str, length: int = 4) -> frozenset[tuple[str, ...]]:
    """Runs of words that are a phrase of their own, not only small words."""
    words = [word.lower() for word in _WORD.findall(text)]
    runs = (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
    return frozenset(run for run in runs if len(stems(" ".join(run))) > 1)
