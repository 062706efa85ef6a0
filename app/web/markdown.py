"""Text of others in Markdown: escaped and indented, so that nothing in it is markup.

A link, an image, a tag, a heading or a table in it stays the characters it was written in.
"""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&$@{}!^]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_LIST_START = re.compile(r"\d*(?:[-+=.)])")
_INDENT = "&nbsp;"
"""A blank at the start of a line, where plain ones would make the line a block of code."""


def quoted(text: str, depth: int = 1) -> str:
    """`text` as a block quotation, line for line."""
    mark = "> " * depth
    lines = [_escaped(line) for line in _LINE_END.split(text)]
    return "\n".join(
        f"{mark}{line}{_broken(line, after)}".rstrip(" ")
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    )


def _broken(line: str, after: str) -> str:
    """The sign that keeps a line from running into the one after it."""
    return "\\" if line and after else ""


def _escaped(line: str) -> str:
    said = line.strip(" \t")
    if not said:
        return ""
    blanks = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4)
    text = _MARKUP.sub(lambda found: f"\\{found[0]}", said)
    if begun := _LIST_START.match(text):
        text = f"{text[: begun.end() - 1]}\\{text[begun.end() - 1 :]}"
    return f"{_INDENT * len(blanks)}{text}"
