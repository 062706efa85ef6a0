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
from functools import partial
from typing import Any, NamedTuple

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import FloatObject

from app.documents import pdf_form
from app.documents.cleaning import RAW_CHARACTERS
from app.documents.extraction import Extraction
from app.documents.pdf_fonts import name_letters
from app.documents.quality import is_run_together
from app.documents.refusals import DAMAGED, PROTECTED, TOO_BIG, XFA, unreadable

MOST_PAGES = 300
MIXED_ROWS = 8
"""So many rows that jump to the same second column make a page of two columns."""

COLUMN = 150.0
"""Points from one column to the next; a tab stop or a date is nearer."""

NARROW = (100, 60, 35)
"""Gaps taken for a blank where words run together, in thousandths of the letters' size."""


def read(content: bytes) -> Extraction:
    """The text of all pages; raises `BadInput`."""
    try:
        return _pages(_opened(content))
    except LimitReachedError:
        raise unreadable(TOO_BIG) from None
    except NotImplementedError:  # a cipher or a lock that pypdf does not know
        raise unreadable(PROTECTED) from None
    except PyPdfError:
        raise unreadable(DAMAGED) from None


def _opened(content: bytes) -> PdfReader:
    """A reader; many files are encrypted with an empty password and open for all."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise unreadable(PROTECTED)
    return reader


def _pages(reader: PdfReader) -> Extraction:
    sheets: list[_Sheet] = []
    size = 0
    for index in range(min(len(reader.pages), MOST_PAGES)):
        sheets.append(_sheet(reader.pages[index]))
        size += len(sheets[-1].text)
        if size > RAW_CHARACTERS:
            break
    if _is_xfa(reader) and not any(sheet.is_filled for sheet in sheets):
        raise unreadable(XFA)
    return Extraction(
        text=mended("\n\n".join(sheet.text for sheet in sheets)),
        pages=len(sheets),
        blanks=sum(sheet.blanks for sheet in sheets),
        is_mixed=any(sheet.is_mixed for sheet in sheets),
        is_typeset=_is_typeset(reader),
    )


def _is_xfa(reader: PdfReader) -> bool:
    """Whether the pages only stand for a form that a PDF reader draws itself."""
    form = reader.root_object.get("/AcroForm")
    return form is not None and "/XFA" in form.get_object()


def _is_typeset(reader: PdfReader) -> bool:
    """Whether TeX wrote the file, which draws accents beside their letters."""
    about: Any = reader.metadata or {}
    makers = f"{about.get('/Producer', '')} {about.get('/Creator', '')}".lower()
    return "tex" in makers or "dvips" in makers


class _Sheet(NamedTuple):
    """What one page says."""

    text: str
    blanks: int
    is_filled: bool
    is_mixed: bool


def _sheet(page: PageObject) -> _Sheet:
    name_letters(page)
    rows = _Rows()
    text = page.extract_text(visitor_text=rows.note)
    entries = pdf_form.entries(page)
    if entries.filled:
        text = pdf_form.completed(rows.pieces, entries.filled)
    elif is_run_together(text):
        text = _spaced(page) or text
    return _Sheet(
        text=text,
        blanks=entries.blanks,
        is_filled=bool(entries.filled),
        is_mixed=rows.are_mixed(),
    )


def _spaced(page: PageObject) -> str:
    """The text with narrow gaps taken for blanks; "" where that makes no words of it."""
    for narrow in NARROW:
        text = page.extract_text(visitor_operand_before=partial(_widen, narrow))
        if not is_run_together(text):
            return text
    return ""


def _widen(narrow: int, operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:  # noqa: ANN401 - pypdf's callback
    """Make each gap of at least `narrow` one that pypdf takes for a blank."""
    if operator != b"TJ" or not operands or not isinstance(operands[0], list):
        return
    for index, operand in enumerate(operands[0]):
        if isinstance(operand, (int, float)) and operand <= -narrow:
            operands[0][index] = FloatObject(min(operand, -1000))


class _Rows:
    """The pieces of a page, and how often one row jumps to the right, by where to."""

    def __init__(self) -> None:
        self.pieces: list[pdf_form.Piece] = []
        self._previous = (0, 0.0)
        self._jumps: defaultdict[int, int] = defaultdict(int)

    def note(self, text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:  # noqa: ANN401 - pypdf's callback
        """Take the next piece of text: its words, and the matrices that place it."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        self.pieces.append(pdf_form.Piece(x=x, y=y, text=text))
        if not text.strip():
            return
        row = round(y)
        before, left = self._previous
        if row == before and x - left > COLUMN:
            self._jumps[round(x)] += 1
        self._previous = (row, x)

    def are_mixed(self) -> bool:
        return max(self._jumps.values(), default=0) >= MIXED_ROWS


_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,40})([-\u2010\u00ad])\n([^\W\d_]{2,})")
"""From the start of a word of bounded length, or letters without end would cost their square."""
_SPACED_OUT = re.compile(r"^(?:[^\W\d_] ){3,40}[^\W\d_]$", re.MULTILINE)
"""A heading set letter by letter; two words of it cannot be told apart."""

_KEEPER = re.compile(
    "self|co|non|well|full|part|long|short|high|low|pre|post|cross|end|real|hands|follow|front|back|"
    "third|object|test|data|state|open|multi|day|user|time|cost|large|small|up",
    re.IGNORECASE,
)
"""Beginnings of English words that keep their hyphen."""

_AND = frozenset(("und", "oder", "and", "or", "bzw", "et", "ou", "y", "e", "o", "en", "of"))


def mended(text: str) -> str:
    """Words that were broken at the end of a line or spaced out, whole where that is safe."""
    text = _SPACED_OUT.sub(lambda line: line.group().replace(" ", ""), text)
    return _HYPHENATED.sub(_joined, text)


def _joined(broken: re.Match[str]) -> str:
    first, hyphen, second = broken.groups()
    if hyphen == "-" and (second in _AND or not second.islower() or first.isupper()):
        return broken.group()
    if hyphen == "-" and _KEEPER.fullmatch(first):
        return f"{first}-{second}"
    return first + second
