"""What stands around a model's words: reasoning blocks, channels, control tokens.

What comes out depends on the characters alone, never on how they were cut into pieces.
`markup.toml` lists the tags by what they do.
"""

from __future__ import annotations

import json
import re

from app.guard.patterns import patterns

FORGET = "\0"  # comes out where reasoning ends that nobody saw begin: all before it was reasoning
END = "\1"  # comes out where the model's message ends

_SIGNALS = dict.fromkeys(map(ord, (FORGET, END)))
_OPENS = re.compile(r"[<\[◁{\\`]")
_KINDS = "|".join(f"(?P<{kind}>{written})" for kind, written in patterns("markup").items())
_PART = re.compile(rf"(?P<text>[^<\[◁{{\\`]+)|{_KINDS}|.", re.IGNORECASE | re.DOTALL)
_SPOKEN = ("", "final", "assistant", "model")
"""The heads of messages that are for the candidate; any other is a channel of reasoning."""

_LONGEST_HEADER = 40
_COMES_OUT: dict[str | None, str] = {"closes": FORGET, "ends": END, "others": END, "speaks": END}


class Markup:
    """Takes raw pieces, gives their text without tags."""

    def __init__(self) -> None:
        self._held = ""
        self._header: str | None = None
        self._beginning, self._tags = "", set[str]()
        self._is_inside = self._is_json = False
        self._echo: str | None = None
        self._instruction = ""

    def take(self, piece: str) -> str:
        """What can be said after one more piece."""
        text, self._held = self._held + piece.translate(_SIGNALS), ""
        return self._read(text) if _OPENS.search(text) else self._said(text)

    def rest(self) -> str:
        """What was held as a possible tag or between our own and turned out to be text.

        A question between the tokens of an instruction is one where nothing follows them.
        """
        held, self._held = "" if self._held.startswith(("<|", "<｜")) else self._held, ""
        instruction = "" if self._beginning.strip() else self._instruction
        text, self._echo = instruction if self._echo is None else self._echo, None
        return text + self._read(held + END).removesuffix(END)

    def _read(self, text: str) -> str:
        said = ""
        for part in _PART.finditer(text):
            if part.lastgroup == "held":
                self._held = part.group()
            else:
                said += self._settle(part.lastgroup, part.group())
        return said

    def _settle(self, kind: str | None, written: str) -> str:
        """Take a tag or text that is whole; what comes out in its place."""
        if kind in ("in_line", "lines"):
            name = written.strip("</ >").partition(" ")[0].lower()
            self._tags |= set() if written[1] == "/" else {name}
            kind, written = None, written if name not in self._tags else "\n" * (kind == "lines")
        if kind in ("text", "json", "escape", "shown", None):
            self._is_json = not self._is_inside if kind == "json" else self._is_json
            if kind == "escape" and self._is_json:
                written = str(json.loads(f'"{written}"')).translate(_SIGNALS)
            return self._said(written)
        if kind in ("ours", "wraps") and (self._echo is not None or not self._beginning.strip()):
            echo, is_end = self._echo or "", written[1] == "/"
            self._instruction = echo if kind == "wraps" and is_end and "?" in echo else ""
            self._echo = None if is_end else ""
            return ""
        if kind in ("ours", "message"):
            return self._said(written) if kind == "ours" else self._open_message()
        was_inside = self._is_inside
        if kind == "header":
            self._header = ""
        elif kind not in ("nothing", "wraps"):
            self._is_inside = kind in ("opens", "others")
        return "" if was_inside else _COMES_OUT.get(kind, "")

    def _open_message(self) -> str:
        """A message begins; what came before the final one was not for the candidate."""
        header, self._header = self._header, None
        if header is None and self._is_inside:
            return ""
        said = self._beginning if header is None else header
        head = said.strip().partition(" ")[0].lower()
        is_channel = header is not None or head in ("analysis", "commentary")
        self._is_inside = is_channel and head not in _SPOKEN
        return FORGET if head == "final" or header is None else ""

    def _said(self, text: str) -> str:
        if self._header is not None:
            self._header += text
            return ""
        if self._echo is not None:
            self._echo += text
            return ""
        self._beginning += text[: _LONGEST_HEADER + 1 - len(self._beginning)]
        return "" if self._is_inside else text
