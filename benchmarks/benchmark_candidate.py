"""The two askers of the benchmark: a candidate of ours, a reader of the peer.

Both say for every question when they asked and when how much of its text was there.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import aiohttp

from app.demo.stories import sample_path, story
from benchmarks.token_stub import QUESTIONS

STORY = story("reliability")
ANSWERS = tuple(step.answer for step in sample_path(STORY))
FRAGMENT = {"HX-Request": "true", "Accept": "text/html"}


@dataclass(slots=True, kw_only=True)
class Watched:
    """One question as it was seen.

    `arrivals` are pairs of a moment and the characters that were there then; `octets`
    counts what came over the wire as frames or events, headers apart.
    """

    case: str
    number: int
    asked: float = field(default_factory=time.monotonic)
    arrivals: list[tuple[float, int]] = field(default_factory=list)
    octets: int = 0

    def saw(self, characters: int, octets: int) -> None:
        self.arrivals.append((time.monotonic(), characters))
        self.octets += octets

    def token_arrivals(self) -> list[float]:
        """When each token was there whole, its leading space not counted."""
        seen = iter(self.arrivals)
        moment, characters = next(seen)
        times: list[float] = []
        length = 0
        for token in QUESTIONS[self.number - 1]:
            length += len(token)
            while characters < length:
                moment, characters = next(seen)
            times.append(moment)
        return times


class Candidate:
    """One browser with a cookie, htmx and one interview with papers of its own."""

    def __init__(self, origin: str, name: str) -> None:
        self._origin, self._name = origin, name
        self._client = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}
        )
        self._session = ""
        self._text = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def prepare(self, *, watches: bool = True) -> None:
        """Bring the papers, ask question 1, and see it to its end if one `watches`."""
        form = {"job_title": STORY.title, "company_name": STORY.company}
        async with self._client.post(
            f"{self._origin}/session/create", data=form, allow_redirects=False
        ) as reply:
            found = re.search(r"/session/[\w-]+", reply.headers["Location"])
        if found is None:
            raise RuntimeError("no session")
        self._session = f"{self._origin}{found[0]}"
        await self._post("upload-cv", {"cv_text": STORY.cv})
        await self._post("upload-job", {"job_description": STORY.posting})
        async with self._client.get(f"{self._session}/interview", headers=FRAGMENT) as page:
            await page.read()
        if watches:
            await self._watch(Watched(case="", number=1))

    async def ask(self, number: int) -> Watched:
        """Answer the question before `number`, and watch that one being written."""
        watched = Watched(case=f"{self._name}-{number}", number=number)
        await self.answer(number - 1, f"This is case {watched.case}. ")
        await self._watch(watched)
        return watched

    async def answer(self, number: int, before: str = "") -> None:
        text = before + ANSWERS[number - 1]
        await self._post("message", {"answer": text, "turn": str(number), "live": "1"})

    async def see_feedback(self) -> None:
        await self._post("complete", {})
        asks_json = {"Accept": "application/json"}
        async with self._client.get(f"{self._session}/feedback", headers=asks_json) as reply:
            reply.raise_for_status()
            await reply.read()

    async def _post(self, path: str, form: dict[str, str]) -> str:
        async with self._client.post(
            f"{self._session}/{path}", data=form, headers=FRAGMENT
        ) as reply:
            reply.raise_for_status()
            return await reply.text()

    async def _watch(self, watched: Watched) -> None:
        text = ""
        url = f"{self._session}/question/{watched.number}/live"
        async with self._client.ws_connect(url) as socket:
            async for message in socket:
                frame = json.loads(message.data)
                if "target" in frame:
                    watched.octets += len(message.data)
                    self._check(frame["content"], text, watched.number)
                    continue
                begun = text if frame["swap"].startswith("append") else ""
                text = begun + html.unescape(frame["content"])
                watched.saw(len(text), len(message.data))

    def _check(self, last: str, text: str, number: int) -> None:
        whole = "".join(QUESTIONS[number - 1])
        if text != whole or html.escape(whole) not in last:
            raise RuntimeError(f"question {number} came as {text!r}")


class RelayReader:
    """One browser that reads a peer's events."""

    def __init__(self, origin: str, name: str) -> None:
        self._origin, self._name = origin, name
        self._client = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def prepare(self) -> None:
        await self.ask(1)

    async def ask(self, number: int) -> Watched:
        watched = Watched(case=f"{self._name}-{number}", number=number)
        values = {"case": watched.case, "number": str(number)}
        text = ""
        async with self._client.get(f"{self._origin}/relay", params=values) as reply:
            async for line in reply.content:
                if line.startswith(b"data: "):
                    text += json.loads(line[6:])
                    watched.saw(len(text), len(line) + 1)
        if text != "".join(QUESTIONS[number - 1]):
            raise RuntimeError(f"question {number} came as {text!r}")
        return watched


async def sent_times(client: aiohttp.ClientSession, stub: str, watched: Watched) -> list[float]:
    """When the stub sent each token of that question."""
    async with client.get(f"{stub}/sent/{watched.case}") as reply:
        times: list[float] = await reply.json()
    return times


async def whole_interview(origin: str) -> None:
    """One interview from the start to its feedback."""
    async with Candidate(origin, "0") as candidate:
        await candidate.prepare()
        await asyncio.sleep(1)  # the papers are read meanwhile
        for number in range(2, len(QUESTIONS) + 1):
            await candidate.ask(number)
        await candidate.answer(len(QUESTIONS))
        await candidate.see_feedback()
