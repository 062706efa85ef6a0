"""Phrases as data: the language of `topics/*.toml`, `asides.toml` and `no_questions.toml`.

A phrase is words with a space between them, written small. Beside plain words:

    word*       the word with any ending
    *           any word
    (a | b c)   one of these
    [a | b]     one of these, or nothing
    ..          up to five words
    #           a number
    £           a sum of money with its sign, as £28k or €900
    ^  $        where a clause begins or ends
    !(a | b)    not followed by one of these single words
    <name>      one of the words listed under that name in [words] of the same file

Brackets do not stand in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from unicodedata import normalize

from app.text.sentences import ORDINARY_WORDS, STOP_WORDS

_MARKS = "|?.,;:!…—–？؟。，、；：！"
_MONEY = "£€$₹¥"
_WORD = rf"(?:[{_MONEY}](?=\d))?[^\W_]+(?:(?:['.-]|(?<=\d),(?=\d))[^\W_]+)*"
_TOKEN = re.compile(rf"{_WORD}|[{re.escape(_MARKS)}€]")
_ELEMENT = re.compile(r"!?\([^()\[\]]*\)|\[[^()\[\]]*\]|[^\s()\[\]]+")
_SHORTENED = re.compile(r"\b(what|where|who|how|when)'s\b")
_EDGE, _ANY, _NUMBER = "|", "*", "#"
_SIGNS = {"^": _EDGE, "$": _EDGE, "*": _ANY, "#": _NUMBER}
_COMMON = STOP_WORDS | ORDINARY_WORDS | frozenset(_SIGNS.values())  # that alone tell nothing

_SHORTEST_STEM = 3
_BEGIN = frozenset({0})
_REMEMBERED = 4096  # sets of states, each with where one word leads from there

States = frozenset[int]  # how far each phrase has been said


class Phrases:
    """Many phrases as one graph: which states a token leads to from the states before it.

    With `at_beginning` a phrase counts only where a text begins, and tells from its first
    word; else wherever it is said.
    What leads where is remembered, by words of the phrases alone, never by those of a text.
    """

    def __init__(self, *, at_beginning: bool = False) -> None:
        self._after = lru_cache(_REMEMBERED)(self._follow)
        self._ahead = lru_cache(_REMEMBERED)(self._look_ahead)
        self._is_at_beginning = at_beginning
        self._names: dict[int, str] = {}
        self._telling: set[int] = set()
        self._new_states = count(1)
        self._next: dict[int, dict[str, tuple[int, ...]]] = {}
        self._unless: dict[int, tuple[frozenset[str], int]] = {}
        self._known: dict[str, str] = {}  # each word once

    def add(self, name: str, written: str, words: Mapping[str, str]) -> None:
        """Read one phrase; `words` are the lists it may name. Raises `ValueError`, `KeyError`."""
        elements = _elements(written, words)
        needed = [at for at, element in enumerate(elements) if element[0] not in "![*#^$"]
        if not needed:
            raise ValueError(f"no word to look for in {written!r}")
        tells = next((at for at in needed if _tells(elements[at])), needed[-1])
        tells = -1 if self._is_at_beginning else tells
        states = [0]
        for at, element in enumerate(elements):
            end = (next(self._new_states),)  # one for all its words
            choices = [[self._known.setdefault(w, w) for w in said] for said in _choices(element)]
            said = {word for choice in choices for word in choice}
            telling = set[str]() if at < tells else said - _COMMON if at == tells else said
            self._telling |= {*end} if at >= tells else set()
            if element[0] == "!":
                self._unless |= dict.fromkeys(states, (frozenset(said), *end))
            else:
                for choice in choices:
                    self._lead(states, choice, end, telling)
            states = [*states, *end] if element[0] == "[" else [*end]
        self._names.update(dict.fromkeys(states, name))

    def _lead(self, states: list[int], said: list[str], end: tuple[int], telling: set[str]) -> None:
        """Lead from `states` to `end` by the words `said`; it tells from a `telling` one."""
        for at, word in enumerate(said, start=1):
            target = end if at == len(said) else (next(self._new_states),)
            self._telling |= set() if telling.isdisjoint(said[:at]) else {*target}
            for state in states:
                after = self._next.setdefault(state, {})
                after[word] = after[word] + target if word in after else target
            states = [*target]

    def step(self, states: States, token: str) -> tuple[States, str | None, bool]:
        """What `token` leads to, the name of a phrase that ends there, and whether it tells.

        It tells where more has been said of a phrase than how any sentence may begin.
        """
        return self._after(states, tuple(filter(self._known.__contains__, _keys(token))))

    def may_tell(self, states: States, beginning: str) -> bool:
        """Whether a word with that beginning, letters of ASCII, can lead to a telling state."""
        said = {beginning.lower(), _ANY, *_stems(beginning.lower())}
        return not all(map(said.isdisjoint, map(self._ahead, states)))

    def _follow(self, states: States, keys: tuple[str, ...]) -> tuple[States, str | None, bool]:
        found = set[int]() if self._is_at_beginning else {0}
        for state in states:
            after = self._next.get(state, {})
            for key in after.keys() & keys:
                found.update(after[key])
            if state in self._unless and self._unless[state][0].isdisjoint(keys):
                found.add(self._unless[state][1])
        ended = self._names.get(min(found & self._names.keys(), default=0))
        return frozenset(found), ended, not self._telling.isdisjoint(found)

    def _look_ahead(self, state: int) -> frozenset[str]:
        """The words that lead from `state` to one that tells, and their beginnings."""
        words = {_ANY} if state in self._unless else set[str]()
        ends = self._next.get(state, {}).items()
        words |= {word for word, found in ends if not self._telling.isdisjoint(found)}
        words |= {normalize("NFD", word) for word in words}  # an accent may come later
        return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))


class Follower:
    """Looks for phrases in a text that comes word by word, after `text`.

    `found` is the name of the first phrase that was said, `is_waiting` whether the last
    tokens may be the beginning of one.
    """

    def __init__(self, phrases: Phrases, text: str = "") -> None:
        self.found: str | None = None
        self.is_waiting = False
        self._phrases = phrases
        self._states = _BEGIN | phrases.step(_BEGIN, _EDGE)[0]
        self.take(text)

    def may_tell(self, beginning: str) -> bool:
        """Whether it may be waiting after a word with that beginning."""
        return self._phrases.may_tell(self._states, beginning)

    def take(self, text: str) -> None:
        """Take more whole words of the text."""
        for token in tokens(text):
            self._states, ended, self.is_waiting = self._phrases.step(self._states, token)
            self.found = self.found or ended

    def finish(self) -> None:
        """Take the end of the text."""
        self.take(_EDGE)
        self._states, self.is_waiting = frozenset(), False


def tokens(text: str) -> list[str]:
    """The words of `text`, written small, and the marks between its clauses."""
    small = (text if text.isascii() else normalize("NFC", text).replace("’", "'")).lower()
    if "'" in small:
        small = _SHORTENED.sub(r"\1 is", small).replace("you're", "you are")
        small = small.replace("i'm", "i am").replace("i've", "i have")
    return _TOKEN.findall(small)


def _keys(token: str) -> list[str]:
    """What `token` counts as in a phrase."""
    if token in _MARKS:
        return [token, _EDGE, _ANY]
    number = _NUMBER if token.lstrip(_MONEY)[:1].isdecimal() else token
    return [token, _ANY, number, "£" if token[0] in _MONEY else token, *_stems(token)]


def _stems(word: str) -> list[str]:
    """How a phrase may write `word` with any ending."""
    return [f"{word[:end]}*" for end in range(_SHORTEST_STEM, len(word) + 1)]


def _elements(written: str, words: Mapping[str, str]) -> list[str]:
    """The elements of a phrase, its lists filled in. Raises `KeyError` for an unknown list."""
    named = re.sub(r"<(\w+)>", lambda found: words[found[1]], written).replace("..", "[*] " * 5)
    elements = _ELEMENT.findall(named)
    if "|" in elements or "".join("".join(elements).split()) != "".join(named.split()):
        raise ValueError(f"brackets that do not pair, stand in brackets or lack: {written!r}")
    return elements


def _choices(element: str) -> list[list[str]]:
    choices = (choice.split() for choice in element.strip("!()[]").split("|"))
    return [[_SIGNS.get(word, word) for word in choice] for choice in choices if choice]


def _tells(element: str) -> bool:
    """Whether each choice of `element` has a word that is not in every other sentence."""
    return all(set(choice) - _COMMON for choice in _choices(element))
