"""Characters as a model sends them, made plain one by one.

Law: what comes out depends on the characters alone, never on how they were cut
into pieces. A JSON object around the question, reasoning blocks and channels, and
control tokens go, a run of white space becomes one space (or one line break, where
it held one) and comes only before the next visible character, and characters that
draw nothing go, save those that shape their neighbours: joiners between two
characters, marks and variation selectors after one.
"""

from __future__ import annotations

import re
import unicodedata

from app.language.text import is_visible
from app.language.unwrapping import Unwrapped

FORGET = "\0"
"""Comes out where a reasoning block ends that nobody saw begin: all before it was reasoning."""

_BLOCKS = "think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad"
_WRAPPERS = r"question|next_question|answer|response|output|final|final_answer|s|\|[^<>]*\|"
_MAY_BE_TAG = re.compile(r"[<\[◁]\s*/?\s*[\w|]{0,24}\s*")
_BLOCK_BEGINS = re.compile(rf"[<\[◁]\s*(?:{_BLOCKS})\s*[>\]▷]", re.IGNORECASE)
_BLOCK_ENDS = re.compile(rf"[<\[◁]\s*/\s*(?:{_BLOCKS})\s*[>\]▷]", re.IGNORECASE)
_WRAPPER = re.compile(rf"<\s*/?\s*(?:{_WRAPPERS})\s*>", re.IGNORECASE)
_HEADER_BEGINS = re.compile(r"<\|(?:start|channel|start_header_id)\|>", re.IGNORECASE)
_HEADER_ENDS = re.compile(r"<\|(?:message|end_header_id)\|>", re.IGNORECASE)
_MESSAGE_ENDS = re.compile(r"<\|(?:end|return|call)\|>", re.IGNORECASE)
_SPOKEN = ("", "final", "assistant")
"""The heads of messages that are for the candidate; any other is a channel of reasoning."""

_LONGEST_HEADER = 40
_JOINERS = "\u200c\u200d"
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_BLANKS_TO_READ_AS_SPACE = "\u3164\uffa0\u2800\ufffc"


class PlainText:
    """Takes raw characters, gives plain ones."""

    def __init__(self) -> None:
        self._unwrapped = Unwrapped()
        self._tags = _Tags()
        self._characters = _Characters()

    def take(self, character: str) -> str:
        """What can be said after one more character."""
        if character == FORGET:
            return ""
        return self._plain(self._unwrapped.take(character))

    def rest(self) -> str:
        """What was held as a possible object or tag and turned out to be text."""
        held = self._plain(self._unwrapped.rest())
        return held + "".join(map(self._characters.take, self._tags.rest()))

    def _plain(self, raw: str) -> str:
        tagless = "".join(map(self._tags.take, raw))
        return "".join(map(self._characters.take, tagless))


class _Tags:
    """Takes reasoning blocks and channels, and control tokens, out."""

    def __init__(self) -> None:
        self._held = ""
        self._header: str | None = None
        self._is_inside = False

    def take(self, character: str) -> str:
        if character in "<[◁":
            before, self._held = self.rest(), character
            return before
        if not self._held:
            return self._said(character)
        self._held += character
        if character in ">]▷":
            return self._settle()
        return "" if _MAY_BE_TAG.fullmatch(self._held) else self.rest()

    def rest(self) -> str:
        held, self._held = self._held, ""
        return self._said(held)

    def _settle(self) -> str:
        tag, self._held = self._held, ""
        if _HEADER_BEGINS.fullmatch(tag):
            self._header = ""
            return ""
        if _HEADER_ENDS.fullmatch(tag):
            return self._open_message()
        if _MESSAGE_ENDS.fullmatch(tag):
            self._is_inside = False
            return ""
        return self._settle_block(tag)

    def _open_message(self) -> str:
        """A message begins; all before the final one was none of the candidate's business."""
        head, self._header = (self._header or "").strip().partition(" ")[0].lower(), None
        self._is_inside = head not in _SPOKEN
        return FORGET if head == "final" else ""

    def _settle_block(self, tag: str) -> str:
        if _BLOCK_BEGINS.fullmatch(tag):
            self._is_inside = True
            return ""
        if _BLOCK_ENDS.fullmatch(tag):
            was_inside, self._is_inside = self._is_inside, False
            return "" if was_inside else FORGET
        return "" if _WRAPPER.fullmatch(tag) else self._said(tag)

    def _said(self, text: str) -> str:
        if self._header is None:
            return "" if self._is_inside else text
        self._header += text
        if len(self._header) <= _LONGEST_HEADER:
            return ""
        text, self._header = self._header, None
        return self._said(text)


class _Characters:
    """Collapses white space and drops what draws nothing."""

    def __init__(self) -> None:
        self._space = ""
        self._joiner = ""
        self._has_begun = False

    def take(self, character: str) -> str:
        if character == FORGET:
            self._space, self._joiner, self._has_begun = "", "", False
            return FORGET
        if character.isspace() or character in _BLANKS_TO_READ_AS_SPACE:
            return self._note_space(character)
        if character in _JOINERS:
            self._joiner = character
            return ""
        if is_visible(character):
            return self._after_space(character)
        is_mark = unicodedata.category(character) in {"Mn", "Mc", "Me"}
        return character if is_mark and self._has_begun and not self._space else ""

    def _note_space(self, character: str) -> str:
        if self._has_begun:
            is_break = character in _LINE_BREAKS or self._space == "\n"
            self._space = "\n" if is_break else " "
        self._joiner = ""
        return ""

    def _after_space(self, character: str) -> str:
        before = self._space or (self._joiner if self._has_begun else "")
        self._space, self._joiner, self._has_begun = "", "", True
        return before + character
