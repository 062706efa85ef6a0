"""What is typed in one box stays when another is sent, without scripts and with them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Browser, Page, Request, expect

from tests.browser.application import address, candidate, opened
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_practice import AGAIN, report_without_script, reported
from tests.browser.test_stage import shown, typing

pytestmark = pytest.mark.browser

HALF = "Half a <thought>,\nnot more."


async def test_other_practice_boxes_keep_their_words_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    async with report_without_script(tmp_path, browser) as page:
        for turn in (1, 2):
            await page.click(f"#review-{turn} .practise summary")
        await page.fill("#practice-1", HALF)
        await page.click("#review-2 .practise button")
        await expect(page.locator("#problem p")).to_have_text("Answer cannot be empty.")
        await expect(page.locator("#practice-2")).to_be_focused()
        assert await page.input_value("#practice-1") == HALF
        await page.fill("#practice-2", AGAIN)
        await page.click("#review-2 .practise button")
        await expect(page.locator("#practice-2-1")).to_be_in_viewport()
        await expect(page.locator("#practice-2-1")).to_be_focused()
        assert await page.input_value("#practice-1") == HALF
        await page.click("#review-1 .practise button")
        await expect(page.locator("#practice-1-1")).to_be_in_viewport()
        assert page.url.endswith("/feedback#practice-1-1")


async def test_practice_boxes_keep_their_words_beside_other_buttons_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    async with report_without_script(tmp_path, browser) as page:
        await page.click("#review-1 .practise summary")
        await page.fill("#practice-1", HALF)
        await page.check("#share input")
        await page.press("#share input", "Enter")
        await expect(page.locator("#share a")).to_be_visible()
        assert await page.input_value("#practice-1") == HALF
        for label in ("Hide the ratings", "Show the ratings too", "Withdraw the link"):
            await page.click(f"#share button:text('{label}')")
            await expect(page.locator(f"#share button:text('{label}')")).to_have_count(0)
            await expect(page.locator("#share")).to_be_in_viewport()
            assert await page.input_value("#practice-1") == HALF, label


async def test_own_answer_keeps_its_words_beside_a_presenters_buttons_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page, other = await plain.new_page(), await plain.new_page()
    async with typing(tmp_path, 400) as viva, shown(viva, browser, page) as here:
        old = page.url.partition("?")[0]
        await other.goto(old)
        await other.wait_for_url("**/present?page=*&show=*")
        await page.click(".steps button:text-is('Next')")
        await here.on_stage("question", 1)
        await page.fill("#answer", HALF)
        for label in ("Black", "Black", "Back", "Next"):
            await page.click(f".commands button:text-is('{label}')")
            assert await page.input_value("#answer") == HALF, label
        await page.click("button:text('Give this answer')")
        await here.on_stage("question", 2)
        await page.fill("#answer", HALF)
        await page.click("summary:text('Reset the show')")
        await page.click("button:text('Erase and begin again')")
        assert await page.input_value("#kept") == HALF
        await other.reload()
        await expect(other.locator("#stage .waiting")).to_be_visible()
        assert other.url.partition("?")[0] != old
    await plain.close()


async def test_script_sends_one_practice_box_and_leaves_the_others(
    tmp_path: Path, page: Page
) -> None:
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await reported(someone)
        await page.goto(address(someone, "feedback"))
        for turn in (1, 2):
            await page.click(f"#review-{turn} .practise summary")
        await page.fill("#practice-1", HALF)
        await page.fill("#practice-2", AGAIN)
        await page.click("#review-2 .practise button")
        await expect(page.locator("#practice-2-1")).to_be_visible()

        (request,) = sent
        assert parse_qs(request.post_data or "") == {"answer-2": [AGAIN]}
        assert request.headers["hx-request"] == "true"
        assert await page.input_value("#practice-1") == HALF
        await page.reload()
        await expect(page.locator("#practice-1")).to_have_value(HALF)


@pytest.mark.parametrize("has_scripts", [False, True])
async def test_other_comments_keep_their_words(
    tmp_path: Path, page: Page, browser: Browser, has_scripts: bool
) -> None:
    context = await browser.new_context(java_script_enabled=has_scripts)
    mentor = await context.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await reported(someone)
        link = (await someone.post("share", {"scores": "1"})).json()["url"]
        await mentor.goto(link)
        for turn in (1, 2):
            await mentor.click(f"#review-{turn} .practise summary")
        await mentor.fill("#text-1", HALF)
        await mentor.fill("#name-1", "Ana")
        await mentor.fill("#text-2", "Say when.")
        await mentor.press("#name-2", "Enter")
        await expect(mentor.locator("#problem p")).to_have_text(
            "Say which answer the comment is about."
        )
        if has_scripts:
            await mentor.press("#text-2", "Control+Enter")
        else:
            await mentor.click("#review-2 .practise button")
        await expect(mentor.locator("#review-2 .notice")).to_be_in_viewport()
        assert await mentor.input_value("#text-2") == ""
        assert await mentor.input_value("#text-1") == HALF
        if has_scripts:
            await mentor.evaluate(
                "document.querySelectorAll('details').forEach(d => d.open = true)"
            )
            await assert_accessible(mentor, "shared report with a comment on its way")
        await mentor.press("#name-1", "Enter")
        await expect(mentor.locator("#review-1 .notice")).to_be_in_viewport()
        comments = (await someone.get("report.json")).json()["comments"]

        assert mentor.url == f"{link}?sent=1#review-1"
        assert [(one["answer"], one["name"], one["text"]) for one in comments] == [
            (2, "", "Say when."),
            (1, "Ana", HALF),
        ]
    await context.close()
