"""What is shown of the words a model writes: the question, and nothing else.

Laws:
- What is released depends on the characters alone (and on the one at which the reader
  was in a hurry), never on how they were cut into pieces; nothing is ever added to them.
- Nothing is released before the opening is known: no label, greeting, reasoning,
  verdict, planted order, forbidden topic or opening of an earlier question. That takes
  six words, or, once told to `hurry`, as few as leave no doubt.
- Then word by word, except that a clause in which a word stands that a forbidden
  topic or a verdict is worded with waits for its end.
- What has been shown stands: what no candidate may be asked ends the text at what
  was released and is named in `fault`, so that the attempt can be begun again; what
  is only not as it should be, and shows in the whole text only, is `noted`.
- White space waits for the next visible character, so the text never ends in it.
"""

from __future__ import annotations

import re

from app.guard import echoes, fairness, openings, repeats, undecided
from app.interview.errors import ModelFailed
from app.language import endings
from app.language.plain import FORGET, PlainText

FIRST_WORDS = repeats.OPENING_WORDS
EMPTY = "empty"
NO_MARK = "has no question mark"
LONGEST_WORD = 200
"""Characters without a space after which a text is no sentence."""

_CLAUSE_END = re.compile(r"[,;:.!…–—?？。，；！、][\"”’»)\]]*(?=\s|$)|[。，；！？、]|\s[-–—](?=\s)")


class Refused(ModelFailed):
    """The text is not shown; what is said of it is a reason to give to the model."""

    def __init__(self, reason: str) -> None:
        super().__init__("refused", reason)


class QuestionFilter:
    """Takes the pieces of one question, gives what may be shown of them.

    `asked` are the earlier questions, `planted` the orders to the interviewer that
    were found in CV, job description and answers.
    """

    def __init__(self, *, asked: tuple[str, ...] = (), planted: tuple[str, ...] = ()) -> None:
        self._asked = asked
        self._planted = echoes.Planted(planted)
        self._plain = PlainText()
        self._taken = ""
        self._space = ""
        self._opening: openings.Opening | None = None
        self._released = ""
        self._is_over = self._is_hurried = False
        self._fault: str | None = None
        self._noted: str | None = None

    @property
    def text(self) -> str:
        """All that was returned so far."""
        return self._released

    @property
    def is_over(self) -> bool:
        """Whether the question has ended; nothing more is returned then."""
        return self._is_over

    @property
    def is_holding(self) -> bool:
        """Whether text has come, reasoning not counted, and none of it was returned yet."""
        return bool(self._taken) and not self._released

    @property
    def fault(self) -> str | None:
        """Why what was released must not stand, None while it may."""
        return self._fault

    @property
    def noted(self) -> str | None:
        """What only the whole text revealed: it stands, and is counted; None when sound."""
        return self._noted

    def hurry(self) -> None:
        """From the next word on do not wait for six, if what is there is sound already."""
        self._is_hurried = True

    def feed(self, delta: str) -> str:
        """What may be shown now, possibly nothing. Raises `Refused` before anything was."""
        before = len(self._released)
        for character in delta:
            if self._is_over:
                break
            for plain in self._plain.take(character):
                self._take(plain)
        return self._released[before:]

    def finish(self) -> str:
        """The rest, after the last piece. Raises `Refused` if nothing can be shown at all."""
        before = len(self._released)
        for plain in self._plain.rest():
            self._take(plain)
        if not self._is_over:
            self._advance("")
            self._is_over = True
        if not self._released and self._fault is None:
            raise Refused(EMPTY)
        return self._released[before:]

    def _take(self, character: str) -> None:
        if self._is_over:
            return
        if character == FORGET:
            self._forget()
        elif character in " \n":
            self._space = character
        else:
            self._take_visible(character)

    def _take_visible(self, character: str) -> None:
        if self._space or endings.is_wide(character):
            self._advance(self._space + character)
        if self._is_over:
            return
        self._taken += self._space + character
        self._space = ""
        if len(self._taken) - self._taken.rfind(" ") > LONGEST_WORD:
            self._advance("")

    def _forget(self) -> None:
        if self._released:
            self._refuse(echoes.NOT_A_QUESTION)
        self._taken = self._space = ""

    def _advance(self, following: str) -> None:
        """Release what the text so far allows; `following` is "" at its end."""
        begins = self._opening or openings.opening(self._taken, is_whole=not following)
        text = openings.unwrap(self._taken[begins.start :], begins.closers)
        end = endings.end_of(text, following)
        if end is not None or not following:
            self._end(text[:end])
        elif self._opening or self._opens(text, is_wrapped=bool(begins.closers)):
            self._opening = begins
            self._release(text)

    def _opens(self, text: str, *, is_wrapped: bool) -> bool:
        """Whether enough is there to know that this is the question. Raises `Refused`.

        A mark before it may be around the whole, or around words that the question quotes.
        """
        is_long = endings.words(text) >= (openings.LONGEST_BEFORE if is_wrapped else FIRST_WORDS)
        if not is_long and (is_wrapped or not self._is_hurried or not self._is_sound(text)):
            return False
        if openings.may_go_on(text):
            return False
        if repeats.may_open_the_same(text, self._asked):
            return False
        earlier = repeats.same_opening(text, self._asked)
        self._refuse(f"repeats question {earlier}" if earlier else echoes.no_question(text))
        return True

    def _is_sound(self, text: str) -> bool:
        """Whether so few words may be shown: nothing in them can turn out otherwise."""
        is_enough = endings.words(text) >= undecided.FEWEST_WORDS
        if not is_enough or undecided.is_undecided(text) or self._planted.held_words(text, 1):
            return False
        return self._safe(text, 0) == len(text)

    def _release(self, text: str) -> None:
        """Release the finished clauses, and of the last one what cannot be a fault's beginning."""
        start = _last_clause(text)
        self._refuse(self._fault_in(text[:start]) or self._planted.obeyed(text))
        if not self._is_over:
            self._show(text[: self._safe(text, start)])

    def _end(self, text: str) -> None:
        earlier = repeats.same_opening(text, self._asked) or repeats.rewording(text, self._asked)
        repeat = f"repeats question {earlier}" if earlier else None
        self._refuse(self._fault_in(text) or (None if self._released else repeat))
        if not self._is_over:
            self._noted = repeat or (None if endings.asks(text) else NO_MARK)
            self._show(text)
            self._is_over = True

    def _fault_in(self, text: str) -> str | None:
        topic = fairness.forbidden_topic(text)
        about = f"asks about {topic}" if topic else None
        return about or echoes.no_question(text) or self._planted.obeyed(text)

    def _safe(self, text: str, start: int) -> int:
        """Up to where `text` may be shown; its last clause begins at `start`."""
        clause = text[start:]
        places = (fairness.may_begin(clause), echoes.may_begin(clause))
        ends = [start + place for place in places if place is not None]
        held = self._planted.held_words(text)
        return min([len(text), *ends, *([_before_last(text, held)] if held else [])])

    def _refuse(self, reason: str | None) -> None:
        if reason is None:
            return
        self._is_over = True
        self._fault = reason
        if not self._released:
            raise Refused(reason)

    def _show(self, text: str) -> None:
        shown = re.sub(r"\s", " ", text.rstrip())
        if len(shown) > len(self._released) and any(map(str.isalnum, shown)):
            self._released = shown


def _last_clause(text: str) -> int:
    """Where the clause begins that is not finished yet."""
    found = [match.end() for match in _CLAUSE_END.finditer(text)]
    return found[-1] if found else 0


def _before_last(text: str, count: int) -> int:
    """Where the last `count` words of `text` begin."""
    found = [match.start() for match in re.finditer(r"\S+", text)]
    return found[-count] if count <= len(found) else 0
