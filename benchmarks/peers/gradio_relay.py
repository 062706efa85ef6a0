"""The peer: Gradio's `ChatInterface` over a generator, as its documents show it.

    python -m benchmarks.peers.gradio_relay PORT

Without its limit of one answer at a time, which would queue the others.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import gradio  # type: ignore[import-not-found, unused-ignore] # not installed here

from benchmarks.peers.model_words import words


async def relay(message: str, _: list[object]) -> AsyncIterator[str]:
    case, number = message.split()
    text = ""
    async for word in words(case, int(number)):
        text += word
        yield text


if __name__ == "__main__":
    chat = gradio.ChatInterface(relay, concurrency_limit=None, api_name="chat")
    chat.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), ssr_mode=False, quiet=True)
