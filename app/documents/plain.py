"""Plain text: which letters its bytes stand for.

UTF-8 and UTF-16 say what they are; what is neither is taken for Windows-1252,
the one legacy encoding CVs still come in. A guessing library was left out: on a
page of text it takes Western files for Eastern European ones often enough, and
what it would gain over this rule is rare. Bytes that read as control characters
are no text at all.
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

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(content: bytes) -> str:
    """The text of a .txt file, its first `MOST_BYTES`; raises `BadInput`."""
    text = _decoded(content[:MOST_BYTES])
    if _is_junk(text[:SAMPLE]):
        raise unsupported()
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    try:
        # An incremental decoder forgives a last character cut in two.
        return codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="surrogateescape")


def _is_junk(sample: str) -> bool:
    odd = sum(_is_odd(character) for character in sample)
    return odd > MOST_JUNK * len(sample)


def _is_odd(character: str) -> bool:
    if character in "\t\n\r\f\v\x1a\x85":
        return False
    return unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
