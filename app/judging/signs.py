"""The signs of evidence in one sentence, in English and German.

Law: a sign is what was said, never how well it was spelled; length and grand words
are no sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.judging.actions import actions_in, is_past
from app.judging.amounts import amounts, has_span
from app.language import deeds_english as english
from app.language import deeds_german as german
from app.language.lexicon import listed, phrases, words
from app.language.sentences import statements

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")

_YEAR = re.compile(r"(?:19|20)\d\d(?:er|s)?$")
_NAMED = re.compile(
    r"[A-Z]{2,}\w*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z]+\d+\w*|\d+[A-Za-z]+\w*|\w+\.(?:js|py|net)"
)
_TITLED = re.compile(r"\b(?:Firma|Familie|Herrn?|Frau|Klinik|Haus|Hotel) ([A-ZÄÖÜ]\w+)")
_WE = re.compile(r"\b(?:we|our|wir|unser\w*)\b", re.IGNORECASE)
_ICH = re.compile(r"\bich\b", re.IGNORECASE)
_NO_NAMES = words("i i'm i've i'd i'll i’m i’ve i’d i’ll")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What one sentence shows; counts are of distinct words.

    `weak_actions` are verbs that say nothing unless something concrete stands with
    them; `has_turn` says that something happened of which the speaker is not the subject,
    `has_happened` that something did at all.
    """

    text: str
    actions: int
    weak_actions: int
    names: int
    numbers: int
    has_time: bool
    is_specific: bool
    has_decision: bool
    has_result: bool
    has_turn: bool
    has_happened: bool
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
    def own(self) -> int:
        """Actions that count."""
        return self.actions + (self.weak_actions if self.concretes else 0)

    @property
    def is_measured(self) -> bool:
        return self.has_result and self.numbers > 0

    @property
    def weight(self) -> float:
        """How much the sentence earns, to choose the one quoted."""
        return (
            2.5 * min(self.own, 2)
            + 3 * self.is_measured
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
_TURN = phrases(german.TURN)
_SUBJECT = re.compile(
    rf"(?:^|[,;]|\b(?:and|so|but|until|afterwards|then))\s*(?:\w+ly\s+)?{listed(english.SUBJECT)}\b",
    re.IGNORECASE,
)
_DIFFICULTY = phrases(english.DIFFICULTY, german.DIFFICULTY)
_ROLE = phrases(english.ROLE, german.ROLE)
_TASK = phrases(english.TASK, german.TASK)
_SITUATION = phrases(english.SITUATION, german.SITUATION)
_HABIT = phrases(english.HABIT, german.HABIT)


def read_all(answer: str, sources: tuple[str, ...] = ()) -> tuple[Signs, ...]:
    """The signs of every statement of `answer`."""
    names = known_names(sources)
    return tuple(read(sentence, names) for sentence in statements(answer))


def known_names(sources: tuple[str, ...]) -> frozenset[str]:
    """Names of tools and firms in the sources, so that dictation without capitals keeps them."""
    return frozenset(
        word.lower() for source in sources for word in WORD.findall(source) if is_name(word)
    )


def read(sentence: str, names: frozenset[str] = frozenset()) -> Signs:
    """The signs in `sentence`; `names` are proper names known from elsewhere, in lower case."""
    done = actions_in(sentence)
    return Signs(
        text=sentence,
        actions=len(done.strong),
        weak_actions=len(done.weak),
        names=len(_names(sentence, names)),
        numbers=len(amounts(sentence)),
        has_time=bool(_TIME.search(sentence) or _has_year(sentence)),
        is_specific=bool(_SPECIFIC.search(sentence)),
        has_decision=bool(_DECISION.search(sentence)),
        has_result=bool(_RESULT.search(sentence)) or has_span(sentence),
        has_turn=_has_turn(sentence),
        has_happened=_has_happened(sentence),
        has_difficulty=bool(_DIFFICULTY.search(sentence)),
        has_role=bool(_ROLE.search(sentence)),
        has_task=bool(_TASK.search(sentence)),
        has_situation=bool(_SITUATION.search(sentence)),
        is_habit=bool(_HABIT.search(sentence)),
        speaks_of_we=bool(_WE.search(sentence)),
    )


def _has_turn(sentence: str) -> bool:
    """Someone or something else acts, in the past: "She came back"."""
    after = (sentence[found.end() :].split()[:3] for found in _SUBJECT.finditer(sentence))
    english_turn = any(
        is_past(word) or word in english.WAS
        for following in after
        for word in (raw.strip(",.;").lower() for raw in following)
    )
    return english_turn or (is_german(sentence) and _is_german_turn(sentence))


def _is_german_turn(sentence: str) -> bool:
    return bool(_TURN.search(sentence) and not _ICH.search(sentence))


def _has_happened(sentence: str) -> bool:
    """Something in it was done or befell, whoever did it: "A trainee sent a draft"."""
    if is_german(sentence):
        return _is_german_turn(sentence)
    said = {word.lower() for word in WORD.findall(sentence)}
    return any(is_past(word) and word not in english.WEAK for word in said)


def _has_year(sentence: str) -> bool:
    return any(_YEAR.match(word) for word in WORD.findall(sentence))


def is_name(word: str) -> bool:
    """Whether a word is a name by its form alone: SAP, PostgreSQL, H2, node.js."""
    return word != "I" and bool(_NAMED.fullmatch(word))


def _names(sentence: str, known: frozenset[str]) -> set[str]:
    """Names of things and people; "Acme Bank" is one.

    In German every noun has a capital, so there a capital is no sign.
    """
    german_text = is_german(sentence)
    found: set[str] = set()
    is_after_name = False
    for at, word in enumerate(WORD.findall(sentence)):
        by_capital = at > 0 and word[0].isupper() and not german_text
        is_part = is_name(word) or word.lower() in known or by_capital
        if is_part and not is_after_name:
            found.add(word.lower())
        is_after_name = is_part
    titled = _TITLED.findall(sentence) if german_text else []
    return (found | {name.lower() for name in titled}) - _NO_NAMES


_GERMAN_WORDS = words("""
der die das und ich nicht ist ein eine mit auf für den dem wir habe hatte war zu von im
sich auch dass dann aber wie bei nach weil wurde
""")


def is_german(text: str) -> bool:
    said = [word.lower() for word in WORD.findall(text)]
    return sum(word in _GERMAN_WORDS for word in said) >= max(1, len(said) * 0.12)
