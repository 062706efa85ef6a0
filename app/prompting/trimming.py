"""Making texts fit a model's context: what is cut, and where.

Law: a cut is always marked. Documents give way before answers, older answers
before the latest; heads and the lines that matter stay longest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.language.endings import is_wide

CUT = "[… shortened …]"
_LETTERS_A_TOKEN = 4


def tokens(text: str) -> int:
    """How many tokens `text` takes, roughly: four letters one, a wide character one."""
    wide = sum(map(is_wide, text)) if not text.isascii() else 0
    return math.ceil(wide + (len(text) - wide) / _LETTERS_A_TOKEN)


def cut_middle(text: str, limit: int) -> str:
    """`text` in at most about `limit` tokens: its beginning and its end."""
    size = tokens(text)
    if size <= limit:
        return text
    mark = f" {CUT} "
    kept = len(text) * max(0, limit - tokens(mark) - 1) // size
    head = kept * 2 // 3
    return f"{text[:head]}{mark}{text[len(text) - (kept - head) :]}"


def cut_lines(text: str, limit: int, wanted: Sequence[str]) -> str:
    """`text` in at most about `limit` tokens: lines that hold one of `wanted`, then its head."""
    if tokens(text) <= limit:
        return text
    lines = text.split("\n")
    matters = [at for at, line in enumerate(lines) if any(want in line for want in wanted)]
    kept: list[int] = []
    room = limit - 3 * tokens(CUT)
    for at in [*matters, *range(len(lines))]:
        cost = tokens(lines[at]) + 1
        if at not in kept and cost <= room:
            kept.append(at)
            room -= cost
    return _within(lines, kept, limit) if kept else cut_middle(text, limit)


def _within(lines: list[str], kept: list[int], limit: int) -> str:
    """The kept lines with a mark for every gap; marks take room too, so the last may go."""
    joined = _joined(lines, set(kept))
    while len(kept) > 1 and tokens(joined) > limit:
        kept = kept[:-1]
        joined = _joined(lines, set(kept))
    return joined


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """`room` dealt out among `sizes`: nobody gets more than they need, the rest share alike."""
    given = [0] * len(sizes)
    left = max(0, room)
    waiting = sorted(range(len(sizes)), key=lambda at: sizes[at])
    for position, at in enumerate(waiting):
        given[at] = min(sizes[at], left // (len(waiting) - position))
        left -= given[at]
    return given


def _joined(lines: list[str], kept: set[int]) -> str:
    out: list[str] = []
    for at, line in enumerate(lines):
        if at in kept:
            out.append(line)
        elif not out or out[-1] != CUT:
            out.append(CUT)
    return "\n".join(out)
