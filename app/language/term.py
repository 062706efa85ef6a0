"""One thing that a text names."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 5
"""Words of a term at the most."""

TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mister"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as it stands in the text, and how much it is worth taking up."""

    text: str
    start: int
    weight: float
