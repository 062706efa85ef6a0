"""What an audience sees of one show, followed once for all of it.

Law: one task follows rows and streams, and every frame is made once. A viewer is a
place among the frames of a scene: who is late, slow or comes back gets the scene
whole, so nobody waits for anybody. The front row sees each word as it comes, a full
hall behind it a few at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from typing import Generic

from app.domain.errors import StorageUnavailable
from app.domain.interview import Interview
from app.domain.scene import Scene, SceneKind, scene_of, unseen_answer
from app.domain.show import Show, ShowKey
from app.services.autopilot import Autopilot
from app.services.clock import Clock
from app.services.ports import Batch, Place, Stream
from app.services.shows import tell
from app.services.stage_feed import (
    Encoder,
    PresenterView,
    Seats,
    T,
    View,
    as_typed,
    live_key,
    stands_in,
)
from app.services.store_ports import Shows, Turns
from app.services.stream_keys import question_key, show_key
from app.values import replace

log = logging.getLogger(__name__)

APART = 0.033
"""Seconds between two frames at the least."""
FRONT_ROW = 3
"""Seats for the presenter and for the first who come, as the projector does."""
BEHIND_EACH, BEHIND = 0.005, 1.0
"""Seconds that a word waits for others, for each who sits behind them, and at the most. A
page shows the words of a frame one by one, so a full hall sees them typed, too."""
STAY = 0.6
"""Seconds that a scene stays behind the front row after its last words were sent."""
AFTER_A_FAULT = 1.0
READING_WORDS, LONGEST_HOLD = 5.0, 5.0
"""Words a second that are read of an answer that came all at once, and seconds at most."""


class Hall(Generic[T]):
    """One show in this process, and all who watch it here."""

    def __init__(
        self,
        show: Show,
        *,
        shows: Shows,
        turns: Turns,
        stream: Stream,
        clock: Clock,
        encoder: Encoder[T],
        autopilot: Autopilot,
        silence: float,
    ) -> None:
        self.show: Show | None = show
        self.viewers = self.presenters = 0
        self._id = show.id
        self._shows, self._turns, self._stream = shows, turns, stream
        self._clock, self._silence = clock, silence
        self._autopilot = autopilot
        self._view: View | None = None
        self._last_seen: tuple[object, float] = (None, 0.0)
        self._front = Seats(encoder)
        self._house = Seats(encoder, BEHIND_EACH, BEHIND, STAY)
        self._changes = asyncio.Event()
        self._version = 0
        self.first_word: float | None = None
        self._timed = ("", 0)
        self._told, self._typed = Place(), Place()
        self._held: tuple[Scene, float] | None = None

    @property
    def presenter_view(self) -> PresenterView | None:
        """How things stand, None before they were read and after the show is gone."""
        if self.show is None or self._view is None:
            return None
        return PresenterView(
            show=self.show,
            interview=self._view.interview,
            scene=self._view.scene,
            version=self._version,
        )

    def count(self, change: int) -> None:
        """Count viewers who come or go; the presenter is told."""
        self.viewers += change
        self._tell_presenters()

    def frames(
        self, stage_hash: str | None = None, take: Callable[[T], bool] | None = None
    ) -> AsyncGenerator[T, None]:
        """The scene whole, then what comes; ends with the show or with the link.

        `stage_hash` is the link's by which the viewer came, None for the presenter. A
        frame that `take` could send without waiting, True, does not come here.
        """

        def is_open() -> bool:
            return self.show is not None and stage_hash in {None, self.show.stage_hash}

        is_front = stage_hash is None or len(self._front) < FRONT_ROW
        return (self._front if is_front else self._house).frames(is_open, take)

    async def changes(self) -> AsyncGenerator[PresenterView, None]:
        """How things stand, now and each time that changes; ends with the show."""
        seen = -1
        while self.show is not None:
            view, news = self.presenter_view, self._changes
            if view is not None and view.version != seen:
                seen = view.version
                yield view
            else:
                await news.wait()

    async def follow(self) -> None:
        """Follow the show until it is gone; whatever goes wrong, it goes on."""
        while (show := self.show) is not None:
            try:
                await self._read(show)
                await self._watch_pilot()
                await self._until_news()
            except StorageUnavailable:
                await asyncio.sleep(AFTER_A_FAULT)
            except Exception:
                log.exception("A stage could not be followed; trying again")
                await asyncio.sleep(AFTER_A_FAULT)

    async def _read(self, before: Show) -> None:
        """Read the rows, and show what they say."""
        told = await self._stream.read(show_key(before.session_id), Place(), 0)
        self._told = told.place
        rows = await self._rows()
        if rows is None:
            self.show = None
            self._tell()
            return
        show, interview = rows
        if before.session_id != show.session_id:
            self._told, self.first_word = Place(), None
        is_by_itself = before.step == show.step
        view = self._view
        is_new = view is None or show != before or interview != view.interview
        self.show = show
        scene = self._after_hold(scene_of(show, interview), interview, is_by_itself=is_by_itself)
        await self._show_scene(scene, show, interview)
        if is_new:
            self._tell()

    async def _watch_pilot(self) -> None:
        """Have the typing gone on with that stopped with the process that did it."""
        if self.show is None or self._view is None:
            return
        interview = self._view.interview
        moving = self.show.step, self._view.scene.text
        if self._last_seen[0] != moving:
            self._last_seen = moving, _now()
        if await self._autopilot.relieve(self.show, interview, _now() - self._last_seen[1]):
            await tell(self._stream, self._clock, self.show.session_id)

    async def _rows(self) -> tuple[Show, Interview] | None:
        """The show with its interview; None once it is gone.

        A reset between the two readings takes the interview, and gives the show another.
        """
        session_id = None
        while (show := await self._shows.show(ShowKey.ID, self._id)) is not None:
            interview = await self._turns.interview(show.session_id)
            if interview is not None:
                return show, interview
            if show.session_id == session_id:
                return None
            session_id = show.session_id
        return None

    async def _show_scene(self, scene: Scene, show: Show, interview: Interview) -> None:
        """Put `scene` on stage, with what is typed of it, if it is another than now."""
        scene, self._typed = await as_typed(self._stream, scene, show)
        view = self._view
        if view is None or scene != view.scene:
            self._put(scene, show, interview)
            self._tell_presenters()
        else:
            view.interview = interview

    def _after_hold(self, scene: Scene, interview: Interview, *, is_by_itself: bool) -> Scene:
        """The answer before `scene` for a while, where it was not seen being typed.

        `is_by_itself`: no click led to `scene`; a click ends the hold.
        """
        now, view = _now(), self._view
        if not is_by_itself:
            self._held = None
            return scene
        given = unseen_answer(view.latest, scene, interview) if view else None
        if given is not None:
            seconds = min(len(given.text.split()) / READING_WORDS, LONGEST_HOLD)
            self._held = given, now + seconds
        if self._held is None or now >= self._held[1] or not scene.follows_answer:
            self._held = None
            return scene
        return self._held[0]

    async def _until_news(self) -> None:
        """Show what is typed until the rows are worth reading again."""
        show = self.show
        if show is None:
            return
        silence = self._silence
        if self._held is not None:
            left = self._held[1] - _now()
            silence = max(min(left, silence), 0.01)
        told = self._stream.read(show_key(show.session_id), self._told, silence)
        news = asyncio.ensure_future(told)
        try:
            while not news.done() and self._view is not None:
                if not await self._one_batch(news, show, self._view):
                    return
        finally:
            news.cancel()
            await asyncio.gather(news, return_exceptions=True)

    async def _one_batch(self, news: asyncio.Future[Batch], show: Show, view: View) -> bool:
        """Take one batch of text; False when the rows are worth reading again."""
        key = live_key(view.scene, show)
        if key is None:
            await self._watch_first_word(news, show, view)
            return False
        batch = await self._read_beside(news, key, self._typed)
        if batch is None:
            return False
        self._typed = batch.place
        is_first = bool(batch.text) and not view.scene.text
        is_unknown = is_first and view.scene.source is None
        if is_unknown and await stands_in(self._stream, view.scene, show, self._typed):
            self._note_first_word(view.scene.number, view)
            return False
        if not self._add(view, batch):
            return False
        if batch.text or batch.ended:
            await asyncio.sleep(APART)
        return not batch.ended

    async def _read_beside(
        self, news: asyncio.Future[Batch], key: str, place: Place
    ) -> Batch | None:
        """What comes after `place`; None when there is news of the show first."""
        text = asyncio.ensure_future(self._stream.read(key, place, self._silence))
        try:
            await asyncio.wait({news, text}, return_when=asyncio.FIRST_COMPLETED)
            return text.result() if text.done() else None
        finally:
            text.cancel()
            await asyncio.gather(text, return_exceptions=True)

    async def _watch_first_word(self, news: asyncio.Future[Batch], show: Show, view: View) -> None:
        """Wait for news; behind an answer that is held, the question's first word is timed."""
        if self._held is not None:
            key = question_key(show.session_id, view.scene.number + 1)
            batch: Batch | None = Batch(place=Place())
            while batch is not None and not batch.text and not batch.ended:
                batch = await self._read_beside(news, key, batch.place)
            if batch is not None and batch.text:
                self._note_first_word(view.scene.number + 1, view)
        await asyncio.wait({news})

    def _add(self, view: View, batch: Batch) -> bool:
        """Show what `batch` adds; False when it is another text than the one on stage."""
        scene = view.scene
        is_first = scene.kind is SceneKind.QUESTION and not scene.is_typed
        now, text = "" if is_first else scene.text, batch.text
        if batch.begun_again:
            if not text.startswith(now):
                return False
            text = text[len(now) :]
        if not text:
            return True
        if is_first:
            # The first words of an answer: the scene becomes another.
            self._put(scene.with_text(text), view.show, view.interview)
        else:
            if not now and scene.kind is SceneKind.QUESTION:
                self._note_first_word(scene.number, view)
            view.scene = replace(scene, text=now + text)
            for seats in (self._front, self._house):
                seats.grow(view.scene.text)
        return True

    def _put(self, scene: Scene, show: Show, interview: Interview) -> None:
        self._view = View(scene, show, interview, _now())
        for seats in (self._front, self._house):
            seats.put(scene, show)

    def _note_first_word(self, number: int, view: View) -> None:
        """Seconds from the answer before question `number`, or from when the first was asked.

        Noted once: whatever holds the question back from the stage is no part of it.
        """
        question, answered = (view.show.session_id, number), view.interview.answer(number - 1)
        if self._timed == question:
            return
        waited = self._clock.now() - answered.timestamp if answered else None
        self._timed = question
        self.first_word = waited.total_seconds() if waited else _now() - view.since
        self._tell_presenters()

    def _tell(self) -> None:
        """Have all see whether they may stay; there is news for presenters."""
        for seats in (self._front, self._house):
            seats.wake()
        self._tell_presenters()

    def _tell_presenters(self) -> None:
        self._version += 1
        changes, self._changes = self._changes, asyncio.Event()
        changes.set()


def _now() -> float:
    return asyncio.get_running_loop().time()
