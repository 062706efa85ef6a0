"""Having the papers of an interview read, in nobody's way.

Law: no question waits for a reading. One that is running when a question of the
same interview is asked is cancelled, and so is any where the model has one place;
it is taken up once more after that question. What stands when question 2 is asked
stays for the whole interview. Where the first provider fails, the fallback is asked within
the same time, in place of a reading taken up once more.
"""

from __future__ import annotations

import asyncio
import logging

from app.domain.errors import ModelFailed
from app.domain.interview import Session
from app.domain.requirement import Reading
from app.domain.source import Source
from app.services.ports import Interviewer
from app.services.store_ports import Sessions
from app.services.stream_keys import reading_key
from app.services.writer_context import WriterContext
from app.values import replace

log = logging.getLogger(__name__)

MAX_READINGS = 2
"""Calls of a model for one interview's papers: the first, and one after it was cancelled, or
of the fallback where the first failed."""

FIRST, OF_FALLBACK = 1, 2
"""Numbers of the try of a reading, which tell whom of two providers it is asked of."""


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
        self._running: dict[str, int] = {}
        self._cancelled: dict[str, int] = {}

    def begin(self, session: Session, tries: int = FIRST) -> None:
        """Start reading, unless the papers were read or are being read.

        `tries` as it was for the question that stands: whoever wrote it is up.
        """
        if session.reading is None:
            self._tasks.start(reading_key(session.id), self._read(session, tries))

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
        for running, tries in [*self._running.items()]:
            if running == session_id or self._interviewer.has_one_place:
                self._cancelled[running] = tries
                self._tasks.cancel(reading_key(running))

    async def resume(self) -> None:
        """Take up what was cancelled for a question that now stands or has failed."""
        while self._cancelled:
            session_id, tries = self._cancelled.popitem()
            session = await self._sessions.session(session_id)
            if session is not None:
                self.begin(session, tries)

    async def _read(self, session: Session, tries: int) -> None:
        self._running[session.id] = tries
        try:
            async with asyncio.timeout(self._timeouts.reading):
                reading = await self._read_by_either(session, tries)
        except (ModelFailed, TimeoutError) as fault:
            log.warning("The papers were not read by the model: %s", str(fault) or "too late")
        else:
            stands = reading and await self._sessions.save_reading(session.id, reading)
            if stands is not None and stands != reading:
                log.info("The papers were read after a reading stood.")
        finally:
            self._running.pop(session.id, None)

    async def _read_by_either(self, session: Session, tries: int) -> Reading | None:
        """What a model reads, the fallback where the first fails; None where no call is left.

        Raises `ModelFailed`. What cannot be read is not asked for again.
        """
        while await self._sessions.claim_reading(session.id, MAX_READINGS):
            try:
                return await self._interviewer.read(session, tries)
            except ModelFailed as fault:
                has_other = self._interviewer.fallback_name is not None and tries < OF_FALLBACK
                if fault.final or not has_other:
                    raise
                log.info("The papers are read by the fallback: %s", fault)
                tries = OF_FALLBACK
        return None
