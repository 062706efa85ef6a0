"""The signs of evidence in one sentence, in English and German.

Law: a sign is what was said, never how well it was spelled; length and grand words
are no sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.interview import signs_english as english
from app.interview import signs_german as german
from app.interview.lexicon import listed, phrases

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")

_NUMBERS = english.NUMBERS | german.NUMBERS
_YEAR = re.compile(r"(?:19|20)\d\d(?:er|s)?$")
_AGE_OF_EXPERIENCE = re.compile(
    r"\b(?:years?|jahre?n?)\b(?:\s+\w+){0,3}\s+(?:experience|erfahrung|berufserfahrung)\b|"
    r"\b(?:experience|erfahrung)\b[^.]{0,20}\b(?:years?|jahre?n?)\b",
    re.IGNORECASE,
)
_EMPTY_NUMBER = re.compile(
    r"\b(?:100|110|hundert|hundred|120)\s*(?:%|percent|prozent)\s*(?:committed|sure|dedicat\w+|motivat\w+|zuverlässig\w*|sicher)"
    r"|\b24/7|\bgiv\w+ (?:\w+ )?1[01]0\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_NAMED = re.compile(
    r"[A-Z]{2,}\w*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z]+\d+\w*|\d+[A-Za-z]+\w*|\w+\.(?:js|py|net)"
)
_PAST_ED = re.compile(r"[a-z]{2,}ed$")
_SUBJECT_GAP = 5
_WE = re.compile(r"\b(?:we|our|wir|unser\w*)\b", re.IGNORECASE)
_ICH = re.compile(r"\bich\b", re.IGNORECASE)
_HAVE = re.compile(r"\b(?:hab|habe|hatte|bin|war)\b", re.IGNORECASE)
_HYPOTHETIC = re.compile(
    r"\b(?:i would|i'd|i’d|i will|i'll|i could|würde|hätte|könnte)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What one sentence shows; counts are of distinct words."""

    text: str
    actions: int
    weak_actions: int
    names: int
    numbers: int
    has_time: bool
    is_specific: bool
    has_decision: bool
    has_result: bool
    has_measure: bool
    has_difficulty: bool
    has_role: bool
    has_task: bool
    has_situation: bool
    is_habit: bool
    speaks_of_we: bool

    @property
    def concretes(self) -> int:
        return (
            min(self.names, 2) + min(self.numbers, 2) + int(self.has_time) + int(self.is_specific)
        )

    @property
    def weight(self) -> float:
        """How much the sentence earns, to choose the one quoted."""
        return (
            2 * min(self.actions, 2)
            + 0.5 * min(self.weak_actions, 1)
            + 3 * (self.has_measure and self.has_result)
            + 1.5 * (self.has_decision + self.has_result)
            + 0.5 * (self.concretes + self.has_difficulty + self.has_role)
        )


_TIME = phrases(english.TIME, german.TIME)
_SPECIFIC = re.compile(
    rf"(?<!\w){listed(english.ONE, german.ONE)} (?:\w+ )?"
    rf"{listed(english.PERSON_OR_THING, german.PERSON_OR_THING)}(?!\w)",
    re.IGNORECASE,
)
_DECISION = phrases(english.DECISION, german.DECISION)
_RESULT = phrases(english.RESULT, german.RESULT)
_CHANGE = phrases(english.CHANGE, german.CHANGE)
_DIFFICULTY = phrases(english.DIFFICULTY, german.DIFFICULTY)
_ROLE = phrases(english.ROLE, german.ROLE)
_TASK = phrases(english.TASK, german.TASK)
_SITUATION = phrases(english.SITUATION, german.SITUATION)
_HABIT = phrases(english.HABIT, german.HABIT)
_PARTICIPLE = re.compile(
    rf"\b{listed(german.SEPARABLE)}?ge\w{{2,}}(?:t|en)\b"
    rf"|\b{listed(german.INSEPARABLE)}\w{{3,}}(?:t|en)\b|\b\w{{3,}}iert\b",
    re.IGNORECASE,
)
_PRETERITE = phrases(german.PRETERITE)


def read(sentence: str, names: frozenset[str] = frozenset()) -> Signs:
    """The signs in `sentence`; `names` are proper names known from elsewhere, in lower case."""
    strong, weak = _actions(sentence)
    numbers = _numbers(sentence)
    return Signs(
        text=sentence,
        actions=len(strong),
        weak_actions=len(weak),
        names=len(_names(sentence, names)),
        numbers=len(numbers),
        has_time=bool(_TIME.search(sentence) or _years(sentence)),
        is_specific=bool(_SPECIFIC.search(sentence)),
        has_decision=bool(_DECISION.search(sentence)),
        has_result=bool(_RESULT.search(sentence)),
        has_measure=bool(numbers) and bool(_CHANGE.search(sentence)),
        has_difficulty=bool(_DIFFICULTY.search(sentence)),
        has_role=bool(_ROLE.search(sentence)),
        has_task=bool(_TASK.search(sentence)),
        has_situation=bool(_SITUATION.search(sentence)),
        is_habit=bool(_HABIT.search(sentence)),
        speaks_of_we=bool(_WE.search(sentence)),
    )


def _actions(sentence: str) -> tuple[set[str], set[str]]:
    """What the speaker did: strong verbs and weak ones."""
    if _HYPOTHETIC.search(sentence):
        return set(), set()
    found = _english_actions(sentence)
    weak = found & english.WEAK
    strong = (found - weak) | _german_actions(sentence)
    return strong, weak


def _english_actions(sentence: str) -> set[str]:
    """Past verbs whose subject is I, the ones joined to it, and ones that open a sentence."""
    words = [word.lower() for word in WORD.findall(sentence)]
    found: set[str] = set()
    own = False
    reach = 0
    for at, word in enumerate(words):
        if word in {"i", "i've", "i’ve", "i'd"}:
            own, reach = True, _SUBJECT_GAP
            continue
        if word in {"we", "they", "he", "she", "it", "you", "who", "which", "that"}:
            own = own and word in {"that", "which"}
            reach = 0
        joined = at > 0 and words[at - 1] in {"and", "then", "also", "so", "but", "or"}
        if _is_past(word) and (
            at == 0 or (own and (reach > 0 or joined or f", {word}" in sentence.lower()))
        ):
            found.add(word)
        reach -= 1
    return found


def _is_past(word: str) -> bool:
    return bool(_PAST_ED.match(word)) or word in english.IRREGULAR


def _german_actions(sentence: str) -> set[str]:
    if not _ICH.search(sentence):
        return set()
    found: set[str] = set()
    if _HAVE.search(sentence):
        found |= {match.group().lower() for match in _PARTICIPLE.finditer(sentence)}
    found |= {match.group().lower() for match in _PRETERITE.finditer(sentence)}
    return {word for word in found if word not in german.NO_ACTION}


def _numbers(sentence: str) -> set[str]:
    """Amounts; years and the length of a career are none."""
    if _AGE_OF_EXPERIENCE.search(sentence) or _EMPTY_NUMBER.search(sentence):
        return set()
    words = {word.lower() for word in WORD.findall(sentence)}
    return {
        word
        for word in words
        if (_DIGITS.match(word) and not _YEAR.match(word)) or word in _NUMBERS
    }


def is_name(word: str) -> bool:
    """Whether a word is a name by its form alone: SAP, PostgreSQL, H2, node.js."""
    return word != "I" and bool(_NAMED.fullmatch(word))


def _years(sentence: str) -> bool:
    return any(_YEAR.match(word) for word in WORD.findall(sentence))


def _names(sentence: str, known: frozenset[str]) -> set[str]:
    """Names of things and people. In German every noun has a capital, so there it is no sign."""
    words = WORD.findall(sentence)
    found = {word.lower() for word in words if is_name(word)}
    found |= {word.lower() for word in words if word.lower() in known}
    if not is_german(sentence):
        found |= {
            word.lower()
            for word in words[1:]
            if word[0].isupper() and word not in {"I", "I'm", "I've", "I'd", "I'll"}
        }
    return found


_GERMAN_WORDS = frozenset(
    """der die das und ich nicht ist ein eine mit auf für den dem wir habe hatte war zu von im
    sich auch dass dann aber wie bei nach weil wurde""".split()
)


def is_german(text: str) -> bool:
    words = [word.lower() for word in WORD.findall(text)]
    return sum(word in _GERMAN_WORDS for word in words) >= max(1, len(words) * 0.12)
