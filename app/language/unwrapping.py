"""A question that comes as a JSON object, taken out of it character by character.

Law: only an object whose first field is named after a question is taken apart; any
other text goes through as it is. Of the object nothing is said but the text of that
field, its escapes read, and nothing after it.
"""

from __future__ import annotations

import re

_NAMES = "question|frage|pregunta|domanda|pergunta|vraag|pytanie"
_FENCE = r"`{3}\w{0,10}\s*"
_BEGINS = re.compile(
    rf'\s*(?:{_FENCE})?\{{\s*"\w{{0,20}}(?:{_NAMES})\w{{0,20}}"\s*:\s*"', re.IGNORECASE
)
_MAY_BEGIN = re.compile(
    rf'\s*(?:`{{0,2}}|{_FENCE})(?:\{{\s*(?:"(?:\w{{0,60}}(?:"\s*(?::\s*)?)?)?)?)?'
)
_LONGEST = 120
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u....|\\u....|\\[^u]", re.DOTALL)
_HIGH = re.compile(r"\\u[dD][89abAB]")
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}


class Unwrapped:
    """Takes raw characters, gives those of the question."""

    def __init__(self) -> None:
        self._held: str | None = ""
        self._escape = ""
        self._is_inside = self._is_over = False

    def take(self, character: str) -> str:
        """What can be said after one more character."""
        if self._is_over:
            return ""
        if self._is_inside:
            return self._read(character)
        if self._held is None:
            return character
        self._held += character
        return self._settle(self._held)

    def rest(self) -> str:
        """What was held as a possible object and turned out to be text."""
        held, self._held = self._held, None
        return held or ""

    def _settle(self, held: str) -> str:
        if _BEGINS.fullmatch(held):
            self._is_inside = True
            self._held = None
            return ""
        if _MAY_BEGIN.fullmatch(held) and len(held) <= _LONGEST:
            return ""
        return self.rest()

    def _read(self, character: str) -> str:
        if self._escape or character == "\\":
            self._escape += character
            return self._unescaped()
        self._is_over = character == '"'
        return "" if self._is_over else character

    def _unescaped(self) -> str:
        """What the escape means, once it is whole; a lone half of a pair is a mark of loss."""
        escape = self._escape
        if _HIGH.match(escape) and len(escape) > len("\\uXXXX"):
            return self._second_half(escape)
        if not _ESCAPE.fullmatch(escape) or _HIGH.match(escape):
            return ""
        self._escape = ""
        return _SHORT.get(escape[1], escape[1]) if len(escape) == 2 else _character(escape)  # noqa: PLR2004

    def _second_half(self, escape: str) -> str:
        half, more = escape[:6], escape[6:]
        if not "\\u".startswith(more[:2]):
            self._escape = ""
            lost = _character(half)
            return lost + "".join(map(self._read, more))
        if not _ESCAPE.fullmatch(escape):
            return ""
        self._escape = ""
        return _character(half, more)


def _character(*escapes: str) -> str:
    """The character that is written as one escape, or as a pair of them."""
    try:
        units = b"".join(
            int(escape.removeprefix("\\u"), 16).to_bytes(2, "little") for escape in escapes
        )
    except ValueError:
        return "\ufffd"
    return units.decode("utf-16-le", "replace").replace("\0", "")
