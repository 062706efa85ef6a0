"""Phrases as data: the small language that `topics/*.toml` and `no_questions.toml` use.

A phrase is words with a space between them, written small. Beside plain words:

    word*       the word with any ending
    *           any word
    (a | b c)   one of these
    [a | b]     one of these, or nothing
    ..          up to five words
    #           a number
    ^  $        where a clause begins or ends
    !(a | b)    not followed by one of these single words
    <name>      one of the words listed under that name in [words] of the same file

Brackets do not stand in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from app.text.sentences import STOP_WORDS

_MARKS = "|?.,;:!…—–？؟。，、；：！"
_TOKEN = re.compile(rf"[^\W_]+(?:['.-][^\W_]+)*|[{re.escape(_MARKS)}]")
_ELEMENT = re.compile(r"!?\([^()\[\]]*\)|\[[^()\[\]]*\]|[^\s()\[\]]+")
_SHORTENED = re.compile(r"\b(what|where|who|how|when)'s\b")
_EDGE, _ANY, _NUMBER = "|", "*", "#"
_SIGNS = {"^": _EDGE, "$": _EDGE, "*": _ANY, "#": _NUMBER}
_GAP = ("[*]",) * 5
_ORDINARY = (
    "anybody anyone boss bosses care cares change computers days difficult handle learn look "
    "looks manage manager members music organise organize pick picks problem problem* problems "
    "run running runs someone somebody sort speak supervisor take takes trouble want wanting "
    "watches wrong"
)
"""Words of many a question of work: alone they tell nothing."""

_COMMON = frozenset({*STOP_WORDS, *_SIGNS.values(), *_ORDINARY.split()})
_SHORTEST_STEM = 3
_BEGIN = frozenset({0})

_REMEMBERED = 4096
"""Sets of states that are remembered, each with where one word leads from there."""


class Said(NamedTuple):
    """How far each phrase has been said: the states, the name of one that ended there.

    `is_telling`: more has been said of one than how any sentence may begin.
    """

    states: frozenset[int]
    ended: str | None = None
    is_telling: bool = False


class Phrases:
    """Many phrases as one graph: which states a token leads to from the states before it.

    With `at_beginning` a phrase counts only where a text begins, and tells from its first
    word; else wherever it is said.
    What leads where is remembered, by words of the phrases alone, never by those of a text.
    """

    def __init__(self, *, at_beginning: bool = False) -> None:
        self._after = lru_cache(_REMEMBERED)(self._follow)
        self._ahead = lru_cache(_REMEMBERED)(self._look_ahead)
        self._names: dict[int, str] = {}
        self._telling: set[int] = set()
        self._anew = frozenset[int]() if at_beginning else _BEGIN
        self._next: list[dict[str, tuple[int, ...]]] = [{}]
        self._unless: dict[int, tuple[frozenset[str], int]] = {}
        self._known: set[str] = set()

    def add(self, name: str, written: str, words: Mapping[str, str]) -> None:
        """Read one phrase; `words` are the lists it may name. Raises `ValueError`, `KeyError`."""
        elements = _elements(written, words)
        needed = [at for at, element in enumerate(elements) if element[0] not in "![*#^$"]
        if not needed:
            raise ValueError(f"no word to look for in {written!r}")
        tells = next((at for at in needed if _tells(elements[at])), needed[-1])
        tells = tells if self._anew else -1
        states = [0]
        for at, element in enumerate(elements):
            common = _COMMON if at == tells else frozenset[str]()
            states = self._lead(states, element, common if at >= tells else None)
        self._names.update(dict.fromkeys(states, name))

    def begin(self) -> Said:
        """Where every text begins."""
        return Said(_BEGIN | self.step(Said(_BEGIN), _EDGE).states)

    def step(self, said: Said, token: str) -> Said:
        """What `token` leads to."""
        return self._after(said.states, tuple(filter(self._known.__contains__, _keys(token))))

    def may_tell(self, said: Said, beginning: str) -> bool:
        """Whether a word with that beginning, letters of ASCII, can lead to a telling state."""
        beginning = beginning.lower()
        return not self._ahead(said.states).isdisjoint((beginning, _ANY, *_stems(beginning)))

    def _follow(self, states: frozenset[int], keys: tuple[str, ...]) -> Said:
        found = {*self._anew}
        for state in states:
            following = self._next[state]
            for key in keys:
                if key in following:
                    found.update(following[key])
            if state in self._unless and self._unless[state][0].isdisjoint(keys):
                found.add(self._unless[state][1])
        ended = min(found & self._names.keys(), default=0)
        is_telling = not self._telling.isdisjoint(found)
        return Said(frozenset(found), self._names.get(ended), is_telling)

    def _look_ahead(self, states: frozenset[int]) -> frozenset[str]:
        """The words that lead from `states` to one that tells, and their beginnings."""
        words = {_ANY} if self._unless.keys() & states else set[str]()
        for state in states:
            ends = self._next[state].items()
            words |= {word for word, found in ends if not self._telling.isdisjoint(found)}
        words |= {normalize("NFD", word) for word in words}  # an accent may come later
        return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))

    def _lead(self, states: list[int], element: str, common: frozenset[str] | None) -> list[int]:
        """Add one element after `states`; the states that it ends in.

        It tells from its first word that is not `common`, at its end at the latest; never
        where `common` is None.
        """
        end = self._state()
        if common is not None:
            self._telling.add(end)
        words = frozenset(word for choice in _choices(element) for word in choice)
        self._known |= words
        if element[0] == "!":
            self._unless |= dict.fromkeys(states, (words, end))
            return [end]
        for choice in _choices(element):
            here, has_told = states, False
            for at, word in enumerate(choice, start=1):
                target = end if at == len(choice) else self._state()
                has_told = has_told or (common is not None and word not in common)
                if has_told:
                    self._telling.add(target)
                for state in here:
                    self._next[state][word] = (*self._next[state].get(word, ()), target)
                here = [target]
        return [*states, end] if element[0] == "[" else [end]

    def _state(self) -> int:
        self._next.append({})
        return len(self._next) - 1


class Follower:
    """Looks for phrases in a text that comes word by word.

    `found` is the name of the first phrase that was said.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._said = phrases.begin()
        self.found: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the last tokens may be the beginning of a phrase."""
        return self._said.is_telling

    def may_tell(self, beginning: str) -> bool:
        """Whether it may be waiting after a word with that beginning."""
        return self._phrases.may_tell(self._said, beginning)

    def take(self, text: str) -> None:
        """Take more whole words of the text."""
        for token in tokens(text):
            self._said = self._phrases.step(self._said, token)
            self.found = self.found or self._said.ended

    def finish(self) -> None:
        """Take the end of the text."""
        self.take(_EDGE)
        self._said = Said(frozenset())


def tokens(text: str) -> list[str]:
    """The words of `text`, written small, and the marks between its clauses."""
    if not text.isascii():
        text = normalize("NFC", text).replace("’", "'")
    small = text.lower()
    if "'" in small:
        small = _SHORTENED.sub(r"\1 is", small).replace("you're", "you are")
    return _TOKEN.findall(small)


def _keys(token: str) -> list[str]:
    """What `token` counts as in a phrase."""
    if token in _MARKS:
        return [token, _EDGE, _ANY] if token != _EDGE else [_EDGE, _ANY]
    keys = [token, _ANY, *_stems(token)]
    return [*keys, _NUMBER] if token[0].isdecimal() else keys


def _stems(word: str) -> list[str]:
    """How a phrase may write `word` with any ending."""
    return [f"{word[:end]}*" for end in range(_SHORTEST_STEM, len(word) + 1)]


def _elements(written: str, words: Mapping[str, str]) -> list[str]:
    """The elements of a phrase, its lists filled in. Raises `KeyError` for an unknown list."""
    named = re.sub(r"<(\w+)>", lambda found: words[found[1]], written)
    elements = _ELEMENT.findall(named)
    if "|" in elements or "".join("".join(elements).split()) != "".join(named.split()):
        raise ValueError(f"brackets that do not pair, stand in brackets or lack: {written!r}")
    return [part for element in elements for part in (_GAP if element == ".." else (element,))]


def _choices(element: str) -> list[list[str]]:
    choices = (choice.split() for choice in element.strip("!()[]").split("|"))
    return [[_SIGNS.get(word, word) for word in choice] for choice in choices if choice]


def _tells(element: str) -> bool:
    """Whether each choice of `element` has a word that is not in every other sentence."""
    return all(set(choice) - _COMMON for choice in _choices(element))
