"""What one answer shows, read by rule: the ground for probing and for rating.

Law: the words decide, not their spelling; an answer is judged only by what it
says itself. Length and grand words earn nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.interview.plan import Missing
from app.interview.report import Part
from app.judging import foreign, kinds, ratings, signs, weighing
from app.judging.denial import undenied
from app.language.matching import telling_stems
from app.language.sentences import statements


class Kind(StrEnum):
    """What sort of answer it is, before its substance is weighed."""

    SUBSTANTIVE = "substantive"
    VAGUE = "vague"
    DONT_KNOW = "don't know"
    OFF_TOPIC = "off topic"
    EMPTY = "empty"  # blank, gibberish
    COPIED = "copied"  # the question, CV or job description given back
    HOSTILE = "hostile"  # abuse, or instructions to the interviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One answer read.

    `rating` is 1 to 5; `quote` the sentence of the answer that earned most,
    None when none did; `missing` is what a probe would ask for, most wanted first.
    """

    kind: Kind
    rating: int
    parts: tuple[Part, ...]
    missing: tuple[Missing, ...]
    quote: str | None


_COPIED_SHARE = 0.8
_COPIED_SENTENCE = 8
"""Words from which a sentence that stands in a source counts as copied, not as a fact told."""

_NO_CLAIM = 4
"""Words below which an answer claims nothing."""


@lru_cache(maxsize=1024)
def assess(answer: str, *, question: str, sources: tuple[str, ...] = ()) -> Assessment:
    """Read `answer` to `question`; `sources` are the texts it must not just give back."""
    given = (question, *sources)
    kind = _no_answer(answer, question, given)
    if kind:
        return _floor(kind)
    spoken = statements(answer)
    kept = tuple(s for s in spoken if not kinds.is_hostile(s) and not _is_copied(s, given))
    names = signs.known_names(sources)
    told = tuple(signs.read(sentence, names) for sentence in kept)
    done = tuple(signs.read(own, names) for sentence in kept if (own := undenied(sentence)))
    rating = _rating(answer, told, done)
    kind = _kind(answer, given, rating, is_attacked=any(map(kinds.is_hostile, spoken)))
    if rating == ratings.NOT_EVIDENCED or kind in _FLOORS:
        return _floor(kind)
    return Assessment(
        kind=kind,
        rating=rating,
        parts=weighing.parts(told),
        missing=weighing.missing(told),
        quote=max(told, key=lambda sign: sign.weight).text,
    )


def _no_answer(answer: str, question: str, sources: tuple[str, ...]) -> Kind | None:
    if kinds.is_blank(answer) or kinds.is_gibberish(answer):
        return Kind.EMPTY
    if kinds.is_echo(answer, question) or kinds.copied_share(answer, sources) >= _COPIED_SHARE:
        return Kind.COPIED
    if kinds.is_dont_know(answer) and not any(map(kinds.is_hostile, statements(answer))):
        return Kind.DONT_KNOW
    return None


def _floor(kind: Kind) -> Assessment:
    return Assessment(
        kind=kind, rating=ratings.NOT_EVIDENCED, parts=(), missing=tuple(Missing), quote=None
    )


def _is_copied(sentence: str, sources: tuple[str, ...]) -> bool:
    words = len(signs.WORD.findall(sentence))
    return words >= _COPIED_SENTENCE and kinds.copied_share(sentence, sources) == 1.0


def _rating(answer: str, told: tuple[signs.Signs, ...], done: tuple[signs.Signs, ...]) -> int:
    """`done` is what is left of `told` without what is denied."""
    if not told:
        return ratings.NOT_EVIDENCED
    if foreign.is_foreign(answer):
        return foreign.rating(answer)
    return weighing.rating(done) if _claims(told) else ratings.NOT_EVIDENCED


def _claims(told: tuple[signs.Signs, ...]) -> bool:
    """Whether anything is said at all: "Yes, I have experience with that" says nothing."""
    said = " ".join(sign.text for sign in told)
    return len(signs.WORD.findall(said)) >= _NO_CLAIM and bool(telling_stems(said))


_FLOORS = frozenset({Kind.HOSTILE, Kind.OFF_TOPIC})


def _kind(answer: str, given: tuple[str, ...], rating: int, *, is_attacked: bool) -> Kind:
    """An attack or another subject only where the answer holds nothing of substance."""
    if rating < ratings.INSTANCE and is_attacked:
        return Kind.HOSTILE
    if rating < ratings.INSTANCE and kinds.is_beside_the_point(answer, given):
        return Kind.OFF_TOPIC
    return Kind.SUBSTANTIVE if rating >= ratings.INSTANCE else Kind.VAGUE
