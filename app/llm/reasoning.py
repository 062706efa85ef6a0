"""A train of thought that stands in the text itself, between tags.

Law: what stands between the tags never comes out. Where a provider is known to
close a thought that it never opened, its text is held until the closing tag, or
until it has ended without one.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_NAMES = r"(?:seed:)?(?:think|thinking|thought|thoughts|reasoning|reflection)"
_OPENING = re.compile(rf"\s*(?:<{_NAMES}>|\[THINK\]|◁think▷)", re.IGNORECASE)
_CLOSING = re.compile(rf"(?:</{_NAMES}>|\[/THINK\]|◁/think▷)", re.IGNORECASE)
_LONGEST_TAG = 20


class _State(Enum):
    BEGINS = auto()
    THINKS = auto()
    WAITS = auto()
    SPEAKS = auto()


class Thoughts:
    """Takes the thoughts out of one text that comes in pieces.

    `closes_only`: this provider was seen to close a thought that it had not opened.
    `has_closed_only` tells that this text does so, after its thought has come out.
    """

    def __init__(self, *, closes_only: bool = False) -> None:
        self._state = _State.WAITS if closes_only else _State.BEGINS
        self._held: list[str] = []
        self._tail = ""
        self._has_thought = False
        self.has_closed_only = False

    def feed(self, text: str) -> str:
        """What of the text so far may come out now."""
        rest: str | None = text
        while rest is not None and self._state is not _State.SPEAKS:
            step = self._begun if self._state is _State.BEGINS else self._after_closing
            rest = step(rest)
        if rest is None:
            return ""
        self._look_for_closing(rest)
        return rest

    def finish(self) -> str:
        """What was held of a text that ended; a thought without end is nothing."""
        held = "".join(self._held)
        self._held = []
        if self._has_thought:
            held = held.lstrip()
        return "" if _OPENING.match(held) else held

    def _begun(self, text: str) -> str | None:
        """The text so far, once it can be told whether it begins with a thought."""
        held = "".join([*self._held, text])
        start = held.lstrip()
        if _OPENING.match(held):
            self._state = _State.THINKS
        elif not start or (start[0] in "<[◁" and len(start) < _LONGEST_TAG and ">" not in start):
            self._held.append(text)
            return None
        else:
            self._state = _State.SPEAKS
            held = start if self._has_thought else held
        self._held = []
        return held

    def _after_closing(self, text: str) -> str | None:
        """What follows the thought, if it is closed now."""
        if self._state is _State.WAITS:
            self._held.append(text)
        probe = self._tail + text
        closing = _CLOSING.search(probe)
        if closing is None:
            self._tail = probe[-_LONGEST_TAG:]
            return None
        if self._state is _State.WAITS:
            self.has_closed_only = not _OPENING.match("".join(self._held))
        self._state = _State.BEGINS  # another thought may follow
        self._has_thought = True
        self._held = []
        self._tail = ""
        return probe[closing.end() :]

    def _look_for_closing(self, text: str) -> None:
        """Note a closing tag that no thought was open for; it may come in pieces."""
        probe = self._tail + text
        if "/" in probe and _CLOSING.search(probe):
            self.has_closed_only = True
        self._tail = probe[-_LONGEST_TAG:]
