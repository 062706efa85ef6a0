"""Conducting an interview: start, answer, retry, end.

Law: an answer is stored before any model is asked, and the row decides who was
first; whoever comes second is judged by what then stands.
"""

from __future__ import annotations

import asyncio

from msgspec import Struct

from app.domain.errors import BadInput, Conflict, NotFound, StorageUnavailable
from app.domain.interview import MAX_QUESTIONS, Interview, Message, Role, Stage
from app.domain.source import Source
from app.domain.turn_state import is_repeat, not_awaited, standing, which_turn, with_answer
from app.services.clock import Clock
from app.services.ports import Metrics
from app.services.question_writer import QuestionWriter
from app.services.store_ports import Turns
from app.text.normalise import has_visible, normalise

MAX_ANSWER = 10_000


class Answered(Struct, frozen=True, kw_only=True):
    """The interview after an answer was taken, and the turn that answer is of."""

    interview: Interview
    turn: int


class InterviewService:
    """Moves an interview on when the candidate does something."""

    def __init__(
        self, *, turns: Turns, question_writer: QuestionWriter, clock: Clock, metrics: Metrics
    ) -> None:
        self._metrics = metrics
        self._turns = turns
        self._question_writer = question_writer
        self._clock = clock
        self._rewordings: dict[str, asyncio.Future[str]] = {}

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
            self._question_writer.begin(session_id, 1)
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
            interview = await self._record(interview, turn, text)
        return Answered(interview=interview, turn=turn)

    async def retry(self, interview: Interview) -> Interview:
        """Ask a failed question again; where nothing failed, nothing happens."""
        session_id = interview.session.id
        now = standing(interview)
        if now.stage is not Stage.FAILED:
            return interview
        if await self._turns.retry(session_id, now.number):
            self._question_writer.begin(session_id, now.number)
        return await self.interview(session_id)

    async def clarify(self, interview: Interview, number: int) -> Interview:
        """Put the awaited question differently, once; an answer sent meanwhile drops it.

        Raises `Conflict` where it is not awaited, `NotClarified` where that was not possible.
        """
        session_id, now = interview.session.id, standing(interview)
        question = interview.question(number)
        if question is None or (now.number, now.stage) != (number, Stage.AWAITING_ANSWER):
            raise Conflict("This question is not waiting for an answer.")
        if question.clarified is None:
            text = await self._reworded(interview, number)
            if text is not None:
                await self._turns.clarify(session_id, number, text)
        return await self.interview(session_id)

    async def _reworded(self, interview: Interview, number: int) -> str | None:
        """The question in other words, None once an answer has come; asked for once at a time."""
        rewordings, key = self._rewordings, interview.session.id
        if key not in rewordings:
            work = self._question_writer.reworded(interview, number)
            rewordings[key] = asyncio.ensure_future(work)
            rewordings[key].add_done_callback(lambda _: rewordings.pop(key))
        rewording = rewordings[key]
        await asyncio.wait([rewording])
        return None if rewording.cancelled() else rewording.result()

    async def _record(self, interview: Interview, turn: int, text: str) -> Interview:
        session_id = interview.session.id
        answer = self._message(session_id, turn, text)
        if await self._recorded(answer):
            self._metrics.answered()
            if rewording := self._rewordings.get(session_id):
                rewording.cancel()
            interview = with_answer(interview, answer)
            if turn < MAX_QUESTIONS:
                self._question_writer.begin(session_id, turn + 1, interview)
            return interview
        interview = await self.interview(session_id)
        if not is_repeat(interview, turn, text):
            raise not_awaited(standing(interview))
        return interview

    async def _recorded(self, answer: Message) -> bool:
        """Store the answer; a commit whose reply came too late is one all the same."""
        try:
            return await self._turns.record_answer(answer)
        except StorageUnavailable:
            stored = (await self.interview(answer.session_id)).answer(answer.turn)
            if stored is None or stored.id != answer.id:
                raise
            return True

    def _message(self, session_id: str, turn: int, text: str) -> Message:
        from app.text.language_id import language_of  # noqa: PLC0415, the first page asks nothing

        return Message(
            id=self._clock.new_id(),
            session_id=session_id,
            turn=turn,
            role=Role.USER,
            content=text,
            timestamp=self._clock.now(),
            source=Source.CANDIDATE,
            language=language_of(text),
        )


def check_answer(text: str) -> str:
    """The answer as it is stored; raises `BadInput`."""
    text = normalise(text)
    if not has_visible(text):
        raise BadInput("Answer cannot be empty.", field="answer")
    if len(text) > MAX_ANSWER:
        raise BadInput("Answer too long (max 10,000 characters)", field="answer")
    return text
