"""What tests of the prompted model share: a brief, a model on a stub, its whole text."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from app.interview.plan import Brief, Move, Plan
from app.llm.openai_model import OpenAIModel
from app.llm.providers import Provider, Timeouts
from tests.fakes import a_session

if TYPE_CHECKING:
    from tests.faults.provider import ProviderStub

IN_EARNEST = Timeouts()

LONG_CV = "\n".join(f"Ran project {n} at Kelpline with a team of {n % 9}." for n in range(600))


def a_brief(session_id: str = "session-1", cv_text: str | None = None) -> Brief:
    plan = Plan(
        number=1,
        remaining=7,
        move=Move.OPEN,
        requirement=None,
        missing=None,
        bridge=None,
        reason=None,
        language="en",
        standings=(),
    )
    changes = {} if cv_text is None else {"cv_text": cv_text}
    return Brief(session=a_session(session_id, **changes), plan=plan, exchanges=())


def a_provider(stub: ProviderStub, model: str = "stub-model") -> Provider:
    return Provider(api_key="sk-secret-key", base_url=stub.base_url, model=model)


def a_model(
    primary: ProviderStub, fallback: ProviderStub | None = None, **timeouts: float
) -> OpenAIModel:
    return OpenAIModel(
        a_provider(primary),
        a_provider(fallback, "fallback-model") if fallback else None,
        replace(IN_EARNEST, **timeouts),
    )


async def whole_question(model: OpenAIModel, tries: int = 1, brief: Brief | None = None) -> str:
    """All of a question's text; raises `ModelFailed`."""
    async with aclosing(model.question(brief or a_brief(), tries)) as pieces:
        return "".join([piece async for piece in pieces])
