"""Watching a question or a report being written, from wherever the watcher joins.

Law: a subscriber ends only by what the row says. Whatever it has shown before, it
has shown the whole and exact text when it ends: the pieces of the stream first,
then, should any have been missed, the rest from the row.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from msgspec import Struct

from app.domain.errors import NotFound
from app.domain.feedback import Feedback, FeedbackState
from app.domain.interview import Interview, Turn, TurnState
from app.services.ports import Batch, Place, Stream
from app.services.store_ports import Feedbacks, Turns
from app.services.stream_keys import feedback_key, question_key
from app.services.timeouts import Timeouts

TOGETHER = 0.01
"""Seconds between two additions at the least: what comes so close is one addition."""

SETTLING = 0.1
"""Seconds between two looks at a row whose writer has just let go."""

BEING_WRITTEN = {TurnState.PENDING, TurnState.WRITING}


class Whole(Struct, frozen=True, kw_only=True):
    """The whole text so far: at the start, and again when an attempt has begun anew."""

    text: str


class More(Struct, frozen=True, kw_only=True):
    """What has come since."""

    text: str


class Silence(Struct, frozen=True, kw_only=True):
    """Nothing for a while; still being written."""


class Ended(Struct, frozen=True, kw_only=True):
    """The question stands, has failed or was abandoned, as `interview` tells."""

    interview: Interview


class Subscriber:
    """Follows what is being written, by stream and row."""

    def __init__(
        self, *, turns: Turns, feedbacks: Feedbacks, stream: Stream, timeouts: Timeouts
    ) -> None:
        self._turns = turns
        self._feedbacks = feedbacks
        self._stream = stream
        self._timeouts = timeouts

    async def text_so_far(self, turn: Turn) -> str:
        """What can be seen at this moment of a question being written."""
        key = question_key(turn.session_id, turn.number)
        return (await self._stream.read(key, _beginning(turn), 0)).text

    async def question(
        self, session_id: str, number: int, read: Interview | None = None
    ) -> AsyncGenerator[Whole | More | Silence | Ended, None]:
        """One `Whole` at once, then what comes, last one `Ended`.

        `read` is the interview where it was read just before. Raises `NotFound` when
        the session is erased or the question was never asked.
        """
        interview, turn = await self._turn(session_id, number, read)
        shown = _Shown(_beginning(turn))
        key = question_key(session_id, number)
        loop = asyncio.get_running_loop()
        if turn.state in BEING_WRITTEN:
            yield Whole(text=shown.join(await self._stream.read(key, shown.place, 0)))
        while turn.state in BEING_WRITTEN:
            batch = await self._next(key, shown, loop)
            event = shown.take(batch)
            if event is not None:
                yield event
                shown.next_from = loop.time() + TOGETHER
            if event is None and not batch.ended:
                yield Silence()
            elif not batch.ended:
                continue
            # The writer has let go, or nothing was heard of it for a while.
            interview, turn = await self._turn(session_id, number)
            if batch.ended and turn.state in BEING_WRITTEN:
                await asyncio.sleep(SETTLING)
        question = interview.question(number)
        if (rest := shown.rest(question.content if question else "")) is not None:
            yield rest
        yield Ended(interview=interview)

    async def wait(self, session_id: str, number: int, seconds: float) -> Interview | None:
        """The interview once the question has ended; None after `seconds`."""
        with suppress(TimeoutError):
            async with (
                asyncio.timeout(seconds),
                aclosing(self.question(session_id, number)) as all_,
            ):
                async for event in all_:
                    if isinstance(event, Ended):
                        return event.interview
        return None

    async def feedback(self, session_id: str) -> AsyncGenerator[Feedback, None]:
        """The report each time it may have grown, last when it stands."""
        place = Place()
        has_ended = False
        while True:
            feedback = await self._feedbacks.feedback(session_id)
            if feedback is None:
                raise NotFound
            yield feedback
            if feedback.state is FeedbackState.READY:
                return
            if has_ended:
                await asyncio.sleep(SETTLING)
            batch = await self._stream.read(feedback_key(session_id), place, self._timeouts.silence)
            place, has_ended = batch.place, batch.ended and not batch.text

    async def _turn(
        self, session_id: str, number: int, read: Interview | None = None
    ) -> tuple[Interview, Turn]:
        """The row as it stands, or as it was read; raises `NotFound`."""
        interview = read or await self._turns.interview(session_id)
        turn = interview.turn(number) if interview else None
        if interview is None or turn is None:
            raise NotFound
        return interview, turn

    async def _next(self, key: str, shown: _Shown, loop: asyncio.AbstractEventLoop) -> Batch:
        """What comes next, at once where nothing came just before; empty after a silence."""
        batch = await self._stream.read(key, shown.place, self._timeouts.silence)
        if batch.text and not batch.ended:
            early = shown.next_from - loop.time()
            if early > 0:
                await asyncio.sleep(early)
                return await self._stream.read(key, shown.place, 0)
        return batch


class _Shown:
    """What one subscriber has been given so far; `text` is None until it has had anything.

    `next_from`: from when on the next addition may go out, on the loop's clock.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.next_from = 0.0
        self._text: str | None = None

    def join(self, batch: Batch) -> str:
        """The whole text so far, with which a subscriber begins."""
        self.place = batch.place
        self._text = batch.text
        return batch.text

    def take(self, batch: Batch) -> Whole | More | None:
        """The event that `batch` makes for this subscriber, None when nothing is new."""
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
