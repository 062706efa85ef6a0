"""A requirement's text as a phrase that fits into an English sentence.

Law: the words stay the job's own; only what stands around them is taken off. What
cannot be read as a phrase is quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.demo import english_patterns as patterns
from app.demo.english_capitals import small_always, small_first, unshouted, with_article
from app.demo.english_phrases import Shape, topic_of_shape
from app.demo.trimming import LONGEST, trim
from app.language import words_english as english
from app.language.deeds_english import IRREGULAR
from app.language.lexicon import words
from app.language.tagging import Tag, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The phrase, and its topic: what of it can be named again by itself."""

    shape: Shape
    text: str
    topic: str


_RELATIVE = re.compile(
    r"\b(?:everything|anything|what|all) you \w+"
    r"|\b(?:who|that|which|what|when|where|how|if|because|until|while|than)\b[^,;]*?"
    r"\b(?:is|are|was|were|must|should|will|would)\b",
    re.IGNORECASE,
)
"""A clause within the phrase may have a verb of its own."""

_FINITE = re.compile(r"\b(?:you|your|we|i|is|are|was|will|would|must|should)\b", re.IGNORECASE)
_SHORT_WORD = 5
_NAME_ALONE = 2


def phrase(text: str, lower: frozenset[str] = frozenset()) -> Phrase:
    """`text` as a phrase; `lower` are words known to be written small."""
    plain = _neutral(text)
    shape, rest = _shape(plain)
    cut = _with_and(trim(rest))
    if shape is not Shape.QUOTE and _reads_badly(shape, cut):
        shape, cut = Shape.QUOTE, trim(text.strip(), LONGEST + 3)
    if shape is not Shape.QUOTE:
        cut = with_article(small_first(cut, lower)) if shape is Shape.THING else small_always(cut)
    return Phrase(shape=shape, text=cut, topic=topic_of_shape(shape, cut))


_LAST_DEED = re.compile(r"^(.*), (?=([a-z]+) )(?!.*\band\b.*, )(.*)$", re.DOTALL)


def _with_and(text: str) -> str:
    """A list of deeds that was cut short, with "and" before its last one."""
    found = _LAST_DEED.match(text)
    if found is None or " and " in found[3]:
        return text
    opens = text.split(maxsplit=1)[0].lower()
    are_doings = found[2].endswith("ing") and opens.endswith("ing") and found[2] != "including"
    are_deeds = found[2] in english.VERBS and opens in english.VERBS
    return f"{found[1]} and {found[3]}" if are_deeds or are_doings else text


def quoted(text: str) -> Phrase:
    """`text` as it stands, where it cannot be part of an English sentence."""
    cut = trim(" ".join(text.split()), LONGEST)
    return Phrase(shape=Shape.QUOTE, text=cut, topic=cut)


def _neutral(text: str) -> str:
    """Without shouting and without the firm's own "our"."""
    plain = unshouted(" ".join(text.split()).strip(" .;,:–-"))
    plain = patterns.NEEDED.sub("", plain)
    plain = re.sub(r"^to (?=be\b)", "", plain, flags=re.IGNORECASE)
    plain = _LISTED.sub(_as_list, plain)
    plain = re.sub(r"\bincl\.?\s", "including ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\bour\b", "the", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\s*&\s*", lambda m: " and " if m.group().strip() != m.group() else m.group(), plain
    )
    return re.sub(r"\b(\w+)/or\b", r"\1 or", plain)


_LISTED = re.compile(r"\s*\(([^()]{4,50})\)$")
_REMARK = re.compile(
    r"^(?:or|and|if|e\.g|i\.e|ideally|preferably|no|not|any|required|"
    r"essential|min|at least|desirable|[a-z]/[a-z])\b"
    r"|\b(?:we|you|is|are|can|will|would|must)\b",
    re.IGNORECASE,
)


def _as_list(found: re.Match[str]) -> str:
    """As "HR data (absence, turnover)" as "HR data: absence, turnover"; a mere remark goes."""
    return "" if _REMARK.search(found[1]) else f": {found[1]}"


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
    if words[0].lower() == "own" and len(words) == _NAME_ALONE:
        return Shape.DO, f"have your own {words[1]}"
    return _by_first_word(words[0].lower().strip(",:"), bare)


_PATTERNS = (
    (patterns.ABLE, Shape.DO),
    (patterns.WILLING, Shape.DO),
    (patterns.RESPONSIBLE, Shape.THING),
    (patterns.BE, Shape.DO),
    (patterns.QUALIFIED, Shape.WHO),
    (patterns.BEING, Shape.BEING),
    (patterns.WHO, Shape.WHO),
    (patterns.WITH, Shape.THING),
    (patterns.KNOW, Shape.THING),
    (patterns.HAVE, Shape.THING),
    (patterns.BE_DOING, Shape.DOING),
    (patterns.BE_SOMEHOW, Shape.BEING),
)


def _shape_of_rest(shape: Shape, rest: str) -> tuple[Shape, str]:
    if shape is Shape.DO:
        first = rest.split(maxsplit=1)[0].lower()
        if first in english.PREPOSITIONS or first in _BEING_THERE:
            return shape, f"be {rest}"
        return (
            (Shape.DOING, rest)
            if first.endswith("ing") and first not in english.VERBS
            else (shape, rest)
        )
    if shape is Shape.WHO and patterns.QUALIFIED.match(rest):
        return shape, f"is {rest}"
    if shape is not Shape.THING:
        return shape, rest
    first = rest.split(maxsplit=1)[0].lower()
    if _is_participle(first) and first not in {"left", "set", "cut", "proven", "led"}:
        return Shape.WHO, f"has {rest}"
    return _shape(rest)


_BEING_THERE = words("part present there")
_DESCRIBED = re.compile(r"\w+ed and \w+(?:ive|al|ic|ed|ary|ous) \w", re.IGNORECASE)
"""As in "Planned and reactive maintenance": a thing and no deed."""


def _by_first_word(first: str, text: str) -> tuple[Shape, str]:
    words = text.split()
    second = words[1].lower() if len(words) > 1 else ""
    if first.endswith("ly") and len(words) > 1 and second in english.VERBS:
        return Shape.DO, text
    if patterns.ADJECTIVES.fullmatch(text):
        return Shape.BEING, text
    if (
        _is_done(first, second)
        and not _DESCRIBED.match(text)
        and not patterns.TITLE.match(text)
        and first not in _NOT_DONE
    ):
        return Shape.WHO, f"has {text[:1].lower()}{text[1:]}"
    if _does(first, second):
        return Shape.WHO, _small_verb(text)
    if first == "to" and second in english.VERBS:
        return Shape.DO, text[3:]
    return _by_verb(first, second), text


def _does(first: str, second: str) -> bool:
    """As in "Plans lessons", "Works with parents": what somebody does, and no plural."""
    if not first.endswith("s") or first.endswith("ss"):
        return False
    bases = {first[:-1], first.removesuffix("es"), f"{first.removesuffix('ies')}y"}
    verbs = bases & (english.VERBS | {"do"})
    is_noun_too = bool(verbs & english.OFTEN_NOUNS)
    has_object = second in _OPENS_OBJECT or (second.endswith("s") and len(second) > _SHORT_WORD)
    is_noun_too = is_noun_too and first not in _ALWAYS_DOES
    return bool(verbs) and (not is_noun_too or has_object or second in english.ADJECTIVES)


_OPENS_OBJECT = english.DETERMINERS | english.POSSESSIVES | words("with to")


_ALWAYS_DOES = words("uses makes keeps takes gives leads helps handles")


def _small_verb(text: str) -> str:
    return text[:1].lower() + text[1:]


def _by_verb(first: str, second: str) -> Shape:
    if second in _WAYS_TO_SAY:
        return Shape.THING
    if second == "of" and (first in english.OFTEN_NOUNS or first.endswith("ing")):
        return Shape.THING
    if second in english.DETERMINERS | english.POSSESSIVES and _may_be_deed(first):
        return Shape.DO
    if first in english.VERBS and not _is_compound(first, second):
        return Shape.DO
    is_doing = first.endswith("ing") and _is_doing(first, second)
    return Shape.DOING if is_doing else Shape.THING


def _may_be_deed(first: str) -> bool:
    """An unknown word right before an article can only be what is done to the thing."""
    closed = english.PREPOSITIONS | english.CONJUNCTIONS | english.DETERMINERS | english.ADVERBS
    is_base = first.endswith("ss") or not first.endswith(("ing", "ed", "s"))
    return first.isalpha() and is_base and first not in closed


_WAYS_TO_SAY = words("written spoken verbal oral")
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


_DONE_TO_PEOPLE = words(
    "mentoring coaching training teaching onboarding hiring handling writing reading ordering"
    " filing cleaning feeding loading"
)
_PAPERS = words("qualification certificate licence license diploma certification")
_NO_PEOPLE = words(
    "skills systems methods plans courses sessions programmes programs materials needs"
)


def _is_doing(first: str, second: str) -> bool:
    if second in _PAPERS or "-" in first:
        return False
    if first not in english.ING_NOUNS:
        return True
    is_thing_done = second.isalpha() and second not in _NO_PEOPLE | english.CONJUNCTIONS
    if first in _DONE_TO_PEOPLE and is_thing_done and second not in english.PREPOSITIONS:
        return True
    return second in english.DETERMINERS | english.POSSESSIVES | english.PRONOUNS | english.NUMBERS


def _is_participle(word: str) -> bool:
    return (
        word.endswith("ed") and len(word) >= _SHORT_WORD
    ) or word in IRREGULAR | english.IRREGULAR


_DONE = words("""
led managed worked built run delivered handled supervised designed developed owned shipped launched
carried taught sold kept made won cooked planned dealt spent held
written used grown trained mentored coordinated organised organized
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
    if patterns.IS_REMARK.search(text):
        return True
    if shape is Shape.WHO or text.startswith("have your own"):
        return False
    return bool(_FINITE.search(_RELATIVE.sub("", text)))


def is_past_tense(line: str) -> bool:
    """Whether a line of a CV begins with what was done: "Moved sixty-one services"."""
    if patterns.TITLE.match(line):
        return False
    tokens = [t for t in tag(line) if t.tag is not Tag.ADVERB][:2]
    return bool(tokens) and tokens[0].tag is not Tag.MARK and _is_participle(tokens[0].lower)
