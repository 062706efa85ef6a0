"""Text as it is kept: readable, storable, of bounded length.

Law: no letter a reader would see is lost or changed in meaning. What goes is
what nobody sees (control, zero-width and tag characters, lone surrogates) and
what typesetting added (ligatures, private bullets, runs of blanks and of blank lines).
What another program mistook is as it was written: "â€¢" is a bullet, and so is an o that
begins line after line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from app.text.normalise import is_visible

MOST_CHARACTERS = 60_000
"""Kept of a document: some twenty close-set pages."""

RAW_CHARACTERS = 4 * MOST_CHARACTERS
"""Looked at; what follows is not even cleaned."""

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_BULLETS = dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF076, 0xF0FC), "•")
"""Where Word's symbol fonts keep their bullets, in the private use area."""

_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_UNSEEN: dict[int, None] = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # soft hyphen
        0x200B,  # zero-width space
        *range(0x202A, 0x202F),  # turns of the writing direction
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),  # lone surrogates, which no encoding can store
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        0xFFFE,
        0xFFFF,
        *range(0xE0000, 0xE0080),  # tags: text that only a machine reads
    )
)
_TABLE: dict[int, str | None] = {**_LIGATURES, **_BULLETS, **_BREAKS, **_UNSEEN}

_READ_WRONGLY = re.compile(r"[ÂÃ][^\x00-\x7f]|â[^\x00-\x7f]{2}")
"""What letters of UTF-8 become where its bytes were once read as Windows-1252: "â€¢", "Ã©"."""

_TIMES_READ_WRONGLY = 4
"""Each program on a text's way can read it wrongly again: "ÃƒÂ©"."""

_LETTER_BULLET = re.compile(r"^[^\S\n]*([lnoquvØü§])(?=[^\S\n]{1,3}\S)", re.MULTILINE)
_FEWEST_BULLETS, _LEAST_SHARE = 3, 0.2
"""Lines that one letter of a symbol font begins, and which part of all: then it is a bullet."""


def as_written(text: str) -> str:
    """`text` with the letters and bullets that another program mistook as they were written."""
    text = _READ_WRONGLY.sub(_letters, text)
    begins, lines = Counter(_LETTER_BULLET.findall(text)), text.count("\n") + 1
    fewest = max(_FEWEST_BULLETS, _LEAST_SHARE * lines)
    bullets = {letter for letter, count in begins.items() if count >= fewest}
    return _LETTER_BULLET.sub(lambda m: "•" if m[1] in bullets else m[0], text)


def _letters(found: re.Match[str]) -> str:
    try:
        pieces = [
            letter.encode("latin-1", "ignore") or letter.encode("cp1252") for letter in found[0]
        ]
        return b"".join(pieces).decode()
    except UnicodeError:
        return found[0]


def cleaned(text: str) -> str:
    """The text to keep, not longer than `MOST_CHARACTERS`."""
    text = text[:RAW_CHARACTERS].replace("\r\n", "\n")
    for _time in range(_TIMES_READ_WRONGLY):
        before, text = text, _cleaned_once(text)
        if text == before or not _READ_WRONGLY.search(text):
            break
    return text[:MOST_CHARACTERS].rstrip()


def _cleaned_once(text: str) -> str:
    text = as_written(text).translate(_TABLE)
    text = unicodedata.normalize("NFC", text)
    # Line by line: a pattern for blanks before a break takes minutes on blanks without one.
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"[^\S\n]{4,}", "   ", text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return text.strip()


def is_cut(text: str) -> bool:
    """Whether `cleaned` keeps only the beginning."""
    return len(text) > RAW_CHARACTERS or len(text.strip()) > MOST_CHARACTERS


def length(text: str) -> int:
    """How long the text looks: what shows, and one for each gap between."""
    # Once for each letter there is, not for each that stands there.
    unseen = {ord(c): " " for c in set(text) if not c.isspace() and not is_visible(c)}
    return len(" ".join((text.translate(unseen) if unseen else text).split()))
