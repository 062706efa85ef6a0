"""The peer: FastAPI that relays a model's stream over SSE, as a tutorial writes it.

It keeps nothing, checks nothing and shows no page. It runs in an environment of its own,
which `benchmarks.peer_environment` makes; none of the program can be imported here.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI

app = FastAPI()
client = AsyncOpenAI(api_key="none", base_url=os.environ["OPENAI_BASE_URL"])
papers = Path(os.environ["RELAY_PAPERS"]).read_text("utf-8")


@app.get("/")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def home() -> dict[str, str]:
    return {"is": "up"}


@app.get("/relay")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def relay(case: str, number: int) -> StreamingResponse:
    return StreamingResponse(events(case, number), media_type="text/event-stream")


async def events(case: str, number: int) -> AsyncIterator[str]:
    stream = await client.chat.completions.create(
        model="m",
        messages=[
            {"role": "system", "content": papers},
            {"role": "user", "content": f"case {case}: ask question {number} of 8"},
        ],
        stream=True,
    )
    async with stream:
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                yield f"data: {json.dumps(chunk.choices[0].delta.content)}\n\n"
