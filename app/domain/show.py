"""A show: an interview before an audience, driven from the presenter's page.

Law: a click carries the step at which its page stood; only a click of the present
step does anything, and what it does is one entry of `EFFECTS`. Nothing said is ever
undone: `back` only looks back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.domain.errors import Conflict, Unprocessable
from app.domain.interview import Stage
from app.domain.source import Source
from app.domain.turn_state import CurrentTurn
from app.values import replace

HALL = "hall"
"""What a pause is for that stops the pace clock: questions from the hall."""


class Command(StrEnum):
    """What can be pressed on the presenter's page."""

    NEXT = "next"
    BACK = "back"
    PLAY = "play"
    PAUSE = "pause"
    SPEED = "speed"
    BLACK = "black"
    RESET = "reset"
    INTERVIEWER = "interviewer"
    DRIVER = "driver"
    STAGE = "stage"
    WITHDRAW = "withdraw"


class Speed(StrEnum):
    """How fast the sample candidate types."""

    HALF = "0.5"
    ONE = "1"
    TWO = "2"
    INSTANT = "instant"

    @property
    def factor(self) -> float:
        """By what waiting times are divided."""
        return float("inf") if self is Speed.INSTANT else float(self.value)


class Pilot(StrEnum):
    """What the sample candidate does: nothing, one answer, one after the other."""

    RESTING = "resting"
    ONE = "one"
    PLAYING = "playing"


class ShowKey(StrEnum):
    """What a show is found by, each as a column is called."""

    ID = "id"
    SESSION = "session"
    STAGE = "stage_hash"
    REMOTE = "remote_hash"


class NotDriving(Conflict):
    """The click of a page that does not drive this show."""

    text = "Another page is presenting. Take over to go on from here."


class Links(Struct, frozen=True, kw_only=True):
    """The hashes of both tokens, and the random text that they were derived with."""

    nonce: str
    stage_hash: str
    remote_hash: str


class Show(Struct, frozen=True, kw_only=True):
    """One show.

    `speaker` words the questions: the model or the demo. `driver` is the page that
    drives, None before the first click. `step` rises with every click that counts.
    The hashes are None once withdrawn. `looking_back` counts scenes. `piloted` is
    the turn that the last `next` was for; `is_hurried`: its answer is to be whole at
    once. `started_at` is None before the first click; the pace clock runs from
    `paced_from` and stands since `stopped_at`.
    """

    id: str
    session_id: str
    nonce: str
    speaker: Source = Source.DEMO
    driver: str | None = None
    step: int = 0
    stage_hash: str | None = None
    remote_hash: str | None = None
    looking_back: int = 0
    is_black: bool = False
    pilot: Pilot = Pilot.RESTING
    piloted: int = 0
    is_hurried: bool = False
    speed: Speed = Speed.ONE
    started_at: datetime | None = None
    paced_from: datetime | None = None
    stopped_at: datetime | None = None

    def is_driven_by(self, page: str | None) -> bool:
        """Whether `page` may click; None is the presenter's own clicker."""
        return page is None or self.driver in {None, page}

    def is_flown(self, now: CurrentTurn) -> bool:
        """Whether the sample candidate acts by itself where the interview stands."""
        is_meant = self.pilot is Pilot.PLAYING or self.piloted == now.number
        is_open = now.stage in {Stage.WRITING, Stage.AWAITING_ANSWER}
        return self.pilot is not Pilot.RESTING and is_meant and is_open


class Click(Struct, frozen=True, kw_only=True):
    """One press of a button, and where the interview stood.

    `page` is None for the remote. `value` is the speed, the speaker or what a pause is
    for. `turn` stands or is being written,
    `is_awaited` once its question stands; `scenes` is how many there are. `links` and
    `session_id` are new ones for a new stage and for a reset.
    """

    command: Command
    at: datetime
    step: int
    page: str | None = None
    value: str = ""
    turn: int = 1
    is_awaited: bool = False
    scenes: int = 1
    links: Links | None = None
    session_id: str = ""


def take(show: Show, click: Click) -> Show:
    """The show after the click; the same one where its step was taken already.

    Raises `NotDriving` where another page drives, `Unprocessable` for a value that
    the command does not know.
    """
    if click.step != show.step:
        return show
    if click.command is not Command.DRIVER and not show.is_driven_by(click.page):
        raise NotDriving
    after = EFFECTS[click.command](show, click)
    return replace(after, step=show.step + 1, driver=click.page or show.driver)


def _next(show: Show, click: Click) -> Show:
    """Out of the dark, forward to the present, then an answer; or its rest at once."""
    if show.is_black:
        return replace(show, is_black=False)
    if show.looking_back:
        return replace(show, looking_back=show.looking_back - 1)
    is_running = show.pilot is not Pilot.RESTING and show.piloted == click.turn
    pilot = Pilot.ONE if show.pilot is Pilot.RESTING else show.pilot
    return replace(
        _on_time(show, click),
        pilot=pilot,
        piloted=click.turn,
        is_hurried=is_running and click.is_awaited,
    )


def _back(show: Show, click: Click) -> Show:
    if show.is_black:
        return replace(show, is_black=False)
    depth = min(show.looking_back + 1, max(click.scenes - 1, 0))
    return replace(_resting(show), looking_back=depth)


def _play(show: Show, click: Click) -> Show:
    show = replace(_on_time(show, click), looking_back=0, is_black=False)
    return replace(show, pilot=Pilot.PLAYING, piloted=click.turn, is_hurried=False)


def _pause(show: Show, click: Click) -> Show:
    stops = click.value == HALL and show.started_at is not None
    stopped_at = show.stopped_at or click.at if stops else show.stopped_at
    return replace(_resting(show), stopped_at=stopped_at)


def _speed(show: Show, click: Click) -> Show:
    try:
        speed = Speed(click.value)
    except ValueError:
        raise Unprocessable("The speed must be 0.5, 1, 2 or instant.") from None
    return replace(show, speed=speed)


def _black(show: Show, _: Click) -> Show:
    return replace(_resting(show), is_black=not show.is_black)


def _reset(show: Show, click: Click) -> Show:
    """The start again, by the same driver, speaker, speed and links."""
    return Show(
        id=show.id,
        session_id=click.session_id,
        nonce=show.nonce,
        speaker=show.speaker,
        stage_hash=show.stage_hash,
        remote_hash=show.remote_hash,
        speed=show.speed,
        driver=show.driver,
    )


SPEAKERS = ("", Source.MODEL, Source.DEMO)
"""Who may be chosen to ask, "" for the one who does not now."""


def _interviewer(show: Show, click: Click) -> Show:
    other = Source.MODEL if show.speaker is Source.DEMO else Source.DEMO
    if click.value not in SPEAKERS:
        raise Unprocessable("The interviewer must be model or demo.")
    return replace(show, speaker=Source(click.value) if click.value else other)


def _driver(show: Show, _: Click) -> Show:
    return show


def _stage(show: Show, click: Click) -> Show:
    links = click.links
    if links is None:
        return show
    return replace(
        show, nonce=links.nonce, stage_hash=links.stage_hash, remote_hash=links.remote_hash
    )


def _withdraw(show: Show, _: Click) -> Show:
    return replace(show, stage_hash=None, remote_hash=None)


def _resting(show: Show) -> Show:
    return replace(show, pilot=Pilot.RESTING, is_hurried=False)


def _on_time(show: Show, click: Click) -> Show:
    """Both clocks running; the pace clock passes over the time it stood."""
    if show.started_at is None or show.paced_from is None:
        return replace(show, started_at=click.at, paced_from=click.at, stopped_at=None)
    stood = click.at - (show.stopped_at or click.at)
    return replace(show, paced_from=show.paced_from + stood, stopped_at=None)


EFFECTS: Mapping[Command, Callable[[Show, Click], Show]] = {
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.PLAY: _play,
    Command.PAUSE: _pause,
    Command.SPEED: _speed,
    Command.BLACK: _black,
    Command.RESET: _reset,
    Command.INTERVIEWER: _interviewer,
    Command.DRIVER: _driver,
    Command.STAGE: _stage,
    Command.WITHDRAW: _withdraw,
}
