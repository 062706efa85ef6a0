"""Whose file is read next."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.documents import read_document, upload_queue
from app.documents.upload_queue import Uploader, UploadQueue
from app.domain.errors import BadInput, TooOften
from tests.documents import files
from tests.limits import HANGS

LONG_AGO = datetime.now(UTC) - timedelta(hours=1)


class Desk:
    """A queue, and the files being read; each is finished by name."""

    def __init__(self) -> None:
        self.queue = UploadQueue()
        self.begun: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}

    def bring(
        self, name: str, *, session: str = "", owner: str = "", address: str = "", new: bool = False
    ) -> asyncio.Task[str]:
        since = None if new else LONG_AGO
        who = Uploader.of(session or name, owner or name, address, since)
        self.ends[name] = asyncio.Event()
        return asyncio.create_task(self.queue.run(who, lambda _: self._read(name), HANGS))

    async def _read(self, name: str) -> str:
        self.begun.append(name)
        await self.ends[name].wait()
        return name

    async def until_begun(self, count: int) -> None:
        async with asyncio.timeout(HANGS):
            while len(self.begun) < count:  # noqa: ASYNC110 - what is read sets no event
                await asyncio.sleep(0.01)

    async def finish(self, *names: str) -> None:
        for name in names:
            self.ends[name].set()
            await settle()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def order(desk: Desk, tasks: list[asyncio.Task[str]]) -> list[str]:
    """Finish each file as it is begun; the order in which they were."""
    async with asyncio.timeout(HANGS):
        while not all(task.done() for task in tasks):
            await settle()
            for name in desk.begun:
                desk.ends[name].set()
    return desk.begun


async def test_an_interview_has_one_file_read_at_a_time() -> None:
    desk = Desk()
    tasks = [desk.bring(name, session="s", owner="o") for name in ("one", "two")]
    await settle()
    assert desk.begun == ["one"]

    await desk.finish("one")
    assert desk.begun == ["one", "two"]

    await desk.finish("two")
    assert [await task for task in tasks] == ["one", "two"]


async def test_an_owner_has_two_files_read_at_a_time() -> None:
    desk = Desk()
    tasks = [desk.bring(name, owner="o") for name in ("one", "two", "three")]
    await settle()

    assert desk.begun == ["one", "two"]
    assert await order(desk, tasks) == ["one", "two", "three"]


async def test_owners_take_turns() -> None:
    desk = Desk()
    tasks = [desk.bring(f"a{n}", owner="a") for n in range(5)]
    tasks += [desk.bring("b0", owner="b"), desk.bring("c0", owner="c")]

    begun = await order(desk, tasks)

    assert begun[:2] == ["a0", "a1"]
    assert set(begun[2:4]) == {"b0", "c0"}


async def test_new_owners_of_one_address_take_one_turn_between_them() -> None:
    desk = Desk()
    tasks = [desk.bring(f"a{n}", address="198.51.100.1", new=True) for n in range(6)]
    tasks += [desk.bring("stranger", address="203.0.113.9", new=True)]

    assert (await order(desk, tasks))[2] == "stranger"


async def test_new_owners_of_one_address_take_turns_within_it() -> None:
    desk = Desk()
    tasks = [desk.bring(f"a{n}", owner="a", address="here", new=True) for n in range(6)]
    tasks += [desk.bring("neighbour", address="here", new=True)]

    assert (await order(desk, tasks))[2] == "neighbour"


async def test_address_decides_nothing_among_owners_of_longer_standing() -> None:
    desk = Desk()
    tasks = [desk.bring(name, address="here") for name in ("one", "two", "three", "four")]
    tasks += [desk.bring("five", address="there")]

    assert await order(desk, tasks) == ["one", "two", "three", "four", "five"]


async def test_slow_file_gives_its_place_up_and_is_begun_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_queue, "QUICK_BY_CLOCK", 0.5)
    monkeypatch.setattr(upload_queue, "LOOK", 0.01)
    desk = Desk()
    slow = [desk.bring(name) for name in ("slow", "slower")]
    await asyncio.sleep(0.6)

    quick = desk.bring("quick")
    await desk.until_begun(3)
    assert desk.begun[2] == "quick"

    await desk.finish("quick")
    assert await quick == "quick"
    await desk.until_begun(4)
    assert desk.begun[3] in {"slow", "slower"}

    await desk.finish("slow", "slower")
    assert [await task for task in slow] == ["slow", "slower"]


async def test_slow_files_keep_their_places_while_nobody_else_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_queue, "QUICK_BY_CLOCK", 0.02)
    monkeypatch.setattr(upload_queue, "LOOK", 0.01)
    desk = Desk()
    tasks = [desk.bring(name, owner="o") for name in ("one", "two", "three")]
    await asyncio.sleep(0.1)

    assert desk.begun == ["one", "two"]
    assert await order(desk, tasks) == ["one", "two", "three"]


async def test_file_is_not_sent_back_for_owners_who_had_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_queue, "QUICK_BY_CLOCK", 0.05)
    monkeypatch.setattr(upload_queue, "LOOK", 0.01)
    desk = Desk()
    tasks = [desk.bring(f"a{n}", owner="a") for n in range(6)]
    await asyncio.sleep(0.1)

    stranger = desk.bring("stranger")
    await asyncio.sleep(0.3)
    await desk.finish("stranger")

    assert await stranger == "stranger"
    assert desk.begun.count("stranger") == 1
    await order(desk, tasks)


async def test_cancelled_files_leave_the_queue() -> None:
    desk = Desk()
    tasks = [desk.bring(name) for name in ("one", "two", "three", "four")]
    await settle()

    tasks[0].cancel()
    tasks[2].cancel()
    await settle()

    assert desk.begun == ["one", "two", "four"]
    await desk.finish("two", "four")
    assert [task.cancelled() for task in tasks] == [True, False, True, False]


async def test_waiting_has_an_end() -> None:
    desk = Desk()
    tasks = [desk.bring(name) for name in ("one", "two")]
    await settle()

    with pytest.raises(TooOften, match="Many files are being read"):
        await desk.queue.run(
            Uploader.of("s", "o", "", None), lambda _: asyncio.Event().wait(), 0.02
        )

    assert await order(desk, tasks) == ["one", "two"]


async def test_who_has_the_most_files_waiting_is_turned_away_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_queue, "MOST_WAITING", 4)
    desk = Desk()
    many = [desk.bring(f"a{n}", owner="a") for n in range(6)]
    await settle()
    stranger = desk.bring("stranger")
    await settle()

    with pytest.raises(TooOften):
        await many[5]
    await order(desk, [*many[:5], stranger])
    assert await stranger == "stranger"


USUAL = 0.4
"""Seconds that a good file alone takes; a machine busy with other things needs more."""


async def test_good_file_beside_twenty_bombs_of_one_owner_is_read_within_ten_seconds() -> None:
    begun = time.monotonic()
    await read_document("cv.pdf", files.pdf())
    busy = max(1.0, (time.monotonic() - begun) / USUAL)
    bomb = files.tedious_pdf()
    bombs = [
        asyncio.create_task(
            read_document(
                "cv.pdf", bomb, session_id=f"s{n}", owner="bomber", address="198.51.100.1"
            )
        )
        for n in range(20)
    ]
    await asyncio.sleep(1)
    begun = time.monotonic()

    await read_document(
        "cv.pdf", files.pdf(), session_id="s", owner="stranger", address="198.51.100.1"
    )

    assert time.monotonic() - begun < 10 * busy
    for task in bombs:
        task.cancel()
    ended = await asyncio.gather(*bombs, return_exceptions=True)
    assert all(isinstance(end, (BadInput, asyncio.CancelledError)) for end in ended)
