"""What is shown of the words a model writes: the question, and nothing else.

- What is released depends on the characters alone (and on the one at which the reader
  was in a hurry), never on how they were cut into pieces; nothing is ever added to them.
- Nothing is released before the opening is known: no label, greeting or reasoning, no
  text that asks nothing, no opening of an earlier question. That takes six words, or,
  once told to `hurry`, as few as leave no doubt.
- Then as it comes, except that words which may be about to ask what no candidate may
  be asked wait until it is known, and so does the beginning of a word that may become one.
- What has been shown stands: what must not be asked ends the text there and is named in
  `fault`, so that the question can be begun again; what is only not as it should be is
  `noted`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.errors import ModelFailed
from app.guard import duplicates, preamble
from app.guard.markup import END, FORGET, Markup
from app.guard.question import MAX_WORDS, QuestionText
from app.guard.words import BREAK, Words

EMPTY = "empty"
NOT_A_QUESTION = "is not a question"
NO_MARK = "has no question mark"
TOO_LONG = "asks nothing within sixty words"

_FIRST_WORDS = duplicates.OPENING_WORDS
_FEWEST_WORDS = 2
_LONGEST_LINE = 60
"""Words of what comes after the question that are kept."""


class Refused(ModelFailed):
    """The text is not shown; what is said of it is a reason to give to the model."""

    def __init__(self, reason: str) -> None:
        super().__init__("refused", reason)


class QuestionFilter:
    """Takes the pieces of one question, gives what may be shown of them.

    `asked` are the earlier questions, `own_sentences` those of the prompt. `text` is all
    that was returned so far; `is_over` tells that nothing more will be. `fault` says why
    what was returned must not stand, `noted` what only the whole text revealed: it stands.
    """

    def __init__(self, *, asked: Sequence[str] = (), own_sentences: Collection[str] = ()) -> None:
        self.text = ""
        self.is_over = False
        self.fault: str | None = None
        self.noted: str | None = None
        self._earlier = duplicates.Earlier(asked, own_sentences)
        self._markup, self._words = Markup(), Words()
        self._before = self._after = self._drafted = ""
        self._begins: tuple[int, str] | None = None
        self._draft = QuestionText()
        self._is_reasoning = self._is_hurried = self._is_open = False

    @property
    def line(self) -> str:
        """The line after the question: the first that begins with a bracket, else the first."""
        lines = list(filter(None, map(str.strip, self._after.split(BREAK))))
        return next((line for line in lines if line[0] == "["), lines[0] if lines else "")

    @property
    def line_is_over(self) -> bool:
        """Whether nothing more of the line after the question is kept."""
        is_full = len(self._after.split()) >= _LONGEST_LINE
        ended = self._after.split(BREAK)[:-1]
        return is_full or any(line.lstrip().startswith("[") for line in ended)

    @property
    def is_holding(self) -> bool:
        """Whether text has come, reasoning not counted, and none of it was returned yet."""
        return bool(self._before) and not self.text and not self._is_reasoning

    def hurry(self) -> None:
        """From the next word on do not wait for six, if what is there is sound already."""
        self._is_hurried = True

    def feed(self, piece: str) -> str:
        """What may be shown now, possibly nothing. Raises `Refused` before anything was."""
        return self._show(self._markup.take(piece))

    def finish(self) -> str:
        """The rest, after the last piece. Raises `Refused` if nothing can be shown at all."""
        shown = self._show(self._markup.rest() + END)
        self.is_over = True
        if not self.text and self.fault is None:
            self._refuse(NOT_A_QUESTION if self._is_reasoning else EMPTY)
        return shown

    def _show(self, text: str) -> str:
        before = len(self.text)
        for space, word in self._words.take(text):
            self._take(space, word)
        if self._is_open and not self.is_over:
            self._extend(self._draft.with_beginning(*self._words.begun))
        return self.text[before:]

    def _extend(self, text: str) -> None:
        """Show `text`, unless more of it is shown already."""
        if len(text) > len(self.text):
            self.text = text

    def _take(self, space: str, word: str) -> None:
        if self.is_over:
            self._note_line(word)
        elif word == FORGET:
            self._forget()
        elif self._is_reasoning:
            self._listen(word)
        elif self._is_open:
            self._note_line(self._draft.take(space, word))
            self._settle()
        elif word not in (BREAK, END):
            self._before += (space if self._before else "") + word
            self._open(self._before)
        elif self._before:
            self._open(f"{self._before}\n", is_whole=word == END)

    def _listen(self, word: str) -> None:
        """Wait for the end of reasoning: a tag, or a channel's marker that lost its signs."""
        _, marker, rest = word.rpartition("assistantfinal")
        if marker:
            self._forget()
            self._take("", f"final{rest}" if rest else "")

    def _forget(self) -> None:
        """All so far was reasoning; a candidate who saw some of it has to see it replaced."""
        if self.text:
            self._refuse(NOT_A_QUESTION)
        self._before = self._after = ""
        self._begins, self._draft = None, QuestionText()
        self._is_reasoning = self._is_open = False

    def _open(self, before: str, *, is_whole: bool = False) -> None:
        """Look for the beginning of the question in what has come. Raises `Refused`."""
        begins = start, closers = preamble.opening(before)
        text = before[start:]
        if not any(map(str.isalnum, text)):
            return
        if preamble.is_no_question(text, is_whole=is_whole):
            self._is_reasoning = True
            return
        if begins != self._begins:
            self._begins, self._draft, self._drafted = begins, QuestionText(closers), ""
        new, self._drafted, words = text[len(self._drafted) :], text.rstrip(), Words()
        for space, word in (*words.take(new), *words.rest(), *([("", END)] if is_whole else [])):
            self._note_line(self._draft.take(space, word))
        if is_whole or self._draft.is_over or self._is_known(is_wrapped=bool(closers)):
            self._start()

    def _is_known(self, *, is_wrapped: bool) -> bool:
        """Whether enough is there to know that this is the question.

        A mark before it may be around the whole, or around words that the question quotes.
        """
        draft = self._draft
        if draft.count < (preamble.LONGEST if is_wrapped else _FIRST_WORDS):
            is_early = self._is_hurried and not is_wrapped and draft.count >= _FEWEST_WORDS
            if not is_early or draft.shown != draft.text or preamble.is_undecided(draft.text):
                return False
        return not (preamble.may_go_on(draft.text) or self._earlier.may_open_alike(draft.text))

    def _start(self) -> None:
        """Begin to show. Raises `Refused`."""
        draft = self._draft
        self._is_open = True
        self._refuse(self._earlier.same_opening(draft.text))
        if draft.is_over and not draft.asks and not preamble.is_order(draft.text):
            self._refuse(NOT_A_QUESTION)
        self._settle()

    def _settle(self) -> None:
        """Decide on what the question says so far, and show what may be shown of it."""
        draft = self._draft
        if draft.watch.topic is not None:
            self._refuse(f"asks about {draft.watch.topic}")
        elif draft.is_over and not draft.asks and draft.count >= MAX_WORDS:
            self._refuse(TOO_LONG)
        elif draft.is_over:
            self._refuse(self._earlier.again(draft.text))
        if self.fault is None:
            self._extend(draft.shown)
            self.is_over = draft.is_over
            self.noted = NO_MARK if draft.is_over and not draft.asks else None

    def _refuse(self, reason: str | None) -> None:
        """End the text where it is, if there is a reason to. Raises `Refused` before any shows."""
        if reason is None:
            return
        self.is_over = True
        self.fault = reason
        if not self.text:
            raise Refused(reason)
        self._extend(self._draft.harmless)

    def _note_line(self, word: str) -> None:
        """Keep a word, or a line's end, that comes after the question."""
        if word not in ("", END, FORGET) and len(self._after.split()) < _LONGEST_LINE:
            self._after += word if word == BREAK else f" {word}"
