"""A real Chromium, and what it must never say."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from benchmarks import chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests beside this file share one event loop, and so one browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium as installed; none fails in CI and skips elsewhere."""
    path = chromium.installed()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium is installed.")
        pytest.skip("No Chromium is installed.")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One candidate's browser, in which no page may log an error."""
    opened = await browser.new_context(viewport={"width": 1280, "height": 900})
    said: list[str] = []

    def listen(page: Page) -> None:
        page.on("console", lambda message: said.extend(_complaints(message)))
        page.on("pageerror", lambda error: said.append(str(error)))

    opened.on("page", listen)
    yield opened
    await opened.close()
    assert said == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext) -> Page:
    return await context.new_page()


def _complaints(message: ConsoleMessage) -> list[str]:
    """Errors and warnings, but for the notes of a network that a test has broken."""
    expected = ("Failed to load resource", "WebSocket connection", "htmx:ws:error", "htmx:error")
    is_expected = any(note in message.text for note in expected)
    return [] if is_expected or message.type not in {"error", "warning"} else [message.text]
