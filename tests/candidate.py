"""A candidate who speaks HTTP and WebSocket, and reads frames as htmx does."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.serving import HTML, HTMX, JSON, Served

ID = re.compile(r"/session/([\w-]+)/")


@dataclass
class Candidate:
    """One browser's worth of cookies, and one session."""

    served: Served
    client: httpx.AsyncClient
    session_id: str = ""

    async def demo(self) -> None:
        """Press the demo button."""
        await self._begin(await self.client.post("/demo", headers=HTML))

    async def create(self, job_title: str = "Nurse", company_name: str = "St Anne") -> None:
        form = {"job_title": job_title, "company_name": company_name}
        await self._begin(await self.client.post("/session/create", data=form, headers=HTML))

    async def prepare(self) -> None:
        """Bring both documents of one's own."""
        await self.create()
        sample = next(iter(self.served.parts.samples.values()))
        cv = await self.post("upload-cv", {"cv_text": sample.cv_text})
        job = await self.post("upload-job", {"job_description": sample.job_description_text})
        assert (cv.status_code, job.status_code) == (200, 200)

    async def _begin(self, response: httpx.Response) -> None:
        assert response.status_code == 303, response.text
        found = ID.search(response.headers["location"])
        assert found
        self.session_id = found[1]

    def path(self, rest: str) -> str:
        return f"/session/{self.session_id}/{rest}"

    async def get(self, rest: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self.client.get(self.path(rest), headers=headers or JSON)

    async def post(
        self,
        rest: str,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        return await self.client.post(self.path(rest), data=data, headers=headers or JSON, **more)

    async def interview(self) -> dict[str, Any]:
        response = await self.get("interview")
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    async def begin(self) -> dict[str, Any]:
        """Have question 1 asked and wait until it stands."""
        response = await self.get("interview", HTML)
        assert response.status_code == 200, response.text
        return await self.interview()

    async def answer(self, text: str, **more: object) -> httpx.Response:
        return await self.post("message", {"answer": text, **more})

    async def answer_live(self, text: str, turn: int) -> httpx.Response:
        return await self.post("message", {"answer": text, "turn": turn, "live": "1"}, HTMX)

    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())

    def watch(self, number: int, **headers: str) -> connect:
        """The handshake of the live channel, as a browser on this page makes it."""
        address = f"ws://127.0.0.1:{self.served.port}{self.path(f'question/{number}/live')}"
        given = {"Cookie": self.cookie(), "Origin": self.served.origin, **headers}
        origin = given.pop("Origin", None)
        return connect(
            address,
            origin=origin,  # type: ignore[arg-type]  # a plain string is an origin
            additional_headers={k: v for k, v in given.items() if v},
            compression=None,
        )


@dataclass
class Reader:
    """What a page shows while it reads frames, by the ws extension's rules."""

    text: str = ""
    frames: list[dict[str, str]] = field(default_factory=list)
    last: str = ""

    def take(self, frame: str) -> None:
        data = json.loads(frame)
        self.frames.append(data)
        content = html.unescape(data["content"])
        if data["swap"].startswith("innerHTML"):
            self.text = content
        elif data["swap"].startswith("append"):
            self.text += content
        else:
            self.last = data["content"]

    async def read(self, socket: ClientConnection) -> None:
        """Every frame until the socket closes."""
        async for frame in socket:
            assert isinstance(frame, str)
            self.take(frame)
