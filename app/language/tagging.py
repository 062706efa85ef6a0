"""English words, each with its part of speech, as far as rules can tell.

Law: in doubt a word is no noun, because a term that is missed costs nothing and a
stray fragment is read aloud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.language import words_english as english
from app.language.deeds_english import IRREGULAR
from app.language.lexicon import words

TOKEN = re.compile(
    r"[£$€]?\d(?:[\d.,:]*\d)?(?:%|\w+)?(?:-[^\W_]+)*|C\+\+|C#|F#|\.NET|"
    r"[^\W_]+(?:[-'’./+&][^\W_]+)*[+#]*%?|[^\w\s]|\n"
)
_NAMED = re.compile(
    r"[A-Z]{2,}[\w/&+-]*|[A-Z]?[a-z]+[A-Z]\w*|[A-Za-z]+\d+\w*|\w+\.(?:js|py|net|io)|C\+\+|C#|F#|"
    r"\.NET"
)
_NUMBER = re.compile(
    r"[£$€]?\d[\d.,:/]*(?:%|k|m|bn|kg|kW|kV|km|ml|mg|st|nd|rd|th|x|\+)?$", re.IGNORECASE
)
_ENDS = frozenset(".!?…:;\n•")


class Tag(StrEnum):
    """Parts of speech, only as many as finding noun phrases needs."""

    DETERMINER = "D"
    POSSESSIVE = "P"
    PRONOUN = "R"
    PREPOSITION = "I"
    CONJUNCTION = "C"
    AUXILIARY = "M"
    ADVERB = "B"
    ADJECTIVE = "A"
    VERB = "V"
    NOUN = "N"
    NAMED = "E"
    NUMBER = "X"
    MARK = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or mark, where it stands, and what it is."""

    text: str
    start: int
    end: int
    tag: Tag

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")


_CLOSED: tuple[tuple[Tag, frozenset[str]], ...] = (
    (Tag.POSSESSIVE, english.POSSESSIVES),
    (Tag.PREPOSITION, english.PREPOSITIONS),
    (Tag.AUXILIARY, english.AUXILIARIES | {"to"}),
    (Tag.CONJUNCTION, english.CONJUNCTIONS),
    (Tag.DETERMINER, english.DETERMINERS),
    (Tag.PRONOUN, english.PRONOUNS),
    (Tag.NUMBER, english.NUMBERS),
    (Tag.ADJECTIVE, english.ADJECTIVES),
    (Tag.ADVERB, english.ADVERBS),
)
_ADJECTIVE_ENDINGS = (
    *("ous", "ful", "less", "able", "ible", "ive", "ical", "ish", "ary"),
    *("ulic", "atic", "onic", "omic", "etic", "ific", "tric"),
)
_NOT_ADJECTIVES = words("""
archive objective executive representative table cable vegetable variable motive drive dive library
salary secretary summary diary glossary dictionary initiative alternative detective narrative
perspective dish fish british english finish deliverable collective locomotive infirmary
dispensary timetable
""")
_LY_NOUNS = words("supply family assembly reply anomaly")
_FEWEST_SHOUTED = 12
"""Letters from which capitals throughout are a habit and no name."""

_EED = words("need seed feed speed weed breed deed exceed proceed succeed indeed bleed greed")
_SHORTEST_PAST = 4
_BEFORE_NOUN = {Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER, Tag.NAMED}


def tag(text: str) -> tuple[Token, ...]:
    """The tokens of `text`; one set wholly in capitals is read as if it were not."""
    shown = text.lower() if _is_shouted(text) else text
    spans = list(TOKEN.finditer(shown))
    tokens: list[Token] = []
    for at, span in enumerate(spans):
        following = spans[at + 1].group() if at + 1 < len(spans) else ""
        tag = _tag_of(span.group(), tokens, following)
        tokens.append(
            Token(text=text[slice(*span.span())], start=span.start(), end=span.end(), tag=tag)
        )
    return tuple(tokens)


def _is_shouted(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) > _FEWEST_SHOUTED and sum(ch.isupper() for ch in letters) > 0.7 * len(
        letters
    )


def _tag_of(word: str, before: list[Token], following: str) -> Tag:
    lower = word.lower().replace("’", "'")
    shown = _by_form(word)
    if shown is Tag.MARK:
        return shown
    if _follows_subject(before) and (_is_past(lower) or lower in english.VERBS):
        return Tag.VERB
    closed = next((tag for tag, known in _CLOSED if lower in known), None)
    if shown or closed:
        return shown or closed or Tag.MARK
    if word[0].isupper() and not _opens(before):
        return Tag.NAMED
    return _open_class(lower, before, following)


def _by_form(word: str) -> Tag | None:
    """What a token shows by its characters alone."""
    if not (word[0].isalnum() or len(word) > 1):
        return Tag.MARK
    if _NUMBER.match(word):
        return Tag.NUMBER
    return Tag.NAMED if word != "I" and _NAMED.fullmatch(word) else None


def _follows_subject(before: list[Token]) -> bool:
    said = [token for token in before[-2:] if token.tag is not Tag.ADVERB]
    return bool(said) and said[-1].lower in english.SUBJECTS


def _opens(before: list[Token]) -> bool:
    """Whether the next word is the first of a sentence, where a capital says nothing."""
    return not before or before[-1].text in _ENDS or before[-1].text in "\"“‘'(-–—*"


def _open_class(lower: str, before: list[Token], following: str) -> Tag:
    last = next((t for t in reversed(before) if t.tag is not Tag.ADVERB), None)
    if lower.endswith("ly") and lower not in _LY_NOUNS:
        return Tag.ADVERB
    if _wants_verb(lower, last, following):
        return Tag.VERB
    if lower.endswith("ing"):
        return _ing(lower, last, following)
    if _is_past(lower) and not (lower in _BOTH and _ends_compound(before)):
        return _past(lower, last, following)
    if _is_verb(lower) and not _is_counted(lower, before):
        is_noun = _can_be_noun_here(lower, last, following) or _is_of_place(lower, before)
        return Tag.NOUN if is_noun else Tag.VERB
    is_adjective = lower.endswith(_ADJECTIVE_ENDINGS) and lower not in _NOT_ADJECTIVES
    return Tag.ADJECTIVE if is_adjective else Tag.NOUN


_BOTH = words("run cut cast spread cost hit") & english.OFTEN_NOUNS


def _ends_compound(before: list[Token]) -> bool:
    """After an article and a noun, as in "a sensitivity run"."""
    tags = [token.tag for token in before[-2:]]
    return tags in ([Tag.DETERMINER, Tag.NOUN], [Tag.POSSESSIVE, Tag.NOUN])


def _is_of_place(lower: str, before: list[Token]) -> bool:
    """After a preposition, an article and a noun, as in "in the talent review"."""
    opens = bool(before[-3:]) and before[-3:][0].tag is Tag.PREPOSITION
    return opens and lower in english.OFTEN_NOUNS and _ends_compound(before)


def _wants_verb(lower: str, last: Token | None, following: str) -> bool:
    """After a subject, a modal, or "to" with an object to come."""
    if last is None:
        return False
    if last.lower == "to":
        return _is_verb(lower) or _opens_object(following)
    return last.lower in english.SUBJECTS or last.lower in english.MODALS


def _is_counted(lower: str, before: list[Token]) -> bool:
    """A plural with a number before it, as in "600 purchase invoices"."""
    counted = any(token.tag is Tag.NUMBER for token in before[-2:])
    return lower.endswith("s") and counted and lower not in _TELLS


_TELLS = words("says means goes does makes asks shows gives takes has comes needs wants")
"""What a thing with a number does, as in "Part 31 says", and nothing that is counted."""


def _opens_object(following: str) -> bool:
    lower = following.lower()
    return lower in english.DETERMINERS | english.POSSESSIVES | english.PRONOUNS


def _ing(lower: str, last: Token | None, following: str) -> Tag:
    if _opens_object(following):
        return Tag.VERB
    is_noun = lower in english.ING_NOUNS or (last is not None and last.tag in _BEFORE_NOUN)
    return Tag.NOUN if is_noun else Tag.VERB


def _is_past(lower: str) -> bool:
    return (
        lower.endswith("ed") and len(lower) >= _SHORTEST_PAST and lower not in _EED
    ) or lower in IRREGULAR | english.IRREGULAR


def _past(lower: str, last: Token | None, following: str) -> Tag:
    """A participle before a noun describes it: "a muted alert"."""
    describes = last is not None and last.tag in _BEFORE_NOUN - {Tag.NAMED}
    if not describes or lower in english.ONLY_PAST or not following[:1].isalpha():
        return Tag.VERB
    closed = any(following.lower() in known for _, known in _CLOSED)
    return Tag.VERB if closed or following.lower().endswith("ly") else Tag.ADJECTIVE


def _is_verb(lower: str) -> bool:
    known = english.VERBS | english.OFTEN_NOUNS
    if lower in known:
        return True
    if lower.endswith("ies"):
        return lower[:-3] + "y" in known
    return lower.endswith("s") and (lower[:-1] in known or lower[:-2] in known)


def _can_be_noun_here(lower: str, last: Token | None, following: str) -> bool:
    has_object = _opens_object(following)
    if lower in _TELLS or following.lower() in _PARTICLES:
        return False
    if last is None or last.tag is Tag.MARK:
        return _is_plural(lower) and not has_object
    if last.tag is Tag.PREPOSITION or last.tag in _BEFORE_NOUN - {Tag.NAMED}:
        return True
    if last.tag is Tag.NOUN and _is_plural(last.lower):
        return lower.endswith("s")
    bases = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    often = bool(bases & english.OFTEN_NOUNS)
    return (last.tag is Tag.VERB or often) and not has_object


_PARTICLES = words("out off back")


def _is_plural(lower: str) -> bool:
    return lower.endswith("s") and not lower.endswith("ss")
