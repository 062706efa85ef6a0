"""Every page in every state, served for real, and looked at in every way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page

from app.interview.errors import ModelFailed
from app.interview.plan import Brief
from app.interviewer.patience import Patience
from tests.browser.visitor import ANSWER
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeModel
from tests.serving import Served, parts, served

UNHURRIED = Patience(first_text=60, gap=60, whole=90, demo_first_text=60, silence=0.2, grace=0.2)

WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "320 px": {"width": 320},
    "200 % zoom": {"width": 640},
    "reduced motion": {"reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active"},
}
"""At 200 % a window of 1280 px is 640 CSS pixels wide."""

PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}


@dataclass
class Held(FakeModel):
    """Writes when told: a question stops short of its end while `may_end` is clear."""

    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    is_down: bool = False
    questions: Sequence[str] = QUESTIONS

    def __post_init__(self) -> None:
        self.may_end.set()

    async def question(
        self, brief: Brief, tries: int, is_shown: object = None
    ) -> AsyncGenerator[str, None]:
        if self.is_down:
            raise ModelFailed("down", final=True)
        *words, last = self.questions[brief.plan.number - 1].split(" ")
        for word in words:
            yield f"{word} "
            await asyncio.sleep(0.01)
        await self.may_end.wait()
        yield last


@asynccontextmanager
async def opened(folder: Path, model: Held | None = None) -> AsyncIterator[tuple[Served, Held]]:
    """The application with a model that does as it is told."""
    model = model or Held()
    async with served(parts(folder, model=model, patience=UNHURRIED)) as viva:
        try:
            yield viva, model
        finally:
            model.may_end.set()


@asynccontextmanager
async def candidate(viva: Served, context: BrowserContext) -> AsyncIterator[Candidate]:
    """Someone who prepares a session over HTTP and looks at it in `context`."""
    async with viva.client() as client:
        someone = Candidate(viva, client)
        await someone.prepare()
        await lend_cookies(someone, context)
        yield someone


async def lend_cookies(someone: Candidate, context: BrowserContext) -> None:
    await context.add_cookies(
        [
            {"name": name, "value": value, "url": someone.served.origin}
            for name, value in someone.client.cookies.items()
        ]
    )


async def answered(someone: Candidate, count: int) -> None:
    """Questions 1 to `count` asked and answered."""
    await someone.begin()
    for number in range(1, count + 1):
        response = await someone.answer(f"{ANSWER} Number {number}.")
        assert response.status_code == 200, response.text


def address(someone: Candidate, rest: str) -> str:
    return someone.served.origin + someone.path(rest)


async def looked_at(page: Page, way: str) -> None:
    """Let the page be seen in one of `WAYS`."""
    changes = dict(WAYS[way])
    await page.set_viewport_size({"width": changes.pop("width", 1280), "height": 800})
    await page.emulate_media(**{**PLAIN, **changes})
