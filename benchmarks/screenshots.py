"""The pictures of README, taken of the program as it is: `make screenshots`.

A fresh server with the demo interviewer and Chromium; the sample candidate of the first
story answers. Pictures go to `docs/screenshots/`, the same names each time.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from app.demo.stories import sample_path, stories
from benchmarks import chromium
from benchmarks.server_process import free_port, serving
from tests.serving import JSON

FOLDER = Path("docs/screenshots")
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
WORDS_SEEN = 9
"""Of the question, when its writing is taken."""
ALL_TYPED = (
    "() => document.getAnimations().every(each => each.playState === 'finished'"
    " || each.effect.getComputedTiming().iterations === Infinity)"
)
Scheme = Literal["light", "dark"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_record(Path(folder)))
    taken = sorted(FOLDER.glob("*.png"))
    sys.stdout.write(f"{FOLDER}: {', '.join(path.name for path in taken)}\n")
    return 0


async def _record(folder: Path) -> None:
    path = chromium.installed()
    server = (sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port := free_port()))
    env = {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite", "DEMO_WORDS_PER_SECOND": "12"}
    env |= dict.fromkeys(("OPENAI_API_KEY", "OPENAI_BASE_URL", "HALL", "REDIS_URL"), "")
    with serving(server, port, None, env, folder / "log", "/readyz") as running:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            await _desk(browser, running.origin)
            await _desk_dark(browser, running.origin)
            await _phone(browser, running.origin)
            await browser.close()


async def _desk(browser: Browser, origin: str) -> None:
    async with _window(browser, origin, DESK, "light") as page:
        await page.wait_for_function(ALL_TYPED)
        await _take(page, "landing")
        await page.fill("[name=job_title]", "Site reliability engineer")
        await page.fill("[name=company_name]", "Meridian Freight")
        await page.click("form[action='/session/create'] button[type=submit]")
        await _take(page, "documents")
        await _begin(page, origin)
        await _is_being_written(page)
        await _take(page, "writing")
        await _finish(page)
        await _take(page, "feedback")
        await page.goto(f"{origin}/dashboard")
        await _take(page, "dashboard")


async def _desk_dark(browser: Browser, origin: str) -> None:
    async with _window(browser, origin, DESK, "dark") as page:
        await _begin(page, origin)
        await _is_being_written(page)
        await _take(page, "writing-dark")


async def _phone(browser: Browser, origin: str) -> None:
    async with _window(browser, origin, PHONE, "light") as page:
        await _begin(page, origin)
        await page.fill("#answer-form textarea", _answers()[0])
        await _take(page, "answer-phone")
        await _finish(page)
        await page.emulate_media(color_scheme="dark")
        await _take(page, "feedback-phone-dark")


@asynccontextmanager
async def _window(
    browser: Browser, origin: str, size: dict[str, int], scheme: Scheme
) -> AsyncIterator[Page]:
    """A page that was here before, and so has the letters of the questions at hand."""
    context = await browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme=scheme,
        device_scale_factor=1,
    )
    page = await context.new_page()
    await page.goto(origin, wait_until="networkidle")
    await page.reload()
    yield page
    await context.close()


async def _begin(page: Page, origin: str) -> None:
    """The sample interview of the first story, its first question being written."""
    begun = await page.request.post(
        f"{origin}/demo", form={"story": next(iter(stories()))}, headers=JSON
    )
    await page.goto(f"{origin}{(await begun.json())['redirect']}", wait_until="commit")


async def _is_being_written(page: Page) -> None:
    await page.wait_for_function(
        "most => (document.querySelector('#question-1-text')?.textContent ?? '')"
        ".trim().split(/\\s+/).length >= most",
        arg=WORDS_SEEN,
    )


async def _finish(page: Page) -> None:
    """The sample candidate's answers, then the report."""
    session = page.url.rpartition("/")[0]
    for number, answer in enumerate(_answers(), 1):
        form: dict[str, str | float | bool] = {"answer": answer, "turn": str(number)}
        await page.locator("#answer-form textarea").wait_for()
        said = await page.request.post(f"{session}/message", form=form, headers=JSON)
        if not said.ok:
            raise RuntimeError(f"Answer {number} was refused: {said.status}")
    await page.request.post(f"{session}/complete", headers=JSON)
    await page.goto(f"{session}/feedback")


def _answers() -> list[str]:
    return [step.answer for step in sample_path(next(iter(stories().values())))]


async def _take(page: Page, name: str) -> None:
    await page.evaluate("document.fonts.ready.then(() => true)")
    await page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
