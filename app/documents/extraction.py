"""What passes from the child process to the program: raw text, and how it lay."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Text as the file has it, uncleaned.

    `pages` is 1 where the format knows none; `is_mixed` says that lines of two
    columns seem to take turns.
    """

    text: str
    pages: int = 1
    is_mixed: bool = False
