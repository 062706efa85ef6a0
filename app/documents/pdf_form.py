"""What was filled in on a PDF page: the values of its form, and typed-on notes.

Runs in the child process only. A form keeps its values beside the page, so a
page read as text has the labels alone. Each value is put behind the label that
stands before it in its row, or else above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from app.documents.pdf_fonts import PdfValue

UNSEEN = 0x2 | 0x20
"""Annotation flags: hidden, not on the screen."""

PUSHBUTTON = 1 << 16
PASSWORD = 1 << 13
DEEPEST = 32
"""Levels of parents looked at, for a damaged file has circles."""

NEAR = 60.0
"""Points above a box in which its label is looked for."""

SLACK = 3.0
MOST_FIELDS = 2_000


class Piece(NamedTuple):
    """Text of the page, and where it begins."""

    x: float
    y: float
    text: str


class FilledBox(NamedTuple):
    """One filled box: its place on the page, its value, its own name for a label."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    name: str
    is_tick: bool = False


class Entries:
    """All boxes of a page; `blanks` counts those left empty."""

    def __init__(self) -> None:
        self.filled: list[FilledBox] = []
        self.blanks = 0


def entries(page: PageObject) -> Entries:
    found = Entries()
    annotations: PdfValue = page.get("/Annots", ArrayObject()).get_object()
    for reference in annotations[:MOST_FIELDS]:
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/F", 0) & UNSEEN:
            continue
        if annotation.get("/Subtype") == "/FreeText":
            _add(found, annotation, _words(annotation.get("/Contents")), is_tick=False)
        elif annotation.get("/Subtype") == "/Widget":
            _add_widget(found, annotation)
    return found


def _add_widget(found: Entries, widget: PdfValue) -> None:
    kind, flags = _inherited(widget, "/FT"), _inherited(widget, "/Ff") or 0
    if kind == "/Btn" and not flags & PUSHBUTTON:
        is_on = widget.get("/AS", "/Off") != "/Off"
        _add(found, widget, "[x]" if is_on else "", is_tick=True)
    elif kind == "/Ch" or (kind == "/Tx" and not flags & PASSWORD):
        value = _words(_inherited(widget, "/V"))
        options = _inherited(widget, "/Opt") or []
        shown = {_words(o[0]): _words(o[1]) for o in options if isinstance(o, list) and len(o) > 1}
        _add(found, widget, shown.get(value, value), is_tick=False)


def _add(found: Entries, annotation: PdfValue, text: str, *, is_tick: bool) -> None:
    if not text:
        found.blanks += not is_tick
        return
    x0, y0, x1, y1 = (float(side) for side in annotation["/Rect"])
    found.filled.append(
        FilledBox(
            left=min(x0, x1),
            bottom=min(y0, y1),
            right=max(x0, x1),
            top=max(y0, y1),
            text=text,
            name=_words(_inherited(annotation, "/TU") or _inherited(annotation, "/T")),
            is_tick=is_tick,
        )
    )


def _inherited(entry: PdfValue, key: str) -> PdfValue:
    """What the field or the nearest of its parents says; None where none does."""
    for _ in range(DEEPEST):
        if key in entry:
            return entry[key].get_object()
        if "/Parent" not in entry:
            return None
        entry = entry["/Parent"].get_object()
    return None


def _words(value: PdfValue) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, StreamObject):
        value = value.get_data().decode("utf-8", "replace")
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return str(value).replace("\r", "\n").strip() if isinstance(value, str) else ""


def completed(pieces: list[Piece], filled: list[FilledBox]) -> str:
    """The text of a page with each value at its label."""
    before: dict[int, list[FilledBox]] = {}
    after: dict[int, list[FilledBox]] = {}
    for entry in sorted(filled, key=lambda entry: (-entry.top, entry.left)):
        label = _label(pieces, entry)
        (before if entry.is_tick else after).setdefault(label, []).append(entry)
    return "".join(_lines(pieces, before, after))


def _lines(
    pieces: list[Piece], before: dict[int, list[FilledBox]], after: dict[int, list[FilledBox]]
) -> Iterator[str]:
    for index, piece in enumerate(pieces):
        yield "".join(f"{entry.text} " for entry in before.get(index, ()))
        if index in after:
            label = piece.text.rstrip()
            yield label if label.endswith((":", "?", "*")) else f"{label}:"
            yield "".join(f" {entry.text}\n" for entry in after[index])
        else:
            yield piece.text
    for entry in [*before.get(-1, ()), *after.get(-1, ())]:
        yield f"{entry.name}: {entry.text}\n" if entry.name else f"{entry.text}\n"


def _label(pieces: list[Piece], entry: FilledBox) -> int:
    """The index of the piece that names `entry`; -1 where none is near."""
    best, least = -1, NEAR
    for index, piece in enumerate(pieces):
        is_beside = entry.bottom - SLACK <= piece.y <= entry.top
        if not piece.text.strip():
            continue
        if is_beside and entry.is_tick:
            distance = abs(piece.x - entry.left) / 10
        elif is_beside and piece.x <= entry.left + SLACK:
            distance = (entry.left - piece.x) / 100
        elif piece.y > entry.top and piece.x < entry.right and not entry.is_tick:
            distance = SLACK + piece.y - entry.top + abs(entry.left - piece.x) / 10
        else:
            continue
        if distance < least:
            best, least = index, distance
    return best
