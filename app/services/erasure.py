"""Erasing a session, also while something of it is being written.

Law: first the rows, so that no writer of any process can store anything more; then
this process's tasks; then the words in the streams, which take no more afterwards.
"""

from __future__ import annotations

from app.domain.interview import MAX_QUESTIONS
from app.services.ports import Stream
from app.services.store_ports import Sessions
from app.services.stream_keys import answer_key, feedback_key, question_key, reading_key, show_key
from app.services.tasks import Tasks


class Erasure:
    """Removes sessions and all that belongs to them."""

    def __init__(self, *, sessions: Sessions, stream: Stream, tasks: Tasks) -> None:
        self._sessions = sessions
        self._stream = stream
        self._tasks = tasks

    async def erase(self, session_id: str) -> None:
        """Remove the session; its writers elsewhere end with their next heartbeat."""
        await self._sessions.erase(session_id)
        turns = range(1, MAX_QUESTIONS + 1)
        questions = [question_key(session_id, n) for n in turns]
        answers = [answer_key(session_id, n) for n in turns]
        written = [*questions, *answers, feedback_key(session_id), show_key(session_id)]
        for name in (*written, reading_key(session_id)):
            self._tasks.cancel(name)
        for key in written:
            await self._stream.erase(key)
