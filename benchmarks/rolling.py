"""Rolling restarts under live interviews: `make rolling`.

One process after another is told to end (SIGTERM) and started again, while
candidates are in the middle of interviews and some readers never read. Held
against it are the laws of `tests/faults/disturbed.py`; ends with 1 when one is
broken, a question has failed, or a stop took longer than 20 s.

    python -m benchmarks.rolling 20 --database postgres --redis
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.interview import MAX_QUESTIONS
from benchmarks.options import asked_for
from tests.faults.disturbed import Around, Disturbed
from tests.faults.processes import Process, cluster, never_reading, visited, visiting
from tests.faults.provider import ProviderStub
from tests.faults.weather import Ledger, Moods, Reaper
from tests.servers.environment import Database, environment

FAILURES = ("failed question", "failed report")
STOP = 20.0
"""Seconds an orderly stop may take."""
BETWEEN = (1.0, 3.0)
"""Seconds from one process being up again to the next being told to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`restarts` in all, over `processes` in turn, with `at_once` interviews going on.

    `questions`: the most that a candidate answers.
    """

    restarts: int = 20
    database: Database = Database.SQLITE
    redis: bool = False
    at_once: int = 8
    processes: int = 2
    seed: int = 1
    questions: int = MAX_QUESTIONS


class Roller(Reaper):
    """Ends its processes in turn and in good order, with readers that never read."""

    stops: list[float]
    is_over: bool

    async def _run(self) -> None:
        self.stops, self.is_over = [], False
        for number in range(self._times):
            await asyncio.sleep(self._dice.uniform(*BETWEEN))
            await self._restart(number, self._processes[number % len(self._processes)])
        self.is_over = True

    async def _restart(self, number: int, process: Process) -> None:
        async with visiting(process, f"Stuck {number}") as stuck:
            await stuck.ask_first()
            with never_reading(stuck, process, 1):
                await asyncio.sleep(0.1)
                self.kills.append(time.monotonic())
                self.stops.append(await process.stop())
        self._ledger.faults["orderly restart"] += 1
        await process.start()


@dataclass
class Rolled:
    """What was seen; `stops` in seconds."""

    ledger: Ledger = field(default_factory=Ledger)
    stops: list[float] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return sum(self.ledger.faults[name] for name in FAILURES)

    @property
    def is_bad(self) -> bool:
        return bool(self.ledger.violations or self.failed or max(self.stops) > STOP)


async def roll(wish: Wish) -> Rolled:
    """Hold interviews until all restarts are over; what was seen."""
    dice = random.Random(wish.seed)
    rolled = Rolled()
    moods = Moods(random.Random(dice.random()), 0.0, rolled.ledger)
    with tempfile.TemporaryDirectory(prefix="viva-rolling-") as folder:
        async with (
            environment(wish.database, Path(folder), redis=wish.redis) as env,
            ProviderStub(otherwise=moods) as stub,
            cluster(wish.processes, Path(folder), {**env, **stub.variables}) as processes,
        ):
            roller = Roller(processes, dice, rolled.ledger, wish.restarts)
            async with roller.reaping(), asyncio.TaskGroup() as group:
                await asyncio.sleep(0)
                around = Around(processes, moods, roller, rolled.ledger, wish.questions)
                for number in range(wish.at_once):
                    group.create_task(_hold(f"Rolling {wish.seed} {number}", around, roller))
    rolled.stops = roller.stops
    return rolled


async def _hold(name: str, around: Around, roller: Roller) -> None:
    number = 0
    while not roller.is_over:
        number += 1
        company = f"{name} {number}"
        async with visited(around.processes[0]) as visitor:
            await Disturbed(company, visitor, around, random.Random(company)).hold()


def failures(ledger: Ledger) -> list[str]:
    return [f"{ledger.faults[name]} {name}" for name in FAILURES if ledger.faults[name]]


def main() -> int:
    wish = asked_for(Wish(), __doc__)
    print(wish, flush=True)
    rolled = asyncio.run(roll(wish))
    ledger = rolled.ledger
    print(f"interviews  {ledger.interviews}, {ledger.answers} answers taken")
    print(f"stops       {len(rolled.stops)}, at most {max(rolled.stops):.1f} s")
    print(f"failed      {rolled.failed}", *failures(ledger), sep="\n            ")
    print(f"recoveries  {len(ledger.recoveries)}, p99 {ledger.recovery(0.99):.1f} s")
    print(f"violations  {len(ledger.violations)}", *ledger.violations[:50], sep="\n    ")
    return int(rolled.is_bad)


if __name__ == "__main__":
    sys.exit(main())
