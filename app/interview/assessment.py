"""What one answer shows, read by rule: the ground for probing and for rating.

Law: the words decide, not their spelling; an answer is judged only by what it
says itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.interview.plan import Missing
from app.interview.report import Part


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


def assess(answer: str, *, question: str, sources: tuple[str, ...] = ()) -> Assessment:
    """Read `answer` to `question`; `sources` are the texts it must not just give back."""
    raise NotImplementedError
