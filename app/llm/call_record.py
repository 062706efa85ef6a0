"""What became of one call of a provider, for whoever watches them.

Law: kinds and numbers only, no word of what was sent or came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import ModelFailed
from app.llm.completion import Completion
from app.llm.rejections import Rejected, judge
from app.llm.routing import Route
from app.llm.usage import Usage, usage_in
from app.prompts.prompt import Purpose

WHOLE = "whole"
ENOUGH = "enough"
"""Its reader wanted no more: the question stood."""
GIVEN_UP = "given up"
UNFORESEEN = "unforeseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call that has ended.

    `provider` is "primary" or "fallback"; `number` counts the calls of one ask, from 1;
    `outcome` is one of the above, or the `Kind` of the failure; times in seconds,
    `first_word` from the call to the first visible text, None where none came.
    """

    provider: str
    model: str
    purpose: Purpose
    number: int
    outcome: str
    seconds: float
    first_word: float | None
    usage: Usage | None

    @property
    def is_failure(self) -> bool:
        return self.outcome not in {WHOLE, ENOUGH, GIVEN_UP}


NoteCall = Callable[[CallRecord], object]
"""Who is told of each call when it has ended."""


class CallWatch:
    """Watches one call from the beginning of a block to its end, however it ends."""

    def __init__(
        self,
        note_call: NoteCall | None,
        clock: Callable[[], float],
        *,
        route: Route,
        purpose: Purpose,
        number: int,
        completion: Completion,
    ) -> None:
        self._note_call = note_call
        self._clock = clock
        self._route, self._purpose, self._number = route, purpose, number
        self._completion = completion
        self._began = clock()
        self._first_word: float | None = None

    def saw_text(self) -> None:
        """A text came; the first that is visible counts."""
        if self._first_word is None and self._completion.is_visible:
            self._first_word = self._clock() - self._began

    def __enter__(self) -> None:
        self._began = self._clock()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._note_call is not None:
            self._note_call(self._record(_outcome(error, self._completion)))

    def _record(self, outcome: str) -> CallRecord:
        return CallRecord(
            provider=self._route.label,
            model=self._route.provider.model,
            purpose=self._purpose,
            number=self._number,
            outcome=outcome,
            seconds=self._clock() - self._began,
            first_word=self._first_word,
            usage=usage_in(self._completion.usage),
        )


def _outcome(error: BaseException | None, completion: Completion) -> str:
    match error:
        case None:
            return WHOLE
        case GeneratorExit() | asyncio.CancelledError():
            return ENOUGH if completion.is_visible else GIVEN_UP
        case Rejected():
            return judge(error.rejection).kind
        case ModelFailed():
            return error.kind
        case _:
            return UNFORESEEN
