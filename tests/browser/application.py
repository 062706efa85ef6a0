"""Every page in every state, served for real, and looked at in every way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.feedback import AnswerReview, RequirementFinding, Summary
from app.domain.interview import Interview
from app.services.timeouts import Timeouts
from tests.browser.visitor import ANSWER
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer, FakeReviewer
from tests.serving import Served, parts, served

UNHURRIED = Timeouts(
    first_text=60, gap=60, whole=90, sample_life=60, sample_text=60, silence=0.2, grace=0.2
)

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
class Held(FakeInterviewer):
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
        *words, last = self.questions[brief.number - 1].split(" ")
        for word in words:
            yield f"{word} "
            await asyncio.sleep(0.01)
        await self.may_end.wait()
        yield last


@dataclass
class PacedReviewer(FakeReviewer):
    """Takes `pause` seconds over each part of a report."""

    pause: float = 0.0

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        async for part in super().review(interview, done, tries):
            await asyncio.sleep(self.pause)
            yield part


@asynccontextmanager
async def opened(
    folder: Path, interviewer: Held | None = None
) -> AsyncIterator[tuple[Served, Held]]:
    """The application with an interviewer that does as it is told."""
    interviewer = interviewer or Held()
    changes = {"interviewer": interviewer, "reviewer": PacedReviewer(), "timeouts": UNHURRIED}
    async with served(parts(folder, **changes)) as viva:
        try:
            yield viva, interviewer
        finally:
            interviewer.may_end.set()


def reviews_fail(viva: Served, times: int) -> None:
    """The reviewer gives up after one answer, so many times in a row."""
    viva.parts.reviewer.fails = times  # type: ignore[attr-defined]  # the fake's


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


async def emulate_view(page: Page, way: str) -> None:
    """Let the page be seen in one of `WAYS`."""
    changes = dict(WAYS[way])
    await page.set_viewport_size({"width": changes.pop("width", 1280), "height": 800})
    await page.emulate_media(**{**PLAIN, **changes})
