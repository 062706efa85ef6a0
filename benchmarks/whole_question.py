"""What a whole question costs: `make bench`, ours against a FastAPI relay over SSE.

    python -m benchmarks.whole_question [rounds] [--interviews 8] [--peers] [--write]

Ours is the whole product as it is served: `uvicorn app.main:app` with the options of the
Makefile, SQLite on the disk, one process. For each question a candidate posts the answer
before it, gets the fragment, opens the socket and reads it to its end; behind that stand
two write transactions, the prompt with CV, posting and all that was said, the filter and
the finished fragment. The peer is `benchmarks/peers/fastapi_relay.py`: the same stream by
the SDK's default way, and nothing else; `--peers` takes all of `benchmarks.peer_servers`,
in two rounds unless told otherwise, and draws the plot. The stub is a process of its own and
notes when it sends each token: 40 a question at 30 a second, the first after 50 ms.

Rounds go in turn, so that what else runs here disturbs all alike: **only the ratios of
one run can be compared**. A round is `interviews` interviews at once, each with seven
questions one after the other, begun within the first second. Question 1 and the reading
of the papers come before; what they cost is told apart.

- processor time: user and system time of the server process with all its threads, from
  /proc, over the questions of the round
- first word: from the click to the first word that can be read
- lag: from the moment the stub sent a token to the moment its whole word was read; of the
  first word and of all
- memory: resident, 3 s after the first page was served, and after one whole interview
  with its feedback
- start: from the launch to the first page, the database there already; the processor time
  in it is what other work on the machine changes least
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import aiohttp
import uvloop

from benchmarks.benchmark_candidate import Asker, Watched, sent_times, whole_interview
from benchmarks.options import asked_for
from benchmarks.peer_servers import (
    ASKERS_CORE,
    EMPTY,
    OURS,
    RELAY,
    Peer,
    Place,
    compared,
    stub_served,
)
from benchmarks.plot import draw
from benchmarks.server_process import ServerProcess
from benchmarks.tables import p99, table, write
from benchmarks.token_stub import QUESTIONS

SETTLED = 3.0
"""Seconds after the first page, in which the SDK loads in the background."""

READING = 1.5
"""Seconds in which the papers are read, question 1 being over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """`rounds` 0: five, or two where there are many `peers`."""

    rounds: int = 0
    interviews: int = 8
    peers: bool = False
    write: bool = False

    @property
    def counted(self) -> int:
        return self.rounds or (2 if self.peers else 5)

    @property
    def starts(self) -> int:
        """How often each server is started for start and memory."""
        return 1 if self.peers else 3


@dataclass(slots=True)
class Figures:
    """What was measured of one server, in seconds and megabytes."""

    questions: list[float] = field(default_factory=list)
    preparations: list[float] = field(default_factory=list)
    first_words: list[float] = field(default_factory=list)
    first_lags: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    octets: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    start_work: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)


ROWS: tuple[tuple[str, Callable[[Figures], float]], ...] = (
    ("processor time a question, ms", lambda f: median(f.questions) * 1000),
    ("… a preparation with reading and question 1, ms", lambda f: median(f.preparations) * 1000),
    ("click to first word p50, ms", lambda f: median(f.first_words) * 1000),
    ("lag of the first word p50, ms", lambda f: median(f.first_lags) * 1000),
    ("lag of a token p50, ms", lambda f: median(f.lags) * 1000),
    ("lag of a token p99, ms", lambda f: p99(f.lags) * 1000),
    ("bytes a token to the browser", lambda f: median(f.octets)),
    ("memory after the start, MB", lambda f: median(f.fresh)),
    ("memory after one interview, MB", lambda f: median(f.used)),
    ("start to the first page, s", lambda f: median(f.starts)),
    ("… processor time in it, s", lambda f: median(f.start_work)),
)


async def main() -> None:
    bench = asked_for(Bench(), __doc__)
    peers = compared(all_of_them=bench.peers)
    for peer in peers:
        peer.python()  # installed before anything is measured
    os.sched_setaffinity(0, {ASKERS_CORE})
    figures = {peer.name: Figures() for peer in (*peers, EMPTY)}
    with tempfile.TemporaryDirectory(prefix="viva-bench-") as name, ExitStack() as held:
        place = Place(Path(name), held.enter_context(stub_served(Path(name))).origin)
        with place.served(OURS):
            pass  # it migrates the database, which no start that is measured is to do
        print(f"{bench}\nstarts ...", flush=True)
        for _ in range(bench.starts):
            for peer in (*peers, EMPTY):
                await _start(place, figures[peer.name], peer)
        servers = [(peer, held.enter_context(place.served(peer))) for peer in peers]
        for number in range(bench.counted + 1):
            print(f"round {number} of {bench.counted} ...", flush=True)
            for peer, server in servers:
                await _round(peer, server, place.stub, figures[peer.name], bench, number)
    lines = _table(bench, figures)
    print("\n".join(lines))
    if bench.write:
        write("make bench, peers" if bench.peers else "make bench", lines)
        draw()


async def _start(place: Place, figures: Figures, peer: Peer) -> None:
    with place.served(peer) as server:
        figures.starts.append(server.seconds_to_start)
        figures.start_work.append(server.processor_seconds())
        await asyncio.sleep(SETTLED)
        figures.fresh.append(server.megabytes())
        if peer.asker is not None:
            await whole_interview(peer.asker(server.origin, "0"), "0")
        figures.used.append(server.megabytes())


async def _round(  # noqa: PLR0917, one round is made of them
    peer: Peer,
    server: ServerProcess,
    stub: str,
    figures: Figures,
    bench: Bench,
    number: int,
) -> None:
    """All interviews of one round; the first round warms up and is not counted."""
    dice = random.Random(number)
    names = [str(number * bench.interviews + place + 1) for place in range(bench.interviews)]
    askers = [(name, peer.asker(server.origin, name)) for name in names if peer.asker]
    before = server.processor_seconds()
    await asyncio.gather(*(_prepare(one, name) for name, one in askers))
    await asyncio.sleep(READING)
    begun = server.processor_seconds()
    seen = await asyncio.gather(*(_interview(one, name, dice.random()) for name, one in askers))
    ended = server.processor_seconds()
    watched = [question for questions in seen for question in questions]
    for _, one in askers:
        await one.close()
    if number:
        figures.preparations.append((begun - before) / bench.interviews)
        figures.questions.append((ended - begun) / len(watched))
        async with aiohttp.ClientSession() as client:
            for question in watched:
                _note(figures, question, await sent_times(client, stub, question))


async def _prepare(one: Asker, name: str) -> None:
    await one.connect()
    await one.ask(Watched(case=f"{name}-1", number=1))


async def _interview(one: Asker, name: str, wait: float) -> list[Watched]:
    await asyncio.sleep(wait)
    seen = []
    for number in range(2, len(QUESTIONS) + 1):
        watched = Watched(case=f"{name}-{number}", number=number)
        await one.ask(watched)
        seen.append(watched)
    return seen


def _note(figures: Figures, question: Watched, sent: list[float]) -> None:
    arrived = question.token_arrivals()
    lags = [there - gone for there, gone in zip(arrived, sent, strict=True)]
    figures.first_words.append(arrived[0] - question.asked)
    figures.first_lags.append(lags[0])
    figures.lags.extend(lags)
    figures.octets.append(question.octets / len(lags))


def _table(bench: Bench, figures: dict[str, Figures]) -> list[str]:
    compared_with = [name for name in figures if name != EMPTY.name]
    ours, empty = figures[OURS.name], figures[EMPTY.name]
    questions = bench.counted * bench.interviews * (len(QUESTIONS) - 1)
    head = ["", *compared_with]
    rows = [[name, *(f"{look(figures[one]):.4g}" for one in compared_with)] for name, look in ROWS]
    if not bench.peers:
        head.append("ratio")
        for row, (_, look) in zip(rows, ROWS, strict=True):
            row.append(f"{look(ours) / look(figures[RELAY.name]):.2f}")
    spread = ", ".join(f"{name} {_spread(figures[name])}" for name in compared_with)
    return [
        (
            f"Medians of {bench.counted} rounds in turn, {bench.interviews} interviews at once, "
            f"{questions} questions of 40 tokens each, one core a server."
        ),
        "",
        *table(head, rows),
        (
            f"An empty Litestar application starts in {median(empty.starts):.2f} s "
            f"with {median(empty.fresh):.0f} MB; ours takes "
            f"{median(ours.starts) / median(empty.starts):.2f} times as long and "
            f"{median(ours.start_work) / median(empty.start_work):.2f} times its processor time. "
            f"Spread of processor time a question, ms: {spread}."
        ),
    ]


def _spread(figures: Figures) -> str:
    return f"{min(figures.questions) * 1000:.0f} to {max(figures.questions) * 1000:.0f}"


if __name__ == "__main__":
    uvloop.run(main())
