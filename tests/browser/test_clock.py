"""A clock for whoever wants one: it counts up beside the answer, for this question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.application import address, candidate, opened
from tests.browser.visitor import answer, finished_question

pytestmark = pytest.mark.browser


async def test_clock_is_shown_where_chosen_and_begins_anew_with_each_question(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        clock = page.locator("#answer-form .clock")
        await page.clock.install()
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await expect(clock).to_have_count(0)
        await page.click("#choices summary")
        await page.check("#choices input[name=clock]")
        await expect(clock).to_have_text(re.compile(r"^0:\d\d$"))
        await page.clock.fast_forward("10:00")
        await expect(clock).to_have_text(re.compile(r"^10:\d\d$"))
        await answer(page)
        await finished_question(page, 2)
        await expect(clock).to_have_text(re.compile(r"^0:\d\d$"))
        await page.reload()
        await expect(clock).to_have_count(1)
        await page.click("#choices summary")
        await page.uncheck("#choices input[name=clock]")
        await expect(clock).to_have_count(0)
