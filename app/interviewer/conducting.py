"""Conducting an interview: start, answer, retry, end.

Law: an answer is stored before any model is asked, and the row decides who was
first; whoever comes second is judged by what then stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.interview.errors import BadInput, NotFound
from app.interview.model import MAX_QUESTIONS, Interview, Message, Role, Source, Stage
from app.interview.turns import is_repeat, not_awaited, standing, which_turn
from app.interviewer.asking import Asker
from app.interviewer.clock import World
from app.interviewer.needs import Meters, Turns
from app.language.text import has_visible, normalise

MAX_ANSWER = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The interview after an answer was taken, and the turn that answer is of."""

    interview: Interview
    turn: int


class Conductor:
    """Moves an interview on when the candidate does something."""

    def __init__(self, *, turns: Turns, asker: Asker, world: World, meters: Meters) -> None:
        self._meters = meters
        self._turns = turns
        self._asker = asker
        self._world = world

    async def interview(self, session_id: str) -> Interview:
        """The interview as it stands; raises `NotFound`."""
        interview = await self._turns.interview(session_id)
        if interview is None:
            raise NotFound
        return interview

    async def start(self, interview: Interview) -> Interview:
        """Ask question 1 unless it was ever asked; both documents must be there."""
        session_id = interview.session.id
        if await self._turns.open_first(session_id):
            self._asker.begin(session_id, 1)
        return await self.interview(session_id)

    def is_repeat(self, interview: Interview, number: int | None, text: str) -> bool:
        """Whether `answer` would find this very answer stored; raises as it does."""
        text = check_answer(text)
        return is_repeat(interview, which_turn(interview, number, text), text)

    async def answer(self, interview: Interview, number: int | None, text: str) -> Answered:
        """Take an answer, or recognise its repeat.

        `number` None is the turn now awaited. Raises `BadInput` for an unusable
        text and `Conflict` where it is not awaited.
        """
        text = check_answer(text)
        turn = which_turn(interview, number, text)
        if not is_repeat(interview, turn, text):
            interview = await self._record(interview.session.id, turn, text)
        return Answered(interview=interview, turn=turn)

    async def retry(self, interview: Interview) -> Interview:
        """Ask a failed question again; where nothing failed, nothing happens."""
        session_id = interview.session.id
        now = standing(interview)
        if now.stage is not Stage.FAILED:
            return interview
        if await self._turns.retry(session_id, now.number):
            self._asker.begin(session_id, now.number)
        return await self.interview(session_id)

    async def _record(self, session_id: str, turn: int, text: str) -> Interview:
        recorded = await self._turns.record_answer(self._message(session_id, turn, text))
        if recorded:
            self._meters.answered()
        if recorded and turn < MAX_QUESTIONS:
            self._asker.begin(session_id, turn + 1)
        interview = await self.interview(session_id)
        if not recorded and not is_repeat(interview, turn, text):
            raise not_awaited(standing(interview))
        return interview

    def _message(self, session_id: str, turn: int, text: str) -> Message:
        return Message(
            id=self._world.new_id(),
            session_id=session_id,
            turn=turn,
            role=Role.USER,
            content=text,
            timestamp=self._world.now(),
            source=Source.CANDIDATE,
        )


def check_answer(text: str) -> str:
    """The answer as it is stored; raises `BadInput`."""
    text = normalise(text)
    if not has_visible(text):
        raise BadInput("Answer cannot be empty.")
    if len(text) > MAX_ANSWER:
        raise BadInput("Answer too long (max 10,000 characters)")
    return text
