"""A candidate of ours, who says when how much of each question was there."""

from __future__ import annotations

import asyncio
import html
import json
import re
import time
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp

from app.demo.stories import sample_path, stories
from benchmarks.token_stub import QUESTIONS, question_of

STORY = stories()["reliability"]
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
        """When each token that has come was there whole, its leading space not counted."""
        times: list[float] = []
        tokens = iter(question_of(self.case, self.number))
        length = len(next(tokens))
        for moment, characters in self.arrivals:
            while length and characters >= length:
                times.append(moment)
                token = next(tokens, "")
                length = length + len(token) if token else 0
        return times

    def check(self, text: str) -> None:
        """Raises RuntimeError where `text` is not the whole question."""
        if text != "".join(question_of(self.case, self.number)):
            raise RuntimeError(f"{self.case} came as {text!r}")


class Asker(Protocol):
    """One browser at a server: ours or a peer's.

    It is `connect`ed before its first question, and asks for one after the other.
    """

    async def connect(self) -> None: ...

    async def ask(self, watched: Watched) -> None: ...

    async def close(self) -> None: ...


class Candidate:
    """One browser with a cookie, htmx and one interview with papers of its own.

    `looks` is another server of the same product, at which it opens its sockets.
    """

    def __init__(self, origin: str, name: str, looks: str = "") -> None:
        self._origin, self._name = origin, name
        self._looks = looks or origin
        self._client = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}
        )
        self._path = ""

    async def close(self) -> None:
        await self._client.close()

    async def connect(self) -> None:
        """Bring the papers; the CV names the case of question 1."""
        form = {"job_title": STORY.title, "company_name": STORY.company}
        async with self._client.post(
            f"{self._origin}/session/create", data=form, allow_redirects=False
        ) as reply:
            found = re.search(r"/session/[\w-]+", reply.headers["Location"])
        if found is None:
            raise RuntimeError("no session")
        self._path = found[0]
        await self._post("upload-cv", {"cv_text": f"{STORY.cv}\nThis is case {self._name}-1."})
        await self._post("upload-job", {"job_description": STORY.posting})

    async def ask(self, watched: Watched) -> None:
        """Answer the question before, and watch this one being written."""
        if watched.number == 1:
            await self.page()
        else:
            await self.answer(watched.number - 1, f"This is case {watched.case}. ")
        await self._watch(watched)

    async def answer(self, number: int, before: str = "") -> None:
        text = before + ANSWERS[number - 1]
        await self._post("message", {"answer": text, "turn": str(number), "live": "1"})

    async def page(self) -> bytes:
        """The interview as it stands; the first time it has question 1 asked."""
        async with self._client.get(
            f"{self._origin}{self._path}/interview", headers=FRAGMENT
        ) as reply:
            reply.raise_for_status()
            return await reply.read()

    async def whole_page(self, origin: str) -> bytes:
        """The interview's page at a server that has the same rows."""
        asks_page = {"Accept": "text/html"}
        async with self._client.get(f"{origin}{self._path}/interview", headers=asks_page) as reply:
            reply.raise_for_status()
            return await reply.read()

    async def see_feedback(self) -> None:
        await self._post("complete", {})
        asks_json = {"Accept": "application/json"}
        url = f"{self._origin}{self._path}/feedback"
        async with self._client.get(url, headers=asks_json) as reply:
            reply.raise_for_status()
            await reply.read()

    async def _post(self, path: str, form: dict[str, str]) -> None:
        async with self._client.post(
            f"{self._origin}{self._path}/{path}", data=form, headers=FRAGMENT
        ) as reply:
            reply.raise_for_status()
            await reply.read()

    async def _watch(self, watched: Watched) -> None:
        text = ""
        url = f"{self._looks}{self._path}/question/{watched.number}/live"
        async with self._client.ws_connect(url, headers={"Origin": self._looks}) as socket:
            async for message in socket:
                frame = json.loads(message.data)
                if "target" in frame:
                    watched.octets += len(message.data)
                    self._check(frame["content"], text, watched)
                    continue
                begun = text if frame["swap"].startswith("append") else ""
                text = begun + html.unescape(frame["content"])
                watched.saw(len(text), len(message.data))

    def _check(self, last: str, text: str, watched: Watched) -> None:
        watched.check(text)
        if html.escape(text) not in last:
            raise RuntimeError(f"{watched.case} ended as {last!r}")


async def sent_times(client: aiohttp.ClientSession, stub: str, watched: Watched) -> list[float]:
    """When the stub sent each token of that question."""
    async with client.get(f"{stub}/sent/{watched.case}") as reply:
        times: list[float] = await reply.json()
    return times


async def whole_interview(asker: Asker, name: str) -> None:
    """Question after question, and the feedback where there is one."""
    try:
        await whole_answers(asker, name)
        if isinstance(asker, Candidate):
            await asker.see_feedback()
    finally:
        await asker.close()


async def whole_answers(asker: Asker, name: str) -> None:
    """All questions; a candidate of ours answers the last one, too."""
    await asker.connect()
    for number in range(1, len(QUESTIONS) + 1):
        await asker.ask(Watched(case=f"{name}-{number}", number=number))
        if number == 1:
            await asyncio.sleep(1)  # the papers are read meanwhile
    if isinstance(asker, Candidate):
        await asker.answer(len(QUESTIONS))
