"""Turns and streams over real processes that are killed, frozen, stopped and cut off.

What takes long is waited for in parallel: the scenes begin with the module, a few at
a time, and each test waits for its own. A scene answers what it saw; the tests judge it.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from redis.asyncio import Redis
from websockets.exceptions import ConnectionClosed

from app.services.housekeeping import ANNOUNCE_EVERY, SEVERAL_PROCESSES
from tests.candidate import Reader
from tests.faults.behaviours import interviews, says
from tests.faults.processes import (
    STARTING,
    Process,
    Visitor,
    cluster,
    never_reading,
    visiting,
)
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.servers.environment import Database, environment
from tests.servers.redis import own_redis
from tests.serving import HTML

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANSWER = "I moved the ledger, “twice” & in one night 😀.\nThen 42 of 43 shops."
BEATS = 0.1
"""Seconds between two pieces of a question; forty of them are one."""

AT_ONCE = 3

RECOVERY = 30.0
"""Seconds until a question whose writer died stands again."""

STOP = 20.0

STUCK = "Stuck"
"""The company whose question takes a minute to write."""


class Author:
    """Writes every question in other words, so that a text tells which call it came of."""

    def __init__(self) -> None:
        self._calls = itertools.count(1)

    def __call__(self, request: Request) -> Behaviour:
        if not request.is_question:
            return interviews()
        if request.company == STUCK:
            return says(OPENINGS[0], delay=1.5, pieces=40)
        text = OPENINGS[request.asked].format(call=next(self._calls))
        return says(text, delay=BEATS, pieces=40)


OPENINGS = (
    "Which of the systems in your CV would you bring to this role first, in case {call}?",
    "How did you decide what to change when that release misbehaved, in case {call}?",
    "When an incident crossed two teams, which part of the review was yours, in case {call}?",
)


@dataclass
class Seen:
    """What one watcher saw, and what was stored in the end."""

    readers: list[Reader] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    calls: int = 0
    seconds: float = 0.0

    @property
    def stored(self) -> list[str]:
        return [message["content"] for message in self.state["conversation"]]

    def was_exact(self) -> bool:
        """Every watcher saw the last question as it is stored."""
        return [reader.text for reader in self.readers] == [self.stored[-1]] * len(self.readers)


# What every scene is made of


def shared(folder: Path) -> AbstractAsyncContextManager[dict[str, str]]:
    """The settings of processes on PostgreSQL and Redis."""
    return environment(Database.POSTGRES, folder, redis=True)


@asynccontextmanager
async def served(
    count: int, folder: Path, env: dict[str, str]
) -> AsyncIterator[tuple[ProviderStub, tuple[Process, ...]]]:
    async with (
        ProviderStub(otherwise=Author()) as stub,
        cluster(count, folder, {**env, **stub.variables}) as processes,
    ):
        yield stub, processes


def sqlite(folder: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite"}


async def follow(visitor: Visitor, number: int, *there: Process) -> Reader:
    """Read question `number`, at the next process each time the socket breaks."""
    for process in itertools.chain(there, itertools.repeat(there[-1])):
        visitor.go_to(process)
        reader = Reader()
        try:
            async with visitor.watch(number) as socket_:
                await reader.read(socket_)
        except (ConnectionClosed, OSError, EOFError):
            await asyncio.sleep(0.1)
        else:
            return reader
    raise AssertionError("unreachable")


async def answered(visitor: Visitor, process: Process) -> None:
    """Have question 1 and answer it, so that question 2 is now being written at `process`."""
    visitor.go_to(process)
    await visitor.ask_first()
    await visitor.settled()
    response = await visitor.answer_live(ANSWER, 1)
    assert response.status_code == 200, response.text
    await asyncio.sleep(10 * BEATS)


def calls_of(stub: ProviderStub, company: str, number: int) -> int:
    """How often the model was asked for that question."""
    return sum(
        request.is_question and request.company == company and request.asked == number - 1
        for request in stub.requests
    )


Scene = Callable[[Path], Coroutine[Any, Any, object]]


class Scenes:
    """The scenes, a few at a time: more processes than that only wait for the processor."""

    def __init__(self, folder: Path) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._running: dict[Scene, asyncio.Task[object]] = {
            scene: asyncio.create_task(self._run(scene, _made(folder / scene.__name__)))
            for scene in SCENES
        }

    async def _run(self, scene: Scene, folder: Path) -> object:
        async with self._places:
            return await scene(folder)

    async def of(self, scene: Scene) -> Any:
        return await asyncio.shield(self._running[scene])

    async def close(self) -> None:
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scenes(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scenes]:
    running = Scenes(tmp_path_factory.mktemp("processes"))
    yield running
    await running.close()


# Several processes


@dataclass
class Four:
    """What happened to four processes that began on an empty database at once."""

    crossed: list[Seen]
    killed: Seen
    frozen: Seen
    thawed: list[list[str]]
    streams: list[dict[str, object]]
    """What Redis had of the frozen writer's session before it woke, and after."""
    stopped: Stopped


async def four(folder: Path) -> Four:
    async with shared(folder) as env, served(4, folder, env) as (stub, processes):
        _, _, third, fourth = processes
        crossed = await crossing(stub, processes)
        lost = await losing(stub, processes, env["REDIS_URL"])
        return Four(crossed, *lost, await stopping(stub, third, fourth))


async def crossing(stub: ProviderStub, processes: tuple[Process, ...]) -> list[Seen]:
    one, *others = processes
    seen = []
    async with visiting(one, "Crossing") as visitor:
        await visitor.ask_first()
        for number in (1, 2):
            readers = await asyncio.gather(*(follow(visitor, number, each) for each in others))
            state = await visitor.settled()
            seen.append(Seen(list(readers), state, calls_of(stub, "Crossing", number)))
            visitor.go_to(others[number])
            await visitor.answer_live(ANSWER, number)
    return seen


async def losing(
    stub: ProviderStub, processes: tuple[Process, ...], redis: str
) -> tuple[Seen, Seen, list[list[str]], list[dict[str, object]]]:
    dying, freezing, third, fourth = processes
    async with visiting(third, "Killed") as mourner, visiting(third, "Frozen") as waiter:
        await asyncio.gather(answered(mourner, dying), answered(waiter, freezing))
        began = time.monotonic()
        at_the_dead = asyncio.create_task(follow(mourner, 2, dying, fourth))
        await asyncio.sleep(2 * BEATS)
        dying.kill()
        freezing.freeze()
        killed, frozen = await asyncio.gather(
            rescued(stub, mourner, "Killed", third, began),
            rescued(stub, waiter, "Frozen", third, began),
        )
        killed.readers.append(await at_the_dead)
        await asyncio.sleep(max(0.0, began + 15 - time.monotonic()))
        before = await streams(redis, waiter.session_id)
        freezing.thaw()
        await asyncio.sleep(20 * BEATS)
        thawed = [await texts(waiter, process) for process in (freezing, third)]
        after = await streams(redis, waiter.session_id)
    return killed, frozen, thawed, [before, after]


async def streams(url: str, session_id: str) -> dict[str, object]:
    """All that Redis has of a session's questions."""
    async with Redis.from_url(url, decode_responses=True) as redis:
        keys = [key async for key in redis.scan_iter(f"viva:*{session_id}*")]
        return {key: await redis.xrange(key) for key in sorted(keys)}


async def rescued(
    stub: ProviderStub, visitor: Visitor, company: str, process: Process, began: float
) -> Seen:
    reader = await follow(visitor, 2, process)
    seconds = time.monotonic() - began
    visitor.go_to(process)
    return Seen([reader], await visitor.interview(), calls_of(stub, company, 2), seconds)


async def texts(visitor: Visitor, process: Process) -> list[str]:
    visitor.go_to(process)
    return [message["content"] for message in (await visitor.interview())["conversation"]]


async def test_four_that_start_at_once_on_an_empty_database_all_come_up(scenes: Scenes) -> None:
    assert isinstance(await scenes.of(four), Four)


async def test_a_question_is_watched_from_any_process_exact_and_in_order(scenes: Scenes) -> None:
    seen: list[Seen] = (await scenes.of(four)).crossed

    assert [each.was_exact() for each in seen] == [True, True]
    for reader in (reader for each in seen for reader in each.readers):
        swaps = [frame["swap"].split()[0] for frame in reader.frames]
        assert swaps == ["innerHTML", *["append"] * (len(swaps) - 2), "outerHTML"]
        assert len(swaps) > 5
    assert [each.calls for each in seen] == [1, 1]


async def test_a_killed_writers_question_is_asked_again_by_another(scenes: Scenes) -> None:
    killed: Seen = (await scenes.of(four)).killed

    assert killed.stored[1] == ANSWER
    assert len(killed.stored) == 3
    assert len(killed.readers) == 2
    assert killed.was_exact()
    assert killed.calls == 2
    assert killed.seconds < RECOVERY


async def test_a_frozen_writer_wakes_to_change_nothing(scenes: Scenes) -> None:
    scene: Four = await scenes.of(four)
    frozen = scene.frozen

    assert frozen.was_exact()
    assert frozen.calls == 2
    assert frozen.seconds < RECOVERY
    assert scene.thawed == [frozen.stored, frozen.stored]
    before, after = scene.streams
    assert before == after
    assert before


# One process


async def restarted(folder: Path) -> Seen:
    async with (
        served(1, folder, sqlite(folder)) as (stub, (process,)),
        visiting(process, "Restarted") as visitor,
    ):
        await answered(visitor, process)
        following = asyncio.create_task(follow(visitor, 2, process))
        await asyncio.sleep(2 * BEATS)
        process.kill()
        began = time.monotonic()
        await process.start()
        reader = await following
        seconds = time.monotonic() - began
        state = await visitor.interview()
    return Seen([reader], state, calls_of(stub, "Restarted", 2), seconds)


async def test_a_restarted_process_asks_again_what_it_was_writing(scenes: Scenes) -> None:
    seen: Seen = await scenes.of(restarted)

    assert seen.stored[1] == ANSWER
    assert len(seen.stored) == 3
    assert seen.was_exact()
    assert seen.calls == 2
    assert seen.seconds < RECOVERY


# An orderly stop


@dataclass
class Stopped:
    """How a process ended, and what its reader saw next door."""

    seconds: float
    page: str
    seen: Seen


async def stopping(stub: ProviderStub, one: Process, other: Process) -> Stopped:
    """Stop `one` while it writes to a reader, who goes on at `other`."""
    async with visiting(one, "Stopped") as visitor:
        await answered(visitor, one)
        following = asyncio.create_task(follow(visitor, 2, one, other))
        with never_reading(visitor, one, 2):
            page = asyncio.create_task(page_of(visitor, one))
            await asyncio.sleep(2 * BEATS)
            seconds = await one.stop()
        reader = await following
        state = await visitor.interview()
        seen = Seen([reader], state, calls_of(stub, "Stopped", 2))
        return Stopped(seconds, await page, seen)


async def page_of(visitor: Visitor, process: Process) -> str:
    """The streamed page, as far as it came."""
    text = ""
    url = process.origin + visitor.path("interview")
    try:
        async with visitor.client.stream("GET", url, headers=HTML) as page:
            async for part in page.aiter_text():
                text += part
    except httpx.TransportError:
        pass
    return text


async def stuck(process: Process) -> float:
    """How long a stop takes at worst: a question of a minute, and readers that never read."""
    async with visiting(process, STUCK) as visitor:
        await visitor.ask_first()
        with never_reading(visitor, process, 1), never_reading(visitor, process, 1):
            await asyncio.sleep(10 * BEATS)
            return await process.stop()


async def test_a_stop_ends_in_time_whoever_writes_and_whoever_never_reads(scenes: Scenes) -> None:
    assert (await scenes.of(alone)).stuck < STOP


async def half_sent(process: Process) -> float:
    """How long a stop takes while a form is awaited that never comes."""
    _, writer = await asyncio.open_connection("127.0.0.1", process.port)
    writer.write(b"POST /demo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
    await writer.drain()
    await asyncio.sleep(1)
    try:
        async with asyncio.timeout(2 * STOP):
            return await process.stop()
    finally:
        process.kill()
        writer.close()


async def test_stop_ends_in_time_beside_a_form_that_never_comes(scenes: Scenes) -> None:
    assert (await scenes.of(alone)).half_sent < STOP


async def test_an_orderly_stop_ends_in_time_and_the_reader_goes_on_next_door(
    scenes: Scenes,
) -> None:
    scene: Stopped = (await scenes.of(four)).stopped

    assert scene.seconds < STOP
    assert scene.seen.was_exact()
    assert scene.seen.stored[1] == ANSWER
    assert scene.seen.calls <= 3
    assert 'id="answer-form"' in scene.page or "Load again" in scene.page


# Without Redis, or with one that goes


@dataclass
class Alone:
    """What two saw without Redis, and how long a stop of each took."""

    seen: Seen
    warnings: list[int]
    stuck: float
    half_sent: float


async def alone(folder: Path) -> Alone:
    """Two processes that have only the database in common."""
    async with served(2, folder, sqlite(folder)) as (stub, (one, other)):
        async with visiting(one, "Alone") as visitor:
            await visitor.ask_first()
            reader = await follow(visitor, 1, other)
            seen = Seen([reader], await visitor.interview(), calls_of(stub, "Alone", 1))
        await warned(one)
        await warned(other)
        await asyncio.sleep(6)
        warnings = [process.log.count(SEVERAL_PROCESSES) for process in (one, other)]
        return Alone(seen, warnings, await stuck(one), await half_sent(other))


async def warned(process: Process) -> None:
    """Wait until the process has told of others."""
    async with asyncio.timeout(STARTING):
        while SEVERAL_PROCESSES not in process.log:  # noqa: ASYNC110, it has no event to wait for
            await asyncio.sleep(0.2)


async def test_without_redis_one_line_warns_and_the_question_comes_from_the_database(
    scenes: Scenes,
) -> None:
    scene: Alone = await scenes.of(alone)

    assert scene.seen.was_exact()
    assert scene.seen.calls == 1
    assert scene.warnings == [1, 1]


SLOW_TO_START = """\
import sys, time
if "--multiprocessing-fork" in sys.argv:
    time.sleep(8)
"""
"""Python runs it first; a worker then starts as on a machine with too much to do."""


async def workers(folder: Path) -> int:
    """One command that serves with two workers, slow to start: how many lines warn."""
    (folder / "sitecustomize.py").write_text(SLOW_TO_START)
    env = {**sqlite(folder), "WEB_CONCURRENCY": "2", "PYTHONPATH": str(folder)}
    async with cluster(1, folder, env) as (process,):
        try:
            await warned(process)
            await asyncio.sleep(2.5 * ANNOUNCE_EVERY)
        finally:
            await process.stop()
        return process.log.count(SEVERAL_PROCESSES)


async def test_several_workers_without_redis_are_warned_of_in_one_line(scenes: Scenes) -> None:
    assert await scenes.of(workers) == 1


async def losing_redis(folder: Path) -> list[Seen]:
    """Redis goes within question 1, is away for question 2, and restarts within question 3."""
    with own_redis() as redis:
        env = {**sqlite(folder), "REDIS_URL": redis.url}
        async with (
            served(2, folder, env) as (stub, (one, other)),
            visiting(one, "Redis") as visitor,
        ):
            await visitor.ask_first()
            seen = []
            for number in (1, 2, 3):
                following = asyncio.create_task(follow(visitor, number, other))
                await asyncio.sleep(10 * BEATS)
                if number == 3:
                    redis.start()
                else:
                    redis.stop()
                reader = await following
                state = await visitor.settled()
                seen.append(Seen([reader], state, calls_of(stub, "Redis", number)))
                visitor.go_to(one)
                await visitor.answer_live(ANSWER, number)
            return seen


async def test_a_question_arrives_whatever_becomes_of_redis(scenes: Scenes) -> None:
    seen: list[Seen] = await scenes.of(losing_redis)

    assert [each.was_exact() for each in seen] == [True, True, True]
    assert [each.calls for each in seen] == [1, 1, 1]


SCENES: tuple[Scene, ...] = (
    four,
    restarted,
    alone,
    workers,
    losing_redis,
)
