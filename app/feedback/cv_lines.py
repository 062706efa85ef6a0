"""The lines of a CV that tell of work, and which of them is nearest to a subject.

Law: a line is an exact piece of the CV; nothing personal and nothing planted is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.judging.amounts import AMOUNT, amounts
from app.judging.signs import WORD
from app.language.lexicon import words
from app.language.matching import telling_stems
from app.planning.career import CareerLine, career

_MOST = 30
_SHORTEST_ROOT, _ROOT = 3, 6
_POST = re.compile(r"\b(?:19|20)\d\d\b\s*(?:[-–—]|to|bis|until)\s*\w+", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:certificat\w*|zertifikat\w*|languages?|sprachen|skills?|kenntnisse|education|tools?)\b",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(r"[,;&]\s+(?=[a-zäöü])")
"""Where a list of what was done goes on; names, as of firms and tools, have a capital."""

_SPAN_OF_YEARS = re.compile(
    r"\b(?:\w+-?\w*|\d+) (?:years?|yrs?|months?|jahren?|jahre|monaten?)\b", re.IGNORECASE
)
_BINDING = words("""
of for with to and in on the a an from at by into as für von vom mit und im bei nach zu zur zum
auf aus der die das den dem
""")
"""Words that a line about work has, and a line of names (firm, trade, town) has not."""


@lru_cache(maxsize=64)
def work_lines(cv: str) -> tuple[str, ...]:
    """What was done, in order: no headings, no posts with their dates, no ways to reach anyone."""
    told = (line.quote.rstrip(" .;,") for line in career(cv) if _tells(line))
    return tuple(dict.fromkeys(told))


def _tells(line: CareerLine) -> bool:
    said = {word.lower() for word in WORD.findall(line.quote)}
    is_list = len(_NEXT_ITEM.findall(line.quote)) > 1
    is_sentence = line.is_told or is_list or bool(said & _BINDING) or has_figure(line.quote)
    is_aside = _POST.search(line.quote) or _LABELLED.search(line.quote)
    return is_sentence and len(said) <= _MOST and not is_aside


def has_no_figure_at_all(cv: str) -> bool:
    """Not even in a post, a date of birth or a length of service."""
    return not re.search(AMOUNT, cv, re.IGNORECASE)


def ranked_for(cv: str, job: str) -> list[str]:
    """The lines that share a word with `job`, those that share most first."""
    wanted = _roots(job)
    shared = [(len(_roots(line) & wanted), line) for line in work_lines(cv)]
    return [line for count, line in sorted(shared, key=lambda entry: -entry[0]) if count]


def nearest(cv: str, subject: str) -> str | None:
    """The line that shares most with `subject`; None when none shares anything telling."""
    wanted = _roots(subject)
    ranked = [(len(_roots(line) & wanted), has_figure(line), line) for line in work_lines(cv)]
    best = max(ranked, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] else None


def _roots(text: str) -> frozenset[str]:
    """Beginnings of the telling words: endings and German compounds do not part them."""
    return frozenset(stem[:_ROOT] for stem in telling_stems(text) if len(stem) >= _SHORTEST_ROOT)


def has_figure(line: str) -> bool:
    """Whether it says how much of something; how long a post was held is no such figure."""
    return bool(amounts(_SPAN_OF_YEARS.sub(" ", line)))
