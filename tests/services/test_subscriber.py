"""Watching a question being written, from wherever the watcher joins."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from app.domain.errors import NotFound
from app.domain.interview import Message, Role, Turn, TurnState
from app.domain.source import Source
from app.services.stream_keys import question_key
from app.services.subscriber import SETTLING, Ended, More, Silence, Subscriber, Whole
from app.services.timeouts import Timeouts
from app.streams.memory import MemoryStream
from tests.fakes import NOON, FakeStore, a_session
from tests.limits import HANGS

KEY = question_key("session-1", 1)
TEXT = "Which service did you move last, and why?"


@dataclass
class Desk:
    """A follower over a fake store and the feed of one process."""

    store: FakeStore = field(default_factory=FakeStore)
    stream: MemoryStream = field(default_factory=MemoryStream)

    def __post_init__(self) -> None:
        self.store.sessions["session-1"] = a_session()
        self.put(TurnState.WRITING)
        self.subscriber = Subscriber(
            turns=self.store,
            feedbacks=self.store,
            stream=self.stream,
            timeouts=Timeouts(silence=0.05),
        )

    def put(self, state: TurnState) -> None:
        self.store.turns["session-1", 1] = Turn(
            session_id="session-1", number=1, state=state, attempt=1
        )

    async def stand(self, text: str = TEXT) -> None:
        """The writer's last act."""
        question = Message(
            id="question-1",
            session_id="session-1",
            turn=1,
            role=Role.ASSISTANT,
            content=text,
            timestamp=NOON,
            source=Source.MODEL,
        )
        await self.store.finish(question, 1, None)

    async def watch(self) -> tuple[str, list[object]]:
        """All events, and the text a reader is left with."""
        events: list[object] = []
        text = ""
        async for event in self.subscriber.question("session-1", 1):
            events.append(event)
            if isinstance(event, Whole):
                text = event.text
            elif isinstance(event, More):
                text += event.text
        return text, events


async def test_a_question_that_stands_comes_whole_and_ends() -> None:
    desk = Desk()
    await desk.stand()

    text, events = await desk.watch()

    assert text == TEXT
    assert isinstance(events[0], Whole)
    assert isinstance(events[-1], Ended)


async def test_a_late_joiner_gets_all_of_it_once() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "Which service ")
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.01)
    await desk.stream.append(KEY, 1, "did you move last, ")
    await desk.stream.append(KEY, 1, "and why?")
    await desk.stand()
    await desk.stream.end(KEY, 1)

    text, events = await watching

    assert text == TEXT
    assert events[0] == Whole(text="Which service ")


async def test_question_whose_row_stands_ends_without_a_wait() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, TEXT)
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.02)
    await desk.stand()
    await desk.stream.end(KEY, 1)
    waiting = asyncio.create_task(asyncio.sleep(SETTLING / 2))

    done, _ = await asyncio.wait({watching, waiting}, return_when=asyncio.FIRST_COMPLETED)

    assert done == {watching}
    await waiting


async def test_an_attempt_begun_again_replaces_the_text() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "A text that was cut")
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.01)
    await desk.stream.append(KEY, 2, "")
    await asyncio.sleep(0.1)
    await desk.stream.append(KEY, 2, TEXT)
    await desk.stand()
    await desk.stream.end(KEY, 2)

    text, events = await watching

    assert text == TEXT
    assert events[0] == Whole(text="A text that was cut")
    assert Whole(text="") in events, "what was cut goes before anything follows it"


async def test_the_row_tells_the_rest_when_the_feed_is_silent() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "Which service ")
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.01)
    await desk.stand()

    text, events = await asyncio.wait_for(watching, HANGS)

    assert text == TEXT
    assert events[-2] == More(text="did you move last, and why?")


async def test_a_row_that_says_otherwise_than_the_feed_is_right() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "Something else")
    await desk.stand()

    text, events = await desk.watch()

    assert text == TEXT
    assert events[-2] == Whole(text=TEXT)


async def test_silence_is_told_so_that_a_page_can_show_life() -> None:
    desk = Desk()
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.12)
    await desk.stand()

    _, events = await asyncio.wait_for(watching, HANGS)

    assert Silence() in events


@pytest.mark.parametrize("state", [TurnState.FAILED, TurnState.ABANDONED])
async def test_a_question_that_will_not_stand_ends_too(state: TurnState) -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "Half of ")
    desk.put(state)
    await desk.stream.end(KEY, 1)

    _, events = await asyncio.wait_for(desk.watch(), HANGS)

    assert isinstance(events[-1], Ended)


async def test_question_that_failed_before_begins_with_the_whole_text_too() -> None:
    desk = Desk()
    desk.put(TurnState.FAILED)

    _, events = await desk.watch()

    first, last = events
    assert (first, type(last)) == (Whole(text=""), Ended)


async def test_an_erased_session_is_not_followed_for_ever() -> None:
    desk = Desk()
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.01)
    await desk.store.erase("session-1")

    with pytest.raises(NotFound):
        await asyncio.wait_for(watching, HANGS)


async def test_waiting_ends_with_the_question_or_with_the_time() -> None:
    desk = Desk()

    assert await desk.subscriber.wait("session-1", 1, 0.05) is None
    await desk.stand()
    ended = await desk.subscriber.wait("session-1", 1, HANGS)

    assert ended is not None
    assert ended.question(1) is not None


async def test_an_ended_attempt_whose_row_is_not_settled_does_not_spin() -> None:
    desk = Desk()
    await desk.stream.append(KEY, 1, "Which")
    await desk.stream.end(KEY, 1)
    reads = 0
    interview = desk.store.interview

    async def counted(session_id: str) -> object:
        nonlocal reads
        reads += 1
        return await interview(session_id)

    desk.store.interview = counted  # type: ignore[method-assign,assignment]  # counts reads
    watching = asyncio.create_task(desk.watch())
    await asyncio.sleep(0.35)
    await desk.stand()
    await asyncio.wait_for(watching, HANGS)

    assert reads < 10
