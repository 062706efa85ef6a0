"""What one answer shows, read by rule: the ground for probing and for rating.

Law: the words decide, not their spelling; an answer is judged only by what it
says itself. Length and grand words earn nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.interview import kinds, signs
from app.interview.plan import Missing
from app.interview.report import Part
from app.interview.sentences import sentences


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
_NO_CLAIM = 4
"""Words below which an answer claims nothing."""


def assess(answer: str, *, question: str, sources: tuple[str, ...] = ()) -> Assessment:
    """Read `answer` to `question`; `sources` are the texts it must not just give back."""
    kind = _no_answer(answer, (question, *sources))
    if kind:
        return _floor(kind)
    spoken = sentences(answer)
    kept = tuple(s for s in spoken if not kinds.is_hostile_sentence(s))
    names = known_names(sources)
    read = tuple(signs.read(sentence, names) for sentence in kept)
    rating = _rating(read)
    if len(kept) < len(spoken) and rating < 3:
        return _floor(Kind.HOSTILE)
    if rating == 1:
        return _floor(Kind.VAGUE)
    return Assessment(
        kind=Kind.VAGUE if rating < 3 else Kind.SUBSTANTIVE,
        rating=rating,
        parts=_parts(read),
        missing=_missing(read),
        quote=max(read, key=lambda sign: sign.weight).text,
    )


def _no_answer(answer: str, sources: tuple[str, ...]) -> Kind | None:
    if kinds.is_blank(answer) or kinds.is_gibberish(answer):
        return Kind.EMPTY
    if kinds.copied_share(answer, sources) >= _COPIED_SHARE:
        return Kind.COPIED
    if kinds.is_dont_know(answer):
        return Kind.DONT_KNOW
    return None


def _floor(kind: Kind) -> Assessment:
    return Assessment(kind=kind, rating=1, parts=(), missing=tuple(Missing), quote=None)


def known_names(sources: tuple[str, ...]) -> frozenset[str]:
    """Names of tools and firms in the sources, so that dictation without capitals keeps them."""
    return frozenset(
        word.lower()
        for source in sources
        for word in signs.WORD.findall(source)
        if signs.is_name(word)
    )


def _rating(read: tuple[signs.Signs, ...]) -> int:
    words = sum(len(signs.WORD.findall(sign.text)) for sign in read)
    if words < _NO_CLAIM:
        return 1
    own = sum(sign.actions for sign in read)
    weak = sum(sign.weak_actions for sign in read if sign.concretes)
    concretes = sum(sign.concretes for sign in read)
    result = any(sign.has_result for sign in read)
    measured = any(sign.has_result and sign.has_measure for sign in read)
    decided = any(sign.has_decision for sign in read)
    if not own and not weak:
        team = concretes >= 3 and any(sign.speaks_of_we for sign in read)
        return 3 if team and measured else 2
    if own + weak + concretes < 4 or not (concretes or own >= 4):
        return 2
    if measured and own + weak >= 2:
        return 5
    if result and (decided or measured or own >= 3):
        return 4
    return 3


def _parts(read: tuple[signs.Signs, ...]) -> tuple[Part, ...]:
    found = {
        Part.SITUATION: any(s.has_situation and s.concretes for s in read),
        Part.TASK: any(s.has_task for s in read),
        Part.ACTION: any(s.actions for s in read),
        Part.RESULT: any(s.has_result for s in read),
    }
    return tuple(part for part, there in found.items() if there)


def _missing(read: tuple[signs.Signs, ...]) -> tuple[Missing, ...]:
    there = {
        Missing.OWN_ROLE: sum(s.actions for s in read) >= 2 or any(s.has_role for s in read),
        Missing.DECISION: any(s.has_decision for s in read),
        Missing.MEASURE: any(s.has_measure for s in read),
        Missing.RESULT: any(s.has_result for s in read),
        Missing.DIFFICULTY: any(s.has_difficulty for s in read),
    }
    return tuple(missing for missing, found in there.items() if not found)
