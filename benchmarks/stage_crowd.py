"""What an audience costs the presenter: a show alone, before viewers, beside an interview.

Each case is the same minute of the same show, played by itself by a server of its own
on one core. Told are the processor time of the server, how late the presenter's own
page was given each word, against the time mark of that word, and how far behind it was
given to who came last of the viewers. Ends with 1 when the viewers cost more than one
more interview does, or delay the presenter's words by what can be seen, or are further
behind than a second and what the machine itself adds.

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
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import aiohttp

from app.demo.stories import sample_path, stories
from app.domain.typing import Mark, marks
from app.main import ANSWER_SHARE
from benchmarks.options import asked_for
from benchmarks.server_process import ServerProcess, free_port, serving

STORY = "reliability"
WORDS_PER_SECOND = 12
THINKING = 8.0
SEEN = 5.0
"""Milliseconds; a third of what a screen shows one picture for."""
BEHIND = 1_100.0
"""Milliseconds; a second, and what a busy machine adds."""
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`viewers` in the hall, over `seconds` of the show."""

    viewers: int = 200
    seconds: float = 60.0


@dataclass(slots=True, kw_only=True)
class Cost:
    """What one case cost: processor time a second, lateness of words in milliseconds.

    `behind` is that of the last viewer's words against the presenter's.
    """

    processor: float
    late: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)

    def percentile(self, hundredth: int) -> float:
        return statistics.quantiles(self.late, n=100)[hundredth - 1]


class Words:
    """What a page was sent of the stage, and when."""

    def __init__(self) -> None:
        self._frames: list[tuple[float, str, bool]] = []

    def take(self, data: str) -> None:
        frame = json.loads(data)
        if frame.get("target") == "#stage":
            text = unescape(re.sub(r"<[^>]+>", "", frame["content"].rpartition("</header>")[2]))
            self._frames.append((time.monotonic(), text, "</header>" in frame["content"]))

    def came(self, words: list[str]) -> list[float]:
        """When each of `words` was there, as far as they came, in order."""
        times: list[float] = []
        seen = ""
        for at, text, is_whole in self._frames:
            seen = text if is_whole else seen + text
            if not seen or not "".join(words).startswith(seen):
                if len(times) == len(words):
                    break
                times = []
                continue
            while len(times) < len(words) and seen.startswith("".join(words[: len(times) + 1])):
                times.append(at)
        return times


class Presenter:
    """A presenter's browser: cookies, the page's socket, and what came when."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._client = aiohttp.ClientSession(
            origin, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}
        )
        self._path = ""
        self.stage = ""
        self.words = Words()

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
                self.words.take(message.data)

    async def close(self) -> None:
        await self._client.close()


def answers() -> Iterator[list[Mark]]:
    """The words of each answer, with their time marks."""
    pace = ANSWER_SHARE / WORDS_PER_SECOND
    for step in sample_path(stories()[STORY]):
        yield list(marks(step.answer.strip(), pace))


def lateness(words: Words) -> list[float]:
    """Milliseconds from the time mark of each typed word to its frame."""
    late: list[float] = []
    for due in answers():
        came = words.came([text for _, text in due])
        if came:
            begin = min(at - mark for at, (mark, _) in zip(came, due, strict=False))
            late += [1000 * (at - begin - m) for at, (m, _) in zip(came, due, strict=False)]
    return late


def behind(viewer: Words, presenter: Words) -> list[float]:
    """Milliseconds from the presenter's frame of each word to the viewer's."""
    gaps: list[float] = []
    for due in answers():
        texts = [text for _, text in due]
        both = zip(viewer.came(texts), presenter.came(texts), strict=False)
        gaps += [1000 * (at - first) for at, first in both]
    return gaps


async def view(client: aiohttp.ClientSession, path: str, words: Words | None = None) -> None:
    async with client.ws_connect(f"{path}/live") as socket:
        async for message in socket:
            if words is not None:
                words.take(message.data)


async def interview(origin: str) -> None:
    """One more candidate of the same story, who thinks a while over each question."""
    steps = sample_path(stories()[STORY])
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
) -> AsyncIterator[Words]:
    """So many viewers and interviews; gives what the last viewer is sent."""
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(
            aiohttp.ClientSession(
                server.origin,
                headers={"Origin": server.origin},
                connector=aiohttp.TCPConnector(limit=0),
            )
        )
        words = Words()
        noted = [None] * (viewers - 1) + [words]
        tasks = [asyncio.ensure_future(view(client, stage, each)) for each in noted[:viewers]]
        tasks += [asyncio.ensure_future(interview(server.origin)) for _ in range(interviews)]
        await asyncio.sleep(2)
        try:
            yield words
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
            async with crowd(server, presenter.stage, viewers, interviews) as seen:
                before = server.processor_seconds()
                await presenter.play()
                await asyncio.sleep(wish.seconds)
                used = server.processor_seconds() - before
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await presenter.close()
            late, gaps = lateness(presenter.words), behind(seen, presenter.words)
            return Cost(processor=used / wish.seconds, late=late, behind=gaps)


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
    hall, one_more = (cost.processor - alone.processor for cost in (watched, beside))
    furthest = max(watched.behind, default=0.0)
    print(f"of a core: viewers {100 * hall:.2f} %, one more interview {100 * one_more:.2f} %")
    print(f"the last viewer's words behind the presenter's: {furthest:.0f} ms at the most")
    is_late = watched.percentile(50) > beside.percentile(50) + SEEN or furthest > BEHIND
    return int(hall > one_more or is_late)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(asked_for(Wish(), __doc__))))
