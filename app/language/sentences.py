"""Text as spans: sentences, and the pieces of a long unpunctuated one.

Law: every span is an exact substring of its text, to the byte, because spans are
quoted back to the candidate.
"""

from __future__ import annotations

import re
from itertools import islice

LONGEST = 40
"""Words in a quote at the most."""

_SHORTEST = 7
_FAR = 2000
"""Characters within which they stand: a script without spaces is one endless word."""

_LONGEST_ABBREVIATION = 8
"""Characters before a stop that tell whether it ends a sentence."""
_WORD = re.compile(r"\S+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:z\.\s?B|d\.\s?h|u\.\s?a|bzw|ca|Nr|Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|etc|vs|approx|no|incl|excl|"
    r"resp|inkl|ggf|evtl|mind|max|min|pt)|\b[A-Z]|\b\d{1,2})\.$"
)
_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|(?<=[。！？])|\s*\n\s*")
_JOINT = re.compile(
    r"\s+(?=(?:and then|and i|so i|but i|then i|because|which|in the end|as a result|so that|"
    r"after that|afterwards|but|so|and|und dann|und ich|also habe ich|dann habe ich|weil|sodass|"
    r"am ende|dadurch|danach|aber|dann|und|i (?!am\b|was\b|had\b)[a-z]{3,}|nobody|everybody|"
    r"(?:he|she|they|we) [a-z]{3,}|ich (?:habe?|bin))\b)",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"(?<=;)\s+|\s+[-–—]\s+(?!\d)")
_COMMA = re.compile(r"(?<=[,;:、，])\s*")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, none above `LONGEST` words."""
    return tuple(piece for span in _whole(text) for piece in _shortened(span))


def statements(text: str) -> tuple[str, ...]:
    """The sentences of `text`, cut at semicolons and dashes too: each says one thing."""
    return tuple(
        piece.strip()
        for span in sentences(text)
        for piece in _SEMICOLON.split(span)
        if piece.strip()
    )


def _whole(text: str) -> list[str]:
    """Split at ends of sentences and lines, but not after an abbreviation or ordinal."""
    spans: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if "\n" not in end.group() and _ABBREVIATION.search(
            text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        ):
            continue
        spans.append(text[start : end.start()] if end.group() else text[start : end.end()])
        start = end.end()
    spans.append(text[start:])
    return [span.strip() for span in spans if span.strip()]


def _shortened(span: str) -> list[str]:
    if _length(span) <= LONGEST:
        return [span]
    for joint in (_JOINT, _COMMA):
        pieces = _joined(span, joint)
        if len(pieces) > 1:
            return [part for piece in pieces for part in _shortened(piece)]
    return _chopped(span)


def _joined(span: str, joint: re.Pattern[str]) -> list[str]:
    """Cut at joints, as few as keep every piece between `_SHORTEST` and about 25 words."""
    pieces: list[str] = []
    start = 0
    previous = 0
    for mark in joint.finditer(span):
        here = mark.end()
        if _length(span[start:here]) > _SHORTEST * 3 and previous > start:
            pieces.append(span[start:previous].strip())
            start = previous
        if _length(span[start:here]) >= _SHORTEST and _is_long_enough(span, here):
            previous = here
    if previous > start:
        pieces.append(span[start:previous].strip())
        start = previous
    return [*pieces, span[start:].strip()]


def _is_long_enough(span: str, start: int) -> bool:
    """Whether `_SHORTEST` words follow `start`; no more than those are looked at."""
    near = _WORD.finditer(span, start, start + _FAR)
    if sum(1 for _ in islice(near, _SHORTEST)) == _SHORTEST:
        return True
    return _length(span[start : start + _SHORTEST * 16]) >= _SHORTEST


def _chopped(span: str) -> list[str]:
    """Cut by count where nothing else tells."""
    words = list(_WORD.finditer(span))
    if len(words) <= LONGEST:
        return [span[at : at + 160] for at in range(0, len(span), 160)]
    ends = range(0, len(words), LONGEST)
    return [span[words[at].start() : words[min(at + LONGEST, len(words)) - 1].end()] for at in ends]


def _length(span: str) -> int:
    """In words; scripts without spaces count four characters as one."""
    return max(len(_WORD.findall(span)), len(span) // 16 if _is_dense(span) else 0)


def _is_dense(span: str) -> bool:
    return sum(ch >= "\u3040" for ch in span) * 2 > len(span)
