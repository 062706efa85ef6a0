"""What stands around a model's words: reasoning blocks, channels, control tokens.

What comes out depends on the characters alone, never on how they were cut into pieces.
"""

from __future__ import annotations

import re

FORGET = "\0"
"""Comes out where reasoning ends that nobody saw begin: all before it was reasoning."""

END = "\1"
"""Comes out where the model's message ends."""

_SIGNALS = dict.fromkeys(map(ord, (FORGET, END)))
_OPENS = re.compile(r"[<\[◁]")
_TAG = re.compile(
    r"<[|｜][^<>\n]{0,40}[|｜]>|<</?\w{1,24}>>|</?\w{1,24}(?: turn=\"\d\")?>|\[/?\w{1,24}\]|"
    r"◁/?\w{1,24}▷"
)
_MAY_BE_TAG = re.compile(
    r"<[|｜][^<>\n]{0,41}|<</?\w{0,24}>?|[<\[◁]/?\w{0,24}|<\w{1,24} [turn=\"\d]{0,8}"
)
_BLOCKS = "think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad|tool_call"
_OURS = "state|task|reading|cv|posting|position"
"""The tags of our own prompts; what a model gives back between them is not its question."""

_KINDS = re.compile(
    rf"""(?P<ours></?(?:{_OURS})>)|(?P<opens>[<\[◁](?:{_BLOCKS})[>\]▷])|(?P<closes>[<\[◁]/(?:{_BLOCKS})[>\]▷])|
    (?P<header><\|(?:start|channel|start_header_id)\|>)|
    (?P<message><\|(?:message|end_header_id)\|>)|
    (?P<ends><[|｜](?:end|return|call|.*end.?of.*|.*_end|endoftext|eo[tsm]\w*)[|｜]>|
        </s>|<eos>|<end_of_\w+>|\[eos\])|
    (?P<nothing><[|｜].*[|｜]>|</?(?:question|next_question|answer|response|output|final|
        final_answer|s|bos|pad|unk|start_of_turn|assistant)(?:\ turn="\d")?>|
        \[/?(?:inst|bos|pad|gmask|system_prompt)\]|<</?sys>>)""",
    re.IGNORECASE | re.VERBOSE,
)
_SPOKEN = ("", "final", "assistant", "model")
"""The heads of messages that are for the candidate; any other is a channel of reasoning."""

_LONGEST_HEADER = 40


class Markup:
    """Takes raw pieces, gives their text without tags."""

    def __init__(self) -> None:
        self._held = ""
        self._header: str | None = None
        self._beginning = ""
        self._is_inside = False
        self._echo: str | None = None

    def take(self, piece: str) -> str:
        """What can be said after one more piece."""
        text, self._held, said, at = self._held + piece.translate(_SIGNALS), "", "", 0
        while opens := _OPENS.search(text, at):
            said += self._said(text[at : opens.start()])
            at = opens.start()
            if tag := _TAG.match(text, at):
                said += self._settle(tag.group())
                at = tag.end()
            elif _MAY_BE_TAG.fullmatch(text, at):
                self._held = text[at:]
                return said
            else:
                said += self._said(text[at])
                at += 1
        return said + self._said(text[at:])

    def rest(self) -> str:
        """What was held as a possible tag or between our own and turned out to be text."""
        held, self._held = self._held, ""
        echo, self._echo = self._echo or "", None
        return echo if held.startswith(("<|", "<｜")) else echo + self._said(held)

    def _settle(self, tag: str) -> str:
        """Take a whole tag; what comes out in its place."""
        known, was_inside = _KINDS.fullmatch(tag), self._is_inside
        kind = known.lastgroup if known else None
        if kind == "ours" and (self._echo is not None or not self._beginning.strip()):
            self._echo = None if tag[1] == "/" else ""
            return ""
        if kind is None or kind == "ours":
            return self._said(tag)
        if kind == "message":
            return self._open_message()
        if kind == "header":
            self._header = ""
        elif kind == "opens":
            self._is_inside = True
        elif kind in ("closes", "ends"):
            self._is_inside = False
            return "" if was_inside else (END if kind == "ends" else FORGET)
        return ""

    def _open_message(self) -> str:
        """A message begins; what came before the final one was not for the candidate."""
        header, self._header = self._header, None
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
