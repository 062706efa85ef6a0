"""What a model writes before its question: labels, greetings, praise, marks around the whole.

Only what stands before the question goes; the words of the question stay as written.
`preamble.toml` lists what is skipped, `no_questions.toml` how a text begins that asks
nothing.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from app.guard.phrases import Follower, Phrases

LONGEST = 16
"""Words that are held while a greeting could still turn out to be one."""

_BARE_WORD = re.compile(r"[^\W\d_]+")
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


def opening(text: str) -> tuple[int, str]:
    """Where the question begins in `text`, and the characters that close what is around it."""
    start, closers = 0, ""
    while step := _skip(text[start:]):
        start += step[0]
        closers += step[1]
    return start, closers


def may_go_on(text: str) -> bool:
    """Whether `text`, its opening skipped, could still be a greeting, a label or no question."""
    may_be_before = len(text.split()) < LONGEST and _pattern("may_be").match(text) is not None
    return may_be_before or _no_question(text).has_begun


def is_undecided(text: str) -> bool:
    """Whether a few words could still turn out to be no question, or to stand before it.

    As long as every word is one that such a text opens with, nothing is known yet.
    """
    return all(map(_pattern("word").fullmatch, _BARE_WORD.findall(text)))


def is_no_question(text: str, *, is_whole: bool) -> bool:
    """Whether `text` begins as reasoning, a refusal, a verdict or a printed order does."""
    follower = _no_question(text)
    if is_whole:
        follower.finish()
    return bool(_REASONS.match(text) or follower.found)


def is_order(text: str) -> bool:
    """Whether `text` asks by telling what to do: "Tell me about …"."""
    return _pattern("order").match(text) is not None


def _no_question(text: str) -> Follower:
    """How far `text` goes with the phrases that no question begins with."""
    follower = Follower(_no_questions(), at_beginning=True)
    follower.take(text)
    return follower


def _skip(text: str) -> tuple[int, str] | None:
    """How much goes at the beginning of `text`, and what closes a mark that goes."""
    found = _pattern("skipped").match(text)
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


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of `preamble.toml`, its lists filled in."""
    lists, written = _data("preamble.toml")["lists"], _data("preamble.toml")["before"][name]
    written = written if isinstance(written, str) else "|".join(written)
    while (filled := re.sub(r"<(\w+)>", lambda name: str(lists[name[1]]), written)) != written:
        written = filled
    return re.compile(re.sub(r"\n\s*", "", written), re.IGNORECASE)


@cache
def _no_questions() -> Phrases:
    phrases = Phrases()
    for lines in _data("no_questions.toml").values():
        for line in filter(None, lines.splitlines()):
            phrases.add("no question", line, {})
    return phrases
