"""A model in a process of its own, which notes when it sends each token.

    python -m benchmarks.token_stub PORT

`POST /v1/chat/completions` streams a question of 40 tokens, a token an event and a
packet, the first `FIRST_TOKEN` seconds after the request, then `TOKENS_PER_SECOND`.
Which question, and for which case, stands in the prompt ("question 3 of 8",
"case 5-2"). `GET /sent/5-2` tells when its tokens went out, on the machine's steady
clock. A prompt that asks for JSON is answered at once.

A case that begins with w ("case w5-1") gets one of 304 tokens, and waits for it: `POST /go`
lets all that wait begin, each at a moment of the next second.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time

import uvloop
from aiohttp import web

from app.demo.stories import stories

FIRST_TOKEN = 0.05
TOKENS_PER_SECOND = 30.0

_ASKS = (
    (
        "Northwind moved sixty services to a new cluster while you were there and the "
        "last of them was the ledger so what did you check yourself before it moved and "
        "how did you know that it was safe to switch?"
    ),
    (
        "Looking at the on call week from which the runbook came I would like to hear "
        "about the first alert that you took alone so what did you see first and what did "
        "you try before you woke somebody else?"
    ),
    (
        "How did you come to the decision to cut the error budget in half for the "
        "checkout team and what did you say to the people who had planned a release in "
        "that very week and could not make it?"
    ),
    (
        "When the second region was built you wrote that the first drill failed after "
        "twenty minutes so which part of it had you planned yourself and what was "
        "different in the next drill that went through to its very end?"
    ),
    (
        "Which of the dashboards that you took over did you throw away and how did you "
        "find out that nobody would miss them before the next incident came and somebody "
        "went to look for a graph that was not there?"
    ),
    (
        "Suppose that the queue in front of the payment service is full again as it was "
        "in your story about March so what would you do in the first five minutes now and "
        "which of those steps would be new?"
    ),
    (
        "Your posting asks for somebody who teaches others so tell me about one person "
        "who came to the team after you and what you did in the first weeks so that the "
        "pager was no longer a fright for them?"
    ),
    (
        "Before we end I would like to come back to the ledger and the drill and the "
        "pager so what would you want the team to know of your work that none of my "
        "questions has brought up so far?"
    ),
)
QUESTIONS: tuple[tuple[str, ...], ...] = tuple(tuple(re.findall(r"\s*\S+", text)) for text in _ASKS)
"""Eight questions, each as its tokens."""

LONG_QUESTION: tuple[str, ...] = tuple(
    re.findall(
        r"\s?\S{1,2}",
        (
            "Considering everything written concerning infrastructure throughout your "
            "applications particularly consolidating observability, describing measurements "
            "alongside corresponding dashboards, which architectural considerations influenced "
            "deployments whenever engineering departments simultaneously introduced breaking "
            "modifications, whereas performance characteristics deteriorated unexpectedly "
            "following replication adjustments within production environments, although "
            "automated verification procedures repeatedly demonstrated satisfactory "
            "improvements across successive infrastructure experiments before customers "
            "eventually noticed anything?"
        ),
    )
)
"""Two letters a token, since no question has more than sixty words: ten seconds long."""

_CASE = re.compile(r"case (w?\d+-\d+)")
_ROWS = stories()["reliability"].reading
_READING = {
    "language": "en",
    "requirements": [
        {"words": row.text, "name": row.name, "kind": row.kind, "case": row.is_askable}
        for row in _ROWS.requirements
    ],
    "cv": [line.text for line in _ROWS.cv_lines],
}


def question_of(case: str, number: int) -> tuple[str, ...]:
    """The tokens of question `number` of a case."""
    return LONG_QUESTION if case.startswith("w") else QUESTIONS[number - 1]


class Stub:
    """Answers as a provider does, and remembers what it sent when."""

    def __init__(self) -> None:
        self._sent: dict[str, list[float]] = {}
        self._go = asyncio.Event()
        self._waiting = 0

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._models)
        app.router.add_get("/sent/{case}", self._tell)
        app.router.add_get("/waiting", self._tell_waiting)
        app.router.add_post("/go", self._let_go)
        return app

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        number = re.search(r"question (\d) of", body)
        if number is None or "response_format" in body:
            await response.write(event(json.dumps(_READING)))
        else:
            case = ["", *_CASE.findall(body)][-1]
            sent = self._sent[case] = []
            if case.startswith("w"):
                self._waiting += 1
                await self._go.wait()
                await asyncio.sleep(random.random())
            await _type(response, question_of(case, int(number[1])), sent)
        await response.write(event(None) + b"data: [DONE]\n\n")
        return response

    async def _models(self, _: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "m", "object": "model"}]})

    async def _tell(self, request: web.Request) -> web.Response:
        return web.json_response(self._sent.get(request.match_info["case"], []))

    async def _let_go(self, _: web.Request) -> web.Response:
        """Whoever waits; those that ask from now on wait for the next."""
        self._go.set()
        self._go.clear()
        self._waiting = 0
        return web.json_response(None)

    async def _tell_waiting(self, _: web.Request) -> web.Response:
        return web.json_response(self._waiting)


async def _type(response: web.StreamResponse, tokens: tuple[str, ...], sent: list[float]) -> None:
    """Each at its time, however late the one before it was."""
    begun = time.monotonic() + FIRST_TOKEN
    for index, token in enumerate(tokens):
        await asyncio.sleep(max(0.0, begun + index / TOKENS_PER_SECOND - time.monotonic()))
        sent.append(time.monotonic())
        await response.write(event(token))


def event(content: str | None) -> bytes:
    """A chunk as OpenAI's server writes it; None is the end of the text."""
    delta = {} if content is None else {"content": content}
    chunk = {
        "id": "chatcmpl-C1lZk3Nq7xT2mP9vRb8WyEd4HfGa0",
        "object": "chat.completion.chunk",
        "created": 1790000000,
        "model": "m",
        "service_tier": "default",
        "system_fingerprint": "fp_3f58d112f7",
        "choices": [
            {
                "index": 0,
                "delta": delta,
                "logprobs": None,
                "finish_reason": "stop" if content is None else None,
            }
        ],
    }
    return f"data: {json.dumps(chunk, separators=(',', ':'))}\n\n".encode()


if __name__ == "__main__":
    uvloop.install()
    web.run_app(Stub().application(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
