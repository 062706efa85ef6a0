"""JSON as models write it, made JSON while it comes.

Law: one object is found and followed to its end; around it anything may stand.
Mended are trailing commas, raw line breaks and quotation marks in strings, brackets
that were not closed, and an array that a key follows as if it had been closed.
"""

from __future__ import annotations

import re

_CLOSING = {"{": "}", "[": "]"}
_BLOCKS = re.compile(
    r"<(think|thinking|thought|reasoning|analysis)>.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL
)
_AFTER_STRING = ",:}]"
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Mender:
    """Takes raw text, keeps the mended object in `text`."""

    def __init__(self) -> None:
        self._before = ""
        self._stack: list[str] = []
        self._in_string = False
        self._is_escaped = False
        self._mark: str | None = None
        self._string_starts = 0
        self.text = ""
        self.is_closed = False

    @property
    def depth(self) -> int:
        """How many brackets are open."""
        return len(self._stack)

    def take(self, character: str) -> bool:
        """Add one character; True when it closed an object."""
        if self.is_closed:
            return False
        if not self.text:
            return self._seek(character)
        if self._mark is not None and not self._settle_mark(character):
            return False
        if self._in_string:
            self._take_in_string(character)
            return False
        return self._take_outside(character)

    def end(self) -> None:
        """Nothing follows any more, so an open quotation mark was the end of its string."""
        if self._mark is not None:
            self.text += '"'
            self._mark = None
            self._in_string = False

    def _seek(self, character: str) -> bool:
        """Pass over what stands before the object, reasoning included."""
        self._before += character
        if character == "{" and _BLOCKS.sub("", self._before).endswith("{"):
            self.text = "{"
            self._stack.append("{")
        return False

    def _take_in_string(self, character: str) -> None:
        if self._is_escaped:
            self._is_escaped = False
        elif character == "\\":
            self._is_escaped = True
        elif character == '"':
            self._mark = ""
            return
        elif character < " ":
            character = _ESCAPES.get(character, "")
        self.text += character

    def _settle_mark(self, character: str) -> bool:
        """Tell by what follows a quotation mark whether it ends its string or stands in it.

        False while only white space has followed.
        """
        if character.isspace():
            self._mark = f"{self._mark or ''} "
            return False
        if character in _AFTER_STRING:
            self._in_string = False
            self.text += '"'
        else:
            self.text += f'\\"{self._mark}'
        self._mark = None
        return True

    def _take_outside(self, character: str) -> bool:
        if character == '"':
            self._in_string = True
            self._string_starts = len(self.text)
        elif character == ":" and self._stack[-1] == "[":
            self._close_before_key()
        elif character in _CLOSING:
            self._open(character)
        elif character in "}]":
            return self._close(character)
        self.text += character
        return False

    def _open(self, bracket: str) -> None:
        """`{"a": 1, {"a": 2}` was meant as `{"a": 1}, {"a": 2}`."""
        is_key_due = len(self._stack) > 1 and self._stack[-1] == "{" == bracket
        if is_key_due and not self.text.rstrip().endswith(":"):
            self._stack.pop()
            self.text = f"{_without_comma(self.text)}}}, "
        self._stack.append(bracket)

    def _close_before_key(self) -> None:
        """`["a", "key":` was meant as `["a"], "key":`."""
        key = self.text[self._string_starts :]
        self._stack.pop()
        self.text = f"{_without_comma(self.text[: self._string_starts])}], {key}"

    def _close(self, character: str) -> bool:
        opened = "{" if character == "}" else "["
        if opened not in self._stack:
            return False
        while (bracket := self._stack.pop()) != opened:
            self.text = _without_comma(self.text) + _CLOSING[bracket]
        self.text = _without_comma(self.text) + character
        self.is_closed = not self._stack
        return character == "}"


def _without_comma(text: str) -> str:
    return text.rstrip().removesuffix(",")
