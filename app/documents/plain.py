"""Plain text: which letters its bytes stand for. Runs in the child process only.

UTF-8 and marked UTF-16 say what they are; UTF-16 without a mark shows in the
zeros beside its blanks. What is neither is left to `charsets`, unless its bytes
read as control characters: then it is no text at all.
"""

from __future__ import annotations

import codecs
import unicodedata

from app.documents.refusals import unsupported

MOST_BYTES = 1_000_000
"""Read of a file; several times what is kept of the longest text."""

MOST_JUNK = 0.01
"""Share of characters no text has; a stray one is forgiven."""

SAMPLE = 20_000
"""Bytes looked at, or characters."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEWEST_ZEROS = 0.02
MOST_BROKEN = 0.03
"""Share of the letters beyond ASCII that are broken, in a text that is UTF-8 all the same."""

_STRAY = 2
"""So many control bytes are forgiven in the shortest file."""

_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\f\x1a\x1b")
_ESCAPES = (b"\x1b$", b"~{")
"""How the seven-bit encodings of Asia go over to their letters."""


def decoded(content: bytes) -> str:
    """The text of a .txt file, its first `MOST_BYTES`; raises `BadInput`."""
    text = _decoded(content[:MOST_BYTES])
    sample = text[:SAMPLE]
    if sum(map(_is_odd, sample)) > MOST_JUNK * len(sample):
        raise unsupported()
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    sample = content[:SAMPLE]
    if sample.count(0) > _FEWEST_ZEROS * len(sample):
        return _unmarked(content)
    if not any(escape in sample for escape in _ESCAPES):
        # An incremental decoder forgives a last character cut in two.
        text = codecs.getincrementaldecoder("utf-8")("replace").decode(content)
        if text.count("\ufffd") <= MOST_BROKEN * sum(character > "\x7f" for character in text):
            return text
    if sum(map(sample.count, _CONTROLS)) > max(_STRAY, MOST_JUNK * len(sample)):
        raise unsupported()
    from app.documents import charsets  # noqa: PLC0415 - seldom needed

    return charsets.guessed(content)


def _unmarked(content: bytes) -> str:
    """UTF-16 in the order of bytes that puts the zeros before its blanks and digits."""
    is_little = content[1::2].count(0) > content[::2].count(0)
    whole = content[: len(content) // 2 * 2]
    return whole.decode("utf-16-le" if is_little else "utf-16-be", errors="replace")


def _is_odd(character: str) -> bool:
    if character in "\t\n\r\f\v\x1a\x85":
        return False
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
