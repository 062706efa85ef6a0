"""A process killed by -9 at every step of a turn, so many times each.

A candidate answers at a process that dies at the named step; another process has
only the database, and Redis where there is one, to go on with. Printed for each
step: answers acknowledged and lost, and how long until the next question stood.
Ends with 1 when an answer was lost, anything else was wrong, or p99 is above 30 s.

    python -m benchmarks.deaths 20 --database postgres --redis
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from websockets.exceptions import WebSocketException

from app.domain.turn_state import MAX_TRIES
from app.services.timeouts import Timeouts
from benchmarks.options import asked_for
from tests.candidate import Reader
from tests.faults.behaviours import QUESTIONS, interviews, says
from tests.faults.mortal import STEPS
from tests.faults.processes import Process, Visitor, visiting
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.faults.weather import within
from tests.servers.environment import Database, environment

APP = "tests.faults.mortal:app"
ANSWER = "I moved the ledger, “twice” & in one night 😀.\nThen 42 of 43 shops."
RECOVERY = 30.0
"""Seconds within which the next question must stand again."""
DYING = 40.0
"""Seconds a process gets to come to the step it dies at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`times` deaths a step, `at_once` side by side; `lost` as in `Patience`."""

    times: int = 20
    database: Database = Database.SQLITE
    redis: bool = False
    at_once: int = 6
    lost: float = Timeouts().lost
    pace: float = 0.25
    steps: tuple[str, ...] = tuple(STEPS)


@dataclass
class Deaths:
    """What was seen, by step; recoveries are in seconds."""

    recoveries: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)

    def recovery(self, share: float) -> float:
        """The time within which that share of all recoveries was over."""
        return within(share, itertools.chain(*self.recoveries.values()))

    @property
    def is_bad(self) -> bool:
        return bool(self.wrong or any(self.lost.values()) or self.recovery(0.99) > RECOVERY)


class Author:
    """Every call other words, and counted by company and question."""

    def __init__(self, pace: float) -> None:
        self._pace = pace
        self._calls = itertools.count(1)
        self.asked: dict[tuple[str, int], int] = defaultdict(int)

    def __call__(self, request: Request) -> Behaviour:
        if not request.is_question:
            return interviews()
        self.asked[request.company, request.asked + 1] += 1
        text = f"{QUESTIONS[request.asked][:-1]}, in case {next(self._calls)}?"
        return says(text, delay=self._pace if request.asked else 0.0, pieces=10)


async def die_everywhere(wish: Wish) -> Deaths:
    """Have processes die at every step; what was seen."""
    deaths = Deaths()
    rounds = iter([step for _ in range(wish.times) for step in wish.steps])
    author = Author(wish.pace)
    with tempfile.TemporaryDirectory(prefix="viva-deaths-") as folder:
        async with ProviderStub(otherwise=author) as stub, asyncio.TaskGroup() as group:
            env = {**stub.variables, "LOST_AFTER": str(wish.lost)}
            for number in range(wish.at_once):
                place = Path(folder) / str(number)
                place.mkdir()
                beside = Beside(place, env, author, deaths)
                group.create_task(_hold(wish, beside, rounds))
    return deaths


async def _hold(wish: Wish, beside: Beside, rounds: Iterator[str]) -> None:
    """One survivor on a database of its own, and one mortal after another beside it."""
    async with environment(wish.database, beside.folder, redis=wish.redis) as env:
        beside.env |= env
        beside.survivor = Process(beside.env, beside.folder, APP)
        await beside.survivor.start()
        try:
            for number, step in enumerate(rounds):
                await beside.die(step, f"Deaths {beside.folder.name} {number}")
        finally:
            beside.survivor.kill()


class Beside:
    """A survivor, and what is seen beside it of those that die."""

    survivor: Process

    def __init__(self, folder: Path, env: dict[str, str], author: Author, deaths: Deaths) -> None:
        self.folder = folder
        self.env = dict(env)
        self._author = author
        self._deaths = deaths

    async def die(self, step: str, company: str) -> None:
        """One answer at a process that dies of it, and what becomes of it elsewhere."""
        mortal = Process({**self.env, "DIE_AT": step}, self.folder, APP)
        async with visiting(self.survivor, company) as visitor:
            await visitor.ask_first()
            await visitor.settled()
            is_acknowledged, died = await _answered_and_died(visitor, mortal)
            await _answered_at_last(visitor, self.survivor)
            reader = await _followed(visitor, self.survivor)
            self._deaths.recoveries[step].append(time.monotonic() - died)
            said = [message["content"] for message in (await visitor.interview())["conversation"]]
        self._deaths.acknowledged[step] += is_acknowledged
        self._deaths.lost[step] += is_acknowledged and said[1:2] != [ANSWER]
        calls = self._author.asked[company, 2]
        if said[1:] != [ANSWER, reader.text] or not 1 <= calls <= MAX_TRIES:
            what = f"{step}: shown {reader.text!r}, stands {said}, {calls} calls"
            self._deaths.wrong.append(what)


async def _answered_and_died(visitor: Visitor, mortal: Process) -> tuple[bool, float]:
    """Whether the answer was acknowledged, and when the process died of it."""
    await mortal.start()
    try:
        is_acknowledged = await _answered(visitor, mortal)
        return is_acknowledged, await _dead(mortal)
    finally:
        mortal.kill()


async def _answered_at_last(visitor: Visitor, process: Process) -> None:
    """Sent again until it is acknowledged, as by somebody whose reply was lost."""
    # Another process has no event to wait for.
    while not await _answered(visitor, process):  # noqa: ASYNC110
        await asyncio.sleep(0.1)


async def _answered(visitor: Visitor, process: Process) -> bool:
    """Whether the answer was acknowledged."""
    visitor.go_to(process)
    try:
        return (await visitor.answer_live(ANSWER, 1)).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


async def _dead(mortal: Process) -> float:
    """When it died."""
    async with asyncio.timeout(DYING):
        while mortal.is_running:  # noqa: ASYNC110, another process has no event to wait for
            await asyncio.sleep(0.02)
    return time.monotonic()


async def _followed(visitor: Visitor, survivor: Process) -> Reader:
    """Question 2 as a watcher sees it to its end, who never loads the page again."""
    visitor.go_to(survivor)
    while True:
        reader = Reader()
        try:
            async with visitor.watch(2) as socket:
                await reader.read(socket)
        except (WebSocketException, OSError):
            await asyncio.sleep(0.1)
        else:
            return reader


def main() -> int:
    wish = asked_for(Wish(), __doc__)
    print(wish, flush=True)
    deaths = asyncio.run(die_everywhere(wish))
    for step in wish.steps:
        seen = sorted(deaths.recoveries[step])
        print(
            f"{step:42} {len(seen):4} deaths, {deaths.acknowledged[step]:3} acknowledged, "
            f"{deaths.lost[step]} lost, {seen[len(seen) // 2]:5.1f} s, at most {seen[-1]:5.1f} s"
        )
    p50, p99 = deaths.recovery(0.5), deaths.recovery(0.99)
    print(f"lost {sum(deaths.lost.values())}, recovery p50 {p50:.1f} s, p99 {p99:.1f} s")
    print(f"wrong {len(deaths.wrong)}", *deaths.wrong[:50], sep="\n    ")
    return int(deaths.is_bad)


if __name__ == "__main__":
    sys.exit(main())
