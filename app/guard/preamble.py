"""What a model writes before its question: labels, greetings, praise, marks around the whole.

Only what stands before the question goes; the words of the question stay as written.
`preamble.toml` lists what is skipped, `no_questions.toml` how a text begins that asks
nothing. Which words may still become either is told from these lists themselves.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from app.guard.phrases import Follower, Phrases

_BARE_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"\\.|\(\?-?i?:")
"""What of a pattern looks like words and is none."""

_REASONS = re.compile(
    r'\{(?!\s*"\w*"?\s*:?\s*$)|\[\{|(?:assistant)?(?:analysis|commentary)(?=\n|[A-Z])'
)
_PAIRS = {
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'",
    "‹": "›", "「": "」", "『": "』", "`": "`",
}  # fmt: skip
_OPENER = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})(?=[^\s*_])|[{''.join(_PAIRS)}](?=.)", re.DOTALL)
_CLOSES = r"(?=[\s.,;:!?)]|$)"
_SENTENCE_ENDS = ("?", "？", "؟", ".", "!")


class OpeningKind(StrEnum):
    """What a text is, as far as its first words tell."""

    QUESTION = "question"
    NO_QUESTION = "no question"
    UNDECIDED = "undecided"


def opening(text: str) -> tuple[int, str]:
    """Where the question begins in `text`, and the characters that close what is around it."""
    start, closers = 0, ""
    while step := _skip(text[start:]):
        start += step[0]
        closers += step[1]
    return start, closers


def opening_kind(text: str, letters: str = "", *, is_whole: bool = False) -> OpeningKind:
    """What `text` is, its opening skipped; `letters` begin the word after it.

    Undecided is a text that may still turn out to be reasoning, a refusal, a verdict or a
    printed order, and one of which each word may be of what stands before a question.
    """
    begun = text + letters
    is_before = _beginnings().issuperset(_BARE_WORD.findall(begun.lower()))
    is_before = is_before or pattern("unfinished").fullmatch(begun) is not None
    if letters and is_before:
        return OpeningKind.UNDECIDED  # what is whole of it was looked at before
    follower = Follower(_no_questions())
    follower.take(text)
    if is_whole:
        follower.finish()
    if follower.found or _REASONS.match(text):
        return OpeningKind.NO_QUESTION
    may_go_on = follower.may_tell(letters) if letters else follower.is_waiting
    return OpeningKind.UNDECIDED if is_before or may_go_on else OpeningKind.QUESTION


def _skip(text: str) -> tuple[int, str] | None:
    """How much goes at the beginning of `text`, and what closes a mark that goes."""
    found = pattern("skipped").match(text)
    if found and found.end():
        return found.end(), '"}' if found.group().endswith('"') else ""
    opener = _OPENER.match(text)
    if opener is None:
        return None
    mark, inside = opener.group(), text[opener.end() :]
    end = _closing(inside, mark)
    if end and not inside[: end.start()].endswith(_SENTENCE_ENDS) and inside[end.end() :].strip():
        return None  # a phrase is marked, not the question
    return opener.end(), _PAIRS.get(mark, mark[0])


def _closing(text: str, opener: str) -> re.Match[str] | None:
    """What closes `opener`, which stood before `text`; what is opened inside closes first."""
    closers = f"[{_PAIRS[opener]}]" if opener in _PAIRS else rf"(?<=\S){re.escape(opener)}"
    depth = 1
    for mark in re.finditer(rf"{re.escape(opener)}|{closers}", text):
        if re.fullmatch(closers, mark.group()) is None and opener in _PAIRS:
            depth += 1
        elif re.match(_CLOSES, text[mark.end() :]):
            depth -= 1
        if depth == 0:
            return mark
    return None


@cache
def _data(name: str) -> dict[str, Any]:
    """A data file beside this module; for reading only."""
    return tomllib.loads((files("app.guard") / name).read_text("utf-8"))


def _written(name: str) -> str:
    """A pattern of `preamble.toml`, its lists filled in."""
    lists, written = _data("preamble.toml")["lists"], _data("preamble.toml")["before"][name]
    written = written if isinstance(written, str) else "|".join(written)
    while (filled := re.sub(r"<(\w+)>", lambda name: str(lists[name[1]]), written)) != written:
        written = filled
    return re.sub(r"\n\s*", "", written)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `preamble.toml`."""
    return re.compile(_written(name), re.IGNORECASE)


@cache
def _beginnings() -> frozenset[str]:
    """How the words begin of all that may stand before a question, the words themselves too."""
    words = _BARE_WORD.findall(
        _NO_WORDS.sub(" ", f"{_written('skipped')}|{_written('unfinished')}")
    )
    return frozenset(word[:end].lower() for word in words for end in range(1, len(word) + 1))


@cache
def _no_questions() -> Phrases:
    phrases = Phrases(at_beginning=True)
    for lines in _data("no_questions.toml").values():
        for line in filter(None, lines.splitlines()):
            phrases.add("no question", line, {})
    return phrases
