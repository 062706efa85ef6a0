"""One interview held in a storm, and what must be true of it all the while.

Laws checked here: an answer once acknowledged stands, unchanged, for ever; turns
have no gap and at most one question and one answer; what a watcher was shown is
what is stored and what the model is told next; every state has a way on; an ask
costs at most three calls; a killed writer's question stands again in time.
"""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from app.domain.turn_state import MAX_TRIES
from tests.candidate import Reader
from tests.faults.processes import Process, Visitor
from tests.faults.weather import Ledger, Moods, Reaper
from tests.serving import HTML, HTMX, JSON

RECOVERY = 30.0
WHOLE_POST = 25.0
WHOLE_QUESTION = 90.0
SLACK = 6.0
"""Seconds that one overladen machine may add."""

LIMIT = 300.0
"""Seconds an interview may take, storm and all."""

ODD = (
    "42",
    "null",
    '{"content": "x"}',
    "<b>bold</b> & “quoted”",
    "two\r\nlines\r\n",
    "😀 and \u2028 and é",
    "</textarea><p>",
    "{{ 7 * 7 }} ${x}",
)
TAKEN = {200, 303, 500}
"""What an answer that stands is answered with; 500 says that it is saved."""

LOST = (httpx.TransportError, OSError, WebSocketException, EOFError)


class Violation(Exception):
    """Something that must never be was seen."""


@dataclass(frozen=True)
class Around:
    """What an interview is held in, where it is written down, and its most answers."""

    processes: tuple[Process, ...]
    moods: Moods
    reaper: Reaper
    ledger: Ledger
    questions: int


@dataclass
class Disturbed:
    """A candidate whom everything happens to; `company` tells this interview from others."""

    company: str
    visitor: Visitor
    around: Around
    dice: random.Random

    def __post_init__(self) -> None:
        self.processes, self.moods = self.around.processes, self.around.moods
        self.reaper, self.ledger = self.around.reaper, self.around.ledger
        self._seen: list[dict[str, Any]] = []
        self._acknowledged: dict[int, str] = {}
        self._asks: dict[int, int] = {}
        self._shown: dict[int, str] = {}
        self._wishes = min(self.dice.choice((1, 2, 3, 4, 8)), self.around.questions)
        self._began = time.monotonic()
        self._what = "arriving"

    async def hold(self) -> None:
        """From the first page to the report; what was wrong is in the ledger."""
        try:
            async with asyncio.timeout(LIMIT):
                await self._through(self._arrive)
                await self._interview()
                await self._report()
        except Violation as wrong:
            self.ledger.violations.append(f"{self.company}, {self._what}: {wrong}")
        except TimeoutError:
            self.ledger.violations.append(f"{self.company}, {self._what}: no way on in {LIMIT} s")
        else:
            self._check_told()
        self.ledger.interviews += 1
        self.moods.told.pop(self.company, None)

    # The interview

    async def _interview(self) -> None:
        while True:
            state = await self._through(self._state)
            number, stage = state["turn"]["number"], state["turn"]["state"]
            self._what = f"{stage} {number}"
            if stage == "writing":
                await self._until_written(number)
            elif stage == "finished":
                return
            elif stage == "failed":
                await self._retry(number)
            elif number > self._wishes:
                return
            else:
                await self._answer(number)

    async def _until_written(self, number: int) -> None:
        """Watch in one way or another until the question stands or has failed."""
        began = time.monotonic()
        watch = self.dice.choice((self._sockets, self._sockets, self._page, self._poll))
        shown = await watch(number)
        state = await self._through(self._state)
        self._time(began, state["turn"])
        questions = [m["content"] for m in state["conversation"] if m["role"] == "assistant"]
        if shown is not None and len(questions) >= number:
            self._must(shown == questions[number - 1], f"shown {shown!r}, not what is stored")

    def _time(self, began: float, turn: dict[str, Any]) -> None:
        if turn["state"] == "writing":
            return
        now = time.monotonic()
        killed = self.reaper.since(began)
        if killed is None:
            self._must(now - began < WHOLE_QUESTION + SLACK, f"{now - began:.0f} s of writing")
        else:
            self.ledger.recoveries.append(now - killed)
            self._must(now - killed < RECOVERY, f"{now - killed:.0f} s to recover")

    async def _answer(self, number: int) -> None:
        """Answer in one way or another until an answer is acknowledged."""
        text = f"{number}: {self.dice.choice(ODD)} {self.dice.random()}"
        first = self.dice.choice((self._once, self._once, self._twice, self._in_two_tabs))
        await first(number, text)
        while number not in self._acknowledged:
            await self._send(number, text)
        if self.dice.random() < 0.2:
            self.ledger.faults["late repeat"] += 1
            response = await self._post_answer(number, self._acknowledged[number])
            self._must(response is None or response.status_code in TAKEN, _said(response))
        if self.dice.random() < 0.2:
            self.ledger.faults["another answer later"] += 1
            response = await self._post_answer(number, "Something else.")
            self._must(response is None or response.status_code == 409, _said(response))

    async def _once(self, number: int, text: str) -> None:
        timeouts = self.dice.choice((None, None, 0.004, 0.02, 0.2))
        if timeouts is not None:
            self.ledger.faults["reply lost"] += 1
        await self._send(number, text, timeouts)

    async def _twice(self, number: int, text: str) -> None:
        self.ledger.faults["double post"] += 1
        await asyncio.gather(self._send(number, text), self._send(number, text))

    async def _in_two_tabs(self, number: int, text: str) -> None:
        """Two answers at once: one is taken, the other comes back to its sender."""
        self.ledger.faults["two tabs"] += 1
        texts = (text, f"{text}, or not")
        responses = await asyncio.gather(*(self._post_answer(number, t, HTML) for t in texts))
        for one, response in zip(texts, responses, strict=True):
            if response is None:
                continue
            if response.status_code == 409:
                shown = html.unescape(response.text).replace("\r\n", "\n")
                self._must(_stored(one) in shown, f"{one!r} is not given back")
            else:
                self._acknowledge(number, one, response)
        for one in texts:
            if number not in self._acknowledged:
                again = await self._post_answer(number, one)
                if again is not None and again.status_code != 409:
                    self._acknowledge(number, one, again)
        if number not in self._acknowledged:
            await self._find_out(number, texts)

    async def _find_out(self, number: int, texts: tuple[str, ...]) -> None:
        """Both replies were lost: what stands is one of the two, or nothing yet."""
        state = await self._through(self._state)
        answers = [m["content"] for m in state["conversation"] if m["role"] == "user"]
        if len(answers) >= number:
            stored = [_stored(text) for text in texts]
            self._must(answers[number - 1] in stored, f"neither tab's: {answers[number - 1]!r}")
            self._acknowledged[number] = answers[number - 1]

    async def _send(self, number: int, text: str, timeouts: float | None = None) -> None:
        response = await self._post_answer(number, text, timeouts=timeouts)
        if response is not None:
            self._acknowledge(number, text, response)

    async def _post_answer(
        self,
        number: int,
        text: str,
        headers: dict[str, str] | None = None,
        timeouts: float | None = None,
    ) -> httpx.Response | None:
        headers = headers or self.dice.choice((HTML, JSON, HTMX, HTMX))
        form = {"answer": text, "turn": str(number)}
        if headers is HTMX:
            form["live"] = "1"
        response = await self._post("message", form, headers, timeouts)
        if response is None or response.status_code != 503:
            return response
        # A machine that does too much at once may not store it in time; the words come back.
        self.ledger.faults["not stored in time"] += 1
        shown = html.unescape(response.text).replace("\r\n", "\n")
        self._must(headers is JSON or _stored(text) in shown, f"{text!r} is not given back")
        return None

    def _acknowledge(self, number: int, text: str, response: httpx.Response) -> None:
        self._must(response.status_code in TAKEN, _said(response))
        if response.status_code == 500:
            self._must("Your answer is saved." in response.text, _said(response))
        taken = self._acknowledged.setdefault(number, _stored(text))
        self._must(taken == _stored(text), f"answer {number} was taken twice")
        self._asks.setdefault(number + 1, 1)
        self.ledger.answers += 1

    async def _retry(self, number: int) -> None:
        self._must("/retry" in await self._through(self._whole_page), "no retry control")
        self.ledger.faults["failed question"] += 1
        for _ in range(self.dice.choice((1, 1, 2))):
            self._asks[number] = self._asks.get(number, 1) + 1
            headers = self.dice.choice((HTML, JSON, HTMX))
            form = {"live": "1"} if headers is HTMX else {}
            response = await self._post("retry", form, headers)
            self._must(response is None or response.status_code in TAKEN, _said(response))

    # Ways to watch; each answers the text it was shown, None when it saw none to its end

    async def _sockets(self, number: int) -> str | None:
        cuts = self.dice.choice((0, 1, 2, 6))
        while True:
            reader = Reader()
            frames = self.dice.randint(0, 6) if cuts else None
            cuts -= frames is not None
            try:
                self._go_anywhere()
                async with self.visitor.watch(number) as socket:
                    if await self._read(socket, reader, frames):
                        break
            except LOST:
                await asyncio.sleep(0.2)
        self._must(f'id="question-{number}"' in reader.last, f"last frame {reader.last[:80]!r}")
        return reader.text if "/retry" not in reader.last else None

    async def _read(self, socket: Any, reader: Reader, frames: int | None) -> bool:
        """Every frame, or cut after so many; True when the end was seen."""
        async for frame in socket:
            reader.take(frame)
            if frames is not None and len(reader.frames) > frames:
                self.ledger.faults["socket cut"] += 1
                socket.transport.abort()
                return False
        return True

    async def _page(self, number: int) -> str | None:
        for _ in range(self.dice.choice((0, 1, 3))):
            await self._cut_page()
        text = await self._through(self._whole_page)
        self._must("</html>" in text, "the page has no end")
        has_way_on = 'name="answer"' in text or "/retry" in text or 'id="finished"' in text
        self._must(has_way_on, "the page has no way on")
        return question_in(text, number)

    async def _cut_page(self) -> None:
        """Leave the page after so many bytes."""
        self.ledger.faults["page cut"] += 1
        left = self.dice.choice((100, 5000, 8000, 9000))
        url = self._go_anywhere().origin + self.visitor.path("interview")
        try:
            async with self.visitor.client.stream("GET", url, headers=HTML) as page:
                async for part in page.aiter_raw():
                    left -= len(part)
                    if left < 0:
                        break
        except LOST:
            await asyncio.sleep(0.2)

    async def _poll(self, number: int) -> str | None:
        """As a browser whose sockets are blocked does."""
        while True:
            part = await self._through(lambda: self._text(f"question/{number}", HTMX))
            if "data-question=" not in part:
                return question_in(part, number)
            await asyncio.sleep(self.dice.uniform(0.1, 1))

    # The report

    async def _report(self) -> None:
        self._what = "the report"
        if not self._acknowledged:
            return
        while (response := await self._post("complete", {}, HTML)) is None:
            pass
        self._must(response.status_code == 303, _said(response))
        asks = 1
        while (report := await self._through(self._feedback)) != 200:
            self._must(report in {500, 503}, f"feedback {report}")
            if report == 500:
                self.ledger.faults["failed report"] += 1
                asks += 1
                await self._post("retry", {}, HTML)
        calls = self.moods.told[self.company].reports
        self._must(calls <= MAX_TRIES * asks, f"{calls} calls for {asks} asks of a report")
        state = await self._through(self._state)
        self._must(state["turn"]["state"] == "finished", "not finished after its report")

    async def _feedback(self) -> int:
        self._go_anywhere()
        response = await self.visitor.client.get(
            self.visitor.path("feedback"), headers=JSON, timeout=70
        )
        return response.status_code

    # What is true at every moment

    async def _state(self) -> dict[str, Any]:
        self._go_anywhere()
        response = await self.visitor.get("interview", JSON)
        self._must(response.status_code == 200, _said(response))
        state: dict[str, Any] = response.json()
        self._check(state)
        return state

    def _check(self, state: dict[str, Any]) -> None:
        said = state["conversation"]
        self._must(said[: len(self._seen)] == self._seen, "what stood has changed")
        self._seen = said
        roles = [message["role"] for message in said]
        self._must(roles == (["assistant", "user"] * 8)[: len(roles)], f"roles {roles}")
        answers = [message["content"] for message in said if message["role"] == "user"]
        for number, text in self._acknowledged.items():
            self._must(answers[number - 1 : number] == [text], f"answer {number} is lost")
        asked = roles.count("assistant")
        self._must(state["progress"]["question_count"] == asked, "the count is wrong")
        waiting = {"writing": 1, "failed": 1}.get(state["turn"]["state"], 0)
        if state["turn"]["state"] != "finished":
            self._must(state["turn"]["number"] == asked + waiting, "a gap in the numbers")

    def _check_told(self) -> None:
        """What the model was told is what stands, and nobody was asked too often."""
        told = self.moods.told[self.company]
        for number, transcripts in told.transcripts.items():
            stands = [(m["role"], m["content"]) for m in self._seen[: 2 * (number - 1)]]
            for transcript in transcripts:
                if transcript != stands:
                    self.ledger.violations.append(f"{self.company}: told otherwise for {number}")
            if len(transcripts) > MAX_TRIES * self._asks.get(number, 1):
                self.ledger.violations.append(
                    f"{self.company}: {len(transcripts)} calls for {self._asks} of {number}"
                )

    def _must(self, is_so: bool, what: str) -> None:
        if not is_so:
            raise Violation(what)

    # Sending, to whichever process there is

    def _go_anywhere(self) -> Process:
        running = [process for process in self.processes if process.is_running]
        process = self.dice.choice(running or list(self.processes))
        self.visitor.go_to(process)
        return process

    async def _through(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """What `ask` answers, asked again when the connection is lost."""
        while True:
            try:
                return await ask()
            except httpx.ReadTimeout:
                raise Violation("no answer in time") from None
            except LOST:
                await asyncio.sleep(0.2)

    async def _post(
        self,
        rest: str,
        form: dict[str, str],
        headers: dict[str, str],
        timeouts: float | None = None,
    ) -> httpx.Response | None:
        """The reply, None when it was lost on the way."""
        began = time.monotonic()
        self._go_anywhere()
        try:
            async with asyncio.timeout(timeouts):
                response = await self.visitor.post(rest, form, headers)
        except httpx.ReadTimeout:
            raise Violation(f"no reply to {rest} in time") from None
        except (TimeoutError, *LOST):
            await asyncio.sleep(0.1)
            return None
        took = time.monotonic() - began
        self._must(took < WHOLE_POST + SLACK, f"{rest} took {took:.0f} s")
        return response

    async def _arrive(self) -> None:
        self._go_anywhere()
        await self.visitor.arrive(self.company)

    async def _whole_page(self) -> str:
        return await self._text("interview", HTML)

    async def _text(self, rest: str, headers: dict[str, str]) -> str:
        self._go_anywhere()
        response = await self.visitor.get(rest, headers)
        self._must(response.status_code == 200, _said(response))
        return response.text


def _stored(text: str) -> str:
    return text.replace("\r\n", "\n")


def _said(response: httpx.Response | None) -> str:
    return f"{response.status_code} {response.text[:120]!r}" if response else "nothing"


def question_in(page: str, number: int) -> str | None:
    """The text of question `number` as a browser shows it, None when it has failed."""
    found = re.search(rf'<(p|div) id="question-{number}-text"[^>]*>(.*?)</\1>', page, re.DOTALL)
    if found is None:
        return None
    last = found[2].rpartition('<p class="attempt">')[2]
    return html.unescape(re.sub(r"<!--.*?-->", "", last)) or None
