"""A whole interview through each web server of `docs/deploy.md` that is installed.

    make proxies

nginx and Caddy run with the recipes as the page has them, in front of the real program
with its demo interviewer: question 1 comes over the streamed page, the others over
sockets, each seen as it is typed; then the report. Prints what was found; 1 when
something is wrong or neither server is installed.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Origin

from app.domain.interview import MAX_QUESTIONS
from app.main import parts_from
from app.settings import Settings
from tests.candidate import ID
from tests.servers.proxies import NAMES, PATHS, behind
from tests.serving import HTML, HTMX, JSON

ANSWER = "In answer {}: I moved the ingest last, because nobody could say what it would break."
PIECES = 5
"""Moments at which something came, at least, where nothing holds back."""
MOMENT = 0.02
"""Seconds."""


def main() -> int:
    installed = [name for name in NAMES if shutil.which(name, path=PATHS)]
    for name in set(NAMES) - set(installed):
        sys.stdout.write(f"{name}: not installed\n")
    faults = [fault for name in installed for fault in asyncio.run(_whole(name))]
    return 1 if faults or not installed else 0


async def _whole(name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
            "TRUSTED_PROXIES": "127.0.0.1",
            "DEMO_WORDS_PER_SECOND": "20",
        }
        program = parts_from(Settings.from_env(env), {})
        async with behind(name, Path(folder), program) as port:
            faults = await _interview(f"127.0.0.1:{port}")
    sys.stdout.write(f"{name}: {'; '.join(faults) or 'a whole interview, typed live'}\n")
    return faults


async def _interview(host: str) -> list[str]:
    origin = f"http://{host}"
    async with httpx.AsyncClient(base_url=origin, headers={"Origin": origin}, timeout=60) as client:
        begun = await client.post("/demo", headers=HTML)
        found = ID.search(begun.headers.get("location", ""))
        if found is None:
            return [f"no interview was begun ({begun.status_code})"]
        session = f"/session/{found[1]}"
        faults = await _streamed(client, f"{session}/interview")
        for number in range(1, MAX_QUESTIONS + 1):
            form = {"answer": ANSWER.format(number), "turn": number, "live": 1}
            said = await client.post(f"{session}/message", data=form, headers=HTMX)
            if said.status_code != httpx.codes.OK:
                return [*faults, f"answer {number} was refused ({said.status_code})"]
            if number < MAX_QUESTIONS:
                faults += await _live(client, host, f"{session}/question/{number + 1}/live")
        await client.post(f"{session}/complete", headers=HTML)
        report = await client.get(f"{session}/feedback", headers=JSON)
        if report.status_code != httpx.codes.OK or "feedback" not in report.json():
            faults.append(f"no report came ({report.status_code})")
    return faults


async def _streamed(client: httpx.AsyncClient, path: str) -> list[str]:
    """Question 1 comes in pieces over the page."""
    clock = asyncio.get_running_loop().time
    async with client.stream("GET", path, headers=HTML) as page:
        times = [clock() async for _ in page.aiter_raw()]
    return _held(times, "the streamed page")


async def _live(client: httpx.AsyncClient, host: str, path: str) -> list[str]:
    clock = asyncio.get_running_loop().time
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    async with connect(
        f"ws://{host}{path}",
        origin=Origin(f"http://{host}"),
        additional_headers={"Cookie": cookie},
    ) as socket:
        times = [clock() async for _ in socket]
    return _held(times, path.rpartition("question/")[2])


def _held(times: list[float], what: str) -> list[str]:
    """Whether the pieces came at once, so that somebody held them back."""
    moments = 1 + sum(after - before > MOMENT for before, after in pairwise(times))
    return [] if moments >= PIECES else [f"{what} came in {moments} pieces"]


if __name__ == "__main__":
    sys.exit(main())
