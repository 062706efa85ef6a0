"""How lists of words and phrases are written down: as text, so that people can read them.

In a list of phrases, lines and " | " part one phrase from the next, and an indented
line goes on with the one before; each phrase is a regular expression for whole
words, whatever the case.
"""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def listed(*texts: str) -> str:
    """The phrases of `texts` as one alternation."""
    lines = [line for text in texts for line in text.replace("\n  ", "").splitlines()]
    found = [phrase.strip() for line in lines for phrase in line.split(" | ")]
    return f"(?:{'|'.join(phrase for phrase in found if phrase)})"


def phrases(*texts: str) -> re.Pattern[str]:
    """One pattern for all the phrases of `texts`."""
    return re.compile(rf"(?<!\w){listed(*texts)}(?!\w)", re.IGNORECASE)


def lines(text: str) -> tuple[str, ...]:
    """The sentences of a list of wordings, one a line."""
    return tuple(line.strip() for line in text.replace("\n  ", " ").splitlines() if line.strip())


def entries(text: str) -> dict[str, str]:
    """Wordings by name: each line is a name, a colon and what is said."""
    pairs = (line.partition(": ") for line in lines(text))
    return {name: said for name, _, said in pairs}
