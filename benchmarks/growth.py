"""What costs more as work grows, and what does not: six minutes, `--write` puts the tables.

    python -m benchmarks.growth [most stored sessions] [--write]

Stored sessions are rows of a real SQLite file, each with three turns; papers and followers
are of this process; interviews at once go through a server as it is served, with the stub of
the whole-question benchmark. Only the ratios within one table can be compared.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

import aiohttp

from app.domain.brief import brief
from app.domain.interview import Interview, Turn, TurnFault, TurnState
from app.domain.source import Source
from app.prompts.question_prompt import question_prompt
from app.services.stream_keys import question_key
from app.services.subscriber import Subscriber
from app.services.timeouts import Timeouts
from app.storage.store import PiccoloStore, open_store
from app.streams.memory import MemoryStream
from app.values import replace
from benchmarks.benchmark_candidate import STORY, Candidate, Watched, sent_times
from benchmarks.options import asked_for
from benchmarks.peer_servers import ASKERS_CORE, OURS, Place, stub_served
from benchmarks.server_process import ServerProcess
from benchmarks.tables import p99, slope, table, write
from benchmarks.token_stub import QUESTIONS
from tests.coach.papers import read_at_once
from tests.fakes import FakeStore
from tests.fakes import a_session as a_fake
from tests.servers.redis import RedisServer
from tests.storage import making
from tests.storage.making import NOON, a_session

LOOKS = 40
THINKING = 90.0
"""Seconds that a candidate takes for an answer."""

STEP = 20
"""Candidates that begin at once."""

MOMENT = NOON - timedelta(days=30)

COPIES = """
WITH RECURSIVE counter(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM counter WHERE n < {last})
INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, counter WHERE {key} = 's'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """`sessions` is the most that is stored."""

    sessions: int = 100_000
    write: bool = False


async def main() -> None:
    growth = asked_for(Growth(), __doc__)
    with tempfile.TemporaryDirectory(prefix="viva-growth-") as folder:
        lines = [
            *await _stored(Path(folder), growth.sessions),
            *_papers(),
            *await _followers(),
            *await _at_once(Path(folder)),
        ]
    print("\n".join(lines))
    if growth.write:
        write("growth", lines)


async def _stored(folder: Path, most: int) -> list[str]:
    """Milliseconds of the calls of the store, by how many sessions stand in it."""
    sizes = [size for size in (10, 1_000, 10_000, 100_000) if size <= most]
    file = folder / "growth.sqlite"
    store = open_store(f"sqlite:///{file}")
    await store.open()
    await store.add_session(a_session())
    await store.open_first("s")
    for number in (1, 2, 3):
        await store.claim("s", number, 0)
        await store.finish(making.question(number), 1, None)
        if number < 3:
            await store.record_answer(making.answer(number))
    looks = {
        "dashboard of one browser": lambda: store.recent("owner-7", 5),
        "one interview": lambda: store.interview("s-7"),
        "sweep for lost writers": lambda: _sweep(store),
        "retention, nothing old": lambda: store.erase_older_than(MOMENT),
        "a question and its answer": lambda: _turn(store),
    }
    rows: dict[str, list[float]] = {name: [] for name in looks}
    stands = 1
    for size in sizes:
        _copy(file, stands, size)
        stands = size
        for name, look in looks.items():
            rows[name].append(await _milliseconds(look))
    await store.close()
    cells = [
        (
            name,
            *(f"{value:.2f}" for value in row),
            f"{row[-1] / row[0]:.2f}",
            f"{slope(sizes, row) * 100_000:+.2f}",
        )
        for name, row in rows.items()
    ]
    head = ("", *(f"{size:,}" for size in sizes), "last / first", "slope by 100,000")
    return [
        "Stored sessions, processor milliseconds a call (median of 40):",
        "",
        *table(head, cells),
    ]


def _copy(file: Path, first: int, last: int) -> None:
    """Copies of the session `s` with its turns and messages, each under an owner of its own."""
    own = {"session": "'s-' || n", "owner": "'owner-' || n"}
    ids = {"sessions": "'s-' || n", "messages": "id || '-' || n", "turns": None}
    with closing(sqlite3.connect(file)) as database:
        for table, name in ids.items():
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            values = {column: own.get(column, column) for column in columns} | {"id": name}
            kept = {column: value for column, value in values.items() if value is not None}
            statement = COPIES.format(
                first=first,
                last=last - 1,
                table=table,
                columns=", ".join(kept),
                values=", ".join(kept.values()),
                key="id" if table == "sessions" else "session",
            )
            database.execute(statement)
        database.commit()


async def _sweep(store: PiccoloStore) -> None:
    await store.unwritten()
    await store.unwritten_feedbacks()


_session_number = iter(range(1_000_000_000))


async def _turn(store: PiccoloStore) -> None:
    """A session's first question, claimed and stored, and its answer."""
    name = f"new-{next(_session_number)}"
    await store.add_session(a_session(name, owner="somebody"))
    await store.open_first(name)
    await store.claim(name, 1, 0)
    await store.finish(making.question(1, session_id=name), 1, None)
    await store.record_answer(making.answer(1, session_id=name))
    await store.fail(name, 2, 0, TurnFault.UNREACHABLE)  # leaves none to be swept


async def _milliseconds(look: Callable[[], Awaitable[object]]) -> float:
    """Processor time of all threads: that of others on this machine is not counted."""
    took = []
    for _ in range(LOOKS):
        begun = time.process_time()
        await look()
        took.append(time.process_time() - begun)
    return median(took) * 1000


def _papers() -> list[str]:
    """Processor milliseconds by the length of each paper."""
    rows, sizes = list[tuple[float, float]](), (1, 10, 60)
    for kilobytes in sizes:
        size = kilobytes * 1000
        session = replace(
            a_fake(),
            cv_text=(STORY.cv * (1 + size // len(STORY.cv)))[:size],
            job_description_text=(STORY.posting * (1 + size // len(STORY.posting)))[:size],
        )
        reading = read_at_once(session, Source.DEMO)
        interview = Interview(session=replace(session, reading=reading))
        read = _processor(partial(read_at_once, session, Source.DEMO))
        rows.append((read, _processor(partial(_prompt, interview))))
    slopes = [f"{slope(sizes, [row[at] for row in rows]):+.2f}" for at in (0, 1)]
    return [
        "CV and posting of that length each, processor milliseconds (median of 40):",
        "",
        *table(
            ("", "read by rule", "prompt of a question"),
            [
                *(
                    (f"{size} KB", *(f"{ms:.1f}" for ms in row))
                    for size, row in zip(sizes, rows, strict=True)
                ),
                ("slope by KB", *slopes),
            ],
        ),
    ]


def _prompt(interview: Interview) -> None:
    question_prompt(brief(interview, 1)).messages(None)


def _processor(work: Callable[[], object]) -> float:
    took = []
    for _ in range(LOOKS):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return median(took) * 1000


async def _followers() -> list[str]:
    """Processor time of one question in the feed, by how many follow it."""
    sizes, spent = (1, 10, 50, 200), list[float]()
    for followers in sizes:
        spent.append(median([await _followed(followers) for _ in range(5)]) * 1000)
    rows = [
        (str(size), f"{took:.1f}", f"{took / size:.2f}")
        for size, took in zip(sizes, spent, strict=True)
    ]
    return [
        "Followers of one question of 40 tokens in one process, sockets apart, processor",
        "milliseconds (median of 5):",
        "",
        *table(
            ("followers", "all", "each"),
            [*rows, ("slope by follower", f"{slope(sizes, spent):+.2f}", "")],
        ),
    ]


async def _followed(followers: int) -> float:
    session, key = a_fake(), question_key("session-1", 1)
    store, stream = FakeStore(), MemoryStream()
    store.sessions[session.id] = session
    turn = Turn(session_id=session.id, number=1, state=TurnState.WRITING, attempt=1)
    store.turns[session.id, 1] = turn
    subscriber = Subscriber(turns=store, feedbacks=store, stream=stream, timeouts=Timeouts())

    async def follow() -> None:
        async for _ in subscriber.question(session.id, 1):
            pass

    begun = time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(followers):
            group.create_task(follow())
        await asyncio.sleep(0)
        for token in QUESTIONS[1]:
            await stream.append(key, 1, token)
            await asyncio.sleep(0.012)
        store.turns[session.id, 1] = replace(turn, state=TurnState.FAILED)
        await stream.end(key, 1)
    return time.process_time() - begun


async def _at_once(folder: Path) -> list[str]:
    """What a question costs, and how late its words are, by how many are written at once."""
    os.sched_setaffinity(0, {ASKERS_CORE})
    rows = []
    with ExitStack() as held:
        stub = held.enter_context(stub_served(folder))
        server = held.enter_context(Place(folder, stub.origin).served(OURS))
        await asyncio.sleep(3)
        for interviews, questions in ((1, 6), (10, 3), (100, 1)):
            rows.append(await _asked_at_once([server], stub, interviews, questions))
        rows.append(await _asked_at_once([server], stub, 1000, 1, within=THINKING))
        redis = RedisServer(folder)
        redis.start()
        held.callback(redis.stop)
        shared = Place(folder, stub.origin, {"REDIS_URL": redis.url})
        both = [held.enter_context(shared.served(OURS)) for _ in range(2)]
        await asyncio.sleep(3)
        for interviews, questions in ((10, 3), (100, 1)):
            rows.append(await _asked_at_once(both, stub, interviews, questions))
    return [
        "Interviews whose questions are written at the same moment, the 1,000 each at a moment of",
        f"its own of {THINKING:.0f} s; two processes share a core and Redis, and each question is",
        "read at the one that did not get the answer; milliseconds:",
        "",
        *table(("interviews", "processor time a question", "lag p50", "lag p99"), rows),
    ]


async def _asked_at_once(
    servers: list[ServerProcess],
    stub: ServerProcess,
    interviews: int,
    questions: int,
    *,
    within: float = 0.0,
) -> tuple[str, ...]:
    """One row: candidates that bring their papers, then answer at the same moments."""
    names = [f"{len(servers)}{interviews}{place:03}" for place in range(interviews)]
    askers = [
        (
            name,
            Candidate(
                servers[place % len(servers)].origin,
                name,
                servers[(place + 1) % len(servers)].origin,
            ),
        )
        for place, name in enumerate(names)
    ]
    for first in range(0, interviews, STEP):
        await asyncio.gather(*(_first(one, name) for name, one in askers[first : first + STEP]))
    await asyncio.sleep(4)  # the papers are read meanwhile
    begun = sum(server.processor_seconds() for server in servers)
    lags: list[float] = []
    dice = random.Random(interviews)
    for number in range(2, 2 + questions):
        seen = [Watched(case=f"{name}-{number}", number=number) for name in names]
        await asyncio.gather(
            *(
                _answered(one, watched, dice.uniform(0, within))
                for (_, one), watched in zip(askers, seen, strict=True)
            )
        )
        async with aiohttp.ClientSession() as client:
            for question in seen:
                sent = await sent_times(client, stub.origin, question)
                there = question.token_arrivals()
                lags += [a - b for a, b in zip(there, sent, strict=True)]
    spent = sum(server.processor_seconds() for server in servers) - begun
    for _, one in askers:
        await one.close()
    processes = ", two processes" if len(servers) > 1 else ""
    return (
        f"{interviews:,}{processes}",
        f"{spent / interviews / questions * 1000:.0f}",
        f"{median(lags) * 1000:.0f}",
        f"{p99(lags) * 1000:.0f}",
    )


async def _first(one: Candidate, name: str) -> None:
    await one.connect()
    await one.ask(Watched(case=f"{name}-1", number=1))


async def _answered(one: Candidate, watched: Watched, after: float) -> None:
    await asyncio.sleep(after)
    await one.ask(watched)


if __name__ == "__main__":
    asyncio.run(main())
