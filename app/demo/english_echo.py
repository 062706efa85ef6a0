"""The candidate's own words said back: "I closed bay C" as "You closed bay C".

Law: only a short clause that stands by itself, word for word but for I and my; it
takes up what was said and sums up nothing.
"""

from __future__ import annotations

import re

from app.demo.english_capitals import small_first
from app.language import personal
from app.language.deeds_english import IRREGULAR, WEAK
from app.language.lexicon import words
from app.language.planted import is_planted
from app.language.sentences import sentences

_FLIPS = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "am": "are",
    "our": "the",
    "his": "the",
    "her": "the",
    "their": "the",
}
_FLIP = re.compile(r"\b(?:I|me|my|mine|myself|am|our|My|Our|His|Her|Their|his|her|their)\b")
_PARTS = re.compile(
    r"\s*[,;:.!?](?=\s|$)\s*"
    r"|\s+(and|but|so|because|until|when|while|since|which|who|after|before|as|"
    r"that|if|unless|though|although)\s+"
)
_GOES_ON = words("and but so")
"""After these a clause stands by itself; after the others it is part of another."""

_DEPENDENT = re.compile(
    r"\b(?:he|she|they|them|him|it|this|those|these|there|each|one|ones|both|everyone|someone|we|"
    r"us|ours|not|never|n't|same|too|also|others?|another|third|fourth|fifth|tenth)\b|n['’]t\b",
    re.IGNORECASE,
)
_OF_HER = re.compile(
    r"\b(?:her|his|their)\b"
    r"(?! (?!(?:my|our|your|what|to|in|on|at|for|with|and|the|a|about|into|of|\w+ly)\b)[a-z])",
    re.IGNORECASE,
)
"""Someone else's where no thing of theirs follows: "told her plainly"."""

_OPEN_END = words("""
to for with of in on at by from the a an and or into about than more
""")
_TELLING = re.compile(r"[A-Za-z]{4,}")
_COUNTED = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)? "
    r"(?!(?:and|or|but|in|on|at|of)\b)[a-zA-Z]{2}|\d ?%"
)
"""A figure with its noun: without one a deed says too little to be said back."""

_NO_PAST = words("bed red need feed speed seed")
SHORTEST, LONGEST = 4, 10


def to_you(text: str) -> str:
    """The candidate's words as the interviewer says them back, to stand in mid-sentence."""
    flipped = re.sub(r"\byou was\b", "you were", _FLIP.sub(_flip, text))
    first = flipped.split()[0].lower() if flipped.split() else ""
    if first in {"the", "a", "an", "your", "its", "two", "three", "four", "five", "six", "seven"}:
        return flipped[:1].lower() + flipped[1:]
    return small_first(flipped, frozenset())


def that(text: str) -> str:
    """A thing already named, named again: "that alert", "those 40 alerts"."""
    said = to_you(text)
    if re.match(r"an? ", said):
        return re.sub(r"^an? ", "that ", said)
    counted = re.match(
        r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"\w+ty(?:-\w+)?) [a-z]",
        said,
    )
    return f"those {said}" if counted and said.endswith("s") else said


def _flip(found: re.Match[str]) -> str:
    return _FLIPS[found.group().lower()]


def echo(answer: str) -> str | None:
    """A clause of `answer` as a sentence to the candidate; None when none stands by itself."""
    clauses = [c for s in sentences(answer) if not is_planted(s) for c in _clauses(s)]
    return max(clauses, key=_weight, default=None)


def _clauses(sentence: str) -> list[str]:
    found = []
    joint = ""
    pieces = _PARTS.split(sentence)
    for part, following in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        words, before, joint = part.split(), joint, following or ""
        if before and before not in _GOES_ON:
            continue
        if SHORTEST <= len(words) <= LONGEST and _stands_alone(words, part):
            found.append(_sentence(part))
    return found


def _stands_alone(words: list[str], part: str) -> bool:
    return (
        words[0] == "I"
        and _is_strong_past(words[1].lower())
        and words[-1].lower() not in _OPEN_END
        and not _DEPENDENT.search(part)
        and not _OF_HER.search(part)
        and not personal.is_personal(part)
        and len(_TELLING.findall(part)) > 1
        and bool(_COUNTED.search(part))
    )


def _is_strong_past(word: str) -> bool:
    is_past = (word.endswith("ed") and word not in _NO_PAST) or word in IRREGULAR
    return is_past and word not in WEAK


def _sentence(part: str) -> str:
    said = to_you(part.strip())
    return said[:1].upper() + said[1:] + "."


def _weight(clause: str) -> tuple[int, int]:
    named = len(re.findall(r"\b[A-Z]\w+|\d+", clause[4:]))
    return named, len(clause)
