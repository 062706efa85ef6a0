"""A model's words by the SDK's default stream, as every tutorial reads them.

For the peers, which run in an environment of their own: none of the program can be imported.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

from openai import AsyncOpenAI

client = AsyncOpenAI(api_key="none", base_url=os.environ["OPENAI_BASE_URL"])
papers = Path(os.environ["RELAY_PAPERS"]).read_text("utf-8")


async def words(case: str, number: int) -> AsyncIterator[str]:
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
                yield chunk.choices[0].delta.content
