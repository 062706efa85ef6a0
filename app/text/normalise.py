"""What a candidate types: what counts as visible, and what is stored of it.

Law: the text shown, the text stored and the text told to the model are the same
to the byte, so it is normalised once, where it comes in, and as little as can be.
The length of a text is `len(normalise(text))`: code points, a line break being one.
"""

from __future__ import annotations

import re
import unicodedata

_LEFT_OUT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but a line's end and a tab, and lone surrogates."""
# Letters and symbols by category that draw nothing, or only stand for something absent.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\ufffc\U0001d159")
# Unassigned code points that a renderer ignores, and those that are no characters at all.
_IGNORABLE = re.compile("[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]")
_LAST_OF_PLANE = 0xFFFE


def has_visible(text: str) -> bool:
    # From its end: a word begins with a space.
    return "!" <= text[-1:] <= "~" or any(map(is_visible, reversed(text)))


def is_visible(character: str) -> bool:
    """Whether one character draws something by itself, as a combining mark does not."""
    if character in _BLANKS:
        return False
    category = unicodedata.category(character)
    if category == "Cn":  # an emoji newer than this Python, unless set aside to be ignored
        is_last = ord(character) & _LAST_OF_PLANE == _LAST_OF_PLANE
        return not (is_last or _IGNORABLE.match(character))
    return category == "Co" or category[0] not in "CMZ"  # for private use, as icon fonts draw


def normalise(text: str) -> str:
    """`text` with line breaks as LF, without control characters and lone surrogates."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LEFT_OUT.sub("", lines)
