"""Writing a question: claim, model, filter, stream, storage.

Law: no request and no socket runs the model, but for the one that waits for a
question in other words, which opens no turn. Every other call of a model begins with
a claim, so that the row bounds the spend; everything written carries the
attempt of its claim, so that a writer who lost it changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator
from contextlib import AbstractAsyncContextManager, aclosing
from functools import partial
from typing import TYPE_CHECKING

from app.domain import brief as briefs
from app.domain.brief import Brief
from app.domain.errors import ModelFailed, NotClarified, StorageUnavailable
from app.domain.interview import MAX_QUESTIONS, Interview, Message, Role, Turn, TurnFault
from app.domain.plan import Move
from app.domain.source import Source
from app.domain.turn_state import MAX_TRIES, with_answer
from app.services.ask import PAUSE_BEFORE_NEXT_TRY, Ask, false_quotation, question_filter, refused
from app.services.heartbeat import Overtaken, heartbeat
from app.services.paper_reader import FIRST, PaperReader
from app.services.ports import Interviewer
from app.services.store_ports import Turns
from app.services.stream_keys import question_key, stand_in_key
from app.services.writer_context import WriterContext
from app.values import replace

if TYPE_CHECKING:
    from app.guard.stream_filter import QuestionFilter

log = logging.getLogger(__name__)

ASKING_BACK = "What do you mean?"
"""What a candidate who asks for other words is taken to have said; it is not stored."""

ONCE_MORE = MAX_QUESTIONS + 1
"""Its number: that of no question, so that nothing said of the first or last one holds."""

UNFORESEEN = ModelFailed("unforeseen", final=True)


class QuestionWriter:
    """Has questions written, each by a task of its own."""

    def __init__(
        self,
        *,
        turns: Turns,
        interviewer: Interviewer,
        stand_in: Interviewer,
        papers: PaperReader,
        writer_context: WriterContext,
    ) -> None:
        self._turns = turns
        self._interviewer, self._stand_in = interviewer, stand_in
        self._papers = papers
        self._stream = writer_context.stream
        self._clock, self._timeouts = writer_context.clock, writer_context.timeouts
        self._tasks, self._metrics = writer_context.tasks, writer_context.metrics
        self._model_health = writer_context.model_health

    def begin(
        self, session_id: str, number: int, read: Interview | None = None, lost: int | None = None
    ) -> None:
        """Start writing question `number`; a writer that runs here is left to it.

        `read` is the interview where it is known as it stands; `lost` the attempt that is
        taken over, where it still stands.
        """
        work = self.ask(session_id, number, read, lost)
        self._tasks.start(question_key(session_id, number), work)

    def is_writing(self, session_id: str, number: int) -> bool:
        """Whether a writer of that question runs in this process."""
        return self._tasks.is_running(question_key(session_id, number))

    async def ask(
        self, session_id: str, number: int, read: Interview | None = None, lost: int | None = None
    ) -> None:
        """Write the question until it stands, has failed, or is another's to write."""
        interview = read or await self._turns.interview(session_id)
        turn = interview.turn(number) if interview else None
        if interview is None or turn is None or lost not in {None, turn.attempt}:
            return
        if turn.tries >= MAX_TRIES:
            await self._give_up(turn, TurnFault.UNREACHABLE)
            return
        claimed = await self._turns.claim(session_id, number, turn.attempt)
        if claimed is None:
            return
        self._papers.make_room(session_id)
        await self._try_until_settled(await self._with_reading(interview, number), claimed)
        await self._papers.resume()

    async def reworded(self, interview: Interview, number: int) -> str:
        """Question `number` in other words; raises `NotClarified`.

        Who asked it is asked as if the candidate had answered with a question back.
        """
        question = interview.question(number)
        is_model = question is not None and question.source is Source.MODEL
        author = self._interviewer if is_model else self._stand_in
        briefs_after = self._asked_back(interview, number)
        brief = next((b for b in briefs_after if is_model or _rephrases(author, b)), None)
        if brief is None:
            raise NotClarified
        reader = question_filter(author)
        try:
            async with (
                asyncio.timeout(self._timeouts.whole_answer),
                aclosing(author.question(brief, 1)) as pieces,
            ):
                async for piece in pieces:
                    reader.feed(piece)
                    if reader.is_over:
                        break
            reader.finish()
        except (ModelFailed, TimeoutError) as fault:
            raise NotClarified from fault
        is_false = false_quotation(author, reader.text, interview)
        if reader.fault or is_false or reader.text in ("", question and question.content):
            raise NotClarified
        return reader.text

    def _asked_back(self, interview: Interview, number: int) -> Iterator[Brief]:
        """What comes after a question back; then the same without the words of a story."""
        back = Message(
            id="",
            session_id=interview.session.id,
            turn=number,
            role=Role.USER,
            content=ASKING_BACK,
            timestamp=self._clock.now(),
            source=Source.CANDIDATE,
        )
        # Whatever the question was, it may be put differently.
        turns = tuple(
            replace(t, plan=replace(t.plan, move=None)) if t.plan and t.number == number else t
            for t in interview.turns
        )
        asked = with_answer(replace(interview, turns=turns), back)
        for session in (asked.session, replace(asked.session, story=None)):
            yield briefs.brief(replace(asked, session=session), ONCE_MORE)

    async def _with_reading(self, interview: Interview, number: int) -> Interview:
        """The interview with the reading that the prompt is to carry.

        Question 1 is asked before a model has read anything; from question 2 on
        the reading that stands is always the same.
        """
        if number == 1 and self._speaker(interview).source is not Source.DEMO:
            return interview
        return replace(interview, session=await self._papers.settled(interview.session))

    async def _with_reading_for(self, author: Interviewer, interview: Interview) -> Interview:
        """The interview with its papers read, where the demo asks before a model has read them."""
        session = interview.session
        if session.reading is not None or author.source is not Source.DEMO:
            return interview
        reading = await author.read(session, 1)
        return replace(interview, session=replace(session, reading=reading))

    def _speaker(self, interview: Interview) -> Interviewer:
        """Who words the questions: in a show, whom the presenter has chosen."""
        is_demo = interview.session.speaker is Source.DEMO
        return self._stand_in if is_demo else self._interviewer

    async def _try_until_settled(self, interview: Interview, turn: Turn) -> None:
        is_by_model = self._speaker(interview).source is not Source.DEMO
        is_show = interview.session.speaker is not None
        ask = Ask(
            self._clock,
            self._timeouts,
            is_sample=is_by_model and (interview.session.is_demo or is_show),
            is_show=is_show,
        )
        while not await self._try(interview, turn, ask):
            again = await self._claim_again(turn, ask)
            if again is None:
                await self._give_up(turn, ask.fault)
                return
            turn = again

    async def _claim_again(self, turn: Turn, ask: Ask) -> Turn | None:
        """The turn for the next try, None when there is none; a planned question costs no call."""
        if not ask.may_go_on or (turn.tries >= MAX_TRIES and not ask.stands_in):
            return None
        try:
            async with self._living(turn):
                await asyncio.sleep(ask.pause)
        except Overtaken:
            return None
        return await self._turns.claim(turn.session_id, turn.number, turn.attempt)

    def _living(self, turn: Turn) -> AbstractAsyncContextManager[None]:
        beat = partial(self._turns.beat, turn.session_id, turn.number, turn.attempt)
        return heartbeat(beat, self._timeouts.beat)

    async def _try(self, interview: Interview, turn: Turn, ask: Ask) -> bool:
        """One attempt; True when nothing is left to do here."""
        ask.begin_attempt()
        try:
            await self._write(interview, turn, ask)
        except Overtaken:
            return True
        except ModelFailed as fault:
            log.warning("Question %d, try %d: %s", turn.number, turn.tries, fault)
            self._metrics.try_failed(fault.kind)
            ask.note(fault)
            return False
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("Question %d, try %d", turn.number, turn.tries)
            self._metrics.try_failed(UNFORESEEN.kind)
            ask.note(UNFORESEEN)
            return False
        return True

    async def _write(self, interview: Interview, turn: Turn, ask: Ask) -> None:
        author = self._stand_in if ask.stands_in else self._speaker(interview)
        read = await self._with_reading_for(author, interview)
        brief = briefs.brief(read, turn.number).after_refusal(ask.refused)
        reader = question_filter(author, brief.asked)
        async with aclosing(author.question(brief, turn.tries, lambda: ask.has_shown)) as pieces:
            async with self._living(turn):
                is_stand_in = ask.stands_in and author is not self._speaker(interview)
                if is_stand_in:
                    label = stand_in_key(turn.session_id, turn.number)
                    await self._stream.append(label, turn.attempt, Source.STAND_IN)
                await self._stream.append(_key(turn), turn.attempt, "")
                await self._type(pieces, reader, turn, ask)
                if false := false_quotation(author, reader.text, read):
                    raise refused(false)
                source = Source.STAND_IN if is_stand_in else author.source
                await self._stand(turn, brief, reader.text, author, source)
            self._metrics.asked(source, *ask.times())
            if author.source is Source.MODEL:
                self._model_health.answered()
            if turn.number == 1 and self._speaker(interview).source is Source.MODEL:
                tries = turn.tries if author.source is Source.MODEL else FIRST
                self._papers.begin(interview.session, tries)
            if author.source is Source.MODEL:
                await self._add_plan(pieces, reader, turn, brief)

    async def _type(
        self, pieces: AsyncGenerator[str, None], reader: QuestionFilter, turn: Turn, ask: Ask
    ) -> None:
        """Show the filtered text piece by piece, to the end of the question."""
        while not reader.is_over and (piece := await ask.next(pieces)) is not None:
            await self._show(turn, reader.feed(piece), ask)
        if not reader.is_over:
            await self._show(turn, reader.finish(), ask)
        if reader.fault is not None:
            raise refused(reader.fault)
        if reader.noted is not None:
            log.info("Question %d stands although it %s", turn.number, reader.noted)

    async def _show(self, turn: Turn, text: str, ask: Ask) -> None:
        if text:
            ask.saw_text()
            await self._stream.append(_key(turn), turn.attempt, text)

    async def _stand(
        self, turn: Turn, brief: Brief, text: str, author: Interviewer, source: Source
    ) -> None:
        from app.text.language_id import language_of  # noqa: PLC0415, the first page asks nothing

        question = Message(
            id=self._clock.new_id(),
            session_id=turn.session_id,
            turn=turn.number,
            role=Role.ASSISTANT,
            content=text,
            timestamp=self._clock.now(),
            source=source,
            language="en" if author.source is Source.DEMO else language_of(text),
        )
        await self._finish(question, turn, brief, author)
        await self._stream.end(_key(turn), turn.attempt)

    async def _finish(
        self, question: Message, turn: Turn, brief: Brief, author: Interviewer
    ) -> None:
        """Store the whole question, through a storage that is away for a while."""
        plan = author.plan(brief, "") if author.source is Source.DEMO else None
        give_up_at = self._clock.monotonic() + self._timeouts.persist
        while True:
            try:
                await self._turns.finish(question, turn.attempt, plan)
            except StorageUnavailable:
                if self._clock.monotonic() > give_up_at:
                    raise
                await asyncio.sleep(PAUSE_BEFORE_NEXT_TRY)
            else:
                return

    async def _add_plan(
        self, pieces: AsyncGenerator[str, None], reader: QuestionFilter, turn: Turn, brief: Brief
    ) -> None:
        """Read on for the line after the question; whatever goes wrong, it stands."""
        try:
            async with asyncio.timeout(self._timeouts.line):
                async for piece in pieces:
                    reader.feed(piece)
                    if reader.line_is_over:
                        break
        except Exception as fault:  # noqa: BLE001 - a cut or a refusal here is no fault
            log.debug("The line after question %d: %s", turn.number, fault)
        reader.finish()
        plan = self._interviewer.plan(brief, reader.line)
        if plan.requirement is not None or plan.reason is not None:
            await self._turns.save_plan(turn.session_id, turn.number, turn.attempt, plan)

    async def _give_up(self, turn: Turn, fault: TurnFault) -> None:
        if await self._turns.fail(turn.session_id, turn.number, turn.attempt, fault):
            self._metrics.question_failed()
            if fault is TurnFault.UNREACHABLE:
                self._model_health.failed()
        await self._stream.end(_key(turn), turn.attempt)


def _rephrases(author: Interviewer, brief: Brief) -> bool:
    return author.plan(brief, "").move is Move.REPHRASE


def _key(turn: Turn) -> str:
    return question_key(turn.session_id, turn.number)
