"""The page of a finished interview, 16 messages: ours, FastAPI with SQLAlchemy, and Django.

    python -m benchmarks.pages [rounds] [--requests 300] [--write]

`make bench-pages`. All three read the same rows of one SQLite file and check the same cookie
against the same hash; the peers' page is `benchmarks/peers/page.html`, of about the same
markup and size as ours, rendered by Jinja there and by Django's own templates here. Eight
clients keep their connections and ask in turn; rounds interleave. What counts is the
processor time of the server, so neither the clients nor other work change it much.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import uvloop

from benchmarks.benchmark_candidate import Candidate, whole_answers
from benchmarks.options import asked_for
from benchmarks.peer_servers import ASKERS_CORE, OURS, PAGES, Place, stub_served
from benchmarks.plot import draw
from benchmarks.tables import table, write

CLIENTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    rounds: int = 5
    requests: int = 300
    write: bool = False


async def main() -> None:
    pages = asked_for(Pages(), __doc__)
    peers = (OURS, *PAGES)
    for peer in peers:
        peer.python()  # installed before anything is measured
    os.sched_setaffinity(0, {ASKERS_CORE})
    spent: dict[str, list[float]] = {peer.name: [] for peer in peers}
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="viva-pages-") as name, ExitStack() as held:
        folder = Path(name)
        stub = held.enter_context(stub_served(folder))
        place = Place(folder, stub.origin, {"PAGE_DATABASE": str(folder / "viva.sqlite")})
        servers = [(peer, held.enter_context(place.served(peer))) for peer in peers]
        candidate = Candidate(servers[0][1].origin, "1")
        await whole_answers(candidate, "1")
        for number in range(pages.rounds + 1):
            for peer, server in servers:
                sizes[peer.name] = len(await candidate.whole_page(server.origin))
                before = server.processor_seconds()
                await asyncio.gather(
                    *(
                        _ask(candidate, server.origin, pages.requests // CLIENTS)
                        for _ in range(CLIENTS)
                    )
                )
                asked = pages.requests // CLIENTS * CLIENTS
                if number:
                    spent[peer.name].append((server.processor_seconds() - before) / asked)
        await candidate.close()
    ours = median(spent[OURS.name])
    rows = [
        (
            name,
            f"{median(took) * 1000:.2f}",
            f"{1 / median(took):.0f}",
            f"{median(took) / ours:.2f}",
            f"{sizes[name]:,}",
        )
        for name, took in spent.items()
    ]
    head = ("", "processor time a page, ms", "pages a processor second", "beside ours", "bytes")
    lines = table(head, rows)
    print("\n".join(lines))
    if pages.write:
        write("pages", lines)
        draw()


async def _ask(candidate: Candidate, origin: str, times: int) -> None:
    for _ in range(times):
        await candidate.whole_page(origin)


if __name__ == "__main__":
    uvloop.run(main())
