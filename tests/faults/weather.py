"""What a storm does to a program from behind: its provider, and its own processes.

Law: everything that was done is counted, so that a calm storm is seen to be one.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.faults.behaviours import (
    QUESTIONS,
    cut_after,
    ends_without_finish,
    error_event,
    hangs_up_before_headers,
    interviews,
    limited,
    malformed,
    says,
    status,
)
from tests.faults.processes import Process
from tests.faults.provider import Behaviour, Reply, Request

KILL_EVERY = (12.0, 17.0)
"""Seconds: a rescuer must live long enough to have seen ten seconds of stillness."""
FIRST_KILL = 2.0


def within(share: float, times: Iterable[float]) -> float:
    """The time within which that share of `times` lies; 0 when there are none."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass
class Ledger:
    """What was done, what was wrong, and how long it took to be right again (seconds)."""

    interviews: int = 0
    answers: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)

    def recovery(self, share: float) -> float:
        """The time within which that share of the recoveries was over; 0 when there were none."""
        return within(share, self.recoveries)


@dataclass
class Told:
    """What the provider was sent for one company: transcripts by question, and the reports."""

    transcripts: dict[int, list[list[tuple[str, str]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    reports: int = 0


class Moods:
    """A provider that now and then does not; no two calls get the same words."""

    def __init__(self, dice: random.Random, share: float, ledger: Ledger) -> None:
        self._dice = dice
        self._share = share
        self._ledger = ledger
        self._calls = 0
        self.told: dict[str, Told] = defaultdict(Told)

    def __call__(self, request: Request) -> Behaviour:
        self._calls += 1
        told = self.told[request.company]
        if request.is_feedback:
            told.reports += 1
        if request.is_question:
            told.transcripts[request.asked + 1].append(request.transcript)
        text = f"{QUESTIONS[request.asked % len(QUESTIONS)][:-1]}, in case {self._calls}?"
        if self._dice.random() < self._share:
            name = self._dice.choice(list(FAULTS))
            self._ledger.faults[f"provider {name}"] += 1
            return FAULTS[name](text)
        return self._well(text) if request.is_question else interviews()

    def _well(self, text: str) -> Behaviour:
        mood = self._dice.random()
        if mood < 0.2:
            self._ledger.faults["provider thinks aloud"] += 1
            return says(f"<think>Shall I? I shall.</think>\n\n{text}", pieces=30)
        if mood < 0.4:
            self._ledger.faults["provider slow"] += 1
            return says(text, delay=0.15, pieces=20)
        return says(text, delay=0.02, pieces=12)


def _silent_then_gone(_: str) -> Behaviour:
    async def play(reply: Reply) -> None:
        await asyncio.sleep(2)
        reply.cut()

    return play


FAULTS: dict[str, Callable[[str], Behaviour]] = {
    "cut": lambda text: cut_after(text[: len(text) * 2 // 3]),
    "refused": lambda _: hangs_up_before_headers(),
    "silent": _silent_then_gone,
    "unfinished": lambda text: ends_without_finish(text[:-9]),
    "malformed": lambda _: malformed(),
    "429": lambda _: limited("0"),
    "500": lambda _: status(500),
    "error event": lambda text: error_event({"message": "overloaded"}, after=text[:50]),
}


class Reaper:
    """Kills one process or another `times` times and starts each again."""

    def __init__(
        self, processes: Sequence[Process], dice: random.Random, ledger: Ledger, times: int
    ) -> None:
        self._processes = processes
        self._times = times
        self._dice = dice
        self._ledger = ledger
        self.kills: list[float] = []

    @asynccontextmanager
    async def reaping(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def since(self, moment: float) -> float | None:
        """When a process was last killed after `moment`, None when none was."""
        return self.kills[-1] if self.kills and self.kills[-1] >= moment else None

    async def _run(self) -> None:
        await asyncio.sleep(FIRST_KILL)
        for _ in range(self._times):
            process = self._dice.choice(self._processes)
            process.kill()
            self.kills.append(time.monotonic())
            self._ledger.faults["process killed"] += 1
            await asyncio.sleep(self._dice.uniform(0, 1))
            await process.start()
            await asyncio.sleep(self._dice.uniform(*KILL_EVERY))
