"""The sentences of the demo interviewer, read from bank.toml.

Law: a person wrote every sentence. It is filled with words that stand in quotation
marks, the job title and the company, and with nothing else.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

from app.coach.phrase_table import PhraseTable

_OPENING_WORDS, _TELLING_WORDS = 4, 5
"""The words that tell how a question opens, and what a line of a posting is about."""
_WORD = re.compile(r"[^\W_]+")


class Facts(NamedTuple):
    """What may stand in a sentence; None where there is nothing to say."""

    quote: str | None = None
    title: str | None = None
    company: str | None = None


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, `again` in other words; `only` of what the CV has "named" or "unnamed"."""

    ask: str
    again: str
    only: Literal["", "named", "unnamed"] = ""


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: dict[str, tuple[str, ...]]
    words: dict[str, dict[str, tuple[str, ...]]]
    questions: dict[str, tuple[Entry, ...]]


def fill(sentence: str, facts: Facts) -> str | None:
    """`sentence` with its placeholders filled, None where one has nothing to fill it."""
    quote = facts.quote and f"“{facts.quote}”"
    words = {"{quote}": quote, "{title}": facts.title, "{company}": facts.company}
    pieces = [words.get(piece, piece) for piece in re.split(r"(\{\w+\})", sentence)]
    filled = [piece for piece in pieces if piece is not None]
    return "".join(filled) if len(filled) == len(pieces) else None


def opening(question: str) -> tuple[str, ...]:
    """The first words of a question, up to a quotation: no two questions share them."""
    authored = question.partition("“")[0]
    return tuple(_WORD.findall(authored.casefold())[:_OPENING_WORDS])


def second_wording(question: str, facts: Facts) -> str | None:
    """The other wording of the entry that `question` ends with, None when with none."""
    for entry in (entry for listed in QUESTIONS.values() for entry in listed):
        if (asked := fill(entry.ask, facts)) and question.endswith(asked):
            return fill(entry.again, facts)
    return None


def topics(of: str, text: str) -> tuple[str, ...]:
    """The names of the questions that are about `text`, first what it begins with.

    Nothing but the beginning of a line tells what it is about. `of` names a table of words: an
    `Asked`, which shares that of any "requirement" where it has none, or an "answer".
    """
    of = of if of in _TABLES else "requirement"
    found = _TABLES[of].find(text)
    named = [t for t in _WORDS[of] if t in found and found[t][0] < _TELLING_WORDS]
    return tuple(sorted(named, key=lambda topic: (found[topic][0], -found[topic][1])))


_BOOK = msgspec.toml.decode(
    resources.files("app.demo").joinpath("bank.toml").read_bytes(), type=_Book
)
LEADS, QUESTIONS = _BOOK.leads, _BOOK.questions
_WORDS = _BOOK.words | {"experience": _BOOK.words["knowledge"] | _BOOK.words["requirement"]}
_TABLES = {of: PhraseTable(words) for of, words in _WORDS.items()}
