"""Watching a question or a report being written, from wherever the watcher joins.

Law: a follower ends only by what the row says. Whatever it has shown before, it
has shown the whole and exact text when it ends: the pieces of the feed first,
then, should any have been missed, the rest from the row.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from app.interview.errors import NotFound
from app.interview.model import Interview, TurnState
from app.interview.report import Feedback, FeedbackState
from app.interviewer.keys import feedback_key, question_key
from app.interviewer.needs import Batch, Feed, Feedbacks, Place, Turns
from app.interviewer.patience import Patience

FRAME = 0.033
"""Seconds between two additions at the least; what comes meanwhile is joined."""

SETTLING = 0.1
"""Seconds between two looks at a row whose writer has just let go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The whole text so far: at the start, and again when an attempt has begun anew."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What has come since."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Nothing for a while; still being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The question stands, has failed or was abandoned, as `interview` tells."""

    interview: Interview


class Follower:
    """Follows what is being written, by feed and row."""

    def __init__(
        self, *, turns: Turns, feedbacks: Feedbacks, feed: Feed, patience: Patience
    ) -> None:
        self._turns = turns
        self._feedbacks = feedbacks
        self._feed = feed
        self._patience = patience

    async def text_so_far(self, session_id: str, number: int) -> str:
        """What can be seen of the question at this moment."""
        batch = await self._feed.read(question_key(session_id, number), Place(), 0)
        return batch.text

    async def question(
        self, session_id: str, number: int
    ) -> AsyncGenerator[Whole | More | Silence | Ended, None]:
        """One `Whole` at once, then what comes, last one `Ended`.

        Raises `NotFound` when the session is erased or the question was never asked.
        """
        shown = _Shown()
        key = question_key(session_id, number)
        shown.take(first := await self._feed.read(key, Place(), 0))
        yield Whole(text=first.text)
        while (interview := await self._settled(session_id, number)) is None:
            async for event in self._until_quiet(key, shown):
                yield event
        question = interview.question(number)
        if question is not None and (rest := shown.rest(question.content)) is not None:
            yield rest
        yield Ended(interview=interview)

    async def wait(self, session_id: str, number: int, seconds: float) -> Interview | None:
        """The interview once the question has ended; None after `seconds`."""
        try:
            async with (
                asyncio.timeout(seconds),
                aclosing(self.question(session_id, number)) as all_,
            ):
                async for event in all_:
                    if isinstance(event, Ended):
                        return event.interview
        except TimeoutError:
            return None
        return None

    async def feedback(self, session_id: str) -> AsyncGenerator[Feedback, None]:
        """The report each time it may have grown, last when ready or failed."""
        place = Place()
        while True:
            feedback = await self._feedbacks.feedback(session_id)
            if feedback is None:
                raise NotFound
            yield feedback
            if feedback.state in {FeedbackState.READY, FeedbackState.FAILED}:
                return
            batch = await self._feed.read(feedback_key(session_id), place, self._patience.silence)
            place = batch.place
            if batch.ended and not batch.text:
                await asyncio.sleep(SETTLING)

    async def _settled(self, session_id: str, number: int) -> Interview | None:
        """The interview if that question is no longer being written, else None."""
        interview = await self._turns.interview(session_id)
        turn = interview.turn(number) if interview else None
        if interview is None or turn is None:
            raise NotFound
        writing = {TurnState.PENDING, TurnState.WRITING}
        return None if turn.state in writing else interview

    async def _until_quiet(self, key: str, shown: _Shown) -> AsyncIterator[Whole | More | Silence]:
        """Events until the row is worth reading again."""
        while True:
            batch = await self._feed.read(key, shown.place, self._patience.silence)
            event = shown.take(batch)
            if event is not None:
                yield event
                await asyncio.sleep(FRAME)
            if batch.ended:
                await asyncio.sleep(0 if event else SETTLING)
                return
            if event is None:
                yield Silence()
                return


class _Shown:
    """What one follower has been given so far."""

    def __init__(self) -> None:
        self.place = Place()
        self._text = ""

    def take(self, batch: Batch) -> Whole | More | None:
        """The event that `batch` makes for this follower, None when nothing is new."""
        self.place = batch.place
        if batch.begun_again and self._text:
            self._text = batch.text
            return Whole(text=batch.text)
        self._text += batch.text
        return More(text=batch.text) if batch.text else None

    def rest(self, whole: str) -> Whole | More | None:
        """What is missing of the text that stands, None when nothing is."""
        if whole == self._text:
            return None
        begun = self._text
        self._text = whole
        return More(text=whole[len(begun) :]) if whole.startswith(begun) else Whole(text=whole)
