"""What a provider can do with a request, from the sensible to every fault there is."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Sequence

from tests.faults.provider import STREAM, Behaviour, Choice, Reply, Request, a_chunk

QUESTIONS = (
    "Which of the systems in your CV would you bring to this role first, and why that one?",
    "How did you decide what to change when the first release of that work misbehaved?",
    "Which number told you that the migration had paid off for its users?",
    "When an incident crossed two teams, which part of the review did you own?",
    "How would you plan capacity for a launch that nobody can forecast well?",
    "What did you take out of a design after its first month in production?",
    "Who disagreed with your last architecture proposal, and how was it settled?",
    "Which strength that this job needs have we not spoken about yet?",
)
WHOLE = "What did you build at Kelpline?"
PIECES = ("What did ", "you build ", "at Kelpline?")

_ANSWERS = re.compile(r'<answer turn="(\d+)">\n(.*?)\n</answer>', re.DOTALL)
_ROWS = re.compile(r"^(r\d+) ", re.MULTILINE)


# What a good provider does


def interviews(delay: float = 0.0, pieces: int = 8) -> Behaviour:
    """A question, a reading of the papers or a report, as the prompt asks."""

    async def play(reply: Reply) -> None:
        await says(_asked_for(reply), delay=delay, pieces=pieces)(reply)

    return play


def _asked_for(reply: Reply) -> str:
    if reply.request.is_feedback:
        return a_report(reply)
    return a_reading(reply) if reply.request.is_reading else a_question(reply)


def says(
    text: str, *, delay: float = 0.0, pieces: int | Sequence[str] = 3, finish: str = "stop"
) -> Behaviour:
    """`text` in so many pieces, or in those given, `delay` seconds before each."""
    parts = cut_up(text, pieces) if isinstance(pieces, int) else pieces

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.chunk({"role": "assistant", "content": ""})
        for part in parts:
            await asyncio.sleep(delay)
            await reply.text(part)
        await reply.finish(finish)

    return play


def says_with_usage(text: str, usage: object) -> Behaviour:
    """`text`, and before [DONE] what it cost."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.text(text)
        await reply.chunk({}, "stop")
        await reply.event({**a_chunk([]), "usage": usage})
        await reply.raw(b"data: [DONE]\n\n")
        await reply.end()

    return play


def a_question(reply: Reply) -> str:
    """Another one for every question that was asked before."""
    return QUESTIONS[reply.request.asked % len(QUESTIONS)]


def a_reading(reply: Reply) -> str:
    """The longer lines of posting and CV, as they stand."""
    return json.dumps(
        {
            "language": "en",
            "requirements": [
                {"words": line, "name": " ".join(line.split()[:3]), "kind": "must", "case": True}
                for line in _lines(reply, "posting")
            ],
            "cv": _lines(reply, "cv"),
        }
    )


def _lines(reply: Reply, tag: str) -> list[str]:
    found = re.search(rf"<{tag}>\n(.*?)\n</{tag}>", reply.request.prompt, re.DOTALL)
    lines = [line.strip(" -.") for line in found[1].splitlines()] if found else []
    return [line for line in lines if 3 <= len(line.split()) <= 20 and "?" not in line][:5]


def a_report(reply: Reply) -> str:
    """A review of every answer in the prompt, quoting it, the table and a summary."""
    answers = _ANSWERS.findall(reply.request.prompt)
    rows = _ROWS.findall(reply.request.prompt)
    return json.dumps(
        {
            "answers": [_a_review(int(turn), answer) for turn, answer in answers],
            "requirements": [
                {"id": row, "evidence": "none", "turn": None, "words": None} for row in rows
            ],
            "strengths": ["You speak of real work", "You name numbers", "You own decisions"],
            "weaknesses": ["Few results are told", "Little of people", "Costs stay open"],
            "cv_improvements": [
                {"words": line, "advice": "Put the number of it behind it."}
                for line in _lines(reply, "cv")[:3]
            ],
        }
    )


def _a_review(turn: int, answer: str) -> dict[str, object]:
    return {
        "turn": turn,
        "comment": "A real instance; its result stays open.",
        "answers_question": True,
        "quote": " ".join(answer.split()[:8]) or None,
        "parts": ["situation", "action"],
        "rating": 3,
        "outline": None,
    }


def cut_up(text: str, pieces: int) -> list[str]:
    size = max(1, -(-len(text) // pieces))
    return [text[start : start + size] for start in range(0, len(text), size)]


def storm(share: float, well: Behaviour, seed: int = 1) -> Choice:
    """`share` of the requests meet some fault, the others `well`; the same for a seed."""
    dice = random.Random(seed)
    faults = (
        hangs_up_before_headers(),
        cut_after("What did "),
        closes_within_the_body("What did "),
        ends_without_finish("What did you"),
        malformed(),
        status(500),
        status(503),
        limited("0"),
        error_event({"message": "overloaded"}, after="What "),
        silent_before_headers(),
        stalls_after("What did "),
    )

    def choose(_: Request) -> Behaviour:
        return dice.choice(faults) if dice.random() < share else well

    return choose


# Faults of time


def silent_before_headers() -> Behaviour:
    return Reply.for_ever


def silent_after_headers() -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.for_ever()

    return play


def keeps_alive_only(every: float = 0.02) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        while True:
            await reply.comment()
            await asyncio.sleep(every)

    return play


def sends_empty_pieces_only(every: float = 0.02) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        while True:
            await reply.text("")
            await asyncio.sleep(every)

    return play


def stalls_after(text: str, *, keep_alive: float | None = None, with_text: str = "") -> Behaviour:
    """`text`, then silence, or a comment and an invisible piece every so many seconds."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.text(text)
        while keep_alive is not None:
            await asyncio.sleep(keep_alive)
            await reply.comment()
            await reply.text(with_text)
        await reply.for_ever()

    return play


def drips(word: str = "word ", every: float = 9.0) -> Behaviour:
    """A piece of text every so often, for ever."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        while True:
            await asyncio.sleep(every)
            await reply.text(word)

    return play


def reasons_for_ever(every: float = 0.02) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        while True:
            await reply.chunk({"reasoning": "Hm. "})
            await asyncio.sleep(every)

    return play


# Faults of the connection


def hangs_up_before_headers() -> Behaviour:
    async def play(reply: Reply) -> None:
        reply.cut()

    return play


def cut_after(text: str) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.text(text)
        await asyncio.sleep(0.02)
        reply.cut()

    return play


def closes_within_the_body(text: str) -> Behaviour:
    """A tidy close of the connection in the middle of a chunked body."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.text(text)

    return play


def speaks_no_http() -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.wire(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

    return play


# Faults of the stream


def ends_without_finish(text: str, *, done: bool = True) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.text(text)
        if done:
            await reply.raw(b"data: [DONE]\n\n")
        await reply.end()

    return play


def sends(*raw: bytes, pause: float = 0.0, content_type: str = STREAM) -> Behaviour:
    """These bytes as the stream's body, each in its own packet."""

    async def play(reply: Reply) -> None:
        await reply.stream(content_type)
        for data in raw:
            await reply.raw(data)
            await asyncio.sleep(pause)
        await reply.end()

    return play


def sends_and_waits(raw: bytes) -> Behaviour:
    """These bytes, then nothing, and no end."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.raw(raw)
        await reply.for_ever()

    return play


def sends_and_cuts(raw: bytes) -> Behaviour:
    """These bytes, then a reset of the connection."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.raw(raw)
        await asyncio.sleep(0.05)
        reply.cut()

    return play


def sends_chunks(*deltas: dict[str, object], finish: str = "stop") -> Behaviour:
    """These deltas of choice 0, then the finish."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        for delta in deltas:
            await reply.chunk(delta)
        await reply.finish(finish)

    return play


def malformed() -> Behaviour:
    return sends(b'data: {"choices": [{"index": 0, "delta": {"content": "Wh\n\n')


def bad_utf8() -> Behaviour:
    return sends(b'data: {"choices": [{"index": 0, "delta": {"content": "W\xff\xfe"}}]}\n\n')


def split_bytes(text: str) -> Behaviour:
    """A good answer, each byte of its text in a packet of its own."""
    chunk = a_chunk([{"index": 0, "delta": {"content": text}, "finish_reason": "stop"}])
    before, after = f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".split(text)
    middle = (bytes([byte]) for byte in text.encode())
    return sends(before.encode(), *middle, after.encode(), pause=0.001)


def split_surrogates(before: str, emoji: str, after: str) -> Behaviour:
    """A good answer whose emoji comes as two halves in two pieces."""
    pair = emoji.encode("utf-16-be")
    halves = [
        pair[:2].decode("utf-16-be", "surrogatepass"),
        pair[2:].decode("utf-16-be", "surrogatepass"),
    ]
    return says("", pieces=(before + halves[0], halves[1] + after))


def too_much_text(size: int = 2_000_000) -> Behaviour:
    """Well-formed pieces of text, a kilobyte each, until `size`."""
    piece = "All work and no play makes the interviewer dull. " * 21

    async def play(reply: Reply) -> None:
        await reply.stream()
        for _ in range(size // len(piece)):
            await reply.text(piece)
        await reply.finish()

    return play


def one_huge_event(size: int = 2_000_000) -> Behaviour:
    """A single line without end."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        await reply.raw(b'data: {"choices": [{"index": 0, "delta": {"content": "')
        for _ in range(size // 1000):
            await reply.raw(b"x" * 1000)
        await reply.for_ever()

    return play


def error_event(error: object, *, named: bool = False, after: str = "") -> Behaviour:
    """An error inside a 200, as `data`, or as an event named error."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        if after:
            await reply.text(after)
        if named:
            await reply.raw(b"event: error\n")
            await reply.event(error)
        else:
            await reply.event({"error": error})
        await reply.end()

    return play


# Other answers than a stream


def html(status: int = 200) -> Behaviour:
    async def play(reply: Reply) -> None:
        page = b"<!doctype html><title>Sign in</title><h1>Welcome to the hotel</h1>"
        await reply.whole(status, page, Content_Type="text/html")

    return play


def whole_json(text: str | None, finish: str = "stop", **message: object) -> Behaviour:
    """A completion that was not streamed."""

    async def play(reply: Reply) -> None:
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text, **message},
            "finish_reason": finish,
        }
        await reply.json(200, {"object": "chat.completion", "choices": [choice]})

    return play


def json_200(document: object) -> Behaviour:
    async def play(reply: Reply) -> None:
        await reply.json(200, document)

    return play


def status(code: int, error: object = None, **headers: str) -> Behaviour:
    """An error status with a body as OpenAI writes it; header names with _ for -."""

    async def play(reply: Reply) -> None:
        body = error if error is not None else {"message": "No.", "type": "stub", "code": None}
        await reply.json(code, {"error": body}, **headers)

    return play


def bare(code: int) -> Behaviour:
    """A status that has no body."""

    async def play(reply: Reply) -> None:
        await reply.head(code, {})

    return play


def bare_404() -> Behaviour:
    """A path that nothing is served at."""

    async def play(reply: Reply) -> None:
        await reply.whole(404, b"404 page not found", Content_Type="text/plain")

    return play


def context_too_long() -> Behaviour:
    message = "This model's maximum context length is 4096 tokens."
    return status(400, {"message": message, "code": "context_length_exceeded"})


def unknown_parameter(name: str) -> Behaviour:
    return status(400, {"message": f"Unknown parameter: '{name}'.", "param": name})


def limited(retry_after: str | None = None) -> Behaviour:
    return status(429, **({"Retry_After": retry_after} if retry_after is not None else {}))


def redirects_to(url: str, code: int = 307) -> Behaviour:
    return status(code, Location=url)


def error_without_end(code: int = 500) -> Behaviour:
    """An error whose body never ends."""

    async def play(reply: Reply) -> None:
        await reply.stream("text/plain", code)
        while True:
            await reply.raw(b"no " * 1000)

    return play
