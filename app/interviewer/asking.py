"""Writing a question: claim, model, cleaning, feed, storage.

Law: no request and no socket runs the model. Every call of a model begins with
a claim, so that the row bounds the spend; everything written carries the
attempt of its claim, so that a writer who lost it changes nothing. Reading long
documents by rule takes up to seconds, so it is done beside the event loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, aclosing
from functools import partial

from app.guard.cleaning import QuestionFilter, Refused
from app.interview.errors import ModelFailed, StorageUnavailable
from app.interview.model import Interview, Message, Role, Source, Turn
from app.interview.plan import Brief
from app.interview.turns import MAX_TRIES
from app.interviewer.beating import Overtaken, beating
from app.interviewer.clock import World
from app.interviewer.keys import question_key
from app.interviewer.means import Means
from app.interviewer.needs import Model, Turns
from app.interviewer.patience import Patience
from app.language.planted import is_planted
from app.language.sentences import sentences
from app.planning import coverage

log = logging.getLogger(__name__)

REFUSALS_BEFORE_STAND_IN = 2
PAUSE_BEFORE_NEXT_TRY = 0.25
UNFORESEEN = ModelFailed("unforeseen", final=True)


class Asker:
    """Has questions written, each by a task of its own."""

    def __init__(self, *, turns: Turns, stand_in: Model, means: Means) -> None:
        self._turns = turns
        self._model, self._stand_in = means.model, stand_in
        self._feed = means.feed
        self._world, self._patience = means.world, means.patience
        self._tasks, self._meters = means.tasks, means.meters

    def begin(self, session_id: str, number: int) -> None:
        """Start writing question `number`; nothing happens if it is being written here."""
        self._tasks.start(question_key(session_id, number), self.ask(session_id, number))

    def is_writing(self, session_id: str, number: int) -> bool:
        """Whether a writer of that question runs in this process."""
        return self._tasks.is_running(question_key(session_id, number))

    async def ask(self, session_id: str, number: int) -> None:
        """Write the question until it stands, has failed, or is another's to write."""
        interview = await self._turns.interview(session_id)
        turn = interview.turn(number) if interview else None
        if interview is None or turn is None:
            return
        if turn.tries >= MAX_TRIES:
            await self._give_up(turn)
            return
        claimed = await self._turns.claim(session_id, number, turn.attempt)
        if claimed is not None:
            await self._try_until_settled(interview, claimed)

    async def _try_until_settled(self, interview: Interview, turn: Turn) -> None:
        is_demo = interview.session.is_demo and self._model.source is not Source.DEMO
        ask = _Ask(self._world, self._patience, is_demo=is_demo)
        while not await self._try(interview, turn, ask):
            again = await self._claim_again(turn, ask)
            if again is None:
                await self._give_up(turn)
                return
            turn = again

    async def _claim_again(self, turn: Turn, ask: _Ask) -> Turn | None:
        """The turn for the next try; a planned question costs no call and needs no claim."""
        if not ask.may_go_on:
            return None
        if ask.stands_in and turn.tries >= MAX_TRIES:
            return None if ask.has_shown else turn
        try:
            async with self._living(turn):
                await asyncio.sleep(ask.pause)
        except Overtaken:
            return None
        return await self._turns.claim(turn.session_id, turn.number, turn.attempt)

    def _living(self, turn: Turn) -> AbstractAsyncContextManager[None]:
        beat = partial(self._turns.beat, turn.session_id, turn.number, turn.attempt)
        return beating(beat, self._patience.beat)

    async def _try(self, interview: Interview, turn: Turn, ask: _Ask) -> bool:
        """One attempt; True when nothing is left to do here."""
        ask.begin_attempt()
        try:
            async with self._living(turn):
                await self._write(interview, turn, ask)
        except Overtaken:
            return True
        except (ModelFailed, Refused) as fault:
            log.warning("Question %d, try %d: %s", turn.number, turn.tries, fault)
            self._meters.try_failed(fault.kind)
            ask.note(fault)
            return False
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("Question %d, try %d", turn.number, turn.tries)
            self._meters.try_failed(UNFORESEEN.kind)
            ask.note(UNFORESEEN)
            return False
        return True

    async def _write(self, interview: Interview, turn: Turn, ask: _Ask) -> None:
        await self._feed.append(_key(turn), turn.attempt, "")
        brief = await asyncio.to_thread(coverage.brief, interview, ask.refused)
        author = self._stand_in if ask.stands_in else self._model
        text = await self._words(author, brief, turn, ask)
        source = Source.STAND_IN if ask.stands_in else author.source
        await self._store(turn, brief, text, source)
        self._meters.asked(source, *ask.times())

    async def _words(self, author: Model, brief: Brief, turn: Turn, ask: _Ask) -> str:
        """The cleaned text, shown piece by piece as it comes."""
        cleaner = await asyncio.to_thread(guard_on, author, brief)
        pieces = author.question(brief, turn.tries, lambda: ask.has_shown)
        async with aclosing(pieces):
            while not cleaner.is_over and (piece := await ask.next(pieces)) is not None:
                if ask.has_held_enough():
                    cleaner.hurry()
                await self._show(turn, cleaner.feed(piece), ask)
                ask.note_held(is_holding=cleaner.is_holding)
        await self._show(turn, cleaner.finish(), ask)
        if cleaner.fault is not None:
            raise Refused(cleaner.fault)
        if cleaner.noted is not None:
            log.info("Question %d stands although it %s", turn.number, cleaner.noted)
        return cleaner.text

    async def _show(self, turn: Turn, text: str, ask: _Ask) -> None:
        if text:
            ask.saw_text()
            await self._feed.append(_key(turn), turn.attempt, text)

    async def _store(self, turn: Turn, brief: Brief, text: str, source: Source) -> None:
        question = Message(
            id=self._world.new_id(),
            session_id=turn.session_id,
            turn=turn.number,
            role=Role.ASSISTANT,
            content=text,
            timestamp=self._world.now(),
            source=source,
        )
        await self._finish(question, turn, brief)
        await self._feed.end(_key(turn), turn.attempt)

    async def _finish(self, question: Message, turn: Turn, brief: Brief) -> None:
        """Store the whole question, through a storage that is away for a while."""
        give_up_at = self._world.monotonic() + self._patience.persist
        while True:
            try:
                await self._turns.finish(question, turn.attempt, brief.plan.reason)
            except StorageUnavailable:
                if self._world.monotonic() > give_up_at:
                    raise
                await asyncio.sleep(PAUSE_BEFORE_NEXT_TRY)
            else:
                return

    async def _give_up(self, turn: Turn) -> None:
        if await self._turns.fail(turn.session_id, turn.number, turn.attempt):
            self._meters.question_failed()
        await self._feed.end(_key(turn), turn.attempt)


class _Ask:
    """What one ask remembers from try to try: deadlines and refusals."""

    def __init__(self, world: World, patience: Patience, *, is_demo: bool) -> None:
        self._clock = world.monotonic
        self._patience = patience
        self._is_demo = is_demo
        self._started = world.monotonic()
        self._first_text: float | None = None
        self._last_text: float | None = None
        self._held_since: float | None = None
        self._refusals = 0
        self.refused: str | None = None
        self.stands_in = self.has_shown = False
        self.may_go_on = True
        self.pause = PAUSE_BEFORE_NEXT_TRY

    def begin_attempt(self) -> None:
        """A new attempt is itself something to see, once text has been seen."""
        self.has_shown = False
        self._held_since = None
        if self._last_text is not None:
            self._last_text = self._clock()

    def saw_text(self) -> None:
        self.has_shown = True
        self._last_text = self._clock()
        if self._first_text is None:
            self._first_text = self._last_text

    def note_held(self, *, is_holding: bool) -> None:
        """Whether words have come that the guard does not show yet."""
        if not is_holding:
            self._held_since = None
        elif self._held_since is None:
            self._held_since = self._clock()

    def has_held_enough(self) -> bool:
        """Whether the first words were held for as long as they may be."""
        since = self._held_since
        return since is not None and self._clock() - since >= self._patience.hold

    def times(self) -> tuple[float, float]:
        """Seconds from the ask to the first text, and to now."""
        now = self._clock()
        return (self._first_text or now) - self._started, now - self._started

    def note(self, fault: ModelFailed | Refused) -> None:
        """Decide by a try's fault what the next one is to be."""
        if self.stands_in:
            self.may_go_on = False
        elif isinstance(fault, Refused):
            self._note_refusal(str(fault))
        elif self._is_demo and self._last_text is None:
            self.stands_in = True
        else:
            due = self._limit() if fault.retry_after else self._end()
            self.pause = fault.retry_after or PAUSE_BEFORE_NEXT_TRY
            self.may_go_on = not fault.final and self._clock() + self.pause < due

    def _note_refusal(self, reason: str) -> None:
        self._refusals += 1
        self.refused = reason
        self.stands_in = self._refusals >= REFUSALS_BEFORE_STAND_IN

    async def next(self, pieces: AsyncIterator[str]) -> str | None:
        """The next piece, None at the end; raises `ModelFailed` at the limit."""
        seconds = max(0.0, self._limit() - self._clock())
        try:
            async with asyncio.timeout(seconds):
                return await anext(pieces, None)
        except TimeoutError:
            raise ModelFailed("late", final=self._limit() >= self._end()) from None

    def _end(self) -> float:
        """When no further try would be in time; after a mere gap one is."""
        return self._limit() if self._last_text is None else self._started + self._patience.whole

    def _limit(self) -> float:
        """When the next visible text must have come, on the steady clock."""
        whole = self._started + self._patience.whole
        if self._last_text is not None:
            return min(whole, self._last_text + self._patience.gap)
        if self._is_demo and not self.stands_in:
            return self._started + self._patience.demo_first_text
        return self._started + self._patience.first_text


def guard_on(author: Model, brief: Brief) -> QuestionFilter:
    """The guard on what comes out; a planned question is known not to repeat one asked."""
    if author.source is Source.DEMO:
        return QuestionFilter()
    answers = (exchange.answer.content for exchange in brief.exchanges if exchange.answer)
    session = brief.session
    texts = (session.cv_text or "", session.job_description_text or "", *answers)
    planted = tuple(s for text in texts for s in sentences(text) if is_planted(s))
    return QuestionFilter(asked=brief.asked, planted=planted)


def _key(turn: Turn) -> str:
    return question_key(turn.session_id, turn.number)
