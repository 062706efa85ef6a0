"""What can stand before the phrase of a requirement, and how the phrase is named again.

Law: the topic is a thing or a doing, so that it can stand after "about".
"""

from __future__ import annotations

import re
from enum import StrEnum

from app.demo import english_patterns as patterns
from app.demo.trimming import trim
from app.language import words_english as english
from app.language.lexicon import words

_LONGEST = 9
_ACTING = re.compile(r"(?:,| and| or) (?=([a-z]+)\b)")
_BEING = re.compile(
    r"^\S+(?: and \S+)? (?:with|in|at|about|to|under|around|on|of|when|enough to)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_DOES_TO = re.compile(r"^\S+ \w+ing\b")
"""As in "comfortable owning a budget"."""

_DONE = re.compile(r"^(?:has|is) (?:\w+ly )?\S+\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_VERB = rf"(?:{'|'.join(sorted(english.VERBS))}|[a-z]+(?:ify|ise|ize))"
_THEN = re.compile(r" and (?:\w+ed|them|it)\b.*", re.DOTALL)


class Shape(StrEnum):
    """What can stand before the phrase."""

    THING = "asks for …"
    DO = "needs someone to …"
    DOING = "the work includes …"
    BEING = "needs someone who is …"
    WHO = "wants someone who …"
    QUOTE = "says: “…”"


def topic_of_shape(shape: Shape, text: str) -> str:
    """What of the phrase can be named again by itself."""
    if shape is Shape.DO:
        return trim(_doing(text), _LONGEST)
    if shape is Shape.BEING:
        return trim(_of_being(text), _LONGEST)
    if shape is Shape.WHO and not text.startswith(("is ", "has ")):
        return trim(text.partition(" ")[2].removeprefix("with "), _LONGEST)
    if shape is Shape.WHO and text.startswith("is "):
        return trim(f"being {text.removeprefix('is ')}", _LONGEST)
    if shape is Shape.WHO:
        found = _DONE.match(text)
        rest = _THEN.sub("", found["rest"]) if found else text
        is_thing = rest.split(maxsplit=1)[0].lower() not in english.PREPOSITIONS
        return trim(rest, _LONGEST) if is_thing else "that kind of work"
    found = patterns.TOPIC.match(text)
    whole = trim(found["rest"], _LONGEST) if found and shape is Shape.THING else text
    return whole.split(": ")[0]


def _of_being(text: str) -> str:
    """What somebody is good, used or open to; else the being itself."""
    found = _BEING.match(text)
    if found is None and not _DOES_TO.match(text):
        return f"being {text}"
    rest = found["rest"] if found else _after_first(text)
    if text.split(maxsplit=1)[0].endswith("ly"):
        rest = f"being {text}"
    return rest.split(" and ")[0].split(": ")[0]


def _after_first(text: str) -> str:
    """As "confident challenging colleagues" without its adjective."""
    return text.partition(" ")[2] or text


def _doing(text: str) -> str:
    """As "plan and run the rota" as "planning and running the rota"."""
    row = _ROW.match(text)
    if row is not None:
        return _WORD.sub(lambda m: _acting(m.group()), row[0]) + text[row.end() :]
    front = text
    for joint in _ACTING.finditer(text):
        verb, at = joint[1], joint.start()
        following = text[joint.end() + len(verb) :].split(maxsplit=1)[:1]
        has_object = bool(following) and following[0] in _OPENS_OBJECT
        is_next = joint.group() == " and " and "," not in text[:at] and text[:at].count(" ") > 1
        if verb in english.VERBS and (verb not in english.OFTEN_NOUNS or has_object or is_next):
            front = text[:at]
            break
    first, _, rest = front.partition(" ")
    return f"{gerund(first)} {rest}".strip()


def _acting(word: str) -> str:
    return word if word in {"and", "or"} else gerund(word)


_WORD = re.compile(r"\w+")
_ROW = re.compile(rf"{_VERB}(?:, {_VERB})*,? (?:and|or) {_VERB}(?= )")
"""As in "assess, plan and evaluate care"."""

_OPENS_OBJECT = (
    english.DETERMINERS
    | english.POSSESSIVES
    | english.PREPOSITIONS
    | words("back up out off down them it others when if so")
)
_DOUBLED = words("""
plan run set get put cut win sit stop swap ship log map fit spot chop wrap dig swim let begin refer
commit submit transfer occur prefer drop step trim bid dub beg rob rub scan ban pin spin stir strip
hit quit sum tag tap top trap jog knit mop nod pat pet pop rip rot skip slip snap upset nip control
cancel travel label model
""")


def gerund(verb: str) -> str:
    """The -ing form of `verb`; an adverb before it stays as it is."""
    if verb.endswith(("ing", "ly")):
        return verb
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if verb in _DOUBLED else f"{verb}ing"
