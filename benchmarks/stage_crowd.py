"""What an audience costs the presenter: a show alone, before viewers, beside an interview.

Each case is the same minute of the same show, played by itself by a server of its own
on one core. Told are the processor time of the server and how late the presenter's own
page was given each word, against the time mark of that word. Ends with 1 when the
viewers cost more than one more interview does.

    python -m benchmarks.stage_crowd 200 --seconds 60
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from app.demo.stories import sample_path, story
from app.domain.typing import marks
from app.main import ANSWER_SHARE
from benchmarks.options import asked_for
from benchmarks.server_process import ServerProcess, free_port, serving

STORY = "reliability"
WORDS_PER_SECOND = 12
THINKING = 8.0
SEEN = 5.0
"""Milliseconds; a third of what a screen shows one picture for."""
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`viewers` in the hall, over `seconds` of the show."""

    viewers: int = 200
    seconds: float = 60.0


@dataclass(slots=True, kw_only=True)
class Cost:
    """What one case cost: processor time a second, lateness of words in milliseconds."""

    processor: float
    late: list[float] = field(default_factory=list)

    def percentile(self, hundredth: int) -> float:
        return statistics.quantiles(self.late, n=100)[hundredth - 1]


class Presenter:
    """A presenter's browser: cookies, the page's socket, and what came when."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._client = aiohttp.ClientSession(
            origin, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}
        )
        self._path = ""
        self.stage = ""
        self.words: list[tuple[float, str, bool]] = []

    async def open(self) -> None:
        async with self._client.post(
            "/demo", data={"present": STORY}, headers=HTML, allow_redirects=False
        ) as made:
            self._path = made.headers["Location"]
        async with self._client.get(self._path, headers=HTML) as page:
            await page.read()
        async with self._client.get(self._path, headers=JSON) as state:
            self.stage = re.sub(r"^.*/stage/", "/stage/", (await state.json())["stage"])

    async def play(self) -> None:
        async with self._client.post(
            f"{self._path}/play", data={"step": 0}, headers=JSON, allow_redirects=False
        ) as reply:
            reply.raise_for_status()

    async def watch(self) -> None:
        async with self._client.ws_connect(f"{self._path}/live") as socket:
            async for message in socket:
                frame = json.loads(message.data)
                if frame.get("target") == "#stage":
                    text = re.sub(r"<[^>]+>", "", frame["content"].rpartition("</header>")[2])
                    self.words.append((time.monotonic(), text, "</header>" in frame["content"]))

    async def close(self) -> None:
        await self._client.close()

    def lateness(self) -> list[float]:
        """Milliseconds from the time mark of each typed word to its frame."""
        late: list[float] = []
        pace = ANSWER_SHARE / WORDS_PER_SECOND
        for step in sample_path(story(STORY)):
            due = [(mark.at, mark.text) for mark in marks(step.answer.strip(), pace)]
            came = self._came([text for _, text in due])
            if came:
                begin = min(at - mark for at, (mark, _) in zip(came, due, strict=False))
                late += [1000 * (at - begin - m) for at, (m, _) in zip(came, due, strict=False)]
        return late

    def _came(self, words: list[str]) -> list[float]:
        """When each of `words` was there, as far as they came, in order."""
        first = next((n for n, (_, t, _) in enumerate(self.words) if t == words[0]), None)
        if first is None:
            return []
        times: list[float] = []
        seen = ""
        for at, text, is_whole in self.words[first:]:
            seen = text if is_whole else seen + text
            while len(times) < len(words) and seen.startswith("".join(words[: len(times) + 1])):
                times.append(at)
            if not "".join(words).startswith(seen):
                break
        return times


async def view(client: aiohttp.ClientSession, path: str) -> None:
    async with client.ws_connect(f"{path}/live") as socket:
        async for _ in socket:
            pass


async def interview(origin: str) -> None:
    """One more candidate of the same story, who thinks a while over each question."""
    steps = sample_path(story(STORY))
    async with aiohttp.ClientSession(
        origin, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}
    ) as client:
        while True:
            async with client.post(
                "/demo", data={"story": STORY}, headers=HTML, allow_redirects=False
            ) as made:
                path = made.headers["Location"].removesuffix("/interview")
            async with client.get(f"{path}/interview", headers=HTML) as page:
                await page.read()
            for number, step in enumerate(steps, 1):
                await asyncio.sleep(THINKING)
                form = {"answer": step.answer, "turn": number, "live": 1}
                async with client.post(
                    f"{path}/message", data=form, headers={"HX-Request": "true"}
                ) as reply:
                    reply.raise_for_status()
                if number < len(steps):
                    await view(client, f"{path}/question/{number + 1}")


@asynccontextmanager
async def crowd(
    server: ServerProcess, stage: str, viewers: int, interviews: int
) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(
            aiohttp.ClientSession(
                server.origin,
                headers={"Origin": server.origin},
                connector=aiohttp.TCPConnector(limit=0),
            )
        )
        tasks = [asyncio.ensure_future(view(client, stage)) for _ in range(viewers)]
        tasks += [asyncio.ensure_future(interview(server.origin)) for _ in range(interviews)]
        await asyncio.sleep(2)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        for fault in (each for each in ended if isinstance(each, Exception)):
            raise fault  # a crowd that went home costs nothing


async def measured(wish: Wish, viewers: int, interviews: int) -> Cost:
    """The same stretch of the same show before so many, beside so many interviews."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="viva-stage-") as folder:
        env = {
            "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
            "DEMO_WORDS_PER_SECOND": str(WORDS_PER_SECOND),
        }
        command = [
            *(sys.executable, "-m", "uvicorn", "app.main:app", "--http", "h11"),
            *("--ws-per-message-deflate", "false", "--port", str(port), "--log-level", "warning"),
        ]
        with serving(command, port, 0, env, Path(folder) / "log") as server:
            presenter = Presenter(server.origin)
            await presenter.open()
            watching = asyncio.ensure_future(presenter.watch())
            async with crowd(server, presenter.stage, viewers, interviews):
                before = server.processor_seconds()
                await presenter.play()
                await asyncio.sleep(wish.seconds)
                used = server.processor_seconds() - before
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await presenter.close()
            return Cost(processor=used / wish.seconds, late=presenter.lateness())


async def run(wish: Wish) -> int:
    with contextlib.suppress(AttributeError):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    cases = {
        "the show alone": (0, 0),
        f"{wish.viewers} viewers": (wish.viewers, 0),
        "one more interview": (0, 1),
    }
    costs: dict[str, Cost] = {}
    for name, (viewers, interviews) in cases.items():
        costs[name] = cost = await measured(wish, viewers, interviews)
        print(
            f"{name:20} processor {100 * cost.processor:5.1f} %   words late by "
            f"{cost.percentile(50):5.1f} ms (median), {cost.percentile(95):5.1f} ms (95 %), "
            f"{len(cost.late)} words"
        )
    alone, watched, beside = costs.values()
    print(
        f"of a core: viewers {100 * (watched.processor - alone.processor):.1f} %, "
        f"one more interview {100 * (beside.processor - alone.processor):.1f} %"
    )
    return int(watched.percentile(50) > beside.percentile(50) + SEEN)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(asked_for(Wish(), __doc__))))
