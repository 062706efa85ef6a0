"""Who interviews, and in which language, chosen before the first question."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import BrowserContext, Page

from tests.browser.application import address, candidate, opened


async def test_interviewer_and_language_are_chosen_by_keyboard_and_shown_with_the_papers(
    page: Page, context: BrowserContext, tmp_path: Path
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, context) as someone:
        await page.goto(address(someone, "upload"))
        await page.locator("summary", has_text="who interviews you").press("Enter")
        await page.locator("#interviewer").press("H")
        await page.locator("#language").press("G")
        await page.get_by_role("button", name="Save it instead").press("Enter")
        await page.locator(".notice", has_text="Job description saved").wait_for()

        await page.goto(address(someone, "papers"))
        assert "The hiring manager asks in German." in await page.inner_text("main")
