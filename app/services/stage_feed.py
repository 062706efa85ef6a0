"""What was sent of one scene: to those who see it at once, and to a full hall in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from app.domain.interview import Interview
from app.domain.scene import Scene, SceneKind, scene_of
from app.domain.show import Show
from app.domain.source import Source
from app.services.ports import Place, Stream
from app.services.stream_keys import answer_key, question_key, stand_in_key
from app.values import replace

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Encoder(Protocol[T_co]):
    """Makes what is sent to viewers; called once, whoever many they are."""

    def whole(self, scene: Scene, show: Show) -> T_co: ...

    def more(self, text: str) -> T_co: ...


class Seat(Struct, Generic[T], eq=False):
    """One viewer's place: `seen` tells of which scene how many frames were sent here.

    `take` sends a frame to a viewer who rests, True where nothing had to be waited for.
    """

    is_open: Callable[[], bool]
    take: Callable[[T], bool] | None
    seen: tuple[int, int] = (0, 0)
    resting: asyncio.Future[None] | None = None

    async def rest(self) -> None:
        """Wait until there is more than this viewer could take in rest."""
        self.resting = asyncio.get_running_loop().create_future()
        try:
            await self.resting
        finally:
            self.resting = None

    def wake(self) -> None:
        if self.resting is not None and not self.resting.done():
            self.resting.set_result(None)


class Seats(Generic[T]):
    """Those who are sent the same frames: a scene with its text so far, then additions.

    What is typed waits for more to go with it, `each` seconds for each seat and `longest`
    at the most; a scene stays for `stay` seconds after its last words, so that a page can
    show them one by one. A frame is made once and handed to each who rests; only who
    cannot take it at once is woken, and gets the scene whole.
    """

    def __init__(
        self, encoder: Encoder[T], each: float = 0.0, longest: float = 0.0, stay: float = 0.0
    ) -> None:
        self._encoder, self._each, self._longest, self._stay = encoder, each, longest, stay
        self._added_at = -stay
        self._following: tuple[Scene, Show] | None = None
        self._seats: dict[Seat[T], None] = {}
        self._scene: Scene | None = None
        self._show: Show | None = None
        self._now = (0, 0)
        self._text = ""
        self._last: T | None = None
        self._whole: T | None = None
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._seats)

    async def frames(
        self, is_open: Callable[[], bool], take: Callable[[T], bool] | None
    ) -> AsyncGenerator[T, None]:
        """The scene whole, then what `take` did not, while `is_open`."""
        seat = Seat(is_open, take)
        self._seats[seat] = None
        try:
            while is_open():
                if seat.seen == self._now:
                    await seat.rest()
                else:
                    yield self._next(seat)
        finally:
            del self._seats[seat]

    def put(self, scene: Scene, show: Show) -> None:
        """Show another scene, at once or when the last words of this one have been seen."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._following is None and not self._goes_on(scene):
            self._add()
        self._following, loop = (scene, show), asyncio.get_running_loop()
        left = 0.0 if self._goes_on(scene) else self._added_at + self._stay - loop.time()
        if left > 0:
            self._timer = loop.call_later(left, self._enter)
        else:
            self._enter()

    def grow(self, text: str) -> None:
        """Send what `text` has more than was sent, now or in time."""
        if self._following is not None:
            scene, show = self._following
            self._following = replace(scene, text=text), show
            return
        self._text = text
        if self._timer is None:
            seconds = min(len(self._seats) * self._each, self._longest)
            if seconds:
                self._timer = asyncio.get_running_loop().call_later(seconds, self._add)
            else:
                self._add()

    def wake(self) -> None:
        """Have each viewer see for himself whether he may stay."""
        for seat in self._seats:
            seat.wake()

    def _goes_on(self, scene: Scene) -> bool:
        """Whether all that was typed of the scene now on stage is in `scene`, too."""
        now = self._scene
        return now is None or ((now.kind, now.number) == (scene.kind, scene.number))

    def _enter(self) -> None:
        self._timer = None
        if self._following is not None:
            self._scene, self._show = self._following
            self._following, self._text = None, self._scene.text
            self._now = self._now[0] + 1, 0
            self._tell(None)

    def _add(self) -> None:
        self._timer = None
        scene = self._scene
        if scene is not None and (more := self._text.removeprefix(scene.text)):
            self._added_at = asyncio.get_running_loop().time()
            self._scene = replace(scene, text=self._text)
            self._now = self._now[0], self._now[1] + 1
            self._tell(self._encoder.more(more) if self._seats else None)

    def _tell(self, last: T | None) -> None:
        self._last, self._whole, self._timer = last, None, None
        for seat in self._seats:
            if seat.resting is None or seat.resting.done():
                continue
            if seat.take is None or not seat.is_open():
                seat.wake()
            elif not seat.take(self._next(seat)):
                seat.seen = (0, 0)
                seat.wake()

    def _next(self, seat: Seat[T]) -> T:
        """The last addition where no more is lacking, else the scene whole."""
        scene, count = self._now
        last = self._last if seat.seen == (scene, count - 1) else None
        seat.seen = self._now
        if last is not None:
            return last
        if self._scene is None or self._show is None:
            raise RuntimeError("nothing is on stage")
        if self._whole is None:
            self._whole = self._encoder.whole(self._scene, self._show)
        return self._whole


def live_key(scene: Scene, show: Show) -> str | None:
    """Where the text of the scene may be growing now, None for what stands."""
    if show.is_black or show.looking_back:
        return None
    if scene.kind is SceneKind.QUESTION and scene.is_typed:
        return question_key(show.session_id, scene.number)
    if scene.kind is SceneKind.QUESTION or scene.is_typed:  # what follows may be an answer
        return answer_key(show.session_id, scene.number)
    return None


async def stands_in(stream: Stream, scene: Scene, show: Show, typed: Place) -> bool:
    """Whether the question `typed` up to there is the planned one, in the model's place."""
    if scene.kind is not SceneKind.QUESTION or not scene.is_typed:
        return False
    label = await stream.read(stand_in_key(show.session_id, scene.number), Place(), 0)
    return bool(label.text) and label.place.attempt == typed.attempt


async def as_typed(stream: Stream, scene: Scene, show: Show) -> tuple[Scene, Place]:
    """The scene with what is typed of it so far, and up to where that is."""
    if (key := live_key(scene, show)) is None:
        return scene, Place()
    batch = await stream.read(key, Place(), 0)
    scene = scene.with_text(batch.text)
    if await stands_in(stream, scene, show, batch.place):
        scene = replace(scene, source=Source.STAND_IN)
    return scene, batch.place


class View(Struct):
    """A scene as it is shown since a moment."""

    scene: Scene
    show: Show
    interview: Interview
    since: float

    @property
    def latest(self) -> Scene:
        """What is shown, or stood at the present while the stage looked back."""
        if not self.show.looking_back:
            return self.scene
        return scene_of(replace(self.show, looking_back=0), self.interview)


class PresenterView(Struct, frozen=True, kw_only=True):
    """What the presenter is told beside the scene; `version` rises when it changes."""

    show: Show
    interview: Interview
    scene: Scene
    version: int
