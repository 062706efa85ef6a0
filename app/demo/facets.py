"""Kinds of requirements, and the one that a requirement is of.

Law: what is a paper is asked about as one, whatever else its words tell of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A kind of requirement, known by its words, and the questions it suggests."""

    name: str
    known_by: re.Pattern[str]
    asks: tuple[str, ...]


def best_of(facets: tuple[Facet, ...], text: str) -> Facet | None:
    """The facet that most words of `text` tell of, or of two the one told first."""
    found = [(facet, *_told(facet, text)) for facet in facets if facet.known_by.search(text)]
    best = min(found, key=lambda item: (item[0].name != PAPER, -item[1], item[2]), default=None)
    return best[0] if best else None


def _told(facet: Facet, text: str) -> tuple[int, int]:
    """How many words tell, and where the first stands."""
    places = [match.start() for match in facet.known_by.finditer(text)]
    return len(places), places[0]
