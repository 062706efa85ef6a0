"""What is shown of the words a model writes: the question, and nothing else.

- What is released depends on the characters alone, never on how they were cut into
  pieces; nothing is ever added to them.
- The first characters are released as soon as nothing can begin with them that does not
  show: no label, greeting or reasoning, no text that asks nothing, no earlier question.
  Until then the next word is waited for, with a mark around the whole ninety characters.
- Then as it comes, except that words which may be about to ask what no candidate may
  be asked wait until it is known, and so does the beginning of a word that may become one.
- What has been shown stands: what must not be asked ends the text there and is named in
  `fault`, so that the question can be begun again; what is only not as it should be is
  `noted`. A text that orders nothing and has no question mark is a fault in fewer than six
  words, because nobody can answer "I see.", and while none of it is shown; a longer one has
  said what it is about, can be answered, and is noted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.errors import ModelFailed
from app.guard import duplicates, preamble
from app.guard.markup import END, FORGET, Markup
from app.guard.question import MARKS, MAX_CHARACTERS, MAX_WORDS, QuestionText, first_letters
from app.guard.words import BREAK, Words

NOT_A_QUESTION = "is not a question"
_FEWEST_WORDS = 6  # a text that asks nothing must have as many to stand
_LONGEST_IN_MARKS = 90  # characters held while a mark may be around the whole, or a quotation
_LONGEST_BEFORE = 400  # characters after which no word is waited for: all is read anew with each
_LONGEST_LINE = 60  # words of what comes after the question that are kept


class Refused(ModelFailed):
    """The text is not shown; what is said of it is a reason to give to the model."""

    def __init__(self, reason: str) -> None:
        super().__init__("refused", reason)


class QuestionFilter:
    """Takes the pieces of one question, gives what may be shown of them.

    `asked` are the earlier questions, `own_sentences` those of the prompt; nothing can stand
    before a question that a person wrote, as `is_authored` says. `text` is all
    that was returned so far; `is_over` tells that nothing more will be. `fault` says why
    what was returned must not stand, `noted` what only the whole text revealed: it stands.
    """

    def __init__(
        self,
        *,
        asked: Sequence[str] = (),
        own_sentences: Collection[str] = (),
        is_authored: bool = False,
    ) -> None:
        self.text, self.is_over = "", False
        self.fault: str | None = None
        self.noted: str | None = None
        self._earlier = duplicates.Earlier(asked, own_sentences)
        self._markup, self._words = Markup(), Words()
        self._before = self._after = self._tried = ""
        self._draft = QuestionText()
        self._is_reasoning, self._is_open = False, is_authored

    @property
    def line(self) -> str:
        """The line after the question: the first that begins with a bracket, else the first."""
        lines = filter(None, map(str.strip, self._after.split(BREAK)))
        return min(lines, key=lambda line: line[0] != "[", default="")

    @property
    def line_is_over(self) -> bool:
        """Whether nothing more of the line after the question is kept."""
        ended = map(str.lstrip, self._after.split(BREAK)[:-1])
        return len(self._after.split()) >= _LONGEST_LINE or any(line[:1] == "[" for line in ended)

    def feed(self, piece: str) -> str:
        """What may be shown now, possibly nothing. Raises `Refused` before anything was."""
        return self._show(self._markup.take(piece))

    def finish(self) -> str:
        """The rest, after the last piece. Raises `Refused` if nothing can be shown at all."""
        shown = self._show(self._markup.rest() + END)
        self.is_over = True
        if not self.text and self.fault is None:
            self._refuse(NOT_A_QUESTION if self._is_reasoning else "empty")
        return shown

    def _show(self, text: str) -> str:
        before = len(self.text)
        for space, word in self._words.take(text):
            self._take(space, word)
        if not (self.is_over or self._is_reasoning):
            self._begin(self._words.space, self._words.word)
        return self.text[before:]

    def _begin(self, space: str, word: str) -> None:
        """Show the letters of a word that is being written, where nothing speaks against it."""
        if not self._is_open and (letters := first_letters(word)) not in ("", self._tried):
            self._tried = letters
            self._open(self._before + space, letters)
        if self._is_open:
            self.text = max(self.text, self._draft.with_beginning(space, word), key=len)

    def _take(self, space: str, word: str) -> None:
        if not (self._is_open or self.is_over or self._is_reasoning):
            self._begin(space, word)
        if self.is_over:
            self._note_line(word)
        elif word == FORGET:
            self._forget()
        elif self._is_reasoning:
            # A channel's marker that lost its signs ends it, as a tag does.
            _, marker, rest = word.rpartition("assistantfinal")
            if marker:
                self._forget()
                self._take("", f"final{rest}" if rest else "")
        elif self._is_open:
            self._note_line(self._draft.take(space, word))
            self._settle()
        elif word not in (BREAK, END):
            self._is_reasoning = len(self._before) > _LONGEST_BEFORE
            self._before, self._tried = f"{self._before}{space}{word}".lstrip(), ""
            self._open("" if self._is_reasoning else self._before)
        elif self._before:
            self._open(f"{self._before}\n", is_whole=word == END)

    def _forget(self) -> None:
        """All so far was reasoning; a candidate who saw some of it has to see it replaced."""
        if self.text:
            self._refuse(NOT_A_QUESTION)
        self._before = self._after = self._tried = ""
        self._is_reasoning = self._is_open = False

    def _open(self, text: str, letters: str = "", *, is_whole: bool = False) -> None:
        """Show of `text` what is the question, if it is known; `letters` begin the next word.

        Raises `Refused`.
        """
        start, closers = preamble.opening(text)
        text = text[start:]
        if not any(map(str.isalnum, text + letters)):
            return
        is_question = preamble.is_question(text, letters, is_whole=is_whole)
        if is_question is False:
            self._is_reasoning = True
            return
        is_known = is_question is True and (not closers or len(text) >= _LONGEST_IN_MARKS)
        is_known = is_known and not self._earlier.may_be_again(text, letters)
        if not (is_known or is_whole or not set(MARKS).isdisjoint(text)):
            return
        draft, words = QuestionText(closers), Words()
        end = [("", END)] if is_whole else []
        after = [draft.take(*pair) for pair in (*words.take(text), *words.rest(), *end)]
        if is_known or draft.is_over:
            self._draft, self._is_open = draft, True
            for word in after:
                self._note_line(word)
            self._refuse(self._earlier.opens_as_own(draft.text))
            self._settle()

    def _settle(self) -> None:
        """Decide on what the question says so far, and show what may be shown of it."""
        draft = self._draft
        is_statement = draft.is_over and not draft.asks
        may_be_refused = draft.count < (_FEWEST_WORDS if self.text else MAX_WORDS)
        if draft.watch.topic is not None:
            self._refuse(f"asks about {draft.watch.topic}")
        elif is_statement and may_be_refused and not preamble.pattern("order").match(draft.text):
            self._refuse(NOT_A_QUESTION)
        elif len(draft.text) > MAX_CHARACTERS or draft.count >= MAX_WORDS + (not is_statement):
            self._refuse("asks nothing within sixty words")
        elif draft.is_over:
            self._refuse(self._earlier.again(draft.text))
        if self.fault is None:
            self.text = max(self.text, draft.shown, key=len)
            self.is_over = draft.is_over
            self.noted = "has no question mark" if is_statement else None

    def _refuse(self, reason: str | None) -> None:
        """End the text where it is, if there is a reason to. Raises `Refused` before any shows."""
        if reason is not None:
            self.is_over, self.fault = True, reason
            if not self.text:
                raise Refused(reason)
            self.text = max(self.text, self._draft.certain, key=len)

    def _note_line(self, word: str) -> None:
        """Keep a word, or a line's end, that comes after the question."""
        if word not in ("", END, FORGET) and len(self._after.split()) < _LONGEST_LINE:
            self._after += word if word == BREAK else f" {word}"
