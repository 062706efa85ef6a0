"""A train of thought that stands in the text itself, between tags.

Law: what stands between tags at the beginning never comes out; a thought opened later is
left to the reader of the text. Where a thought is expected that is closed and was never
opened, the text is held until one is closed, or until it has ended without. A closing tag ends
a thought that none has opened only where a line or a sentence could end: elsewhere it is
spoken of.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_NAMES = r"(?:seed:)?(?:think|thinking|thought|thoughts|reasoning|reflection)"
_OPENING = re.compile(rf"\s*(?:<{_NAMES}>|\[THINK\]|◁think▷)", re.IGNORECASE)
_CLOSING = re.compile(rf"(?:</{_NAMES}>|\[/THINK\]|◁/think▷)", re.IGNORECASE)
_ATTRIBUTE = r" [\w-]{1,20}=[^<>\n]{0,60}"
_SENTENCE_ENDS = "[.!?…。！？؟]"
_ENDED = rf"(?:(?<=\n)|(?<={_SENTENCE_ENDS})|(?<={_SENTENCE_ENDS}\s))"
_BEGINS = r"""\s{0,20}(?:["'“„«‘*_#(]{0,4}(?-i:[^\W_a-z])|[{\[<◁¿¡])"""
"""How a sentence or an object in JSON begins, behind a tag before which one has `_ENDED`."""
_LINE_ENDS = r"[^\S\n]{0,20}\n|(?-i:[A-ZÀ-ÞА-Я])"
"""Behind a tag that ends a thought wherever it stands; a capital without a space before it
begins the next line."""
_TAG = re.compile(
    rf"(?P<opening><{_NAMES}(?:{_ATTRIBUTE})? ?>|\[THINK\]|◁think▷)"
    rf"|{_CLOSING.pattern}(?={_LINE_ENDS})|{_ENDED}{_CLOSING.pattern}(?={_BEGINS})",
    re.IGNORECASE,
)
"""One that opens a thought, or ends one that none has opened."""

_LONGEST_BEGUN = 20
_LONGEST_TAG = 160
"""With an attribute, and what has to be seen around it; none has one at the very beginning."""


class _State(Enum):
    BEGINS = auto()
    THINKS = auto()
    WAITS = auto()
    SPEAKS = auto()


class Thoughts:
    """Takes the thoughts out of one text that comes in pieces.

    `closes_only`: it is expected to close a thought that it has not opened.
    `has_closed_only` tells that it does so, after its thought has come out: its first tag is
    one that closes. `has_tag`: it has one, whatever it does.
    """

    def __init__(self, *, closes_only: bool = False) -> None:
        self._state = _State.WAITS if closes_only else _State.BEGINS
        self._held: list[str] = []
        self._tail, self._before = "\n", ""
        self._has_thought = False
        self.has_tag = self.has_closed_only = False

    def feed(self, text: str) -> str:
        """What of the text so far may come out now."""
        rest: str | None = text
        while rest is not None and self._state is not _State.SPEAKS:
            rest = self._step(rest)
        if rest is None:
            return ""
        if not self.has_tag:
            self._first_tag(rest)
        return rest

    def finish(self) -> str:
        """What was held of a text that ended; a thought without end is nothing."""
        is_tag_last = not self.has_tag and self._first_tag("\n") is not None
        is_thought = is_tag_last and self._state is _State.WAITS
        held = "" if is_thought else "".join(self._held)
        self._held = []
        if self._state is not _State.SPEAKS and not held.strip():
            return self._before
        return held.lstrip() if self._has_thought else held

    def _step(self, text: str) -> str | None:
        """What is to be looked at next, None until more has come."""
        if self._state is _State.BEGINS:
            return self._begun(text)
        return self._waited(text) if self._state is _State.WAITS else self._after_closing(text)

    def _begun(self, text: str) -> str | None:
        """The text so far, once it can be told whether it begins with a thought."""
        held = "".join([*self._held, text])
        start = held.lstrip()
        if _OPENING.match(held):
            self._state = _State.THINKS
            self.has_tag = True
        elif not start or (start[0] in "<[◁" and len(start) < _LONGEST_BEGUN and ">" not in start):
            self._held.append(text)
            return None
        else:
            self._state = _State.SPEAKS
            held = start if self._has_thought else held
        self._held = []
        return held

    def _after_closing(self, text: str) -> str | None:
        """What follows the thought, if it is closed now."""
        closing = self._find(_CLOSING, text)
        return None if closing is None else self._behind(closing)

    def _waited(self, text: str) -> str | None:
        """What follows the first tag; what is before one that opens counts where nothing does."""
        self._held.append(text)
        tag = self._first_tag(text)
        if tag is None:
            return None
        held = "".join(self._held)
        self._held = []
        if self.has_closed_only:
            return self._behind(tag)
        following = tag.string[tag.end() :]
        self._before = held[: len(held) - len(tag[0]) - len(following)].lstrip()
        self._state = _State.THINKS
        return following

    def _behind(self, closing: re.Match[str]) -> str:
        """What follows a thought."""
        self._state = _State.BEGINS  # another thought may follow
        self._has_thought = True
        return closing.string[closing.end() :]

    def _first_tag(self, text: str) -> re.Match[str] | None:
        """The first tag of the whole text, noted where it closes; one spoken of is none."""
        tag = self._find(_TAG, text)
        if tag is not None:
            self.has_tag = True
            self.has_closed_only = tag["opening"] is None
        return tag

    def _find(self, tag: re.Pattern[str], text: str) -> re.Match[str] | None:
        """The first such tag, if `text` shows that it is one; it may have come in pieces."""
        probe = self._tail + text
        has_one = ">" in probe or "]" in probe or "▷" in probe
        found = tag.search(probe) if has_one else None
        self._tail = "" if found else probe[-_LONGEST_TAG:]
        return found
