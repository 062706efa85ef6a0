"""Interviews in a row for an hour, and whether memory, files and sockets come back: `make soak`.

    python -m benchmarks.soak [minutes] [--every 8] [--write]

One server process as it is served, with SQLite on the disk and the stub of the
whole-question benchmark. A whole interview, feedback included, begins every `every` seconds.
Resident memory is read from /proc every ten seconds; the slope is the line of least squares
through what came after the first quarter. Files and sockets are counted before the first
interview and once the last has been over for half a minute.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.benchmark_candidate import Candidate, whole_interview
from benchmarks.options import asked_for
from benchmarks.peer_servers import OURS, Place, stub_served
from benchmarks.server_process import ServerProcess
from benchmarks.tables import slope, table, write

SAMPLES_EVERY = 10.0
SETTLED = 30.0
"""Seconds in which connections kept alive are closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soak:
    minutes: int = 60
    every: float = 8.0
    write: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    seconds: float
    megabytes: float


async def main() -> None:
    soak = asked_for(Soak(), __doc__)
    with tempfile.TemporaryDirectory(prefix="viva-soak-") as name, ExitStack() as held:
        folder = Path(name)
        place = Place(folder, held.enter_context(stub_served(folder)).origin)
        server = held.enter_context(place.served(OURS))
        await asyncio.sleep(SETTLED)
        opened = server.open_files(), server.sockets()
        samples: list[Sample] = []
        sampling = asyncio.create_task(_sample(server, samples))
        began = server.processor_seconds()
        whole, failed = await _interviews(server.origin, soak)
        spent = server.processor_seconds() - began
        sampling.cancel()
        await asyncio.sleep(SETTLED)
        kept = server.open_files(), server.sockets()
    warm = samples[len(samples) // 4 :]
    grows = slope([one.seconds / 3600 for one in warm], [one.megabytes for one in warm])
    rows = [
        ("whole interviews", f"{whole:,}"),
        ("interviews that failed", f"{failed:,}"),
        ("processor time, of a core", f"{spent / soak.minutes / 60:.1%}"),
        ("memory at the begin, after a quarter, at the end, MB",
         f"{samples[0].megabytes:.1f}, {warm[0].megabytes:.1f}, {warm[-1].megabytes:.1f}"),
        ("slope after the first quarter, MB/h", f"{grows:.2f}"),
        ("open files at the begin and the end", f"{opened[0]}, {kept[0]}"),
        ("sockets among them", f"{opened[1]}, {kept[1]}"),
    ]  # fmt: skip
    lines = table((f"{soak.minutes} minutes, an interview every {soak.every:g} s", ""), rows)
    print("\n".join(lines))
    if soak.write:
        write("soak", lines)


async def _sample(server: ServerProcess, samples: list[Sample]) -> None:
    begun = time.monotonic()
    while True:
        sample = Sample(seconds=time.monotonic() - begun, megabytes=server.megabytes())
        samples.append(sample)
        print(
            f"{sample.seconds:6.0f} s  {sample.megabytes:6.1f} MB  {server.sockets()} sockets",
            flush=True,
        )
        await asyncio.sleep(SAMPLES_EVERY)


async def _interviews(origin: str, soak: Soak) -> tuple[int, int]:
    """How many were whole, and how many failed."""
    running = []
    for _ in range(round(soak.minutes * 60 / soak.every)):
        running.append(asyncio.create_task(whole_interview(Candidate(origin, "0"), "0")))
        await asyncio.sleep(soak.every)
    ends = await asyncio.gather(*running, return_exceptions=True)
    failed = [end for end in ends if isinstance(end, BaseException)]
    for one in failed[:3]:
        print(f"failed: {one!r}", flush=True)
    return len(ends) - len(failed), len(failed)


if __name__ == "__main__":
    asyncio.run(main())
