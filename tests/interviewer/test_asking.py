"""Writing a question: tries, refusals, deadlines, fences."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from app.interview.errors import ModelFailed, StorageUnavailable
from app.interview.model import Message, Reason, Source, Turn, TurnState
from app.interview.plan import Brief
from app.interviewer.asking import Asker
from app.interviewer.keys import question_key
from app.interviewer.needs import Batch, Place
from app.interviewer.patience import Patience
from app.live.memory import MemoryFeed
from tests.fakes import FakeModel, FakeStore, Script, a_session
from tests.interviewer.making import some_means
from tests.limits import HANGS

QUICK = Patience(first_text=1.0, gap=0.2, whole=2.0, demo_first_text=0.1, beat=0.05, persist=2.0)
UNHURRIED = Patience(first_text=HANGS, hold=HANGS, gap=HANGS, whole=HANGS)


@dataclass
class Room:
    """One asker over fakes, with a session whose first question is pending."""

    model: FakeModel = field(default_factory=FakeModel)
    stand_in: FakeModel = field(
        default_factory=lambda: FakeModel(
            script=lambda *_: ["What did you plan at Kelpline?"], source=Source.DEMO
        )
    )
    store: FakeStore = field(default_factory=FakeStore)
    feed: MemoryFeed = field(default_factory=MemoryFeed)
    is_demo: bool = False
    patience: Patience = QUICK

    def __post_init__(self) -> None:
        session = a_session(is_demo=self.is_demo)
        self.store.sessions[session.id] = session
        self.store.turns[session.id, 1] = Turn(
            session_id=session.id, number=1, state=TurnState.PENDING
        )
        means = some_means(model=self.model, feed=self.feed, patience=self.patience)
        self.asker = Asker(turns=self.store, stand_in=self.stand_in, means=means)

    async def ask(self) -> None:
        await self.asker.ask("session-1", 1)

    @property
    def turn(self) -> Turn:
        return self.store.turns["session-1", 1]

    async def shown(self) -> str:
        batch = await self.feed.read(question_key("session-1", 1), Place(), 0)
        return batch.text


def by_try(*scripts: Sequence[str | float | Exception]) -> Script:
    """The first script on the first try, and so on; the last one for ever."""

    def script(_: Brief, tries: int) -> Sequence[str | float | Exception]:
        return scripts[min(tries, len(scripts)) - 1]

    return script


@dataclass
class Watched(FakeModel):
    """Notes after each piece whether it was told that something could be shown."""

    shown: list[bool] = field(default_factory=list)

    async def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        assert is_shown is not None
        async for piece in super().question(brief, tries):
            yield piece
            self.shown.append(is_shown())


async def test_what_is_shown_is_what_is_stored() -> None:
    room = Room(model=FakeModel(script=lambda *_: ["Which ser", "vice did you move", " last?"]))

    await room.ask()

    (question,) = room.store.messages
    assert question.content == "Which service did you move last?" == await room.shown()
    assert question.source is Source.MODEL
    assert room.turn.state is TurnState.AWAITING_ANSWER


async def test_a_cut_question_is_begun_again_as_a_new_attempt() -> None:
    cut: list[str | float | Exception] = ["Which serv", ModelFailed("cut")]
    room = Room(model=FakeModel(script=by_try(cut, ["What broke first?"])))

    await room.ask()

    assert await room.shown() == "What broke first?"
    assert (room.turn.attempt, room.turn.tries) == (2, 2)


async def test_three_tries_and_no_more() -> None:
    room = Room(model=FakeModel(script=lambda *_: [ModelFailed("refused")]))

    await room.ask()

    assert len(room.model.asked) == 3
    assert room.turn.state is TurnState.FAILED
    assert room.store.messages == []


async def test_a_fault_that_asking_again_cannot_mend_fails_at_once() -> None:
    room = Room(model=FakeModel(script=lambda *_: [ModelFailed("no key", final=True)]))

    await room.ask()

    assert len(room.model.asked) == 1
    assert room.turn.state is TurnState.FAILED


async def test_a_provider_that_names_a_wait_is_asked_again_after_it() -> None:
    limited = ModelFailed("limited", retry_after=0.5)
    room = Room(model=FakeModel(script=by_try([limited], ["What broke first?"])))

    began = time.monotonic()
    await room.ask()

    assert time.monotonic() - began >= 0.5
    assert len(room.model.asked) == 2
    assert room.turn.state is TurnState.AWAITING_ANSWER


async def test_a_writer_lives_while_it_waits_for_its_provider() -> None:
    limited = ModelFailed("limited", retry_after=0.5)
    room = Room(model=FakeModel(script=by_try([limited], ["What broke first?"])))
    asking = asyncio.create_task(room.ask())

    await asyncio.sleep(0.4)

    assert room.turn.beats >= 2
    await asking


async def test_a_wait_beyond_the_limit_fails_at_once() -> None:
    limited = ModelFailed("limited", retry_after=QUICK.first_text)
    room = Room(model=FakeModel(script=lambda *_: [limited]))

    began = time.monotonic()
    await room.ask()

    assert time.monotonic() - began < QUICK.first_text
    assert len(room.model.asked) == 1
    assert room.turn.state is TurnState.FAILED


async def test_a_fault_nobody_foresaw_fails_at_once_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    room = Room(model=FakeModel(script=lambda *_: ["Which ", IndexError("a bug")]))

    await room.ask()

    assert len(room.model.asked) == 1
    assert room.turn.state is TurnState.FAILED
    assert "a bug" in caplog.text


async def test_a_model_that_never_speaks_fails_within_the_first_limit() -> None:
    only_this = replace(UNHURRIED, first_text=0.5)
    room = Room(model=FakeModel(script=lambda *_: [60.0]), patience=only_this)

    async with asyncio.timeout(HANGS / 2):
        await room.ask()

    assert room.turn.state is TurnState.FAILED
    assert room.model.closed == 1


STOPS: list[str | float | Exception] = ["Which of your own services did you move last and ", 60.0]


async def test_a_model_that_stops_in_the_middle_is_asked_again_after_the_gap() -> None:
    room = Room(
        model=FakeModel(script=by_try(STOPS, ["What broke first?"])),
        patience=replace(UNHURRIED, gap=0.2),
    )

    async with asyncio.timeout(HANGS):
        await room.ask()

    assert await room.shown() == "What broke first?"
    assert (room.turn.attempt, room.turn.tries) == (2, 2)


async def test_a_model_that_always_stops_in_the_middle_fails_in_the_end() -> None:
    room = Room(model=FakeModel(script=lambda *_: STOPS))

    async with asyncio.timeout(HANGS):
        await room.ask()

    assert room.turn.state is TurnState.FAILED
    assert 1 <= len(room.model.asked) <= 3


async def test_words_that_come_slowly_are_shown_before_there_are_six() -> None:
    said: list[str | float | Exception] = ["Which ", 0.2, "service ", "did ", 60.0]
    room = Room(model=FakeModel(script=lambda *_: said), patience=replace(UNHURRIED, hold=0.1))
    asking = asyncio.create_task(room.ask())

    batch = Batch(place=Place())
    async with asyncio.timeout(HANGS / 2):
        while not batch.text:
            batch = await room.feed.read(question_key("session-1", 1), batch.place, HANGS)
    asking.cancel()

    assert batch.text == "Which service"


async def test_words_that_come_at_once_are_held_until_there_are_six() -> None:
    said: list[str | float | Exception] = ["Which ", "service ", "did ", "you move ", 60.0]
    room = Room(model=FakeModel(script=lambda *_: said), patience=replace(QUICK, hold=HANGS))

    async with asyncio.timeout(HANGS):
        await room.ask()

    assert await room.shown() == ""
    assert room.turn.state is TurnState.FAILED


async def test_a_model_is_told_whether_anything_could_be_shown() -> None:
    model = Watched(script=lambda *_: ["Which service ", "did you move ", "last and ", "why?"])
    room = Room(model=model, patience=UNHURRIED)

    await room.ask()

    assert model.shown == [False, False, True, True]


async def test_a_text_refused_twice_is_replaced_by_the_planned_question_and_labelled() -> None:
    room = Room(model=FakeModel(script=lambda *_: ["How old are you?"]))

    await room.ask()

    (question,) = room.store.messages
    assert question.source is Source.STAND_IN
    assert question.content == "What did you plan at Kelpline?" == await room.shown()
    assert len(room.model.asked) == 2
    assert room.model.asked[1].refused


async def test_a_text_refused_twice_is_replaced_even_when_no_call_is_left() -> None:
    refused: list[str | float | Exception] = ["How old are you?"]
    room = Room(model=FakeModel(script=by_try([ModelFailed("cut")], refused, refused)))

    await room.ask()

    (question,) = room.store.messages
    assert question.source is Source.STAND_IN
    assert question.content == await room.shown()
    assert (len(room.model.asked), room.turn.attempt) == (3, 3)


async def test_on_stage_the_planned_question_stands_in_when_no_word_comes() -> None:
    room = Room(model=FakeModel(script=lambda *_: [60.0]), is_demo=True)

    await room.ask()

    (question,) = room.store.messages
    assert question.source is Source.STAND_IN


async def test_a_slow_demo_interviewer_on_stage_is_not_replaced_by_itself() -> None:
    slow = FakeModel(script=lambda *_: [0.2, "What did you plan at Kelpline?"], source=Source.DEMO)
    room = Room(model=slow, is_demo=True)

    await room.ask()

    (question,) = room.store.messages
    assert (question.source, room.stand_in.asked) == (Source.DEMO, [])


async def test_off_stage_nothing_stands_in_for_a_model_that_is_down() -> None:
    room = Room(model=FakeModel(script=lambda *_: [ModelFailed("refused")]))

    await room.ask()

    assert room.stand_in.asked == []


async def test_a_writer_that_was_overtaken_stops_its_model_and_changes_nothing() -> None:
    room = Room(
        model=FakeModel(
            script=lambda *_: [
                "Which of your own services did you move last ",
                *(["and ", 0.1] * 40),
            ]
        )
    )
    asking = asyncio.create_task(room.ask())
    await asyncio.sleep(0.02)
    room.store.turns["session-1", 1] = replace(room.turn, attempt=7)

    ended, _ = await asyncio.wait({asking}, timeout=0.9 * QUICK.whole)

    assert ended, "it stops by itself"
    assert room.model.closed == 1
    assert (room.turn.attempt, room.turn.state) == (7, TurnState.WRITING)
    assert room.store.messages == []


async def test_a_turn_whose_tries_are_used_up_is_failed_not_asked() -> None:
    room = Room()
    room.store.turns["session-1", 1] = replace(room.turn, state=TurnState.WRITING, tries=3)

    await room.ask()

    assert room.model.asked == []
    assert room.turn.state is TurnState.FAILED


async def test_a_live_writer_shows_signs_of_life() -> None:
    room = Room(model=FakeModel(script=lambda *_: ["Which one ", 0.18, "was it?"]))

    await room.ask()

    assert room.turn.beats >= 2


async def test_an_erased_session_ends_its_writer_quietly() -> None:
    room = Room(model=FakeModel(script=lambda *_: ["Which one ", 0.1, "was it?"]))
    asking = asyncio.create_task(room.ask())
    await asyncio.sleep(0.02)
    await room.store.erase("session-1")

    await asyncio.wait_for(asking, HANGS)

    assert room.store.messages == []


@pytest.mark.parametrize("number", [2, 8])
async def test_a_turn_nobody_opened_is_not_asked(number: int) -> None:
    room = Room()

    await room.asker.ask("session-1", number)

    assert room.model.asked == []


class Away(FakeStore):
    """A store that cannot take the first two questions it is given."""

    times = 2

    async def finish(self, question: Message, attempt: int, reason: Reason | None) -> bool:
        if self.times:
            self.times -= 1
            raise StorageUnavailable
        return await super().finish(question, attempt, reason)


async def test_a_whole_question_waits_for_a_storage_that_is_away() -> None:
    room = Room(store=Away())
    await room.ask()

    assert room.turn.state is TurnState.AWAITING_ANSWER
    assert [message.content for message in room.store.messages] == [await room.shown()]
    assert len(room.model.asked) == 1
