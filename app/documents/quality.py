"""Whether what was read looks like the whole document.

Law: a warning never refuses. It says in one or two sentences what looks wrong
and what the candidate can do; None means that nothing does.
"""

from __future__ import annotations

import re

from app.documents.cleaning import length

SHORT = 400
PER_PAGE = 200
"""Fewer characters than this on a page: most of it is probably a picture."""

_FAULT = re.compile(r"\ufffd|\(cid:\d+\)|[\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_FAULTS = 0.01
_MOST_LONE_LETTERS = 0.35
_FEWEST_WORDS = 40
_ACCENTED = re.compile(r"[\u00c0-\u00ff]")
_MOST_ACCENTED = 0.5
"""Share of such letters; no language written with them comes near."""

_WITHOUT_SPACES = "\u2e80"
"""From here on scripts are written letter by letter, with no words to judge by."""


def warning(
    text: str, *, pages: int = 1, is_mixed: bool = False, is_cut: bool = False
) -> str | None:
    """What looks wrong with cleaned `text` from so many pages, most serious first."""
    if is_cut:
        return "This document is very long. Only its beginning was kept."
    if _is_garbled(text):
        return (
            "Much of the text could not be read properly. "
            "Please check it below, or paste your CV as text."
        )
    if is_mixed:
        return (
            "This file seems to have columns, and their lines may be mixed. "
            "Please check the text below, or paste your CV as text."
        )
    return _sparse(length(text), pages)


def _sparse(size: int, pages: int) -> str | None:
    if pages > 1 and size < PER_PAGE * pages:
        return (
            f"Very little text was found on {pages} pages. "
            "Scanned pages and pictures cannot be read. Please paste your CV as text."
        )
    if size < SHORT:
        return (
            "Only a little text was found. "
            "Please check that nothing is missing; a full CV makes for better questions."
        )
    return None


def _is_garbled(text: str) -> bool:
    faults = sum(len(found) for found in _FAULT.findall(text))
    return faults > _MOST_FAULTS * len(text) or _is_spelled_out(text) or _is_misread(text)


def _is_misread(text: str) -> bool:
    """Whether the bytes of another alphabet were taken for letters with accents."""
    letters = [character for character in text if character.isalpha()]
    accented = sum(_ACCENTED.match(letter) is not None for letter in letters)
    return accented > _MOST_ACCENTED * len(letters)


def _is_spelled_out(text: str) -> bool:
    """Whether words fell apart into single letters, as bad PDF fonts make them."""
    words = [word for word in _WORD.findall(text) if word < _WITHOUT_SPACES]
    lone = sum(len(word) == 1 for word in words)
    return len(words) >= _FEWEST_WORDS and lone > _MOST_LONE_LETTERS * len(words)
