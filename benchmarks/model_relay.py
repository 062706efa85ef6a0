"""What reading a streamed token costs: the SDK's ways and ours, in CPU time.

    python -m benchmarks.model_relay [--streams 40] [--tokens 200] [--rounds 7]

A stub provider in a process of its own sends every token in a packet of its own
to many streams at once. Printed per way: the median CPU microseconds a token of
this process, sending side excluded, and its ratio to the SDK's default stream.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, cast

from openai import AsyncOpenAI, AsyncStream, DefaultAioHttpClient

from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from tests.faults.behaviours import says
from tests.faults.provider import ProviderStub
from tests.llm.asking import a_prompt

Way = Callable[[], Awaitable[str]]

MESSAGES = [{"role": m.role, "content": m.content} for m in a_prompt().messages(None)]
BODY: dict[str, Any] = {"model": "m", "messages": MESSAGES, "stream": True}


async def main() -> None:
    options = _options()
    if options.serve:
        await _serve(options.tokens)
        return
    with _stub(options.tokens) as base_url:
        async with _ways(base_url) as ways:
            await _compare(ways, options.streams, options.tokens, options.rounds)


async def _compare(ways: dict[str, Way], streams: int, tokens: int, rounds: int) -> None:
    """Rounds in turn, so that what else runs here disturbs all ways alike."""
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            cost = await _cost(way, streams) / (streams * tokens)
            if number:  # the first round warms up
                costs[name].append(cost * 1e6)
    base = statistics.median(next(iter(costs.values())))
    print(f"{streams} streams of {tokens} tokens, median of {rounds} rounds")
    for name, values in costs.items():
        median = statistics.median(values)
        spread = f"{min(values):.0f} to {max(values):.0f}"
        print(f"{median / base:5.2f}  {median:6.1f} us a token ({spread})  {name}")


async def _cost(way: Way, streams: int) -> float:
    """CPU seconds of that many streams at once."""
    began = time.process_time()
    texts = await asyncio.gather(*(way() for _ in range(streams)))
    cost = time.process_time() - began
    if len(set(texts)) != 1 or not texts[0]:
        raise RuntimeError("the streams differ")
    return cost


@asynccontextmanager
async def _ways(base_url: str) -> AsyncIterator[dict[str, Way]]:
    plain = AsyncOpenAI(api_key="k", base_url=base_url, max_retries=0)
    http_client = DefaultAioHttpClient()
    quick = AsyncOpenAI(api_key="k", base_url=base_url, max_retries=0, http_client=http_client)
    ours = OpenAIModel(Provider(api_key="k", base_url=base_url, model="m"))
    yield {
        "SDK's default: chat.completions.create(stream=True)": lambda: _created(plain),
        "the same over its aiohttp transport": lambda: _created(quick),
        "SDK's post(cast_to=object) over aiohttp": lambda: _posted(quick),
        "SDK's helper: chat.completions.stream()": lambda: _helped(plain),
        "ours: OpenAIModel.stream, limits and checks included": lambda: _ours(ours),
    }
    await ours.close()
    await quick.close()
    await plain.close()


async def _created(client: AsyncOpenAI) -> str:
    async with await client.chat.completions.create(**BODY) as stream:
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])


async def _posted(client: AsyncOpenAI) -> str:
    stream = await client.post(
        "/chat/completions", body=BODY, cast_to=object, stream=True, stream_cls=AsyncStream[object]
    )
    async with stream:
        chunks = [cast("dict[str, Any]", chunk) async for chunk in stream]
    return "".join([chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks])


async def _helped(client: AsyncOpenAI) -> str:
    body = {name: value for name, value in BODY.items() if name != "stream"}
    async with client.chat.completions.stream(**body) as stream:
        return "".join([event.delta async for event in stream if event.type == "content.delta"])


async def _ours(model: OpenAIModel) -> str:
    async with aclosing(model.stream(a_prompt(), 1)) as texts:
        return "".join([text async for text in texts])


@contextmanager
def _stub(tokens: int) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.model_relay", "--serve", "--tokens", str(tokens)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("no output to read the address from")
        yield process.stdout.readline().strip()
        process.terminate()


async def _serve(tokens: int) -> None:
    speaks = says("", pieces=["word "] * (tokens - 1) + ["over?"], delay=0.005)
    async with ProviderStub(otherwise=lambda _: speaks) as stub:
        print(stub.base_url, flush=True)
        await asyncio.Event().wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=40)
    parser.add_argument("--tokens", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
