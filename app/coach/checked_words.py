"""What a model says, checked: quotations word for word, texts bounded."""

from __future__ import annotations

import re

from app.guard.topics import reveals
from app.prompts.templates import as_written, repeats_prompt
from app.text.normalise import has_visible, normalise
from app.text.quotations import verbatim
from app.text.sentences import content_words, sentences, words

_MOST_OF_QUOTE = 400
_QUOTED = re.compile(r"[“„«\"「『]([^“”„«»\"「」『』]+)[”“»\"」』]")
_FEWEST_QUOTED = 3  # words in marks that are a quotation; fewer are a name, or what to say instead
_FIGURE = re.compile(r"\d{2,}(?:[.,]\d+)*|\d+(?:[.,]\d+)*(?=\s?[%€$£])")


def quotation(value: object, source: str) -> str | None:
    """The span of `source` that `value` names word for word, None when there is none.

    Words that say nothing or tell of the person's life are not quoted, nor is a comma at the end.
    """
    if not isinstance(value, str) or not has_visible(value) or len(value) > _MOST_OF_QUOTE:
        return None
    found = (verbatim(value, source) or verbatim(as_written(value), source) or "").rstrip(",;: ")
    return None if not content_words(found) or reveals(found) else found


def text_within(value: object, most_words: int, given: str | None = None) -> str | None:
    """Visible text on one line, cut to about `most_words` words.

    Sentences that quote what does not stand in `given` are left out. None for anything
    else, for what tells of the person's life, and for the prompt's own words.
    """
    if not isinstance(value, str):
        return None
    line = " ".join(normalise(value).split())
    line = line if given is None else _without_false_quotations(line, given)
    line = _cut(line, most_words) if len(words(line)) > most_words else line
    return line if has_visible(line) and not (reveals(line) or repeats_prompt(line)) else None


def _cut(line: str, most_words: int) -> str:
    """The whole sentences within the bound, or the words with a mark."""
    end = len(line)
    while len(words(line[:end])) > most_words:
        end = end * 9 // 10
    kept = line[:end]
    sentence = max(kept.rfind(". "), kept.rfind("! "), kept.rfind("。"))
    return kept[: sentence + 1] if sentence > end // 2 else f"{kept.rsplit(' ', 1)[0]} …"


def is_grounded(text: str, given: str) -> bool:
    """Whether the figures and the quotations in `text` stand in `given`."""
    figures = set(_FIGURE.findall(given))
    return figures.issuperset(_FIGURE.findall(text)) and not _false_quotations(text, given)


def _false_quotations(text: str, given: str) -> list[re.Match[str]]:
    quoted = [q for q in _QUOTED.finditer(text) if len(words(q[1])) >= _FEWEST_QUOTED]
    return [quotation for quotation in quoted if not verbatim(quotation[1], given)]


def _without_false_quotations(text: str, given: str) -> str:
    """`text` without the sentences in which a false quotation stands, begins or ends."""
    kept, end, is_false = list[str](), 0, False
    quoted = _false_quotations(text, given)
    for sentence in sentences(text):
        start = text.index(sentence, end)
        end = start + len(sentence)
        goes_on = is_false and sentence[0].islower()
        is_false = goes_on or any(q.start() < end and start < q.end() for q in quoted)
        kept += [] if is_false else [sentence]
    return " ".join(kept)


def whole_number(value: object) -> int | None:
    """A small number without a sign, also one written as 4.0, "4", "4/5" or "Answer 4"."""
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    figure = is_number and re.match(r"\D*(?<!(?<!\w)[-−])(\d{1,3})(?!\d)", str(value))
    return int(figure[1]) if figure else None
