"""What can be counted in an answer, and what it adds up to by the written anchors.

Law: a sign is what was said, never how well it was spelled. English past forms are told
from their ending, deeds in other languages from a list; where a language has no list,
length and figures count alone. An instance is something the speaker did that has a name,
a figure, a time or a person in it, or a story of several own steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from app.coach.phrase_table import PhraseTable, load, tokens
from app.coach.spans import is_code
from app.domain.feedback import Part
from app.guard.topics import reveals
from app.text.sentences import words

NOT_EVIDENCED, GENERAL, INSTANCE, TOLD_TO_THE_END, MEASURED = range(1, 6)
_TABLE = load("signs.toml")
ANCHORS: dict[int, str] = dict(enumerate(_TABLE["rating"]["anchors"], start=1))  # by rating
GAPS = (LENGTH, CASE, OWN_PART, RESULT, REASON, FIGURE) = _TABLE["rating"]["gaps"]  # gravest first


class AnswerKind(StrEnum):
    STRONG = "strong"
    FAIR = "fair"
    VAGUE = "vague"
    MISSING = "missing"
    ASKS_BACK = "asks back"
    OFF_TOPIC = "off topic"
    REPEATED = "repeated"
    COPIED = "copied"
    BLANK = "blank"
    HOSTILE = "hostile"
    CODE = "code"


class Assessment(Struct, frozen=True, kw_only=True):
    """What one answer is worth; `rating` is None where it asked back.

    `quote` stands in the answer word for word; `gaps` are what would lift it; `claimed`
    are the statements that deny nothing, `denied` those that do; `again` is the turn whose
    answer it repeats; `is_unread`: its signs are not listed, so length and figures count.
    """

    kind: AnswerKind
    rating: int | None = NOT_EVIDENCED
    parts: tuple[Part, ...] = ()
    quote: str | None = None
    gaps: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    again: int | None = None
    is_unread: bool = False


class _Signs(NamedTuple):
    """The signs of one statement, or of its clause `text`; `whole` is all of it.

    `own` counts the speaker's deeds, `deeds` those and, if concrete, verbs that anyone can claim,
    `concretes` figures, names, a time or place, people and things; `is_told`: anything happened.
    """

    text: str
    whole: str
    own: int
    deeds: int
    numbers: int
    concretes: int
    is_told: bool
    found: frozenset[str]


LISTED_LANGUAGES = frozenset({"en", "de", "es", "fr"})  # whose signs and words of work are listed
_BY_RATING = [AnswerKind.VAGUE] * 3 + [AnswerKind.FAIR] + [AnswerKind.STRONG] * 2
_SIGNS = PhraseTable({**_TABLE["signs"], "not_sizes": _TABLE["numbers"]["not_sizes"]})
_WORDS = {name: frozenset(words.split()) for name, words in _TABLE["english"].items()}
_PAST, _WEAK, _NOT_PAST, _EITHER = map(_WORDS.__getitem__, ("past", "weak", "not_past", "either"))
_OTHERS, _JOINTS, _PASSIVE = map(_WORDS.__getitem__, ("others", "joints", "passive"))
_SPEAKER, _BARS, _OBJECTS = map(_WORDS.__getitem__, ("speaker", "bars", "objects"))
_NUMBERS = frozenset(_TABLE["numbers"]["words"].split())
_FORMS = map(_TABLE["forms"].get, ["figure", "year", "regular", "name", "turn", "leans", "talk"])
_FIGURE, _YEAR, _REGULAR, _NAME, _TURN, _LEANS, _TALK = map(re.compile, _FORMS)
_MOST_CAPITALS = 0.25  # of words; from there on a capital is no sign of a name, as in German
_ENOUGH_WORDS = (_, _A_CASE, _) = 7, 14, 25  # of a claim, a case, and one told to its end
_SEVERAL, _STORY, _LONGEST_QUOTE, _REACH = 3, 4, 35, 5  # words from "I" to what was done: 5


def is_past(word: str) -> bool:
    is_regular = bool(_REGULAR.match(word)) and word not in _NOT_PAST and word not in _EITHER
    return is_regular or bool({word, word.removeprefix("re")} & _PAST) or word in _WEAK


def is_deed(word: str) -> bool:
    """Whether it is the past of a verb that says what was done."""
    return is_past(word) and word not in _WEAK


def has_figure(text: str) -> bool:
    """Whether a number stands in it, in figures or in words."""
    return any(map(str.isdigit, text)) or not _NUMBERS.isdisjoint(tokens(text))


def is_opinion(text: str) -> bool:
    """Whether it tells a view or a habit, and nothing that was done."""
    return "habit" in _SIGNS.find(text)


def weigh(statements: Sequence[str], language: str | None = "en") -> Assessment:
    """Count the signs of `statements`; a denial takes back its own clause."""
    signs = [_read(part, s) for s in statements for part in _TURN.split(s) if part.strip()]
    claimed = [sign for sign in signs if "denial" not in sign.found]
    found = frozenset[str]().union(*(sign.found for sign in claimed))
    first = next((at for at, sign in enumerate(claimed) if sign.deeds), 0)
    told = claimed[first:]
    deeds, concretes = sum(s.deeds for s in claimed), sum(s.concretes for s in claimed)
    ends = [s for s in told if "result" in s.found]
    ends += [s for s in told[1:] if s.is_told and not s.own]
    spans = len(claimed) >= _SEVERAL and bool(claimed[0].numbers and claimed[-1].numbers)
    measured, ended = spans or any(s.numbers for s in ends), spans or bool(ends)
    reasoned, size = "reason" in found, sum(len(words(text)) for text in statements)
    figures, is_english = sum(s.numbers for s in claimed), language in {None, "en"}
    is_listed = language in {None, *LISTED_LANGUAGES} or all("habit" in s.found for s in claimed)
    enough = _ENOUGH_WORDS[: 1 if is_english else 1 + max(figures, not is_listed)]
    rating, is_case = NOT_EVIDENCED + sum(size >= least for least in enough), False
    if deeds:
        is_whole = ended and (reasoned or deeds > 1)
        told_of = deeds + concretes + ended + reasoned + (not is_english and size >= _A_CASE)
        is_case = told_of >= _SEVERAL and bool(concretes or deeds >= _STORY or is_whole)
        ends_well = measured or is_whole or (ended and concretes >= _SEVERAL)
        beyond = ends_well + (measured and (deeds >= _SEVERAL or reasoned))
        rating = INSTANCE + beyond if is_case else GENERAL if is_listed else max(GENERAL, rating)
    elif measured and concretes >= _SEVERAL and "we" in found:
        rating = INSTANCE
    is_placed = any(s.is_told for s in claimed[:first]) or bool({"time", "one"} & found)
    there = dict(zip(Part, (is_placed, "task" in found, deeds, ended), strict=True))
    has = {OWN_PART: deeds, RESULT: ended, REASON: reasoned, FIGURE: figures}
    gaps = tuple(gap for gap in has if not has[gap]) if rating > GENERAL else (CASE,)
    return Assessment(
        kind=_BY_RATING[rating],
        rating=rating,
        parts=tuple(p for p in there if there[p] and (deeds or rating >= INSTANCE)),
        gaps=gaps if is_listed or is_case else (),
        is_unread=not (is_listed or is_case),
        quote=_quote(claimed),
        claimed=tuple(s.text for s in claimed),
        denied=tuple(s.text for s in signs if "denial" in s.found),
    )


def _quote(claimed: Sequence[_Signs]) -> str | None:
    """The statement that earns most and can be shown, with what it turns against."""
    short = (s for s in claimed if _weight(s) and len(s.whole.split()) <= _LONGEST_QUOTE)
    told = [s.whole for s in sorted(short, key=_weight, reverse=True) if not is_code(s.whole)]
    return next((text for text in told if reveals(text) is None), None)


def _weight(sign: _Signs) -> int:
    measured = "result" in sign.found and sign.numbers > 0
    beside = min(sign.concretes, 2) + len({"result", "reason"} & sign.found)
    alone = measured and (sign.deeds or not _LEANS.match(sign.whole))
    return 3 * min(sign.deeds, 2) + 3 * bool(alone) + beside if sign.deeds or measured else 0


def _read(statement: str, whole: str) -> _Signs:
    said, found = tokens(_TALK.sub("", statement)), frozenset(_SIGNS.find(statement))
    verbs = _english_deeds(said)
    is_sweeping = "sweeping" in found
    own = min(len(verbs - _WEAK) + ("own" in found), 1 if is_sweeping else len(said))
    years = {*_YEAR.findall(statement)}
    sizes = {*_FIGURE.findall(statement)} - years | (_NUMBERS & {*said})
    numbers = max(len(sizes) - ("not_sizes" in found), 0)
    written = statement.split()
    is_usual = sum(word[:1].isupper() for word in written) <= max(2, len(written) * _MOST_CAPITALS)
    names = len({*_NAME.findall(statement)} - {"I"}) if is_usual else 0
    concretes = min(numbers, 2) + min(names, 2) + ("one" in found) + bool(years or "time" in found)
    deeds = own + (len(verbs & _WEAK) if concretes and not is_sweeping else 0)
    is_told = "turn" in found or any(map(is_past, said))
    return _Signs(statement, whole, own, deeds, numbers, concretes, is_told, found)


def _english_deeds(said: Sequence[str]) -> frozenset[str]:
    """Past verbs near an "I", joined to one, or at the very beginning."""
    found: set[str] = set()
    is_own, reach = True, 2
    for at, word in enumerate(said):
        before = said[at - 1] if at else ""
        reach -= 1
        is_joined = before in _JOINTS or (reach > 0 and before not in _PASSIVE)
        after = "".join(said[at + 1 : at + 2])
        is_verb = before in _SPEAKER or after in _OBJECTS or after[:1].isdigit()
        if word in _SPEAKER:
            is_own, reach = before != "if" and after not in _BARS, _REACH
        elif word in _OTHERS and before not in {"had", *found}:
            is_own = False
        elif is_own and is_joined and (is_past(word) or (is_verb and word in _EITHER)):
            found.add(word)
            reach = 0
    return frozenset(found)
