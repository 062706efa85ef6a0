"""What is typed is kept in the tab until it is stored, and no longer."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Browser, CDPSession, Error, Page, Request, expect

from tests.browser.application import address, candidate, opened
from tests.browser.test_streaming import eventually
from tests.browser.visitor import ANSWER, FORM, answer, finished_question

pytestmark = pytest.mark.browser

KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('viva:'))"


async def test_draft_survives_crash_of_tab(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, "Half a thought")
        cdp = await page.context.new_cdp_session(page)
        await crash(page)
        await cdp.send("Page.reload")

        text = ""
        async with asyncio.timeout(10):
            while not text:
                await asyncio.sleep(0.05)
                text = await shown(cdp)
        assert text == "Half a thought"


async def crash(page: Page) -> None:
    """Kill the process behind the tab; the tab itself stays, though Playwright gives it up."""
    async with page.expect_event("crash"):
        with suppress(Error):
            await page.goto("chrome://crash")


async def shown(cdp: CDPSession) -> str:
    """What stands in the answer box of a tab that Playwright no longer drives."""
    look = {"expression": "document.querySelector('#answer')?.value ?? ''"}
    found = await cdp.send("Runtime.evaluate", look)
    return str(found["result"].get("value"))


async def test_draft_is_kept_when_network_is_lost(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.context.set_offline(True)
        await answer(page)
        await expect(page.locator("#problem")).to_contain_text("Your words are kept")
        await expect(page.locator("#status")).to_contain_text("Connection lost")
        assert await page.input_value(FORM) == ANSWER
        await page.context.set_offline(False)
        await page.reload()
        await finished_question(page, 1)

        assert await page.input_value(FORM) == ANSWER
        await page.press(FORM, "Control+Enter")
        await finished_question(page, 2)
        assert await page.evaluate(KEPT) == [], "it is stored"


async def test_draft_is_kept_per_turn_and_removed_by_erase(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await answer(page)
        await finished_question(page, 2)
        assert await page.input_value(FORM) == ""
        await page.fill(FORM, "Never sent")
        assert len(await page.evaluate(KEPT)) == 1
        await page.click(".erase summary")
        await page.click(".erase button")
        await page.wait_for_url("**/dashboard*")

        assert await page.evaluate(KEPT) == []


async def test_erasing_from_the_dashboard_asks_first_and_forgets_the_draft(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, "Never sent")
        await page.goto(f"{viva.origin}/dashboard")
        await expect(page.locator(".ways > a").first).to_have_text("Resume")
        await expect(page.locator(".erase button")).to_be_hidden()
        await page.click(".erase summary")
        await page.click(".erase button")
        await expect(page.locator(".sessions")).to_have_count(0)

        assert await page.evaluate(KEPT) == []


async def test_proxy_error_page_keeps_typed_answer(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        page_of_its_own = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"
        await page.route(
            "**/message",
            lambda route: route.fulfill(status=502, content_type="text/html", body=page_of_its_own),
            times=1,
        )
        await answer(page)
        await expect(page.locator("#problem")).to_contain_text("Your words are kept")
        assert await page.input_value(FORM) == ANSWER
        await page.press(FORM, "Control+Enter")

        await finished_question(page, 2)
        await expect(page.locator("#problem")).to_be_empty()


async def test_refused_document_form_keeps_its_text(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await someone.create()
        await page.goto(address(someone, "upload"))
        await page.fill("#job_description", "Too short 😀")
        await expect(page.locator("#job-count")).to_have_text("11 of 10,000 characters")
        await page.click("form:has(#job_description) button")
        await expect(page.locator("#problem")).to_contain_text("seems too short")

        assert await page.input_value("#job_description") == "Too short 😀"


async def test_box_grows_with_the_text_and_reads_either_way(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        height = "document.querySelector('#answer').offsetHeight"
        small = await page.evaluate(height)
        await page.fill(FORM, "نقلت الخدمات الأخيرة في الليل.\n" * 12)

        await eventually(page, f"{height} > {small} * 1.5")
        assert await page.evaluate("getComputedStyle(answer).direction") == "rtl"
        await page.press(FORM, "Control+Enter")
        await page.wait_for_selector("#answer-1")
        shown = "getComputedStyle(document.querySelector('#answer-1 .text')).direction"
        assert await page.evaluate(shown) == "rtl"


async def test_double_click_on_send_posts_once(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        sent: list[str] = []

        def note(request: Request) -> None:
            if request.url.endswith("/message"):
                sent.append(request.url)

        page.on("request", note)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, ANSWER)
        await page.dblclick("#answer-form button[type=submit]")
        await finished_question(page, 2)

        assert len(sent) == 1
        assert await page.locator(".answer").count() == 1


async def test_without_a_script_no_button_loses_what_is_typed_for_another(
    tmp_path: Path, browser: Browser
) -> None:
    cv, job = "Registered nurse. " * 9, "Nurse wanted. " * 9
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await someone.create()
        await page.goto(address(someone, "upload"))
        await page.fill("#job_description", "Half of it\n\nand more")
        await page.select_option("#interviewer", "peer")
        await page.click("form:has(#cv_file) button")
        await expect(page.locator("#problem")).to_contain_text("No file was uploaded")
        await page.set_input_files("#cv_file", {"name": "no.pdf", "mimeType": "", "buffer": b"no"})
        await page.fill("#cv_text", cv)
        await page.click("form:has(#cv_text) button")
        await expect(page.locator(".notice")).to_contain_text("CV uploaded")
        assert await page.input_value("#job_description") == "Half of it\n\nand more"
        assert await page.input_value("#interviewer") == "peer"
        await page.fill("#job_description", job)
        await page.fill("#cv_text", "Another half")
        await page.click("form:has(#job_description) button")
        await expect(page.locator(".notice")).to_contain_text("Job description saved")
        assert await page.input_value("#cv_text") == "Another half"
        await expect(page.locator("#cv_text")).to_be_visible()

        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, "Half a thought")
        await page.click("#choices summary")
        await page.check("#choices input[name=whole]")
        await page.click("#choices button")
        assert await page.input_value(FORM) == "Half a thought"
        assert await page.is_checked("#choices input[name=whole]")
    await plain.close()


async def test_each_document_is_sent_by_its_own_keys(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await someone.create()
        await page.goto(address(someone, "upload"))
        await page.fill("#cv_text", "Half a CV")
        await page.fill("#job_description", "Nurse wanted. " * 9)
        await expect(page.locator("#job-count")).to_have_text("126 of 10,000 characters")
        await page.press("#job_description", "Control+Enter")
        await expect(page.locator(".notice")).to_contain_text("Job description saved")
        await page.goto(address(someone, "upload"))

        assert await page.input_value("#cv_text") == "Half a CV"
