"""A requirement's text as a phrase that fits into an English sentence.

Law: the words stay the job's own; only what stands around them is taken off. What
cannot be read as a phrase is quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.interview import words_english as english
from app.interview.signs_english import IRREGULAR
from app.interview.tagging import Tag, tag
from app.llm.demo_english_nouns import COMMON

LONGEST = 13
"""Words of a phrase at the most."""


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


_FILLERS = re.compile(
    r"^(?:(?:a |an )?(?:proven|strong|solid|excellent|outstanding|exceptional|superb|demonstrable|demonstrated|good|great|significant|extensive|substantial|"
    r"some|sound|thorough|deep|in-depth|previous|prior|at least|minimum(?: of)?|a minimum of|genuine|real|clear|first-class|high|advanced|basic|"
    r"(?:\w+ |\d+\+? ?(?:[-–to]+ ?\d+\+?)? ?)?(?:or more )?years?(?:'|’)?(?: of)?|track record (?:of|in))\s+)+(?=\w)",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"^(?:be )?(?:(?:the |an? )?(?:\w+ )?(?:ability|capacity|confidence|aptitude|capability) to|able to|capable of|know(?:s|ing)? how to|can|confidence to)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WILLING = re.compile(
    r"^(?:be )?(?:willing(?:ness)?|ready|readiness|prepared|happy) to\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_RESPONSIBLE = re.compile(
    r"^(?:be )?(?:responsible|responsibility|accountable) for\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BEING = re.compile(
    r"^(?:be |being )?(?P<rest>(?:comfortable|confident|familiar|proficient|fluent|experienced|skilled|competent|passionate|"
    r"enthusiastic|calm|patient|good|great|happy|at home|well[- ]versed|used|trained|organi[sz]ed|reliable|flexible|careful|curious|adept)"
    r"(?: and \w+)? (?:with|in|at|about|to|under|around|on|enough|when)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_WHO = re.compile(
    r"^(?:someone|somebody|a person|people|candidates|a colleague) (?:who|that)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WITH = re.compile(
    r"^(?:someone|somebody|a person|people) with\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_HAVE = re.compile(
    r"^(?:have|having|has|hold|holds|possess|possesses|bring|brings|offer)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_KNOW = re.compile(r"^know(?:s)?\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_TOPIC = re.compile(
    r"^(?:\w+ ){0,3}?(?:experience|expertise|background|knowledge|understanding|grasp|command|awareness|familiarity|skills?|competence|proficiency|interest)"
    r" (?:of|in|with|as an?|as|using|on|for|working (?:with|in|on|across|as)|within|across|around)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CUTS = (
    ";",
    " (",
    " – ",
    " — ",
    " - ",
    ": ",
    ", including",
    " including",
    ", such as",
    " such as",
    ", e.g",
    " e.g",
    ", ensuring",
    " to ensure",
    " so that",
    ", so ",
    " while ",
    ", which",
    " which ",
    ", who ",
    " who ",
    " in order to",
    ", where",
    " where ",
    ", also",
    ", so that",
    ", every",
    " every time",
    ", at all",
    ", making",
    ", working",
    ", with",
    ". ",
    ", ideally",
    ", preferably",
    " because ",
    ", from ",
    " as well as ",
    ", like ",
    " when ",
    ", even ",
)
_ALWAYS = frozenset(
    {
        " (",
        ";",
        ". ",
        ", e.g",
        " e.g",
        ": ",
        " where ",
        ", also",
        ", such as",
        " such as",
        " – ",
        " — ",
    }
)
_RELATIVE = re.compile(
    r"\b(?:who|that|which) (?:is|are|was|were|must|should|will)\b", re.IGNORECASE
)
_FINITE = re.compile(r"\b(?:you|your|we|i|is|are|was|will|would|must|should)\b", re.IGNORECASE)
_DANGLING = (
    english.PREPOSITIONS
    | english.CONJUNCTIONS
    | english.DETERMINERS
    | english.POSSESSIVES
    | english.AUXILIARIES
    | frozenset({"to", "very", "also", "e.g", "etc", "&"})
)


def phrase(text: str, lower: frozenset[str] = frozenset()) -> Phrase:
    """`text` as a phrase; `lower` are words known to be written small."""
    plain = _neutral(text, lower)
    shape, rest = _shape(plain)
    cut = trim(rest)
    if shape is not Shape.QUOTE and _reads_badly(shape, cut):
        shape, cut = Shape.QUOTE, trim(text.strip(), LONGEST + 3)
    if shape is not Shape.QUOTE:
        cut = small_first(cut, lower)
    return Phrase(shape=shape, text=cut, topic=_topic(cut) if shape is not Shape.QUOTE else cut)


def _neutral(text: str, lower: frozenset[str]) -> str:
    """Without shouting and without the firm's own "our"."""
    plain = " ".join(text.split()).strip(" .;,:–-")
    letters = [ch for ch in plain if ch.isalpha()]
    if len(letters) > 6 and sum(ch.isupper() for ch in letters) > 0.7 * len(letters):
        plain = plain.lower()
    plain = re.sub(r"\bour\b", "the", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\s*&\s*", lambda m: " and " if m.group().strip() != m.group() else m.group(), plain
    )
    plain = re.sub(r"\b(\w+)/or\b", r"\1 or", plain)
    return plain


def _shape(text: str) -> tuple[Shape, str]:
    for pattern, shape in _PATTERNS:
        found = pattern.match(text)
        if found:
            return _shape_of_rest(shape, found["rest"])
    bare = _FILLERS.sub("", text)
    if bare != text and re.match(r"(?:in|as|of|with|on)\s", bare):
        bare = f"experience {bare}"
    words = bare.split()
    if not words:
        return Shape.QUOTE, text
    return _by_first_word(words[0].lower().strip(",:"), bare)


_PATTERNS = (
    (_ABLE, Shape.DO),
    (_WILLING, Shape.DO),
    (_RESPONSIBLE, Shape.THING),
    (_BEING, Shape.BEING),
    (_WHO, Shape.WHO),
    (_WITH, Shape.THING),
    (_KNOW, Shape.THING),
    (_HAVE, Shape.THING),
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
    if _is_verb_form(first) and not _TITLE.match(text) and first not in _NOT_DONE:
        return Shape.WHO, f"has {text[:1].lower()}{text[1:]}"
    if first == "to" and second in english.VERBS:
        return Shape.DO, text[3:]
    if first in english.VERBS and not _is_compound(first, second):
        return Shape.DO, text
    if first.endswith("ing") and _is_doing(first, second):
        return Shape.DOING, text
    return Shape.THING, text


_NOT_DONE = frozenset(
    ["cut", "set", "put", "read", "run", "lead", "limited", "united", "need", "bed", "seed"]
)
NOUN_FIRST = frozenset(
    [
        "stock",
        "care",
        "process",
        "project",
        "product",
        "event",
        "risk",
        "cost",
        "price",
        "order",
        "quality",
        "customer",
        "shift",
        "contract",
        "staff",
        "change",
        "market",
        "sample",
        "test",
        "document",
        "record",
        "grade",
        "display",
        "design",
        "sales",
        "budget",
        "account",
        "research",
        "support",
        "experience",
        "interest",
        "study",
    ]
)
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


def _is_doing(first: str, second: str) -> bool:
    if first not in english.ING_NOUNS:
        return True
    return second in english.DETERMINERS | english.POSSESSIVES | english.PRONOUNS | english.NUMBERS


def _is_participle(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word in IRREGULAR | english.IRREGULAR


def _is_verb_form(word: str) -> bool:
    """A participle of a verb that is known, as in "Led a team"."""
    if word in IRREGULAR:
        return True
    base = word.removesuffix("ed")
    known = {base, base + "e", base[:-1], base.removesuffix("i") + "y"}
    return word.endswith("ed") and bool(known & english.VERBS)


def trim(text: str, longest: int = LONGEST) -> str:
    """The front of `text`, ended where a reader would pause."""
    for cut in _CUTS:
        at = text.find(cut)
        if at > 0 and (len(text[:at].split()) >= 3 or cut in _ALWAYS):
            text = text[:at]
    if len(text.split()) > longest:
        text = _shorten(text, longest)
    return _without_dangling(text.strip(" ,;:–-."))


_PAUSE = re.compile(
    r",\s|\s(?=(?:and|or|across|within|during|for|in|with|on|through|at|by|to|under|from)\s)"
)


def _shorten(text: str, longest: int) -> str:
    head = " ".join(text.split()[:longest])
    pauses = [m.start() for m in _PAUSE.finditer(head) if len(head[: m.start()].split()) >= 4]
    return head[: pauses[-1]] if pauses else head


def _without_dangling(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[-1].strip(",") in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(" ,;:")


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
        p in known or p.rstrip("s") in known or (p.endswith(_COMMON_ENDINGS) and len(p) > 5)
        for p in parts[:1]
    )


_NAMES_OF_TIME = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "ramadan",
    ]
)


def _topic(text: str) -> str:
    found = _TOPIC.match(text)
    return trim(found["rest"], 8) if found else text


def lower_words(*texts: str) -> frozenset[str]:
    """The words that `texts` write small somewhere."""
    return frozenset(word for text in texts for word in re.findall(r"\b[a-z][a-z-]+\b", text))


_TITLE = re.compile(
    r"^(?:registered|qualified|certified|chartered|experienced|licensed|skilled|motivated|dedicated|detailed|"
    r"advanced|accredited|speciali[sz]ed|accomplished|seasoned|committed|focused|driven|proven|used|left|based)\b"
    r"|^trained (?:in|as|to)\b|^(?:\w+ed) (?:[A-Z]\w+ )?(?:nurse|teacher|chef|engineer|accountant|electrician|manager)\b",
    re.IGNORECASE,
)


def is_past_tense(line: str) -> bool:
    """Whether a line of a CV begins with what was done: "Moved sixty-one services"."""
    if _TITLE.match(line):
        return False
    tokens = [t for t in tag(line) if t.tag is not Tag.ADVERB][:2]
    return bool(tokens) and tokens[0].tag is not Tag.MARK and _is_participle(tokens[0].lower)
