"""What the pages of a show are rendered from."""

from __future__ import annotations

from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from msgspec import Struct

from app.domain.interview import Stage
from app.domain.scene import Scene, SceneKind, scene_of, scenes
from app.domain.show import Pilot, Show, Speed
from app.domain.source import Source
from app.domain.turn_state import standing
from app.web.view_models import InterviewView

if TYPE_CHECKING:
    from datetime import datetime

    from app.web.links import Link

FAILED = "No question could be had. Next asks again; you can change the interviewer first."
STOOD_IN = "The model gave no question in time, so a planned one stands in."
STAND_IN = "Stand-in: a planned question, not the model’s"

SIZES = (("", 66, 12), ("long", 84, 16))
"""Sizes of an answer on stage, with what a wide screen takes: letters a line, and lines."""
SMALLEST = "longest"


class SceneView(Struct, frozen=True, kw_only=True):
    """One scene, and how it is labelled."""

    scene: Scene
    show: Show

    @property
    def note(self) -> str:
        """Who words the question, where it is not the model."""
        if self.scene.kind is not SceneKind.QUESTION:
            return ""
        if self.scene.source is Source.STAND_IN:
            return STAND_IN
        speaker = self.scene.source or self.show.speaker
        return "Demo" if speaker is Source.DEMO else ""

    @property
    def size(self) -> str:
        """How small an answer is set that stands; one being typed keeps its size to the end."""
        if self.scene.kind is not SceneKind.ANSWER or self.scene.is_typed:
            return ""
        fits = (s for s, width, lines in SIZES if _lines(self.scene.text, width) <= lines)
        return next(fits, SMALLEST)

    @property
    def is_by_model(self) -> bool:
        """Whether a model words the question, or is asked to."""
        return (self.scene.source or self.show.speaker) is Source.MODEL


class PresenterPage(InterviewView, frozen=True, kw_only=True):
    """The presenter's page and each of its parts.

    `page` is the id of this window. `stage_link` and `remote_link` are None once withdrawn.
    `next_answer` is what the sample candidate says to the question that stands, None
    where there is nothing to say. `first_word` is in seconds, None where unknown. `draft`
    is an answer typed here that was not sent or not taken, None where there is none;
    `is_draft_at_fault` says that a problem is about it. `is_new`: this window's address does
    not lead on after a reset yet. `typed` is the scene with what is typed of it so far, where
    that was looked up.
    """

    show: Show
    page: str
    now: datetime
    stage_link: Link | None
    remote_link: Link | None
    next_answer: str | None
    viewers: int
    first_word: float | None = None
    problem: str = ""
    draft: str | None = None
    is_draft_at_fault: bool = False
    is_new: bool = False
    has_to_take_over: bool = False
    typed: Scene | None = None
    speeds: ClassVar[tuple[Speed, ...]] = tuple(Speed)

    @cached_property
    def scene(self) -> SceneView:
        """What is on stage."""
        return SceneView(scene=self.typed or scene_of(self.show, self.interview), show=self.show)

    @property
    def action(self) -> str:
        """The address that commands are posted under."""
        return f"/session/{self.show.session_id}/present"

    @property
    def address(self) -> str:
        """This window's own, which leads on after a reset, too."""
        return address_of(self.show, self.page)

    @property
    def role(self) -> str:
        """What this window is: presenting or following."""
        return "presenting" if self.show.driver == self.page else "following"

    @property
    def is_free(self) -> bool:
        """Whether nobody drives yet, so that the first click makes this window the driver."""
        return self.show.driver is None

    @property
    def is_awaited(self) -> bool:
        return self.stage is Stage.AWAITING_ANSWER

    @property
    def has_to_load_again(self) -> bool:
        """Whether a page without a script goes on only by being loaded again.

        While something is typed, and nothing stands here that would be lost.
        """
        is_being_written = bool(self.interview.turns) and self.stage is Stage.WRITING
        would_lose = self.draft is not None or bool(self.problem)
        return (is_being_written or self.is_running) and not would_lose

    @property
    def trouble(self) -> str:
        """What the presenter alone is told of a model that gave no question."""
        if self.stage is Stage.FAILED:
            return FAILED
        question = self.interview.question(self.number)
        is_stand_in = question is not None and question.source is Source.STAND_IN
        return STOOD_IN if is_stand_in else ""

    @property
    def is_running(self) -> bool:
        """Whether the sample candidate is answering or will by itself."""
        has_answer = self.next_answer is not None or not self.is_awaited
        return has_answer and self.show.is_flown(standing(self.interview))

    @property
    def pilot(self) -> Pilot:
        """What the sample candidate does now, whatever was pressed last."""
        return self.show.pilot if self.is_running else Pilot.RESTING

    @property
    def depth(self) -> int:
        """How many scenes there are to look back over."""
        return len(scenes(self.interview)) - 1

    @property
    def elapsed(self) -> int:
        """Seconds since the first click, 0 before it."""
        return _seconds(self.show.started_at, self.now)

    @property
    def paced(self) -> int:
        """Seconds of the talk itself, without questions from the hall."""
        return _seconds(self.show.paced_from, self.show.stopped_at or self.now)


def address_of(show: Show, page: str) -> str:
    """Where the window `page` presents `show`."""
    known = {"page": page, "show": show.id}
    query = urlencode({name: value for name, value in known.items() if value})
    return f"/session/{show.session_id}/present?{query}"


def _lines(text: str, width: int) -> int:
    """How many lines `text` takes that are so many letters wide."""
    return sum(max(1, ceil(len(line) / width)) for line in text.splitlines())


def _seconds(since: datetime | None, until: datetime) -> int:
    return 0 if since is None else max(0, int((until - since).total_seconds()))
