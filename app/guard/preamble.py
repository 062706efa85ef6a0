"""What a model writes before its question: labels, greetings, praise, marks around the whole.

Only what stands before the question goes; the words of the question stay as written.
`preamble.toml` and `asides.toml` list what is skipped, `no_questions.toml` how a text begins
that asks nothing. Which words may still become either is told from these lists themselves.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from app.guard.patterns import patterns
from app.guard.phrases import Follower, Phrases
from app.guard.question import QUOTES

_ASIDE, _NOTHING, _ASIDE_WORDS = "asides", "no_questions", 9  # a longer one says of what it is
_PATTERNS = patterns("preamble")

_BARE_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[a-z] )(?!I\b|Sie\b|Ihr|Antwort|Beispiel|Arbeit|Leistung)[A-Z]")
_NO_WORDS = re.compile(r"\\.|\(\?-?i?:")  # what of a pattern looks like words and is none

_PAIRS = QUOTES | {"‘": "’", "'": "'", "`": "`"}
_OPENER = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})(?=[^\s*_])|[{''.join(_PAIRS)}](?=.)", re.DOTALL)
_CLOSES = r"(?=[\s.,;:!?)]|$)"
_MOST_MARKS = 9  # that open and are around the whole
_SENTENCE_ENDS = ("?", "？", "؟", ".", "!")


def opening(text: str) -> tuple[int, str]:
    """Where the question begins in `text`, and the characters that close what is around it."""
    start, closers = 0, ""
    while True:
        found = pattern("skipped").match(text, start) or _aside(text, start)
        opener = _OPENER.match(text, start) if len(closers) < _MOST_MARKS else None
        if found and found.end() > start:
            start = found.end()
            closers += '"}' if found.group().endswith('"') else ""
            closers += "\n" if found.group().rstrip().endswith("#") else ""
        elif opener and not _marks_a_phrase(opener.group(), text[opener.end() :]):
            start = opener.end()
            closers += _PAIRS.get(opener.group(), opener.group()[0])
        else:
            return start, closers


def is_question(text: str, letters: str, *, is_whole: bool) -> bool | None:
    """Whether `text`, its opening skipped, is the question; `letters` begin the word after it.

    None for a text that may still turn out to be reasoning, a refusal, a verdict or a
    printed order, and for one of which each word may be of what stands before a question.
    """
    begun = text + letters
    is_before = _beginnings().issuperset(_BARE_WORD.findall(begun.lower()))
    is_before = is_before or pattern("unfinished").fullmatch(begun) is not None
    if letters and is_before:
        return None  # what is whole of it was looked at before
    follower = Follower(_openings(), text)
    if is_whole:
        follower.finish()
    if follower.found == _NOTHING or pattern("reasons").match(text):
        return False
    may_go_on = follower.may_tell(letters) if letters else follower.is_waiting
    is_aside = follower.found is not None and pattern("sentence").fullmatch(begun) is not None
    return None if is_before or may_go_on or is_aside else True


def _aside(text: str, start: int) -> re.Match[str] | None:
    """A sentence of praise that begins at `start` and has ended."""
    sentence = pattern("aside").match(text, start)
    said = " ".join(sentence.group().split()) if sentence else ""
    is_plain = said.count(" ") < _ASIDE_WORDS and not _NAME.search(said)
    return sentence if is_plain and Follower(_openings(), said).found == _ASIDE else None


def _marks_a_phrase(opener: str, text: str) -> bool:
    """Whether what `opener` opens is closed within `text`, so not around the whole question.

    What is opened inside closes first.
    """
    closers = f"[{_PAIRS[opener]}]" if opener in _PAIRS else rf"(?<=\S){re.escape(opener)}"
    depth = 1
    for mark in re.finditer(rf"(?P<closes>{closers}{_CLOSES})|{re.escape(opener)}", text):
        depth += -1 if mark["closes"] else opener in _PAIRS
        if depth == 0:
            is_sentence = text[: mark.start()].endswith(_SENTENCE_ENDS)
            return not is_sentence and text[mark.end() :].strip() != ""
    return False


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `preamble.toml`."""
    return re.compile(_PATTERNS[name], re.IGNORECASE)


@cache
def _beginnings() -> frozenset[str]:
    """How the words begin of all that may stand before a question, the words themselves too."""
    written = f"{_PATTERNS['skipped']}|{_PATTERNS['unfinished']}"
    words = _BARE_WORD.findall(_NO_WORDS.sub(" ", written))
    return frozenset(word[:end].lower() for word in words for end in range(1, len(word) + 1))


@cache
def _openings() -> Phrases:
    phrases = Phrases(at_beginning=True)
    for name in (_ASIDE, _NOTHING):
        listed = tomllib.loads((files("app.guard") / f"{name}.toml").read_text("utf-8"))
        for line in filter(None, "\n".join(listed["begins"].values()).splitlines()):
            phrases.add(name, line, listed.get("words", {}))
    return phrases
