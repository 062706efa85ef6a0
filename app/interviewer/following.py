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
from app.interview.model import Interview, Turn, TurnState
from app.interview.report import Feedback, FeedbackState
from app.interviewer.keys import feedback_key, question_key
from app.interviewer.needs import Batch, Feed, Feedbacks, Place, Turns
from app.interviewer.patience import Patience

FRAME = 0.033
"""Seconds between two additions at the least; what comes meanwhile is joined."""

SETTLING = 0.1
"""Seconds between two looks at a row whose writer has just let go."""


BEING_WRITTEN = {TurnState.PENDING, TurnState.WRITING}


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

    async def text_so_far(self, turn: Turn) -> str:
        """What can be seen at this moment of a question being written."""
        key = question_key(turn.session_id, turn.number)
        return (await self._feed.read(key, _beginning(turn), 0)).text

    async def question(
        self, session_id: str, number: int
    ) -> AsyncGenerator[Whole | More | Silence | Ended, None]:
        """One `Whole` at once, then what comes, last one `Ended`.

        Raises `NotFound` when the session is erased or the question was never asked.
        """
        interview, turn = await self._turn(session_id, number)
        shown = _Shown(_beginning(turn))
        key = question_key(session_id, number)
        if turn.state in BEING_WRITTEN:
            yield Whole(text=shown.join(await self._feed.read(key, shown.place, 0)))
        while turn.state in BEING_WRITTEN:
            async for event in self._until_quiet(key, shown):
                yield event
            interview, turn = await self._turn(session_id, number)
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

    async def _turn(self, session_id: str, number: int) -> tuple[Interview, Turn]:
        """The row as it stands; raises `NotFound`."""
        interview = await self._turns.interview(session_id)
        turn = interview.turn(number) if interview else None
        if interview is None or turn is None:
            raise NotFound
        return interview, turn

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
    """What one follower has been given so far; `text` is None until it has had anything."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._text: str | None = None

    def join(self, batch: Batch) -> str:
        """The whole text so far, with which a follower begins."""
        self.place = batch.place
        self._text = batch.text
        return batch.text

    def take(self, batch: Batch) -> Whole | More | None:
        """The event that `batch` makes for this follower, None when nothing is new."""
        self.place = batch.place
        if batch.begun_again and self._text:
            return Whole(text=self.join(batch))
        self._text = (self._text or "") + batch.text
        return More(text=batch.text) if batch.text else None

    def rest(self, whole: str) -> Whole | More | None:
        """What is missing of the text that stands, None when nothing is."""
        begun, self._text = self._text, whole
        if begun == whole:
            return None
        if begun is not None and whole.startswith(begun):
            return More(text=whole[len(begun) :])
        return Whole(text=whole)


def _beginning(turn: Turn) -> Place:
    """Where the attempt begins that is awaited, past any that came before it."""
    return Place(attempt=turn.attempt + (turn.state is TurnState.PENDING))
