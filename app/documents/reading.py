"""What the rest of the program asks of this room."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from app.documents import cleaning, plain, quality, refusals
from app.documents.extraction import Extraction
from app.documents.sandbox import LIMITS, Limits, extract
from app.documents.sniffing import Kind, kind_of

FEWEST_CHARACTERS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Clean text; `warning` is None unless it looks poor."""

    text: str
    warning: str | None


async def read_document(filename: str, content: bytes, *, limits: Limits = LIMITS) -> Document:
    """The text of an uploaded file; raises `BadInput`, or `TooOften` in a crowd."""
    if not filename.strip() and not content:
        raise refusals.missing()
    kind = kind_of(filename, content)
    if not content:
        raise refusals.too_short()
    if kind is Kind.TXT:
        return read_text(await asyncio.to_thread(plain.decoded, content))
    return _document(await extract(kind, content, limits))


def read_text(text: str) -> Document:
    """A CV that was pasted; raises `BadInput` when it is too short."""
    return _document(Extraction(text=text))


def _document(found: Extraction) -> Document:
    text = cleaning.cleaned(found.text)
    if cleaning.length(text) < FEWEST_CHARACTERS:
        raise refusals.too_short()
    warning = quality.warning(
        text,
        pages=found.pages,
        is_mixed=found.is_mixed,
        is_cut=cleaning.is_cut(found.text),
    )
    return Document(text=text, warning=warning)
