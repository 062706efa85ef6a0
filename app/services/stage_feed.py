"""What was sent of one scene: the frames of those who see it at once, and of a full hall."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from app.domain.interview import Interview
from app.domain.scene import Scene
from app.domain.show import Show

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Encoder(Protocol[T_co]):
    """Makes what is sent to viewers; called once, whoever many they are."""

    def whole(self, scene: Scene, show: Show) -> T_co: ...

    def more(self, text: str) -> T_co: ...


@dataclass(slots=True)
class Feed(Generic[T]):
    """What one kind of viewer was sent of a scene: its text so far, a frame an addition."""

    text: str
    frames: list[T] = field(default_factory=list)
    _whole: T | None = None

    def grow(self, text: str, encoder: Encoder[T]) -> None:
        """One frame for all that is lacking of `text`."""
        if more := text.removeprefix(self.text):
            self.text, self._whole = text, None
            self.frames.append(encoder.more(more))

    def whole(self, scene: Scene, show: Show, encoder: Encoder[T]) -> T:
        """The scene with the text so far."""
        if self._whole is None:
            self._whole = encoder.whole(replace(scene, text=self.text), show)
        return self._whole


@dataclass(slots=True)
class View(Generic[T]):
    """A scene as it is shown since a moment, at once to `desk`, in time to `house`."""

    number: int
    scene: Scene
    show: Show
    interview: Interview
    since: float
    desk: Feed[T]
    house: Feed[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the presenter is told beside the scene; `version` rises when it changes."""

    show: Show
    interview: Interview
    scene: Scene
    version: int
