"""What the hall sees: one question, one answer, or how things stand; nothing else."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.interview import Interview, Message, Stage
from app.domain.show import Show
from app.domain.source import Source
from app.domain.turn_state import standing
from app.values import replace


class SceneKind(StrEnum):
    """What a scene shows."""

    WAITING = "waiting"
    QUESTION = "question"
    ANSWER = "answer"
    FAILED = "failed"
    FINISHED = "finished"
    BLACK = "black"


class Scene(Struct, frozen=True, kw_only=True):
    """One scene; `source` and `language` are None where they are not known (yet).

    `is_typed`: its text is still being written and comes in additions.
    """

    kind: SceneKind
    number: int
    text: str = ""
    source: Source | None = None
    language: str | None = None
    is_typed: bool = False

    @property
    def follows_answer(self) -> bool:
        """Whether it may come as soon as an answer is in."""
        return self.kind in {SceneKind.QUESTION, SceneKind.FAILED, SceneKind.FINISHED}

    def with_text(self, text: str) -> Scene:
        """The scene with what is typed so far; behind a question that stands, the answer."""
        if self.kind is not SceneKind.QUESTION or self.is_typed:
            return replace(self, text=text)
        if not text:
            return self
        return Scene(kind=SceneKind.ANSWER, number=self.number, text=text, is_typed=True)


def scene_of(show: Show, interview: Interview) -> Scene:
    """What is on stage as the rows stand; of what is being written, without its text."""
    if show.is_black:
        return Scene(kind=SceneKind.BLACK, number=standing(interview).number)
    all_ = scenes(interview)
    scene, session = all_[max(len(all_) - 1 - show.looking_back, 0)], interview.session
    if scene.is_typed and show.speaker is Source.MODEL:
        posting = session.reading.language if session.reading else None
        return replace(scene, language=session.language or posting)
    return scene


def scenes(interview: Interview) -> tuple[Scene, ...]:
    """All that was said, in order, and the present; never empty."""
    said: list[Scene] = []
    for exchange in interview.exchanges:
        said.append(spoken(SceneKind.QUESTION, exchange.question))
        if exchange.answer is not None:
            said.append(spoken(SceneKind.ANSWER, exchange.answer))
    now = standing(interview)
    if not interview.turns:
        return (Scene(kind=SceneKind.WAITING, number=1),)
    if now.stage is Stage.AWAITING_ANSWER:
        return tuple(said)
    if now.stage is Stage.WRITING:
        last = Scene(kind=SceneKind.QUESTION, number=now.number, is_typed=True)
    else:
        kind = SceneKind.FAILED if now.stage is Stage.FAILED else SceneKind.FINISHED
        last = Scene(kind=kind, number=now.number)
    return (*said, last)


def spoken(kind: SceneKind, message: Message) -> Scene:
    return Scene(
        kind=kind,
        number=message.turn,
        text=message.content,
        source=message.source,
        language=message.language,
    )


def unseen_answer(shown: Scene, following: Scene, interview: Interview) -> Scene | None:
    """The answer that leads from one scene to another, where it was not shown whole."""
    if not following.follows_answer:
        return None
    is_over = following.kind is SceneKind.FINISHED
    given = interview.answer(following.number - (not is_over))
    if given is None or shown.number != given.turn or shown.text in {given.content, ""}:
        return None
    return spoken(SceneKind.ANSWER, given)
