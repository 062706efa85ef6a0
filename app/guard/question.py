"""The words of one question, where it ends, and what of it may be shown.

It ends at its first question mark that closes a word, or at its sixtieth word. A mark
inside a quotation or bracket ends it only where the line or the text ends, or where a
new sentence follows: after "why not?" a small letter goes on. "/search?q=x" has none.
"""

from __future__ import annotations

import re

from app.guard.markup import END
from app.guard.topics import Watch
from app.guard.words import BREAK, is_wide, weight

MAX_WORDS = 60
MAX_CHARACTERS, _LONGEST_WORD = 1_500, 50  # of a question, of a word that is not whole yet
MARKS = "?？؟⁇⁈⁉፧⸮\u037e"
_MORE_MARKS = "?!？！؟"
QUOTES = {  # marks that open a quotation, each with those that close it
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』",
}  # fmt: skip
_PAIRS = QUOTES | {"(": ")", "[": "]", "（": "）"}
_SPECIAL = re.compile(f"[{re.escape(MARKS + ''.join(_PAIRS))}”›』」）\\])]")
_AFTER_MARK = "}”’»›」』)]）\"“'*_`"
_JOINTS = ",;:—–-&=/%#+("
_PAST_LETTERS = re.compile("[^A-Za-z].*", re.DOTALL)
_NOTE = re.compile(r"\[[\w-]{1,12}\]?")
_STARS = re.compile(
    r"(?<![\w*/`])(?P<opens>\*(?=[\w\"“„«‘'(¿])|\*{2,3}(?=[^\s*]))(?!(?:kw)?args\b)|"
    r"(?<=[^\s*])\*{1,3}(?![\w*])"
)


class QuestionText:
    """Takes the words of a question; `closers` close marks that stood before it.

    `count` is the number of words, `watch` knows the forbidden topic that it asks about,
    `shown` is the text without last words that may be about to ask of one, `certain` the text
    with the letters of its last word that were harmless whatever came of them, because they
    could be shown before the word was whole.
    """

    def __init__(self, closers: str = "") -> None:
        self.text = self.shown = self.certain = ""
        self.count = 0.0
        self.is_over = self.asks = False
        self._closers, self._is_emphasised = closers, "*" in closers
        self._beginning: str | None = None
        self._awaited: list[str] = []
        self.watch = Watch()

    def with_beginning(self, space: str, word: str) -> str:
        """`shown` with the letters that `word` begins with, where they may be shown already."""
        if word != self._beginning:
            self._beginning, letters = word, first_letters(word)
            is_held = not letters or self.asks or self.is_over or self.watch.may_tell(letters)
            self.certain = self.shown if is_held else self._spaced(space) + letters
        return self.certain

    def _spaced(self, space: str) -> str:
        return f"{self.text} " if space and self.text else self.text

    def take(self, space: str, word: str) -> str:
        """Add a whole word, `BREAK` or `END`; what stands after the question comes back."""
        if word in (BREAK, END):
            if self.asks or word == END:
                self._finish()
            return ""
        if self._is_past_end(space, word):
            self._finish()
            return word
        self.with_beginning(space, word)
        self.asks, self._beginning = False, None
        kept, rest = word.replace('\\"', '"'), ""
        if "*" in kept:
            kept = _STARS.sub(self._settle_stars, kept)
        if _SPECIAL.search(kept):
            kept, rest = self._read(kept)
        self.text = self._spaced(space) + kept if kept else self.text
        self.count += weight(kept)
        self.watch.take(kept)
        self.shown = self.certain if self.watch.is_waiting else self.text
        if self.is_over or self.count >= MAX_WORDS or len(self.text) > MAX_CHARACTERS:
            self._finish()
        return rest

    def _settle_stars(self, stars: re.Match[str]) -> str:
        """Nothing for stars that mark words, those of "A*" and "5*" as written."""
        was_emphasised, self._is_emphasised = self._is_emphasised, stars["opens"] is not None
        return "*" if stars.group() == "*" and not (was_emphasised or stars["opens"]) else ""

    def _finish(self) -> None:
        self.is_over = True
        self.watch.finish()
        self.shown = self.text

    def _read(self, word: str) -> tuple[str, str]:
        """What of `word` belongs to the question, and what comes after its end."""
        kept = ""
        for at, character in enumerate(word, start=1):
            if self._awaited and character in self._awaited[-1]:
                self._awaited.pop()
            elif character in _PAIRS and (character != '"' or not kept.strip("(")):
                self._awaited.append(_PAIRS[character])
            elif character in self._closers and character not in "'*_`":
                self._closers = self._closers.replace(character, "", 1)
                continue
            kept += character
            if character in MARKS and (end := self._after_mark(word[at:])):
                return kept + end[0], end[1]
        return kept, ""

    def _after_mark(self, following: str) -> tuple[str, str] | None:
        """What closes the quotation that a mark stands in, and what follows; None in mid-word."""
        rest, closing, awaited = following.lstrip(_MORE_MARKS), "", [*self._awaited]
        while rest and awaited and rest[0] in awaited[-1]:
            closing, rest = closing + rest[0], rest[1:]
            awaited.pop()
        ends_field = rest[:1] == '"' and "}" in self._closers
        rest = rest.lstrip(_AFTER_MARK)
        if rest and not ends_field and (_is_joined(rest) or (closing and is_wide(rest[0]))):
            return None
        self._awaited = awaited
        self.asks = True
        self.is_over = bool(rest) or not (closing or self._is_quoting())
        return closing, rest

    def _is_past_end(self, space: str, word: str) -> bool:
        """Whether the question ended before `word`; it may go on after a mark that it quotes."""
        is_note = space == "\n" and self.text != "" and _NOTE.match(word) is not None
        goes_on = self._is_quoting() or _is_joined(word) or (not space and is_wide(word[0]))
        return self.is_over or is_note or (self.asks and (word[0] == "[" or not goes_on))

    def _is_quoting(self) -> bool:
        return any(closer not in ")]）" for closer in self._awaited)


def first_letters(word: str) -> str:
    """The letters of ASCII that `word` begins with; more of them may come."""
    return _PAST_LETTERS.sub("", word[:_LONGEST_WORD])


def _is_joined(text: str) -> bool:
    return text[0] in _JOINTS or text[0].isdigit() or text[0].islower()
