"""Having the papers of an interview read, in nobody's way.

Law: no question waits for a reading. One that is running when a question of the
same interview is asked is cancelled, and so is any where the model has one place;
it is taken up once more after that question. What stands when question 2 is asked
stays for the whole interview.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from app.domain.errors import ModelFailed
from app.domain.interview import Session
from app.domain.source import Source
from app.services.ports import Interviewer
from app.services.store_ports import Sessions
from app.services.stream_keys import reading_key
from app.services.writer_context import WriterContext

log = logging.getLogger(__name__)

MAX_READINGS = 2
"""Calls of a model for one interview's papers: the first, and one after a cancelled one."""


class PaperReader:
    """Reads papers by the interviewer, each in a task of its own."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        interviewer: Interviewer,
        stand_in: Interviewer,
        writer_context: WriterContext,
    ) -> None:
        self._sessions = sessions
        self._interviewer, self._stand_in = interviewer, stand_in
        self._tasks, self._timeouts = writer_context.tasks, writer_context.timeouts
        self._running: set[str] = set()
        self._cancelled: set[str] = set()

    def begin(self, session: Session) -> None:
        """Start reading, unless the papers were read or are being read."""
        if session.reading is None:
            self._tasks.start(reading_key(session.id), self._read(session))

    async def settled(self, session: Session) -> Session:
        """`session` with the reading that stands from now on, by rule if there is none."""
        if session.reading is not None:
            return session
        reading = await self._stand_in.read(session, 1)
        if self._interviewer.source is not Source.DEMO:
            reading = replace(reading, source=Source.STAND_IN)
        stands = await self._sessions.save_reading(session.id, reading)
        return replace(session, reading=stands or reading)

    def make_room(self, session_id: str) -> None:
        """Cancel what would keep a question of `session_id` waiting."""
        own = self._running & {session_id}
        for running in self._running.copy() if self._interviewer.has_one_place else own:
            self._cancelled.add(running)
            self._tasks.cancel(reading_key(running))

    async def resume(self) -> None:
        """Take up what was cancelled for a question that now stands or has failed."""
        while self._cancelled:
            session = await self._sessions.session(self._cancelled.pop())
            if session is not None:
                self.begin(session)

    async def _read(self, session: Session) -> None:
        if not await self._sessions.claim_reading(session.id, MAX_READINGS):
            return
        self._running.add(session.id)
        try:
            async with asyncio.timeout(self._timeouts.reading):
                reading = await self._interviewer.read(session, 1)
        except (ModelFailed, TimeoutError) as fault:
            log.warning("The papers were not read by the model: %s", str(fault) or "too late")
        else:
            stands = await self._sessions.save_reading(session.id, reading)
            if stands is not None and stands != reading:
                log.info("The papers were read after a reading stood.")
        finally:
            self._running.discard(session.id)
