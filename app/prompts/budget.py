"""How many tokens a text takes, roughly, and how it is cut to fewer.

The count errs on the high side. Against the tokenizers of GPT-4 and GPT-4o, DeepSeek
and SmolLM2 it holds for prose, lists, tables, figures, code and twelve scripts; the
vocabularies of very small models may take up to a third more in foreign languages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

CUT = "[… shortened …]"
_PIECE = re.compile(
    r" ?[a-z]{1,6}|\s{2,}| ?(?:[A-Z](?:[A-Z](?![a-z])|[a-z]{0,5})|[0-9]|([^\w\s])\1{0,3}|"
    r"\n|_|[\u0400-\u052f]{1,2}|[^\x00-\x7f])"
)
"""What is about one token: six letters, a figure, a sign, a character of other scripts; with the
space before it, because looking for a token in each takes a third longer."""
_FOREIGN = re.compile("[^\x00-\x7f]+")
_MORE = (
    (re.compile("[\u00c0-\u024f]"), 2.5),  # an accent breaks its word
    (re.compile("[\u0370-\u03ff\u0530-\u05ff]"), 0.15),  # Greek, Hebrew
    (re.compile("[\u0900-\u1cff]"), 1.1),  # Indic, Thai, Georgian …
    (re.compile("[\u2e80-\uffff]"), 0.4),  # Chinese, Japanese, Korean
    (re.compile("[\U00010000-\U0010ffff]"), 2.0),  # emoji
)


def tokens(text: str) -> int:
    """How many tokens `text` takes at the most, roughly."""
    pieces = _PIECE.subn("", text)[1]
    if text.isascii():
        return pieces
    foreign = "".join(_FOREIGN.findall(text))
    return pieces + math.ceil(sum(more * len(found.findall(foreign)) for found, more in _MORE))


def at_most(text: str) -> int:
    """What `tokens` cannot exceed, told without counting."""
    # One for each character, and three for each of its bytes past the first: `_MORE` adds less.
    return 3 * len(text.encode("utf-8", "surrogatepass")) - 2 * len(text)


def cut_middle(text: str, limit: int, size: int | None = None) -> str:
    """`text` in at most about `limit` tokens: its beginning, a mark, and its end.

    `size` is what it takes, where that was counted.
    """
    size = 0 if at_most(text) <= limit else size or tokens(text)
    if size <= limit:
        return text
    kept = len(text) * max(0, limit - tokens(CUT) - 2) // size
    head, tail = text[: kept * 2 // 3], text[len(text) - kept // 3 :]
    head = head[: max(head.rfind(" "), head.rfind("\n"))] if " " in head else head
    return f"{head.rstrip()}\n{CUT}\n{tail.lstrip()}".strip("\n")


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """`room` dealt out among `sizes`: nobody gets more than they need, the rest share alike."""
    given, left = [0] * len(sizes), max(0, room)
    smallest_first = sorted(range(len(sizes)), key=sizes.__getitem__)
    for waiting, at in zip(range(len(sizes), 0, -1), smallest_first, strict=True):
        given[at] = min(sizes[at], left // waiting)
        left -= given[at]
    return given
