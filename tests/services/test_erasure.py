"""Erasing a session also takes what is only in streams and tasks."""

from __future__ import annotations

import asyncio

from app.services.erasure import Erasure
from app.services.ports import Place
from app.services.stream_keys import feedback_key, question_key
from app.services.tasks import Tasks
from app.streams.memory import MemoryStream
from tests.fakes import FakeStore, a_session


async def test_words_in_the_streams_go_with_the_session() -> None:
    store, stream = FakeStore(), MemoryStream()
    await store.add_session(a_session("s"))
    keys = [question_key("s", 1), question_key("s", 8), feedback_key("s")]
    for key in keys:
        await stream.append(key, 1, "A private word")

    await Erasure(sessions=store, stream=stream, tasks=Tasks()).erase("s")

    assert [(await stream.read(key, Place(), 0.01)).text for key in keys] == ["", "", ""]
    assert await store.session("s") is None


async def test_writer_of_an_erased_session_ends() -> None:
    store, tasks = FakeStore(), Tasks()
    await store.add_session(a_session("s"))
    writing = asyncio.Event()

    async def write() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            writing.set()

    tasks.start(question_key("s", 1), write())
    await asyncio.sleep(0)
    await Erasure(sessions=store, stream=MemoryStream(), tasks=tasks).erase("s")

    async with asyncio.timeout(10):
        await writing.wait()
