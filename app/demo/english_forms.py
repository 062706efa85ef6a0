"""A requirement's text as a phrase that fits into an English sentence.

Law: the words stay the job's own; only what stands around them is taken off. What
cannot be read as a phrase is quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.demo import english_patterns as patterns
from app.demo.english_nouns import COMMON
from app.demo.trimming import LONGEST, trim
from app.language import words_english as english
from app.language.deeds_english import IRREGULAR
from app.language.lexicon import words
from app.language.tagging import Tag, tag


class Shape(StrEnum):
    """What can stand before the phrase."""

    THING = "asks for …"
    DO = "needs someone to …"
    DOING = "the work includes …"
    BEING = "needs someone who is …"
    WHO = "wants someone who …"
    QUOTE = "says: “…”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The phrase, and its topic: what of it can be named again by itself."""

    shape: Shape
    text: str
    topic: str


_RELATIVE = re.compile(
    r"\b(?:who|that|which) (?:is|are|was|were|must|should|will)\b|\b(?:everything|anything|what|"
    r"all) you \w+",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:you|your|we|i|is|are|was|will|would|must|should)\b", re.IGNORECASE)
_PAPERS = words("degree diploma certificate licence license qualification portfolio card")
LONGEST_PAPER = 4
_FEWEST_SHOUTED = 6
_SHORT_WORD = 5


def phrase(text: str, lower: frozenset[str] = frozenset()) -> Phrase:
    """`text` as a phrase; `lower` are words known to be written small."""
    plain = _neutral(text)
    shape, rest = _shape(plain)
    cut = trim(rest)
    if shape is not Shape.QUOTE and _reads_badly(shape, cut):
        shape, cut = Shape.QUOTE, trim(text.strip(), LONGEST + 3)
    if shape is not Shape.QUOTE:
        cut = (
            _with_article(small_first(cut, lower))
            if shape is Shape.THING
            else small_first(cut, lower)
        )
    return Phrase(shape=shape, text=cut, topic=_topic(cut) if shape is not Shape.QUOTE else cut)


def _with_article(text: str) -> str:
    """Papers with their article: "a degree in chemistry", "a valid forklift certificate"."""
    words = text.split()
    if words[0].lower() in english.DETERMINERS | english.POSSESSIVES | english.NUMBERS:
        return text
    is_paper = words[0].lower() in _PAPERS or (len(words) <= LONGEST_PAPER and words[-1] in _PAPERS)
    return f"a{'n' * (text[0].lower() in 'aeio')} {text}" if is_paper else text


def quoted(text: str) -> Phrase:
    """`text` as it stands, where it cannot be part of an English sentence."""
    cut = trim(" ".join(text.split()), LONGEST)
    return Phrase(shape=Shape.QUOTE, text=cut, topic=cut)


def _neutral(text: str) -> str:
    """Without shouting and without the firm's own "our"."""
    plain = " ".join(text.split()).strip(" .;,:–-")
    letters = [ch for ch in plain if ch.isalpha()]
    if len(letters) > _FEWEST_SHOUTED and sum(ch.isupper() for ch in letters) > 0.7 * len(letters):
        plain = plain.lower()
    plain = re.sub(r"\bour\b", "the", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\s*&\s*", lambda m: " and " if m.group().strip() != m.group() else m.group(), plain
    )
    return re.sub(r"\b(\w+)/or\b", r"\1 or", plain)


def _shape(text: str) -> tuple[Shape, str]:
    for pattern, shape in _PATTERNS:
        found = pattern.match(text)
        if found:
            return _shape_of_rest(shape, found["rest"])
    bare = patterns.FILLERS.sub("", text)
    if bare != text and patterns.TAKES_ARTICLE.match(bare):
        bare = f"a{'n' * (bare[0].lower() in 'aeiou')} {bare}"
    if bare != text and re.match(r"(?:in|as|of|with|on)\s", bare):
        bare = f"experience {bare}"
    words = bare.split()
    if not words:
        return Shape.QUOTE, text
    return _by_first_word(words[0].lower().strip(",:"), bare)


_PATTERNS = (
    (patterns.ABLE, Shape.DO),
    (patterns.WILLING, Shape.DO),
    (patterns.RESPONSIBLE, Shape.THING),
    (patterns.BEING, Shape.BEING),
    (patterns.WHO, Shape.WHO),
    (patterns.WITH, Shape.THING),
    (patterns.KNOW, Shape.THING),
    (patterns.HAVE, Shape.THING),
)


def _shape_of_rest(shape: Shape, rest: str) -> tuple[Shape, str]:
    if shape is Shape.DO:
        first = rest.split(maxsplit=1)[0].lower()
        return (
            (Shape.DOING, rest)
            if first.endswith("ing") and first not in english.VERBS
            else (shape, rest)
        )
    if shape is not Shape.THING:
        return shape, rest
    first = rest.split(maxsplit=1)[0].lower()
    if _is_participle(first) and first not in {"left", "set", "cut", "proven", "led"}:
        return Shape.WHO, f"has {rest}"
    return _shape(rest)


def _by_first_word(first: str, text: str) -> tuple[Shape, str]:
    words = text.split()
    second = words[1].lower() if len(words) > 1 else ""
    if first.endswith("ly") and len(words) > 1 and second in english.VERBS:
        return Shape.DO, text
    if _is_done(first, second) and not patterns.TITLE.match(text) and first not in _NOT_DONE:
        return Shape.WHO, f"has {text[:1].lower()}{text[1:]}"
    if first == "to" and second in english.VERBS:
        return Shape.DO, text[3:]
    if first in english.VERBS and not _is_compound(first, second):
        return Shape.DO, text
    if first.endswith("ing") and _is_doing(first, second):
        return Shape.DOING, text
    return Shape.THING, text


_NOT_DONE = words("cut set put read run lead limited united need bed seed")
NOUN_FIRST = words("""
stock care process project product event risk cost price order quality customer shift contract
staff change market sample test document record grade display design sales budget account research
support experience interest study
""")
_NOUN_SECOND = (
    "ment",
    "trol",
    "tion",
    "ing",
    "ship",
    "ysis",
    "plans",
    "plan",
    "takes",
    "rotation",
    "skills",
    "records",
    "experience",
    "systems",
    "system",
    "knowledge",
    "tools",
    "work",
    "in",
    "with",
    "of",
    "and",
    "methods",
    "roles",
    "levels",
)


def _is_compound(first: str, second: str) -> bool:
    """A noun that is written like a verb, as in "stock control"."""
    return (
        first in NOUN_FIRST
        and (not second or second.endswith(_NOUN_SECOND))
        and not (second in {"and", "ing"} and first not in {"experience", "interest"})
    )


_DONE_TO_PEOPLE = words("mentoring coaching training teaching onboarding hiring handling writing")
_NO_PEOPLE = words(
    "skills systems methods plans courses sessions programmes programs materials needs"
)


def _is_doing(first: str, second: str) -> bool:
    if first not in english.ING_NOUNS:
        return True
    if first in _DONE_TO_PEOPLE and second.endswith("s") and second not in _NO_PEOPLE:
        return True
    return second in english.DETERMINERS | english.POSSESSIVES | english.PRONOUNS | english.NUMBERS


def _is_participle(word: str) -> bool:
    return (
        word.endswith("ed") and len(word) >= _SHORT_WORD
    ) or word in IRREGULAR | english.IRREGULAR


_DONE = words("""
led managed worked built run delivered handled supervised designed developed owned shipped launched
carried taught sold held written used grown trained mentored coordinated organised organized
""")


def _is_done(first: str, second: str) -> bool:
    """What someone has done, and not a thing described, as in "Paid acquisition"."""
    closed = english.DETERMINERS | english.PREPOSITIONS | english.NUMBERS | english.POSSESSIVES
    return _is_verb_form(first) and (first in _DONE or second in closed)


def _is_verb_form(word: str) -> bool:
    """A participle of a verb that is known, as in "Led a team"."""
    if word in IRREGULAR:
        return True
    base = word.removesuffix("ed")
    known = {base, base + "e", base[:-1], base.removesuffix("i") + "y"}
    return word.endswith("ed") and bool(known & english.VERBS)


def _reads_badly(shape: Shape, text: str) -> bool:
    if not text or text.count("(") != text.count(")"):
        return True
    if shape is Shape.WHO:
        return False
    return bool(_FINITE.search(_RELATIVE.sub("", text)))


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
    return text[:1].lower() + text[1:] if is_common(bare, lower) else text


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


def _topic(text: str) -> str:
    found = patterns.TOPIC.match(text)
    return trim(found["rest"], 8) if found else text


def lower_words(*texts: str) -> frozenset[str]:
    """The words that `texts` write small somewhere."""
    return frozenset(word for text in texts for word in re.findall(r"\b[a-z][a-z-]+\b", text))


def is_past_tense(line: str) -> bool:
    """Whether a line of a CV begins with what was done: "Moved sixty-one services"."""
    if patterns.TITLE.match(line):
        return False
    tokens = [t for t in tag(line) if t.tag is not Tag.ADVERB][:2]
    return bool(tokens) and tokens[0].tag is not Tag.MARK and _is_participle(tokens[0].lower)
