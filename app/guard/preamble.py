"""What a model writes before its question: labels, greetings, praise, marks around the whole.

Only what stands before the question goes; the words of the question stay as written.
`preamble.toml` lists what is skipped, `no_questions.toml` how a text begins that asks
nothing. Which words may still become either is told from these lists themselves.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from importlib.resources import files

from app.guard.patterns import patterns
from app.guard.phrases import Follower, Phrases
from app.guard.question import QUOTES

_BARE_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"\\.|\(\?-?i?:")
"""What of a pattern looks like words and is none."""

_PAIRS = QUOTES | {"‘": "’", "'": "'", "`": "`"}
_OPENER = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})(?=[^\s*_])|[{''.join(_PAIRS)}](?=.)", re.DOTALL)
_CLOSES = r"(?=[\s.,;:!?)]|$)"
_SENTENCE_ENDS = ("?", "？", "؟", ".", "!")


def opening(text: str) -> tuple[int, str]:
    """Where the question begins in `text`, and the characters that close what is around it."""
    start, closers = 0, ""
    while True:
        found = pattern("skipped").match(text, start)
        opener = _OPENER.match(text, start)
        if found and found.end() > start:
            start = found.end()
            closers += '"}' if found.group().endswith('"') else ""
            closers += "\n" if found.group().rstrip().endswith("#") else ""
        elif opener and not _marks_a_phrase(opener.group(), text[opener.end() :]):
            start = opener.end()
            closers += _PAIRS.get(opener.group(), opener.group()[0])
        else:
            return start, closers


def is_question(text: str, letters: str = "", *, is_whole: bool = False) -> bool | None:
    """Whether `text`, its opening skipped, is the question; `letters` begin the word after it.

    None for a text that may still turn out to be reasoning, a refusal, a verdict or a
    printed order, and for one of which each word may be of what stands before a question.
    """
    begun = text + letters
    is_before = _beginnings().issuperset(_BARE_WORD.findall(begun.lower()))
    is_before = is_before or pattern("unfinished").fullmatch(begun) is not None
    if letters and is_before:
        return None  # what is whole of it was looked at before
    follower = Follower(_no_questions())
    follower.take(text)
    if is_whole:
        follower.finish()
    if follower.found or pattern("reasons").match(text):
        return False
    may_go_on = follower.may_tell(letters) if letters else follower.is_waiting
    return None if is_before or may_go_on else True


def _marks_a_phrase(opener: str, text: str) -> bool:
    """Whether what `opener` opens is closed within `text`, so not around the whole question.

    What is opened inside closes first.
    """
    closers = f"[{_PAIRS[opener]}]" if opener in _PAIRS else rf"(?<=\S){re.escape(opener)}"
    depth = 1
    for mark in re.finditer(rf"{re.escape(opener)}|{closers}", text):
        if re.fullmatch(closers, mark.group()) is None and opener in _PAIRS:
            depth += 1
        elif re.match(_CLOSES, text[mark.end() :]):
            depth -= 1
        if depth == 0:
            is_sentence = text[: mark.start()].endswith(_SENTENCE_ENDS)
            return not is_sentence and text[mark.end() :].strip() != ""
    return False


_patterns = cache(partial(patterns, "preamble"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `preamble.toml`."""
    return re.compile(_patterns()[name], re.IGNORECASE)


@cache
def _beginnings() -> frozenset[str]:
    """How the words begin of all that may stand before a question, the words themselves too."""
    written = f"{_patterns()['skipped']}|{_patterns()['unfinished']}"
    words = _BARE_WORD.findall(_NO_WORDS.sub(" ", written))
    return frozenset(word[:end].lower() for word in words for end in range(1, len(word) + 1))


@cache
def _no_questions() -> Phrases:
    phrases = Phrases(at_beginning=True)
    listed = tomllib.loads((files("app.guard") / "no_questions.toml").read_text("utf-8"))
    for line in filter(None, "\n".join(listed.values()).splitlines()):
        phrases.add("no question", line, {})
    return phrases
