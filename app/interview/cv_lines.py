"""The lines of a CV that tell of work, and which of them is nearest to a subject.

Law: a line is an exact piece of the CV; nothing personal and nothing planted is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.interview.matching import telling_stems
from app.interview.personal import is_personal
from app.interview.planted import is_planted
from app.interview.sentences import sentences
from app.interview.signs import WORD, read

_BULLET = re.compile(r"^[\s•·▪◦●○■‣►✓*+>–—-]+")
_FEWEST, _MOST = 4, 30
_POST = re.compile(r"\b(?:19|20)\d\d\b\s*(?:[-–—]|to|bis)\s*(?:(?:19|20)\d\d|\w+)", re.IGNORECASE)


@lru_cache(maxsize=64)
def work_lines(cv: str) -> tuple[str, ...]:
    """What was done, in order: no headings, no posts with their dates, no contact lines."""
    spans = (span for line in cv.splitlines() for span in sentences(_BULLET.sub("", line)))
    return tuple(dict.fromkeys(span.rstrip(" .;") for span in spans if _tells(span)))


def _tells(span: str) -> bool:
    size = len(WORD.findall(span))
    if not _FEWEST <= size <= _MOST or _POST.search(span):
        return False
    return not is_personal(span) and not is_planted(span)


def nearest(cv: str, subject: str) -> str | None:
    """The line that shares most with `subject`; None when none shares anything telling."""
    wanted = telling_stems(subject)
    ranked = [
        (len(telling_stems(line) & wanted), has_figure(line), line) for line in work_lines(cv)
    ]
    best = max(ranked, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] else None


def has_figure(line: str) -> bool:
    return read(line).numbers > 0
