"""PDF to text, by pypdf. Runs in the child process only.

pypdf because it is pure Python under a free licence and bounds its own
decompression; PyMuPDF reads faster but its licence would bind this program.
Text comes in the order the file draws it, which keeps columns apart where the
program that wrote the file did.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from app.documents.cleaning import RAW_CHARACTERS
from app.documents.extraction import Extraction
from app.documents.refusals import DAMAGED, PROTECTED, TOO_BIG, unreadable

MOST_PAGES = 300
MIXED_ROWS = 8
"""So many rows that jump to the same second column make a page of two columns."""

COLUMN = 150.0
"""Points from one column to the next; a tab stop or a date is nearer."""


def read(content: bytes) -> Extraction:
    """The text of all pages; raises `BadInput`."""
    try:
        return _pages(_opened(content))
    except LimitReachedError:
        raise unreadable(TOO_BIG) from None
    except PyPdfError:
        raise unreadable(DAMAGED) from None


def _opened(content: bytes) -> PdfReader:
    """A reader; many files are encrypted with an empty password and open for all."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        try:
            entered = reader.decrypt("")
        except DependencyError:  # a cipher that pypdf leaves to another library
            entered = PasswordType.NOT_DECRYPTED
        if entered is PasswordType.NOT_DECRYPTED:
            raise unreadable(PROTECTED)
    return reader


def _pages(reader: PdfReader) -> Extraction:
    texts: list[str] = []
    is_mixed = False
    pages = min(len(reader.pages), MOST_PAGES)
    for index in range(pages):
        rows = _Rows()
        texts.append(reader.pages[index].extract_text(visitor_text=rows.note))
        is_mixed = is_mixed or rows.are_mixed()
        if sum(map(len, texts)) > RAW_CHARACTERS:
            break
    return Extraction(text=mended("\n\n".join(texts)), pages=len(texts), is_mixed=is_mixed)


class _Rows:
    """The jumps to the right within one row of a page, counted by where they lead."""

    def __init__(self) -> None:
        self._previous = (0, 0.0)
        self._jumps: defaultdict[int, int] = defaultdict(int)

    def note(self, text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:  # noqa: ANN401 - pypdf's callback
        """Take the next piece of text: its words, and the matrices that place it."""
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        row = round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        before, left = self._previous
        if row == before and x - left > COLUMN:
            self._jumps[round(x)] += 1
        self._previous = (row, x)

    def are_mixed(self) -> bool:
        return max(self._jumps.values(), default=0) >= MIXED_ROWS


_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,40})([-\u2010\u00ad])\n([^\W\d_]{2,})")
"""From the start of a word of bounded length, or letters without end would cost their square."""
_KEEPER = re.compile(
    "self|co|non|well|full|part|long|short|high|low|pre|post|cross|end|real|hands|follow|front|back|"
    "third|object|test|data|state|open|multi|day|user|time|cost|large|small|up",
    re.IGNORECASE,
)
"""Beginnings of English words that keep their hyphen."""

_AND = frozenset(("und", "oder", "and", "or", "bzw", "et", "ou", "y", "e", "o", "en", "of"))


def mended(text: str) -> str:
    """Words that were broken at the end of a line, whole again where that is safe."""
    return _HYPHENATED.sub(_joined, text)


def _joined(broken: re.Match[str]) -> str:
    first, hyphen, second = broken.groups()
    if hyphen == "-" and (second in _AND or not second.islower() or first.isupper()):
        return broken.group()
    if hyphen == "-" and _KEEPER.fullmatch(first):
        return f"{first}-{second}"
    return first + second
