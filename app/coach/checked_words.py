"""What a model says, checked: quotations word for word, texts bounded."""

from __future__ import annotations

import re

from app.guard.topics import reveals
from app.prompts.templates import as_written, repeats_prompt
from app.text.normalise import has_visible, normalise
from app.text.quotations import verbatim
from app.text.sentences import content_words, words

_MOST_OF_QUOTE = 400
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")
_FEWEST_QUOTED = 3
_FIGURE = re.compile(r"\d{2,}(?:[.,]\d+)*|\d+(?:[.,]\d+)*(?=\s?[%€$£])")


def quotation(value: object, source: str) -> str | None:
    """The span of `source` that `value` names word for word, None when there is none.

    Words that say nothing, and what tells of the person's life, are not quoted.
    """
    if not isinstance(value, str) or not has_visible(value) or len(value) > _MOST_OF_QUOTE:
        return None
    found = verbatim(value, source) or verbatim(as_written(value), source)
    return None if found is None or not content_words(found) or reveals(found) else found


def text_within(value: object, most_words: int) -> str | None:
    """Visible text on one line, cut to about `most_words` words.

    None for anything else, for what tells of the person's life, and for the prompt's
    own words.
    """
    if not isinstance(value, str) or not has_visible(value):
        return None
    line = " ".join(normalise(value).split())
    if len(words(line)) > most_words:
        line = _cut(line, most_words)
    return None if reveals(line) or repeats_prompt(line) else line


def _cut(line: str, most_words: int) -> str:
    """The whole sentences within the bound, or the words with a mark."""
    end = len(line)
    while len(words(line[:end])) > most_words:
        end = end * 9 // 10
    kept = line[:end]
    sentence = max(kept.rfind(". "), kept.rfind("! "), kept.rfind("。"))
    return kept[: sentence + 1] if sentence > end // 2 else f"{kept.rsplit(' ', 1)[0]} …"


def is_grounded(text: str, given: str) -> bool:
    """Whether the figures and the longer quotations in `text` stand in `given`."""
    figures = set(_FIGURE.findall(given))
    quoted = [part for part in _QUOTED.findall(text) if len(words(part)) >= _FEWEST_QUOTED]
    is_quoted = all(verbatim(part, given) for part in quoted)
    return is_quoted and figures.issuperset(_FIGURE.findall(text))


def whole_number(value: object) -> int | None:
    """A small number, also one written as 4.0, "4", "4/5" or "Answer 4"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    figure = re.search(r"\d{1,3}(?!\d)", str(value))
    return int(figure.group()) if figure else None
