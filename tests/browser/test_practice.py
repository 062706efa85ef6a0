"""An answer given once more from the report, with scripts by keyboard, and without them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, answered, candidate, opened
from tests.browser.test_accessibility import assert_accessible
from tests.candidate import Candidate

pytestmark = pytest.mark.browser

AGAIN = "I moved the ingest last: we ran both for two weeks and compared every event."
FIELD = "#practice-2"


async def reported(someone: Candidate) -> None:
    """A report on two answers that stands."""
    await answered(someone, 2)
    await someone.post("complete")
    assert (await someone.get("feedback")).status_code == 200


@asynccontextmanager
async def report_without_script(tmp_path: Path, browser: Browser) -> AsyncIterator[Page]:
    """The page of a report on two answers in a browser that runs no script."""
    plain = await browser.new_context(java_script_enabled=False)
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await reported(someone)
        page = await plain.new_page()
        await page.goto(address(someone, "feedback"))
        yield page
        await plain.close()


async def test_answer_is_judged_again_in_place_and_the_words_stay_to_work_on(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await reported(someone)
        await page.goto(address(someone, "feedback"))
        await page.focus("#review-2 .practise summary")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.locator(FIELD)).to_be_focused()
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("#problem p")).to_have_text("Answer cannot be empty.")
        await expect(page.locator("#problem")).to_be_in_viewport()
        await assert_accessible(page, "practice refused")
        await page.fill(FIELD, AGAIN)
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("#practice-2-1")).to_be_visible()

        await expect(page.locator(FIELD)).to_be_focused()
        await expect(page.locator("#problem p")).to_have_count(0)
        assert await page.input_value(FIELD) == AGAIN
        await page.fill(FIELD, f"{AGAIN} Nothing was lost.")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("#again-2 .practised")).to_have_count(2)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_accessible(page, "answers given once more")


async def test_answer_is_judged_again_without_a_script(tmp_path: Path, browser: Browser) -> None:
    async with report_without_script(tmp_path, browser) as page:
        await page.click("#review-2 .practise summary")
        await page.click("#review-2 .practise button")
        await expect(page.locator("#problem p")).to_have_text("Answer cannot be empty.")
        await expect(page.locator(FIELD)).to_be_in_viewport()
        await page.fill(FIELD, AGAIN)
        await page.click("#review-2 .practise button")
        await expect(page.locator("#practice-2-1")).to_be_in_viewport()
        assert page.url.endswith("/feedback#practice-2-1")
