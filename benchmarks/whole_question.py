"""What a whole question costs: `make bench`, ours against a FastAPI relay over SSE.

    python -m benchmarks.whole_question [rounds] [--interviews 8] [--write]

Ours is the whole product as it is served: `uvicorn app.main:app` with the options of the
Makefile, SQLite on the disk, one process. For each question a candidate posts the answer
before it, gets the fragment, opens the socket and reads it to its end; behind that stand
two write transactions, the prompt with CV, posting and all that was said, the filter and
the finished fragment. The peer is `benchmarks/peers/fastapi_relay.py`: the same stream by
the SDK's default way, and nothing else; uvicorn serves it with its faster parser, ours
with the stricter one. Both use the same versions of openai, uvicorn and uvloop, write an
access log, and are pinned to one and the same core; the stub and the askers have the
other. The stub is a process of its own and notes when it
sends each token: 40 a question at 30 a second, the first after 50 ms.

Rounds go in turn, so that what else runs here disturbs both alike: **only the ratios of
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
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import aiohttp

from benchmarks.benchmark_candidate import (
    STORY,
    Candidate,
    RelayReader,
    Watched,
    sent_times,
    whole_interview,
)
from benchmarks.options import asked_for
from benchmarks.peer_environment import ROOT, peer_python
from benchmarks.server_process import ServerProcess, free_port, serving
from benchmarks.token_stub import QUESTIONS

PRODUCT = "app.main:app"
SERVERS_CORE, ASKERS_CORE = 0, 1
UVICORN = (
    *("-m", "uvicorn", "--ws-max-size", "65536", "--ws-max-queue", "8"),
    *("--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "10"),
    *("--timeout-keep-alive", "20", "--no-server-header", "--no-proxy-headers"),
)
OURS = (*UVICORN, "--http", "h11", "--h11-max-incomplete-event-size", "32768")
"""As the Makefile serves it."""

SETTLED = 3.0
"""Seconds after the first page, in which the SDK loads in the background."""

READING = 1.5
"""Seconds in which the papers are read, question 1 being over."""

TABLE = ROOT / "docs" / "performance.md"
BEGINS, ENDS = "<!-- make bench: begin -->", "<!-- make bench: end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """`starts`: how often each server is started for start and memory."""

    rounds: int = 5
    interviews: int = 8
    starts: int = 3
    write: bool = False


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


class Place:
    """The folder, the stub and the ways to launch each server."""

    def __init__(self, folder: Path, stub: str) -> None:
        self.folder, self.stub = folder, stub
        papers = folder / "papers.txt"
        papers.write_text(f"{STORY.cv}\n\n{STORY.posting}", "utf-8")
        self._env = {
            "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
            "RELAY_PAPERS": str(papers),
            "OPENAI_BASE_URL": f"{stub}/v1",
            "OPENAI_MODEL": "m",
        }

    @contextmanager
    def served(self, python: Path | str, app: str, *options: str) -> Iterator[ServerProcess]:
        """One server, of a new port."""
        port = free_port()
        uvicorn = OURS if app == PRODUCT else UVICORN
        command = (python, *uvicorn, app, *options, "--port", str(port))
        log = self.folder / f"{app.partition(':')[0]}.log"
        with serving(command, port, SERVERS_CORE, self._env, log) as server:
            yield server


async def main() -> None:
    bench = asked_for(Bench(), __doc__)
    peer = peer_python()
    os.sched_setaffinity(0, {ASKERS_CORE})
    ours, relay, empty = Figures(), Figures(), Figures()
    with tempfile.TemporaryDirectory(prefix="viva-bench-") as name, ExitStack() as held:
        folder, port = Path(name), free_port()
        stub = (sys.executable, "-m", "benchmarks.token_stub", str(port))
        told = held.enter_context(
            serving(stub, port, ASKERS_CORE, {}, folder / "stub.log", "/v1/models")
        )
        place = Place(folder, told.origin)
        with place.served(sys.executable, PRODUCT):
            pass  # it migrates the database, which no start that is measured is to do
        print(f"{bench}\nstarts ...", flush=True)
        for _ in range(bench.starts):
            await _start(place, ours, sys.executable, PRODUCT)
            await _start(place, relay, peer, "benchmarks.peers.fastapi_relay:app")
            await _start(place, empty, sys.executable, "benchmarks.peers.empty_litestar:app")
        product = held.enter_context(place.served(sys.executable, PRODUCT))
        rival = held.enter_context(place.served(peer, "benchmarks.peers.fastapi_relay:app"))
        for number in range(bench.rounds + 1):
            print(f"round {number} of {bench.rounds} ...", flush=True)
            await _round(Candidate, product, place.stub, ours, bench, number)
            await _round(RelayReader, rival, place.stub, relay, bench, number)
    lines = _table(bench, ours, relay, empty)
    print("\n".join(lines))
    if bench.write:
        _write(lines)


async def _start(place: Place, figures: Figures, python: Path | str, app: str) -> None:
    with place.served(python, app) as server:
        figures.starts.append(server.seconds_to_start)
        figures.start_work.append(server.processor_seconds())
        await asyncio.sleep(SETTLED)
        figures.fresh.append(server.megabytes())
        if app == PRODUCT:
            await whole_interview(server.origin)
        elif "relay" in app:
            async with RelayReader(server.origin, "0") as reader:
                for question in range(1, len(QUESTIONS) + 1):
                    await reader.ask(question)
        figures.used.append(server.megabytes())


async def _round(  # noqa: PLR0917, one round is made of them
    asker: Callable[[str, str], Candidate | RelayReader],
    server: ServerProcess,
    stub: str,
    figures: Figures,
    bench: Bench,
    number: int,
) -> None:
    """All interviews of one round; the first round warms up and is not counted."""
    dice = random.Random(number)
    names = [str(number * bench.interviews + place + 1) for place in range(bench.interviews)]
    askers = [asker(server.origin, name) for name in names]
    before = server.processor_seconds()
    await asyncio.gather(*(one.prepare() for one in askers))
    await asyncio.sleep(READING)
    begun = server.processor_seconds()
    seen = await asyncio.gather(*(_interview(one, dice.random()) for one in askers))
    ended = server.processor_seconds()
    watched = [question for questions in seen for question in questions]
    for one in askers:
        await one.__aexit__(None, None, None)
    if number:
        figures.preparations.append((begun - before) / bench.interviews)
        figures.questions.append((ended - begun) / len(watched))
        async with aiohttp.ClientSession() as client:
            for question in watched:
                _note(figures, question, await sent_times(client, stub, question))


async def _interview(one: Candidate | RelayReader, wait: float) -> list[Watched]:
    await asyncio.sleep(wait)
    return [await one.ask(number) for number in range(2, len(QUESTIONS) + 1)]


def _note(figures: Figures, question: Watched, sent: list[float]) -> None:
    arrived = question.token_arrivals()
    lags = [there - gone for there, gone in zip(arrived, sent, strict=True)]
    figures.first_words.append(arrived[0] - question.asked)
    figures.first_lags.append(lags[0])
    figures.lags.extend(lags)
    figures.octets.append(question.octets / len(lags))


def _table(bench: Bench, ours: Figures, relay: Figures, empty: Figures) -> list[str]:
    def milliseconds(pick: Callable[[Figures], float]) -> list[float]:
        return [pick(ours) * 1000, pick(relay) * 1000]

    def p99(values: list[float]) -> float:
        return quantiles(values, n=100)[98]

    rows = [
        ("processor time a question, ms", milliseconds(lambda f: median(f.questions))),
        ("… a preparation with reading and question 1, ms",
         milliseconds(lambda f: median(f.preparations))),
        ("click to first word p50, ms", milliseconds(lambda f: median(f.first_words))),
        ("lag of the first word p50, ms", milliseconds(lambda f: median(f.first_lags))),
        ("lag of a token p50, ms", milliseconds(lambda f: median(f.lags))),
        ("lag of a token p99, ms", milliseconds(lambda f: p99(f.lags))),
        ("bytes a token to the browser", [median(ours.octets), median(relay.octets)]),
        ("memory after the start, MB", [median(ours.fresh), median(relay.fresh)]),
        ("memory after one interview, MB", [median(ours.used), median(relay.used)]),
        ("start to the first page, s", [median(ours.starts), median(relay.starts)]),
        ("… processor time in it, s", [median(ours.start_work), median(relay.start_work)]),
    ]  # fmt: skip
    questions = bench.rounds * bench.interviews * (len(QUESTIONS) - 1)
    return [
        (
            f"Medians of {bench.rounds} rounds in turn, {bench.interviews} interviews at once, "
            f"{questions} questions of 40 tokens each, one core a server."
        ),
        "",
        "| | Viva, whole | FastAPI relay | ratio |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {a:.4g} | {b:.4g} | {a / b:.2f} |" for name, (a, b) in rows),
        "",
        (
            f"An empty Litestar application starts in {median(empty.starts):.2f} s "
            f"with {median(empty.fresh):.0f} MB; ours takes "
            f"{median(ours.starts) / median(empty.starts):.2f} times as long and "
            f"{median(ours.start_work) / median(empty.start_work):.2f} times its processor time. "
            f"Spread of processor time a question: ours {_spread(ours)}, relay {_spread(relay)}."
        ),
    ]


def _spread(figures: Figures) -> str:
    return f"{min(figures.questions) * 1000:.0f} to {max(figures.questions) * 1000:.0f} ms"


def _write(lines: list[str]) -> None:
    """Put the table between its marks in the document."""
    before, _, rest = TABLE.read_text("utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    TABLE.write_text("\n".join([before + BEGINS, "", *lines, "", ENDS]) + after, "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
