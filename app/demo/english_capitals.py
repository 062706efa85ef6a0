"""Articles and capitals: how a phrase of a list is written inside a sentence.

Law: a name keeps its capital; in doubt a word is one.
"""

from __future__ import annotations

import re

from app.demo import english_patterns as patterns
from app.demo.english_nouns import COMMON
from app.language import words_english as english
from app.language.lexicon import words

_SHORT_WORD = 5
_NAME_ALONE = 2
_PAPERS = words(
    "degree diploma certificate licence license qualification ticket portfolio card apprenticeship"
)
_MID_PAPERS = _PAPERS - {"card", "portfolio"}
LONGEST_PAPER = 7


def unshouted(text: str) -> str:
    """`text` as it would be written without its capitals, if it is all capitals."""
    letters = [ch for ch in text if ch.isalpha()]
    if len(letters) <= _FEWEST_SHOUTED or sum(map(str.isupper, letters)) <= 0.7 * len(letters):
        return text
    return _WORD.sub(lambda m: _of_time(m.group()), text.lower())


def _of_time(word: str) -> str:
    is_name = word.removesuffix("s") in _NAMES_OF_TIME - {"may", "march"}
    return word.capitalize() if is_name else word


_WORD = re.compile(r"[a-z]+")
_FEWEST_SHOUTED = 6


def small_always(text: str) -> str:
    """Verbs and adjectives are no names, but capitals throughout are."""
    first, second = [*text.split()[:2], ""][:2]
    is_first_of_two = second[:1].isupper() and not is_common(first.lower(), frozenset())
    is_name = first[1:] != first[1:].lower() or is_first_of_two
    return text if is_name else text[:1].lower() + text[1:]


def with_article(text: str) -> str:
    """Papers with their article: "a degree in chemistry", "a valid forklift certificate"."""
    words = text.partition(":")[0].split()
    if words[0].lower() in english.DETERMINERS | english.POSSESSIVES | english.NUMBERS:
        return text
    is_paper = words[0].lower() in _PAPERS or (
        len(words) <= LONGEST_PAPER
        and not ({"and", "or"} & set(words) and _PAPERS & set(words[:-1]))
        and (words[-1] in _PAPERS or bool(_MID_PAPERS & set(words[1:4])))
    )
    is_paper = is_paper or bool(patterns.TAKES_ARTICLE.match(text) and not text.endswith("s"))
    return f"a{'n' * bool(_SOUNDS_OPEN.match(text))} {text}" if is_paper else text


_SOUNDS_OPEN = re.compile(r"[aeio]|un(?!i)|u[lpm]|(?:8|11|18)(?!\d)", re.IGNORECASE)


def small_first(text: str, lower: frozenset[str]) -> str:
    """`text` with a small first letter, unless its first word is a name."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    bare = first.strip("“”\"',:").lower()
    if (
        not first[:1].isupper()
        or first == "I"
        or any(ch.isupper() or ch.isdigit() for ch in first[1:])
    ):
        return text
    if _is_product(text.split()):
        return text
    is_small = is_common(bare, lower) or bool(_COMPOUND.match(first))
    return text[:1].lower() + text[1:] if is_small else text


_COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]{2,}")
"""As in "Multi-drop"; in a name both parts have a capital."""


def _is_product(words: list[str]) -> bool:
    """As in "Power BI" and "Gas Safe registration": a name of two words, or one that opens."""
    return len(words) >= _NAME_ALONE and words[1][:1].isupper() and words[0] not in _PLAIN_FIRST


_PLAIN_FIRST = words("""
Knowledge Experience Experienced Fluent Good Strong Confident Spoken Written Some Basic Advanced
Using Working Current Full Valid Clear Excellent Solid Proven Recent Previous Relevant Daily
A An The Your Our This
""")
"""Before a name these are written small: "fluent German", "current NMC registration"."""

_COMMON_ENDINGS = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ity",
    "ship",
    "ness",
    "ance",
    "ence",
    "ive",
    "ous",
    "ful",
    "able",
    "ible",
    "ed",
    "ly",
    "ical",
    "ology",
    "ary",
    "ism",
    "ists",
    "ers",
    "ency",
    "ancy",
    "acy",
    "ics",
    "ory",
)


def is_common(word: str, lower: frozenset[str]) -> bool:
    """Whether `word` is no name, as far as lists and endings can tell."""
    parts = re.split(r"[-/]", word)
    known = (
        lower
        | COMMON
        | english.VERBS
        | english.ADJECTIVES
        | english.GENERIC
        | english.ING_NOUNS
        | english.DETERMINERS
        | english.PREPOSITIONS
        | english.NUMBERS
        | english.OFTEN_NOUNS
        | english.POSSESSIVES
        | english.TIME_WORDS - _NAMES_OF_TIME
    )
    return any(
        p in known
        or p.rstrip("s") in known
        or (p.endswith(_COMMON_ENDINGS) and len(p) > _SHORT_WORD)
        for p in parts[:1]
    )


_NAMES_OF_TIME = words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december christmas easter ramadan
""")


def lower_words(*texts: str) -> frozenset[str]:
    """The words that `texts` write small somewhere."""
    return frozenset(word for text in texts for word in re.findall(r"\b[a-z][a-z-]+\b", text))
