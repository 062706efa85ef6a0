"""From what a file says to what is kept of it: clean, long enough, with its warning."""

from __future__ import annotations

from app.documents import cleaning, quality, refusals
from app.documents.extraction import Document, Extraction
from app.documents.letters import composed

FEWEST_CHARACTERS = 50


def document(found: Extraction) -> Document:
    """The text to keep; raises `BadInput` when it is too short."""
    raw = found.text[: cleaning.RAW_CHARACTERS + 1]
    text = cleaning.cleaned(composed(raw, is_typeset=found.is_typeset))
    if cleaning.length(text) < FEWEST_CHARACTERS:
        raise refusals.too_short()
    return Document(text=text, warning=quality.warning(text, found))
