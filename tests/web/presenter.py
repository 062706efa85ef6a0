"""A presenter at a running application, and what an audience is sent."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.domain.source import Source
from app.services.preparation import SampleAnswers
from app.values import replace
from tests.candidate import ID
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import HTML, JSON, SAMPLE, Served, parts, served

ANSWERS = tuple(f"Answer {n}: I moved the ingest last, for it fails quietly." for n in range(1, 9))
SHOWN = replace(
    SAMPLE, answers=SampleAnswers(by_question=dict(zip(QUESTIONS, ANSWERS, strict=True)))
)


@dataclass
class Presenter:
    """One browser's worth of cookies, one window, one show."""

    served: Served
    client: httpx.AsyncClient
    session_id: str = ""
    page: str = ""

    async def open(self, **form: str) -> httpx.Response:
        """Press the landing page's button, and open the presenter's page."""
        made = await self.client.post("/demo", data={"present": SAMPLE.name, **form}, headers=HTML)
        assert made.status_code == 303, made.text
        found = ID.search(made.headers["location"])
        assert found
        self.session_id = found[1]
        page = await self.client.get(made.headers["location"], headers=HTML)
        assert page.status_code == 200, page.text
        self.page = field_of(page.text, "page")
        return page

    @property
    def path(self) -> str:
        return f"/session/{self.session_id}/present"

    async def state(self) -> dict[str, Any]:
        response = await self.client.get(self.path, params={"page": self.page}, headers=JSON)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    async def press(
        self, what: str, headers: dict[str, str] | None = None, **form: object
    ) -> httpx.Response:
        """Press a button of the page as it stands."""
        step = (await self.state())["step"] if "step" not in form else form["step"]
        data = {"page": self.page, **form, "step": step}
        address = f"{self.path}/{what}"
        response = await self.client.post(address, data=data, headers=headers or HTML)
        if response.status_code == 303 and (found := ID.search(response.headers["location"])):
            self.session_id = found[1]
        return response

    async def until(self, number: int, state: str = "awaiting_answer") -> None:
        async with asyncio.timeout(20):
            while True:
                now = await self.state()
                if (now["number"], now["state"]) == (number, state):
                    return
                await asyncio.sleep(0.03)

    async def begun(self, **form: str) -> None:
        """A show whose first question stands."""
        await self.open(**form)
        assert (await self.press("next")).status_code == 303
        await self.until(1)

    async def link(self, kind: str = "stage") -> str:
        """The path of a link, as the presenter hands it out."""
        address = (await self.state())[kind]
        assert address
        return httpx.URL(address).path

    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())

    def watch(self, path: str, origin: str | None = "own", **headers: str) -> connect:
        address = f"ws://127.0.0.1:{self.served.port}{path}"
        given: Any = self.served.origin if origin == "own" else origin
        return connect(address, origin=given, additional_headers=headers, compression=None)


@dataclass
class Watching:
    """What a page of the audience shows, by the frames it is sent."""

    stage: str = ""
    frames: list[dict[str, str]] = field(default_factory=list)
    closed: int | None = None

    @property
    def text(self) -> str:
        """What follows the label, as plain text."""
        return unescape(re.sub(r"<[^>]+>", " ", self.stage.partition("</header>")[2])).strip()

    def take(self, frame: str | bytes) -> None:
        data = json.loads(frame)
        self.frames.append(data)
        if data.get("target") != "#stage":
            return
        is_addition = data["swap"] == "append swapEmpty:true"
        assert is_addition or data["swap"] == "innerHTML swapEmpty:true"
        self.stage = self.stage + data["content"] if is_addition else data["content"]

    async def read(self, handshake: connect) -> None:
        """Every frame until the socket closes."""
        async with handshake as socket:
            try:
                while True:
                    self.take(await socket.recv())
            except ConnectionClosed:
                self.closed = socket.close_code

    async def until(self, text: str) -> None:
        async with asyncio.timeout(20):
            while self.text != text:  # noqa: ASYNC110 - what is waited for comes over a socket
                await asyncio.sleep(0.02)


@asynccontextmanager
async def presenting(folder: Path, **changes: Any) -> AsyncIterator[Presenter]:
    """A presenter before a running application, with the demo interviewer by default."""
    given = {
        "interviewer": FakeInterviewer(source=Source.DEMO, name="Demo interviewer"),
        "samples": {SHOWN.name: SHOWN},
        **changes,
    }
    if given["interviewer"].source is Source.DEMO:
        given["stand_in"] = given["interviewer"]
    async with served(parts(folder, **given)) as viva, viva.client() as client:
        yield Presenter(viva, client)


def field_of(text: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    found = re.search(f'name="{name}" value="([^"]*)"', text)
    assert found, text
    return found[1]
