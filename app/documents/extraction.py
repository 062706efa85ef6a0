"""What passes through the child process: text as the file has it, and as it is kept.

Named tuples, for a child that loads msgspec takes a fifth longer.
"""

from __future__ import annotations

from typing import NamedTuple


class Extraction(NamedTuple):
    """Text as the file has it, uncleaned.

    `pages` is 1 where the format knows none; `blanks` counts places to fill in that
    were left empty; `is_mixed` says that lines of two columns seem to take turns,
    `is_typeset` that a program wrote it which puts accents beside their letters,
    `is_partial` that the file holds text which cannot be read.
    """

    text: str
    pages: int = 1
    blanks: int = 0
    is_mixed: bool = False
    is_typeset: bool = False
    is_partial: bool = False


class Document(NamedTuple):
    """Clean text; `warning` is None unless it looks poor."""

    text: str
    warning: str | None = None
