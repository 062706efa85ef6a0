"""Whether a quotation stands in its source, and how the source writes it."""

from __future__ import annotations

import re
from unicodedata import normalize

_DOUBLE = '"“”„‟«»″'
_SINGLE = "'’‘‚‛‹›`´′"
_DASHES = "-‐‑‒–—―−"
_AROUND = _DOUBLE + "'‘’‚‹›「」『』"
_PIECE = re.compile(rf"\s+|[{_DASHES}]+|.", re.DOTALL)
_ALIKE = {mark: f"[{style}]" for style in (_DOUBLE, _SINGLE) for mark in style}
_ALIKE |= dict.fromkeys(_DASHES, f"[{_DASHES}]{{1,3}}")  # what may stand for a mark
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def verbatim(quote: str, source: str) -> str | None:
    """The span of `source` that `quote` names word for word, as the source writes it.

    White space, the style of quotation marks and dashes, the case of the first letter,
    a full stop at the end and quotation marks around the whole may differ. None when it
    is not there, or when it begins or ends inside a word.
    """
    bare = quote.strip().removesuffix(".").rstrip()
    is_marked = len(bare) > 1 and bare[0] in _AROUND and bare[-1] in _AROUND
    inside = bare[1:-1].strip().removesuffix(".").rstrip() if is_marked else bare
    forms = (f for t in (bare, inside) for f in (t, normalize("NFC", t), normalize("NFD", t)))
    found = (re.search(_pattern(form), source) for form in dict.fromkeys(forms) if form)
    return next((match.group() for match in found if match), None)


def _pattern(text: str) -> str:
    pieces = _PIECE.findall(text)
    alike = [r"\s+" if p.isspace() else _ALIKE.get(p[0], re.escape(p)) for p in pieces]
    begins = f"(?i:{alike[0]})" if text[0].isalpha() else alike[0]
    before = r"(?<![^\W_])" if _is_of_word(text[0]) else ""
    after = r"(?![^\W_])" if _is_of_word(text[-1]) else ""
    return f"{before}{begins}{''.join(alike[1:])}{after}"


def _is_of_word(character: str) -> bool:
    """Whether a word could go on beyond `character`; scripts without spaces have none."""
    return character.isalnum() and not _DENSE.match(character)
