"""The candidate's own words: found again in an answer, and cut down to a fragment.

Law: whatever is returned is an exact substring of the text it was taken from.
"""

from __future__ import annotations

import re

from app.interview import signs_english as english
from app.interview import signs_german as german
from app.interview.lexicon import listed, phrases

_TYPOGRAPHIC = str.maketrans("‘’‚‛′“”„‟″«»–—‑", '\'\'\'\'\'"""""""---')
_AROUND = " \t\r\n\"'“”„‘’«».…,;"
_LONGEST_FRAGMENT = 12

_NUMBER_WORD = listed(" | ".join(sorted(english.NUMBERS | german.NUMBERS)))
_NUMBER = rf"(?:(?:[€$£]\s?)?\d[\d.,:]*\s?(?:%|€|\$|£)?|\b{_NUMBER_WORD}\b)"
_SPAN = re.compile(
    rf"\b(?:from|von)\s+(?:\w+\s+){{0,2}}{_NUMBER}(?:\s+\w+){{0,3}}?"
    rf"\s+(?:to|down to|up to|auf)\s+(?:\w+\s+){{0,2}}{_NUMBER}(?:\s+[^\W\d_]+)?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"{_NUMBER}(?:\s+[^\W\d_][\w-]*){{0,2}}", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|instead of|rather than|to avoid|weil|statt|anstatt|um zu)\b[^,;:.!?\n()]*",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|ich)\b[^,;:.!?\n()]*", re.IGNORECASE)
_LOOSE_END = phrases("""
the | a | an | and | of | to | in | on | at | for | with | that | my | our | their | his | her
by | as | from | i | we | it | was | is | or | but | so | than | per | every | each | about
und | der | die | das | den | dem | ein | eine | mit | von | zu | im | am | auf | für | ich | wir
weil | oder
""")


def verified_quote(quote: str, answer: str) -> str | None:
    """Where `answer` says `quote`, white space and typographic marks aside.

    The answer's own words, to the byte; None when it does not say that.
    """
    wanted, _ = _folded(quote.strip(_AROUND))
    if not wanted:
        return None
    text, places = _folded(answer)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        start_at, end_at = places[at], places[end - 1] + 1
        if not _splits_word(answer, start_at) and not _splits_word(answer, end_at):
            return answer[start_at:end_at]
        at = text.find(wanted, at + 1)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """Without white space, marks made plain, and where each character stood."""
    kept = [
        (ch.lower() if len(ch.lower()) == 1 else ch, at)
        for at, ch in enumerate(text.translate(_TYPOGRAPHIC))
        if not ch.isspace()
    ]
    return "".join(ch for ch, _ in kept), [at for _, at in kept]


def _splits_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def measure_in(text: str) -> str | None:
    """The words around a number, "from 40 to 12 minutes"."""
    found = _SPAN.search(text) or _AMOUNT.search(text)
    return _trimmed(found.group()) if found else None


def reason_in(text: str) -> str | None:
    """The words that give a reason or name what was not done."""
    found = _REASON.search(text)
    return _shortened(found.group()) if found else None


def action_in(text: str) -> str | None:
    """The words in which the speaker says what they did."""
    found = _OWN.search(text)
    return _shortened(found.group()) if found else None


def opening(text: str) -> str:
    """The first clause or two, short enough to be quoted within a sentence."""
    return _shortened(text) or text


def _shortened(text: str) -> str | None:
    """At most a dozen words, not ending on a word that points on."""
    words = list(re.finditer(r"\S+", text))
    if not words:
        return None
    if len(words) > _LONGEST_FRAGMENT:
        text = text[: words[_LONGEST_FRAGMENT - 1].end()]
        ends = [match.start() for match in re.finditer(r"[,;:]|\s(?:and|but|so|und|aber)\s", text)]
        text = text[: ends[-1]] if ends and ends[-1] > len(text) / 2 else text
    return _trimmed(text)


def _trimmed(text: str) -> str:
    text = text.strip(_AROUND)
    while (at := text.rfind(" ")) > 0 and _LOOSE_END.fullmatch(text[at + 1 :]):
        text = text[:at].rstrip(_AROUND)
    return text
