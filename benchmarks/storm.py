"""Many interviews at once while everything around them breaks: `make storm N=1000`.

Real server processes are killed and started again, their provider cuts, refuses and
dawdles, candidates cut sockets and pages, post twice and from two tabs. Held against
it all the while are the laws in `tests/faults/disturbed.py`; a violation ends with 1.

    python -m benchmarks.storm 200 --database postgres --redis
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.domain.interview import MAX_QUESTIONS
from benchmarks.options import asked_for
from tests.faults.disturbed import Around, Disturbed
from tests.faults.processes import cluster, visited
from tests.faults.provider import ProviderStub
from tests.faults.weather import Ledger, Moods, Reaper
from tests.servers.environment import Database, environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """`count` interviews, `at_once` side by side, of which none begins after `minutes`.

    `faults`: the share of the provider's calls that go wrong. `kills`: how many
    processes are killed at the most. `questions`: the most that a candidate answers.
    """

    count: int = 200
    seed: int = 1
    database: Database = Database.SQLITE
    redis: bool = False
    at_once: int = 24
    minutes: float = 60.0
    faults: float = 0.3
    processes: int = 2
    kills: int = 10**6
    questions: int = MAX_QUESTIONS


def main() -> int:
    """Print what was seen; 1 when a law was broken."""
    storm = asked_for(Storm(), __doc__)
    print(f"{storm}", flush=True)
    started = time.monotonic()
    ledger = asyncio.run(raise_storm(storm))
    _print(ledger, time.monotonic() - started)
    if ledger.interviews < storm.count:
        print(f"Time was up: {storm.count - ledger.interviews} interviews were not begun.")
    return int(bool(ledger.violations))


async def raise_storm(storm: Storm) -> Ledger:
    """Hold the interviews; what was done and what was wrong."""
    dice = random.Random(storm.seed)
    ledger = Ledger()
    moods = Moods(random.Random(dice.random()), storm.faults, ledger)
    with tempfile.TemporaryDirectory(prefix="viva-storm-") as folder:
        async with (
            environment(storm.database, Path(folder), redis=storm.redis) as env,
            ProviderStub(otherwise=moods) as stub,
            cluster(storm.processes, Path(folder), {**env, **stub.variables}) as processes,
        ):
            reaper = Reaper(processes, random.Random(dice.random()), ledger, storm.kills)
            async with reaper.reaping():
                around = Around(processes, moods, reaper, ledger, storm.questions)
                await _hold_all(storm, around, stub)
    return ledger


async def _hold_all(storm: Storm, around: Around, stub: ProviderStub) -> None:
    last_begin = time.monotonic() + 60 * storm.minutes
    numbers = iter(range(storm.count))

    async def hold_some() -> None:
        for number in numbers:
            if time.monotonic() > last_begin:
                return
            company = f"Storm {storm.seed} {number}"
            async with visited(around.processes[0]) as visitor:
                await Disturbed(company, visitor, around, random.Random(company)).hold()
            stub.requests.clear()

    async with asyncio.TaskGroup() as group:
        for _ in range(storm.at_once):
            group.create_task(hold_some())


def _print(ledger: Ledger, seconds: float) -> None:
    print(f"interviews  {ledger.interviews}, {ledger.answers} answers taken, {seconds:.0f} s")
    print(f"faults      {ledger.faults.total()}")
    for name, times in ledger.faults.most_common():
        print(f"            {times:6} {name}")
    p50, p99 = ledger.recovery(0.5), ledger.recovery(0.99)
    print(f"recoveries  {len(ledger.recoveries)}, p50 {p50:.1f} s, p99 {p99:.1f} s")
    print(f"violations  {len(ledger.violations)}")
    for violation in ledger.violations[:50]:
        print(f"            {violation}")


if __name__ == "__main__":
    sys.exit(main())
