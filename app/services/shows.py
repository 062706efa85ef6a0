"""Presenting: a show is opened, and moves on with every click.

Law: of two clicks at one step one counts; the row decides. Whoever shows or plays
the show elsewhere is told through the stream, and finds the rest in the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from app.domain.errors import NotFound, NotYours, Unprocessable
from app.domain.interview import Interview, Session, Stage
from app.domain.scene import Scene, scene_of, scenes
from app.domain.show import Click, Command, Links, Pilot, Show, ShowKey, take
from app.domain.source import Source
from app.domain.turn_state import standing
from app.services.autopilot import Autopilot
from app.services.clock import Clock
from app.services.erasure import Erasure
from app.services.interview import InterviewService
from app.services.ports import Stream
from app.services.stage_feed import as_typed
from app.services.store_ports import Sessions, Shows
from app.services.stream_keys import show_key
from app.values import replace

EPOCH = 1_767_225_600
"""The first second of 2026, from which changes are numbered."""

BY_REMOTE = {Command.NEXT, Command.BACK}

Token = Callable[[str], str]
"""Makes a token of a purpose, the same for the same presenter, unguessable for others."""


class Pressed(Struct, frozen=True, kw_only=True):
    """What was pressed, by which page, at which of its steps; as in `Click`."""

    command: Command
    step: int
    page: str | None = None
    value: str = ""


class Outcome(NamedTuple):
    """The show as it stands after a press; `counted`: this press made it so."""

    show: Show
    counted: bool


class ShowService:
    """Opens shows and takes clicks."""

    def __init__(
        self,
        *,
        shows: Shows,
        sessions: Sessions,
        interviews: InterviewService,
        autopilot: Autopilot,
        erasure: Erasure,
        stream: Stream,
        clock: Clock,
        speaker: Source,
    ) -> None:
        self._shows = shows
        self._sessions = sessions
        self._interviews = interviews
        self._autopilot = autopilot
        self._erasure = erasure
        self._stream = stream
        self._clock = clock
        self._speaker = speaker

    async def open(self, session_id: str, token: Token, speaker: Source | None = None) -> Show:
        """The show of a session, opened where there is none; raises `NotFound`.

        `speaker` words the questions of a new show; None: whoever is configured.
        """
        found = await self._shows.show(ShowKey.SESSION, session_id)
        if found is not None:
            return found
        links = self._links(token)
        show = Show(
            id=self._clock.new_id(),
            session_id=session_id,
            nonce=links.nonce,
            stage_hash=links.stage_hash,
            remote_hash=links.remote_hash,
            speaker=speaker or self._speaker,
        )
        opened = await self._shows.open_show(show)
        if opened is None:
            raise NotFound
        return opened

    async def at_stage(self, token: str) -> Show:
        """The show that a stage's token shows; raises `NotFound`."""
        return await self._by_token(ShowKey.STAGE, token)

    async def at_remote(self, token: str) -> Show:
        """The show that a remote's token drives; raises `NotFound`."""
        return await self._by_token(ShowKey.REMOTE, token)

    async def by_id(self, show_id: str) -> Show:
        """Raises `NotFound`."""
        show = await self._shows.show(ShowKey.ID, show_id)
        if show is None:
            raise NotFound
        return show

    async def shown(self, show: Show) -> tuple[Show, Interview]:
        """`show` with its interview, as both are now: a reset gives a show another one.

        Raises `NotFound`.
        """
        try:
            return show, await self._interviews.interview(show.session_id)
        except NotFound:
            now = await self.by_id(show.id)
            if now.session_id == show.session_id:
                raise
            return now, await self._interviews.interview(now.session_id)

    async def scene(self, show: Show, interview: Interview) -> Scene:
        """What is on stage, with what is typed of it so far."""
        scene, _ = await as_typed(self._stream, scene_of(show, interview), show)
        return scene

    async def press(self, show: Show, pressed: Pressed, token: Token | None = None) -> Outcome:
        """The show after the press, and whether the press counted.

        `token` is the presenter's; None is the remote, which may only go next and back.
        Raises as `take`, `NotFound`, and `Unprocessable` for a model where there is none.
        """
        if token is None and pressed.command not in BY_REMOTE:
            raise NotYours("The remote only goes next and back.")
        interview = await self._interviews.interview(show.session_id)
        click = self._click(interview, pressed, token)
        after = take(show, click)
        if after is show:
            return Outcome(show, counted=False)
        self._check_speaker(pressed.command, after)
        if pressed.command is Command.RESET:
            await self._sessions.add_session(self._begun_again(interview, after))
        if not await self._shows.change_show(after, show.step):
            if pressed.command is Command.RESET:
                await self._sessions.erase(after.session_id)
            return Outcome(await self.by_id(show.id), counted=False)
        await self._follow(interview, after, pressed.command)
        return Outcome(after, counted=True)

    async def answered(self, session_id: str) -> None:
        """An answer was given by somebody: the stage is at the present, and all are told."""
        show = await self._shows.show(ShowKey.SESSION, session_id)
        if show is not None and show.looking_back:
            await self._shows.change_show(replace(show, looking_back=0), show.step)
        await self.tell(session_id)

    async def tell(self, session_id: str) -> None:
        await tell(self._stream, self._clock, session_id)

    async def _follow(self, interview: Interview, after: Show, command: Command) -> None:
        """What a click that counted sets going."""
        before = interview.session.id
        if command in {Command.NEXT, Command.PLAY} and after.pilot is not Pilot.RESTING:
            if not interview.turns:
                await self._interviews.start(interview)
            elif standing(interview).stage is Stage.FAILED:
                await self._interviews.retry(interview)
        await self.tell(before)
        self._autopilot.begin(after)
        if command is Command.RESET:
            await self._erasure.erase(before)

    def _check_speaker(self, command: Command, after: Show) -> None:
        """Raise `Unprocessable` where a model was chosen and none is configured."""
        is_chosen = command is Command.INTERVIEWER and after.speaker is Source.MODEL
        if is_chosen and self._speaker is Source.DEMO:
            raise Unprocessable("There is no model here: the demo interviewer asks.")

    def _click(self, interview: Interview, pressed: Pressed, token: Token | None) -> Click:
        now = standing(interview)
        return Click(
            command=pressed.command,
            at=self._clock.now(),
            step=pressed.step,
            page=pressed.page,
            value=pressed.value,
            turn=now.number if interview.turns and now.stage is not Stage.FAILED else 0,
            is_awaited=now.stage is Stage.AWAITING_ANSWER,
            scenes=len(scenes(interview)),
            links=self._links(token) if token and pressed.command is Command.STAGE else None,
            session_id=self._clock.new_id() if pressed.command is Command.RESET else "",
        )

    def _begun_again(self, interview: Interview, show: Show) -> Session:
        return replace(
            interview.session,
            id=show.session_id,
            created_at=self._clock.now(),
            ended_at=None,
            speaker=show.speaker,
        )

    async def _by_token(self, key: ShowKey, token: str) -> Show:
        show = await self._shows.show(key, hashed(token))
        if show is None:
            raise NotFound("This stage has ended, or its address is not complete.")
        return show

    def _links(self, token: Token) -> Links:
        nonce = self._clock.new_id()
        return Links(
            nonce=nonce,
            stage_hash=hashed(token(stage_purpose(nonce))),
            remote_hash=hashed(token(remote_purpose(nonce))),
        )


async def tell(stream: Stream, clock: Clock, session_id: str) -> None:
    """Tell whoever shows or plays the show of a session to look again."""
    second = int(clock.now().timestamp()) - EPOCH
    await stream.append(show_key(session_id), max(second, 1), ".")


def stage_purpose(nonce: str) -> str:
    return f"stage {nonce}"


def remote_purpose(nonce: str) -> str:
    return f"remote {nonce}"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
