"""The sample candidate at the keyboard: answers are typed before the hall's eyes.

Law: what is typed is only seen; it becomes an answer through the same use case as
anybody's. A pilot belongs to the click that started it: a later click, or another's
answer, ends it, and the next one goes on where its text stands in the stream.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress

from msgspec import Struct

from app.domain.errors import Conflict, NotFound
from app.domain.interview import Interview, Stage
from app.domain.show import Pilot, Show, ShowKey
from app.domain.turn_state import CurrentTurn, standing
from app.domain.typing import Mark, marks
from app.services.interview import InterviewService
from app.services.ports import Place, Stream
from app.services.sample_candidate import SampleCandidate
from app.services.store_ports import Shows
from app.services.stream_keys import answer_key, show_key
from app.services.subscriber import Subscriber
from app.services.tasks import Tasks, until_either
from app.services.timeouts import Timeouts
from app.values import replace

READING_WORDS = 3.5
"""Words a second that the hall reads of a question before it is answered."""
BEAT = 1.2
"""Seconds for which a whole answer is seen before the next question begins."""
SHORTEST_BEAT = 0.6
LONGEST_WRITING = 120.0
"""Seconds that a question being written is waited for; a click begins anew."""
SETTLING = 0.1


class _Scene(Struct, frozen=True, kw_only=True):
    """What a pilot found: rows, and how far it had been told of changes by then."""

    show: Show
    interview: Interview
    place: Place

    @property
    def now(self) -> CurrentTurn:
        return standing(self.interview)


class Autopilot:
    """Types the sample answers of shows, each in a task of its own.

    `seconds_per_word` is that of the speed 1.
    """

    def __init__(
        self,
        *,
        shows: Shows,
        interviews: InterviewService,
        candidate: SampleCandidate,
        subscriber: Subscriber,
        stream: Stream,
        tasks: Tasks,
        seconds_per_word: float,
        timeouts: Timeouts,
    ) -> None:
        self._shows = shows
        self._interviews = interviews
        self._candidate = candidate
        self._subscriber = subscriber
        self._stream = stream
        self._tasks = tasks
        self._seconds_per_word = seconds_per_word
        self._silence, self._lost = timeouts.silence, timeouts.lost
        self._rested = ("", 0)

    def begin(self, show: Show) -> None:
        """Go on as the show says; whoever flew before sees the new step and ends."""
        if show.pilot is not Pilot.RESTING:
            name = f"{show_key(show.session_id)}:{show.step}"
            self._tasks.start(name, self.fly(show.id, show.step))

    async def relieve(self, show: Show, interview: Interview, still: float) -> bool:
        """Go on for a pilot of whom nothing was seen for `still` seconds, if it is lost.

        True where this one goes on now. The row decides who of several does; a pilot that was only
        frozen finds a step that is not its own.
        """
        is_lost = still >= self._lost + _reading_time(show, interview)
        after = replace(show, step=show.step + 1)
        is_taken = (
            is_lost
            and self._due_answer(show, interview) is not None
            and await self._shows.change_show(after, show.step)
        )
        if is_taken:
            self.begin(after)
        return is_taken

    async def fly(self, show_id: str, step: int) -> None:
        """Answer as long as the click of `step` is the last one."""
        while (scene := await self._look(show_id, step)) is not None:
            work = self._work(scene)
            if work is None:
                return
            await until_either(work, self._change(scene))

    async def _look(self, show_id: str, step: int) -> _Scene | None:
        show = await self._shows.show(ShowKey.ID, show_id)
        if show is None or show.step != step:
            return None
        batch = await self._stream.read(show_key(show.session_id), Place(), 0)
        try:
            interview = await self._interviews.interview(show.session_id)
        except NotFound:
            return None
        return _Scene(show=show, interview=interview, place=batch.place)

    def _work(self, scene: _Scene) -> Coroutine[object, object, None] | None:
        """What is to be done now; None when the pilot rests."""
        if scene.show.is_flown(scene.now) and scene.now.stage is Stage.WRITING:
            return self._wait(scene)
        text = self._due_answer(scene.show, scene.interview)
        return None if text is None else self._answer(scene, text)

    def _due_answer(self, show: Show, interview: Interview) -> str | None:
        """What is to be typed now; None where nothing is."""
        return self._candidate.answer(interview) if show.is_flown(standing(interview)) else None

    async def _wait(self, scene: _Scene) -> None:
        session_id, number = scene.show.session_id, scene.now.number
        with suppress(NotFound):
            await self._subscriber.wait(session_id, number, LONGEST_WRITING)

    async def _answer(self, scene: _Scene, text: str) -> None:
        show, number = scene.show, scene.now.number
        key = answer_key(show.session_id, number)
        typed = await self._typed_so_far(key, text)
        if show.pilot is Pilot.PLAYING and not typed:
            await asyncio.sleep(_reading_time(show, scene.interview))
        await self._stream.append(key, show.step, typed)
        await self._type(show, number, text, len(typed))
        await asyncio.sleep(max(BEAT / show.speed.factor, SHORTEST_BEAT))
        # A click that comes now finds the answer given, with its question begun.
        await asyncio.shield(self._give(scene, text))
        await self._stream.end(key, show.step)

    async def _typed_so_far(self, key: str, text: str) -> str:
        """What stands of `text` on stage; a stream forgets what rests for minutes."""
        typed = (await self._stream.read(key, Place(), 0)).text
        if not text.startswith(typed):
            return ""
        return typed or (text[: self._rested[1]] if self._rested[0] == key else "")

    async def _type(self, show: Show, number: int, text: str, begin: int) -> None:
        """Type `text` from its character `begin` on, each word at its own time."""
        key = answer_key(show.session_id, number)
        left = _from(text, self._seconds_per_word, begin)
        is_at_once = show.speed.factor == float("inf") or self._seconds_per_word == 0
        if not left or is_at_once or (show.is_hurried and show.piloted == number):
            await self._stream.append(key, show.step, text[begin:])
            return
        now = asyncio.get_running_loop().time
        start, factor = now() - left[0].at / show.speed.factor, show.speed.factor
        for mark in left:
            if (wait := start + mark.at / factor - now()) > 0:
                await asyncio.sleep(wait)
            await self._stream.append(key, show.step, mark.text)
            begin += len(mark.text)
            self._rested = key, begin

    async def _give(self, scene: _Scene, text: str) -> None:
        with suppress(Conflict, NotFound):
            await self._interviews.answer(scene.interview, scene.now.number, text)

    async def _change(self, scene: _Scene) -> None:
        """Wait until the show or the turn is another."""
        show, place = scene.show, scene.place
        while True:
            batch = await self._stream.read(show_key(show.session_id), place, self._silence)
            place = batch.place
            after = await self._look(show.id, show.step)
            if after is None or after.now != scene.now:
                return
            await asyncio.sleep(SETTLING * batch.ended)


def _reading_time(show: Show, interview: Interview) -> float:
    """Seconds for which the hall reads the question that stands."""
    question = interview.question(standing(interview).number)
    words = len(question.content.split()) if question else 0
    return words / READING_WORDS / show.speed.factor


def _from(text: str, seconds_per_word: float, begin: int) -> list[Mark]:
    """The marks of the words that are not typed yet."""
    left, length = [], 0
    for mark in marks(text, seconds_per_word):
        if length >= begin:
            left.append(mark)
        length += len(mark.text)
    return left
