"""What tests of the model share: a prompt, a model on a stub, its whole reply."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.deadlines import CallTimeouts
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.prompts.prompt import Prompt, PromptMessage, Purpose
from app.values import replace
from tests.faults.provider import ProviderStub
from tests.limits import HANGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from app.llm.call_record import NoteCall
    from app.services.ports import Budget
    from tests.faults.provider import Behaviour, Choice

IN_EARNEST = CallTimeouts()

SCHEMA: dict[str, object] = {"type": "object", "properties": {"ready": {"type": "boolean"}}}

LINES = [f"Ran project {n} at Kelpline with a team of {n % 9}." for n in range(600)]


@dataclass
class Clock:
    """A steady clock that moves when it is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


def a_prompt(
    purpose: Purpose = Purpose.QUESTION,
    *,
    session_id: str = "session-1",
    lines: int = 1,
    max_tokens: int = 400,
) -> Prompt:
    """A prompt of about 13 tokens a line; structured unless it asks for a question."""

    def messages(limit: int | None) -> Sequence[PromptMessage]:
        kept = lines if limit is None else min(lines, limit // 20)
        return (
            PromptMessage(role="system", content="You interview for Harrowgate Payments."),
            PromptMessage(role="user", content="\n".join(LINES[:kept])),
            PromptMessage(role="user", content="Write the next line."),
        )

    return Prompt(
        purpose=purpose,
        session_id=session_id,
        messages=messages,
        max_tokens=max_tokens,
        schema=None if purpose is Purpose.QUESTION else SCHEMA,
        schema_name="" if purpose is Purpose.QUESTION else "reply",
    )


def a_provider(stub: ProviderStub, model: str = "stub-model", **changes: Any) -> Provider:
    provider = Provider(api_key="sk-secret-key", base_url=stub.base_url, model=model)
    return replace(provider, **changes)


@asynccontextmanager
async def a_model_on(
    *script: Behaviour,
    otherwise: Choice | None = None,
    fallback: Sequence[Behaviour] = (),
    provider: Mapping[str, Any] | None = None,
    path: str = "/v1",
    clock: Callable[[], float] = time.monotonic,
    budget: Budget | None = None,
    note_call: NoteCall | None = None,
    **timeouts: Any,
) -> AsyncIterator[tuple[ProviderStub, OpenAIModel]]:
    """A provider that plays `script`, and a model on it, with one that plays `fallback` if any."""
    async with ProviderStub(*script, otherwise=otherwise) as stub, ProviderStub(*fallback) as other:
        address = f"http://127.0.0.1:{stub.port}{path}"
        model = OpenAIModel(
            a_provider(stub, base_url=address, **(provider or {})),
            a_provider(other, "fallback-model") if fallback else None,
            replace(IN_EARNEST, **timeouts),
            clock=clock,
            budget=budget,
            note_call=note_call,
        )
        try:
            yield stub, model
        finally:
            await model.close()


async def failure_of(
    model: OpenAIModel, tries: int = 1, prompt: Prompt | None = None
) -> ModelFailed:
    """What a reply fails of, which it has to."""
    with pytest.raises(ModelFailed) as failed:
        await whole_reply(model, tries, prompt)
    return failed.value


async def whole_reply(model: OpenAIModel, tries: int = 1, prompt: Prompt | None = None) -> str:
    """All of a reply's text; raises `ModelFailed`."""
    async with aclosing(model.stream(prompt or a_prompt(), tries)) as pieces:
        return "".join([piece async for piece in pieces])


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANGS):
        while not is_so():  # noqa: ASYNC110, the stub has no event for it
            await asyncio.sleep(0.01)
