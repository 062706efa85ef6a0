"""The peer: Chainlit, its message's text streamed token by token as its documents show it."""

from __future__ import annotations

import chainlit  # type: ignore[import-not-found, unused-ignore] # not installed here

from benchmarks.peers.model_words import words


@chainlit.on_message  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def relay(message: chainlit.Message) -> None:
    case, number = message.content.split()
    reply = chainlit.Message(content="")
    async for word in words(case, int(number)):
        await reply.stream_token(word)
    await reply.update()
