"""A report shown to someone else, who comments, with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, candidate, opened
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_practice import reported

pytestmark = pytest.mark.browser

COMMENT = "Say <b>when</b> that was."


async def test_owner_shares_a_mentor_comments_and_the_link_is_withdrawn(
    tmp_path: Path, page: Page, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    mentor = await plain.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await reported(someone)
        await page.goto(address(someone, "feedback"))
        await page.check("#share input[name=scores]")
        await page.click("#share button")
        link = await page.get_attribute("#share a", "href") or ""
        await page.click("#share summary")
        await expect(page.locator("#share svg")).to_be_visible()
        await assert_accessible(page, "report with a link")

        await mentor.goto(link)
        await mentor.click("#review-2 .practise summary")
        await mentor.click("#review-2 .practise button")
        await expect(mentor.locator("#problem p")).to_have_text("Comment cannot be empty")
        await mentor.fill("#text-2", COMMENT)
        await mentor.fill("#name-2", "Zoë")
        await mentor.click("#review-2 .practise button")
        await expect(mentor.locator("#review-2 .notice")).to_be_in_viewport()
        assert await plain.cookies() == []

        await page.goto(link)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_accessible(page, "shared report")
        await page.goto(address(someone, "feedback"))
        await expect(page.locator("#review-2 .remark .text")).to_have_text(COMMENT)
        await assert_accessible(page, "report with a comment")
        await page.click("#review-2 .remark button")
        await expect(page.locator(".remark")).to_have_count(0)
        await page.click("#share button:has-text('Withdraw')")
        await expect(page.locator("#share a")).to_have_count(0)
        await mentor.reload()
        await expect(mentor.locator("h1")).to_have_text("This link leads nowhere.")
    await plain.close()


@pytest.mark.parametrize("height", [480, 640, 800])
async def test_refusal_of_a_comment_covers_neither_its_box_nor_its_button_on_a_phone(
    tmp_path: Path, page: Page, browser: Browser, height: int
) -> None:
    phone = await browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": height}
    )
    mentor = await phone.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await reported(someone)
        await mentor.goto((await someone.post("share", {"scores": "1"})).json()["url"])
        for turn in (2, 1):
            await mentor.click(f"#review-{turn} .practise summary")
            await mentor.click(f"#review-{turn} .practise button")
            notice = await mentor.locator("#problem p").bounding_box()
            box = await mentor.locator(f"#text-{turn}").bounding_box()
            button = await mentor.locator(f"#review-{turn} .practise button").bounding_box()
            assert notice
            assert box
            assert button

            assert 0 <= notice["y"] < notice["y"] + notice["height"] <= height, "it is in sight"
            assert notice["y"] + notice["height"] <= box["y"] < button["y"]
    await phone.close()
