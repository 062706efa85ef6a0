"""The sentences of the demo interviewer, read from bank.toml.

Law: a person wrote every sentence. It is filled with words that stand in quotation
marks, the job title and the company, and with nothing else.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

_OPENING_WORDS = 4  # that tell how a question opens
_WORD = re.compile(r"[^\W_]+")


class Facts(NamedTuple):
    """What may stand in a sentence; None where there is nothing to say."""

    quote: str | None = None
    title: str | None = None
    company: str | None = None


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question in two wordings; `only` of what the CV has "named" or "unnamed"."""

    ask: str
    again: str
    only: Literal["", "named", "unnamed"] = ""


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: dict[str, tuple[str, ...]]
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
    entries = [(each.ask, each.again) for listed in QUESTIONS.values() for each in listed]
    for one, other in (*entries, *(entry[::-1] for entry in entries)):
        if (asked := fill(one, facts)) and question.endswith(asked):
            return fill(other, facts)
    return None


_WRITTEN = resources.files("app.demo").joinpath("bank.toml").read_bytes()
_BOOK = msgspec.toml.decode(_WRITTEN, type=_Book)
LEADS, QUESTIONS = _BOOK.leads, _BOOK.questions
