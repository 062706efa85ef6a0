"""How many streams one core holds, what a token costs and what each takes of memory.

    python -m benchmarks.streams_held [most] [--peers] [--write]

`make bench-held`. A stream is one question of 304 tokens of two letters at 30 a second, ten
seconds long; all of a try are asked for first, then the stub lets them begin within one
second. What counts is sent between the third and the ninth second. A try holds if 99 in 100
of those tokens were read within 100 ms; streams are doubled until one does not, then the gap
is halved twice. The stub and the readers share the other core: where they use 95 % of it,
the number is theirs and is told as "at least".

- processor time a token: of the server, in those six seconds, of a try with 16 streams
- memory a stream: what the greatest try that held added while all were open, by stream
- memory an idle candidate: what those of that try added before their question: ours has a
  session with its papers stored, of the peers a socket where the protocol keeps one
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import uvloop

from benchmarks.benchmark_candidate import Watched, sent_times
from benchmarks.options import asked_for
from benchmarks.peer_servers import ASKERS_CORE, Peer, Place, compared, stub_served
from benchmarks.plot import draw
from benchmarks.server_process import ServerProcess
from benchmarks.tables import p99, table, write

FEWEST = 16
LATE = 0.1
BEGINS, ENDS = 2.5, 8.5
"""Seconds after the stub let go: the last began after one, and six words have come."""

QUIET = 4.0
"""Seconds until what was asked is over and its papers are read."""

STEP = 32
"""Candidates that bring their papers at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`most`: streams that are tried at most."""

    most: int = 512
    peers: bool = False
    write: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What was seen of so many streams at once, in seconds and megabytes."""

    streams: int
    p99: float
    a_token: float
    idle: float
    open: float
    others_core: float

    @property
    def holds(self) -> bool:
        return self.p99 < LATE


async def main() -> None:
    held = asked_for(Held(), __doc__)
    peers = compared(all_of_them=held.peers)
    for peer in peers:
        peer.python()  # installed before anything is measured
    os.sched_setaffinity(0, {ASKERS_CORE})
    columns: list[tuple[str, ...]] = []
    for peer in peers:
        tries = await _tries(peer, held.most)
        columns.append(_column(tries))
    names = (
        *("streams held", "lag p99 with them, ms", "processor time a token of 16, µs"),
        *("memory an idle candidate, KB", "memory a stream, KB"),
    )
    rows = [(name, *(column[at] for column in columns)) for at, name in enumerate(names)]
    lines = table(("", *(peer.name for peer in peers)), rows)
    print("\n".join(lines))
    if held.write:
        write("streams held", lines)
        draw()


async def _tries(peer: Peer, most: int) -> list[Try]:
    """From few to many, until the gap between what holds and what does not is an eighth."""
    tries: list[Try] = []
    with tempfile.TemporaryDirectory(prefix="viva-held-") as name, ExitStack() as opened:
        folder = Path(name)
        stub = opened.enter_context(stub_served(folder))
        server = opened.enter_context(Place(folder, stub.origin).served(peer))
        await asyncio.sleep(3)
        holds, fails, streams = 0, 0, FEWEST
        while streams:
            tries.append(await _try(peer, server, stub, streams))
            print(f"{peer.name}: {tries[-1]}", flush=True)
            if tries[-1].holds:
                holds = streams
            else:
                fails = streams
            middle = (holds + fails) // 2
            if not fails:
                streams = min(streams * 2, most) if streams < most else 0
            else:
                streams = middle if fails - holds > max(2, holds // 4) else 0
    return tries


async def _try(peer: Peer, server: ServerProcess, stub: ServerProcess, streams: int) -> Try:
    askers = [
        (f"w{streams}{place:04}", peer.asker(server.origin, f"w{streams}{place:04}"))
        for place in range(streams)
        if peer.asker
    ]
    empty = server.megabytes()
    for first in range(0, streams, STEP):
        await asyncio.gather(*(one.connect() for _, one in askers[first : first + STEP]))
    await asyncio.sleep(1)
    idle = server.megabytes()
    watched = [Watched(case=f"{name}-1", number=1) for name, _ in askers]
    asking = [
        asyncio.create_task(one.ask(seen)) for (_, one), seen in zip(askers, watched, strict=True)
    ]
    async with aiohttp.ClientSession() as client:
        await _all_wait(client, stub, watched)
        async with client.post(f"{stub.origin}/go") as reply:
            began = time.monotonic()
            await reply.read()
        await asyncio.sleep(began + BEGINS - time.monotonic())
        before = server.processor_seconds()
        others = time.process_time() + stub.processor_seconds()
        opened = server.megabytes()
        await asyncio.sleep(began + ENDS - time.monotonic())
        spent = server.processor_seconds() - before
        others = time.process_time() + stub.processor_seconds() - others
        took = time.monotonic() - began - BEGINS
        await asyncio.sleep(LATE)
        lags: list[float] = []
        for one in watched:
            sent = await sent_times(client, stub.origin, one)
            lags += _lags(one, sent, began, took)
    for task in asking:
        task.cancel()
    ends = await asyncio.gather(*asking, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            print(f"{peer.name}: {end!r}"[:300], flush=True)
            break
    await asyncio.gather(*(one.close() for _, one in askers))
    await asyncio.sleep(QUIET)
    return Try(
        streams=streams,
        p99=p99(lags),
        a_token=spent / len(lags),
        idle=(idle - empty) / streams,
        open=(opened - idle) / streams,
        others_core=others / took,
    )


async def _all_wait(
    client: aiohttp.ClientSession, stub: ServerProcess, watched: list[Watched]
) -> None:
    """Until the stub has every request, at most 20 s: no server waits much longer."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        async with client.get(f"{stub.origin}/waiting") as reply:
            if await reply.json() >= len(watched):
                return
        await asyncio.sleep(0.1)


def _lags(watched: Watched, sent: list[float], began: float, took: float) -> list[float]:
    """Of the tokens that count; one that did not come is as late as it is now."""
    now = time.monotonic()
    there = watched.token_arrivals()
    there += [now] * (len(sent) - len(there))
    first, last = began + BEGINS, began + BEGINS + took
    return [came - gone for came, gone in zip(there, sent, strict=False) if first <= gone <= last]


def _column(tries: list[Try]) -> tuple[str, ...]:
    """The cells of one server."""
    best = max((one for one in tries if one.holds), key=lambda one: one.streams, default=None)
    if best is None:
        return (f"under {tries[0].streams}", "", f"{tries[0].a_token * 1e6:.0f}", "", "")
    limited = max(one.others_core for one in tries) > 0.95
    return (
        f"{'at least ' if limited else ''}{best.streams}",
        f"{best.p99 * 1000:.0f}",
        f"{tries[0].a_token * 1e6:.0f}",
        f"{best.idle * 1024:.0f}",
        f"{best.open * 1024:.0f}",
    )


if __name__ == "__main__":
    uvloop.run(main())
