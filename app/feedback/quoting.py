"""The candidate's own words: found again in an answer, and cut down to a fragment.

Law: whatever is returned is an exact substring of the text it was taken from.
"""

from __future__ import annotations

import re

from app.judging.actions import actions_in
from app.judging.amounts import told_amount
from app.language.lexicon import phrases

_TYPOGRAPHIC = str.maketrans("‘’‚‛′“”„‟″«»–—‑", '\'\'\'\'\'"""""""---')
_AROUND = " \t\r\n\"'“”„‘’«».…,;"
_LONGEST_FRAGMENT = 12
_MOST_CHARACTERS = 240
"""Of a fragment: a word may be as long as the answer."""

_QUOTED = re.compile(r"[“„«\"]((?:[^“”„«»\"]|“[^“”]*”)+)[”“»\"]")
_OMITTED = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_SEVERAL = 3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?=\s?[%€$£])|(?<=[€$£])\d+(?:[.,]\d+)*|\d{2,}(?:[.,]\d+)*")
"""A figure that a person would have to be told: with a sign, or of two digits."""

_REASON = re.compile(
    r"\b(?:because|becaus|since (?:an?|the|you|nobody|it|they|we)|weil|damit|"
    r"da (?:die|der|das|es|wir))\b[^,;:.!?\n()]*",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|since|weil) (?:of (?:it|this|that|them)\b|i (?:only|just|never|did ?n[o'’]t|"
    r"could ?n[o'’]t)\b|ich (?:nur|nie|nicht)\b)|"
    r"\b(?:lost|failed|missed|forgot|broke|verlor\w*|verpasst\w*|vergessen)\b[^.;]*\b(?:because|weil)\b",
    re.IGNORECASE,
)
"""Why something went wrong, or only "because of it": no reason for what one chose to do."""

_CHOICE = re.compile(r"\b(?:instead of|rather than|statt|anstatt)\b[^,;:.!?\n()]*", re.IGNORECASE)
_FRAGMENT_ENDS = re.compile(
    r"\s(?:and (?:i|we|then|it|the|he|she|after|in|since|at|now)|but|so|"
    r"und (?:ich|wir|dann|es|die|der|nach|am|in|im|seit)|aber)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OWN = re.compile(r"\b(?:I|ich)\b[^,;:.!?\n()]*", re.IGNORECASE)
_NEXT_OWN = re.compile(r"(?:\s(?:and|but|so|und|aber))?\s(?=(?:I|ich)\b)", re.IGNORECASE)
_JOINT = re.compile(r"[,;:]|\s(?:and|but|so|which|und|aber)\s")
_LOOSE_END = phrases("""
the | a | an | and | off | out | up | of | to | in | on | at | for | with | that | my | our | their
his | her | by | as | from | i | we | it | was | is | or | but | so | than | per | every | each
about | und | der | die | das | den | dem | ein | eine | mit | von | zu | im | am | auf | für | ich
wir | weil | oder
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


def invents_quote(told: str, given: str) -> bool:
    """Whether `told` quotes several words that `given` does not hold."""
    quoted = (piece for found in _QUOTED.findall(told) for piece in _OMITTED.split(found))
    several = [piece for piece in quoted if len(piece.split()) >= _SEVERAL]
    return any(verified_quote(piece, given) is None for piece in several)


def invents_figure(told: str, given: str) -> bool:
    """Whether `told` names a figure that `given` does not hold."""
    known = set(_FIGURE.findall(given))
    return any(figure not in known for figure in _FIGURE.findall(told))


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
    """The words around an amount, "from 40 to 12 minutes"; None for a bare number."""
    found = told_amount(text)
    return _trimmed(found) if found else None


def reason_in(text: str) -> str | None:
    """The words that give a reason, "because nobody had tried it"."""
    return None if _CAUSE.search(text) else _clause(_REASON, text)


def choice_in(text: str) -> str | None:
    """The words that name what was not done, "instead of bigger machines"."""
    return _clause(_CHOICE, text)


def _clause(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return _shortened(_FRAGMENT_ENDS.sub("", found.group())) if found else None


def action_in(text: str) -> str | None:
    """The words in which the speaker says what they did."""
    clauses = (part for found in _OWN.findall(text) for part in _NEXT_OWN.split(found))
    told = (clause for clause in clauses if actions_in(clause).strong)
    found = next(told, None)
    return _shortened(_FRAGMENT_ENDS.sub("", found)) if found else None


_MARK = re.compile(r"\*\*|__|`|^\s*#+\s+")


def unmarked(text: str) -> str:
    """`text` without the marks of a plain text file: "**Data engineer**"."""
    return _MARK.sub("", text)


def opening(text: str, most: int = _LONGEST_FRAGMENT) -> str:
    """The first clause or two, short enough to be quoted within a sentence."""
    return _shortened(text, most) or text


def _shortened(text: str, most: int = _LONGEST_FRAGMENT) -> str | None:
    """At most `most` words; cut only between clauses where that leaves enough."""
    text = text[:_MOST_CHARACTERS]
    words = list(re.finditer(r"\S+", text))
    if len(words) <= most:
        return text.strip(_AROUND) or None
    text = text[: words[most - 1].end()]
    ends = [match.start() for match in _JOINT.finditer(text)]
    return _trimmed(text[: ends[-1]] if ends and ends[-1] > len(text) / 3 else text)


def _trimmed(text: str) -> str:
    """`text` without a last word that points on to what was cut."""
    text = text.strip(_AROUND)
    while (at := text.rfind(" ")) > 0 and _LOOSE_END.fullmatch(text[at + 1 :]):
        text = text[:at].rstrip(_AROUND)
    return text
