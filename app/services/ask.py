"""One ask of a question, from try to try: its deadlines and its refusals."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from app.domain.errors import ModelFailed
from app.domain.interview import Interview, TurnFault
from app.domain.source import Source
from app.repeated_timeout import RepeatedTimeout
from app.services.clock import Clock
from app.services.daily_budget import NO_CALL_LEFT
from app.services.ports import Interviewer
from app.services.timeouts import Timeouts
from app.text.quotations import verbatim

if TYPE_CHECKING:
    from app.guard.stream_filter import QuestionFilter

REFUSALS_BEFORE_STAND_IN = 2
PAUSE_BEFORE_NEXT_TRY = 0.25
OF_UNSHOWABLE = 0.9
"""The share of the first text's time that a model has whose words cannot be shown."""

LATE = "late"
WITHOUT_WORDS = frozenset({"empty", "cut short", "tool call", "declined", "filtered"})
"""Faults of a model that was reached and gave nothing to show: as good as a refusal."""

_QUOTED = re.compile(
    r"\b(?:you|your|cv|r[eé]sum[eé]|posting|description|advert)\b[^.?!“„«\"]*"
    r'(?<![^\s(])["“„«»]([^"“”„«»]+)["“”«»]'
)
"""Words said to be the candidate's or to stand in the papers; a guest may say anything."""
_LEFT_OUT = re.compile(r"…|\.{3}|[.,;:!?]+\s*$")
_FEWEST_QUOTED = 4
"""Words in quotation marks that are a quotation; fewer are a name or a term."""


def question_filter(author: Interviewer, asked: Sequence[str] = ()) -> QuestionFilter:
    """What shows an author's question; a model's repeats neither `asked` nor its prompt."""
    from app.guard.stream_filter import QuestionFilter  # noqa: PLC0415, the first page asks nothing

    if author.source is not Source.MODEL:
        return QuestionFilter(is_authored=True)
    from app.prompts.templates import OWN_SENTENCES  # noqa: PLC0415, as above

    return QuestionFilter(asked=asked, own_sentences=OWN_SENTENCES)


def false_quotation(author: Interviewer, text: str, interview: Interview) -> str | None:
    """What is wrong where a model's `text` quotes words that nobody wrote or said."""
    if author.source is not Source.MODEL:
        return None
    session = interview.session
    given = [session.cv_text or "", session.job_description_text or "", session.job_title]
    given += [session.company_name, *session.asked_before, *(m.words for m in interview.messages)]
    source = "\n".join(given).casefold()
    quoted = (q for q in _QUOTED.findall(text.casefold()) if len(q.split()) >= _FEWEST_QUOTED)
    parts = (part for q in quoted for part in _LEFT_OUT.split(q) if part.strip())
    is_true = all(verbatim(part, source) for part in parts)
    return None if is_true else "quotes what nobody wrote or said"


def refused(reason: str) -> ModelFailed:
    """The fault of a question that must not be shown; `reason` is told to the model."""
    from app.guard.stream_filter import Refused  # noqa: PLC0415, as above

    return Refused(reason)


class Ask:
    """What one ask remembers.

    `is_sample`: a planned question may stand in early; `is_show`: earlier still,
    because a hall waits for its first word.
    """

    def __init__(
        self, clock: Clock, timeouts: Timeouts, *, is_sample: bool, is_show: bool = False
    ) -> None:
        self._monotonic = clock.monotonic
        self._timeouts = timeouts
        self._timeout = RepeatedTimeout()
        self._is_sample = is_sample
        self._sample_text = timeouts.sample_life if is_show else timeouts.sample_text
        self._started = clock.monotonic()
        self._has_life = False
        self._first_words: float | None = None
        self._last_words: float | None = None
        self._first_text: float | None = None
        self._last_text: float | None = None
        self._refusals = 0
        self.refused: str | None = None
        self.stands_in = self.has_shown = False
        self.may_go_on = True
        self.fault = TurnFault.UNREACHABLE
        self.pause = PAUSE_BEFORE_NEXT_TRY

    def begin_attempt(self) -> None:
        """A new attempt is itself something to see, once text has been seen."""
        self.has_shown = False
        self._first_words = self._last_words = None
        if self._last_text is not None:
            self._last_text = self._monotonic()

    def saw_text(self) -> None:
        self.has_shown = True
        self._last_text = self._monotonic()
        if self._first_text is None:
            self._first_text = self._last_text

    def times(self) -> tuple[float, float]:
        """Seconds from the ask to the first text, and to now."""
        now = self._monotonic()
        return (self._first_text or now) - self._started, now - self._started

    def note(self, fault: ModelFailed) -> None:
        """Decide by a try's fault what the next one is to be."""
        from app.guard.stream_filter import Refused  # noqa: PLC0415, as above

        is_used_up = fault.kind == NO_CALL_LEFT
        self.fault = TurnFault.USED_UP if is_used_up else TurnFault.UNREACHABLE
        if self.stands_in:
            self.may_go_on = False
        elif isinstance(fault, Refused):
            self._note_refusal(str(fault))
        elif fault.kind in WITHOUT_WORDS:
            self._note_refusal("asked nothing")
        elif self._is_replaceable(fault):
            self.stands_in = True
        else:
            due = self._limit() if fault.retry_after else self._end()
            self.pause = fault.retry_after or PAUSE_BEFORE_NEXT_TRY
            self.may_go_on = not fault.final and self._monotonic() + self.pause < due

    def _is_replaceable(self, fault: ModelFailed) -> bool:
        """Whether the planned question stands in at once."""
        if self._is_sample and self._last_text is None:
            return True
        return fault.kind == LATE and self._is_unshowable

    def _note_refusal(self, reason: str) -> None:
        self._refusals += 1
        self.refused = reason
        self.stands_in = self._refusals >= REFUSALS_BEFORE_STAND_IN

    async def next(self, pieces: AsyncIterator[str]) -> str | None:
        """The next piece, None at the end; raises `ModelFailed` at the limit."""
        seconds = max(0.0, self._limit() - self._monotonic())
        try:
            piece = await self._timeout.wait(anext(pieces, None), seconds)
        except TimeoutError:
            raise ModelFailed(LATE, final=self._limit() >= self._end()) from None
        self._has_life = True
        if piece:
            self._last_words = self._monotonic()
            if self._first_words is None:
                self._first_words = self._last_words
        return piece

    def _end(self) -> float:
        """When no further try would be in time; after a mere gap one is."""
        return self._limit() if self._last_text is None else self._started + self._timeouts.whole

    def _limit(self) -> float:
        """When the next piece must have come, on the steady clock."""
        limits = self._timeouts
        if self._last_text is not None:
            return min(self._started + limits.whole, self._last_text + limits.gap)
        if self._is_sample and not self.stands_in:
            return self._started + (self._sample_text if self._has_life else limits.sample_life)
        share = OF_UNSHOWABLE if self._is_unshowable else 1.0
        return self._started + limits.first_text * share

    @property
    def _is_unshowable(self) -> bool:
        """Whether a model writes on, but nothing that can be shown, so that another may have to.

        One that writes a little and then stalls is one that cannot be reached.
        """
        if self.stands_in or self._last_text is not None:
            return False
        first, last = self._first_words, self._last_words
        now, gap = self._monotonic(), self._timeouts.gap
        is_writing = first is not None and last is not None and now - last < gap <= now - first
        return is_writing or self._refusals > 0
