"""Every page in every state, seen in every way: nothing for axe to find, nothing to scroll to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

from tests.browser.rooms import WAYS, address, answered, candidate, looked_at, opened
from tests.browser.visitor import ANSWER, FORM, glimpse, stands
from tests.candidate import Candidate
from tests.serving import HTML, Served
from tests.web.markup import page as strictly_read

pytestmark = pytest.mark.browser

FIND = """async () => {
    const found = await axe.run(document, {
        preload: false, resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
    });
    return found.violations.flatMap(
        ({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`)
    );
}"""

SIDEWAYS = """() => {
    const page = document.scrollingElement;
    return page.scrollWidth - page.clientWidth;
}"""


async def sound(page: Page, state: str) -> None:
    """Assert that the page as it stands is sound in every way of looking at it."""
    await page.evaluate(AXE_SCRIPT)
    trouble: dict[str, Any] = {}
    for way in WAYS:
        await looked_at(page, way)
        found = await page.evaluate(FIND)
        if await page.evaluate(SIDEWAYS):
            found.append("scrolls sideways")
        if found:
            trouble[f"{state}, {way}"] = found
    assert trouble == {}


async def go(page: Page, someone: Candidate, rest: str) -> None:
    await page.goto(address(someone, rest))


async def test_landing_dashboard_and_errors_are_sound(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _):
        await page.goto(viva.origin)
        await sound(page, "landing")
        await page.fill("#job_title", "x" * 201)
        await page.fill("#company_name", "St Anne")
        await page.click(".start button")
        await page.wait_for_selector("#problem p")
        await sound(page, "landing with a problem")
        await page.goto(f"{viva.origin}/dashboard")
        await sound(page, "dashboard, empty")
        await page.goto(f"{viva.origin}/session/unknown/interview")
        await sound(page, "error")
        async with candidate(viva, page.context) as someone:
            await someone.create("A" * 200, "Unbrokenandveryverylongcompanyname" * 3)
            await answered_elsewhere(viva, someone)
            await page.goto(f"{viva.origin}/dashboard")
            assert await page.locator(".sessions > li").count() == 3
            await page.locator(".erase summary").first.click()
            await sound(page, "dashboard, with rows")


async def answered_elsewhere(viva: Served, someone: Candidate) -> None:
    """One more session of the same candidate, with an answer in it."""
    await someone.prepare()
    await answered(someone, 1)


async def test_the_documents_page_is_sound(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await go(page, someone, "upload?notice=cv")
        assert await page.locator(".warning").is_visible(), "so short a CV is warned of"
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await sound(page, "documents, filled")
        await someone.create()
        await go(page, someone, "upload")
        await sound(page, "documents, empty")
        await page.fill("#cv_text", "Too short")
        await page.click("form:has(#cv_text) button")
        await page.wait_for_selector("#problem p")
        await sound(page, "documents, with a problem")


async def test_an_interview_is_sound_while_it_goes_well(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, model), candidate(viva, page.context) as someone:
        model.may_end.clear()
        await page.goto(address(someone, "interview"), wait_until="commit")
        await glimpse(page, 1)
        await sound(page, "first question being written into the page")
        model.may_end.set()
        await stands(page, 1)
        await sound(page, "awaiting an answer")
        model.may_end.clear()
        await page.fill(FORM, ANSWER)
        await page.click("#answer-form button[type=submit]")
        await glimpse(page, 2)
        await sound(page, "question being written")
        model.may_end.set()
        await stands(page, 2)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await sound(page, "everything unfolded")


async def test_an_interview_is_sound_at_its_end_and_when_it_fails(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, model), candidate(viva, page.context) as someone:
        await answered(someone, 8)
        await go(page, someone, "interview")
        await page.wait_for_selector("#finished")
        await sound(page, "finished")
        await someone.prepare()
        model.is_down = True
        await go(page, someone, "interview")
        await page.wait_for_selector("form[action$='/retry']")
        await sound(page, "question failed")


async def test_feedback_is_sound_ready_and_failed(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, model), candidate(viva, page.context) as someone:
        model.feedback_fails = 9
        await answered(someone, 2)
        await someone.post("complete")
        await go(page, someone, "feedback")
        await page.wait_for_selector("form[action$='/retry']")
        await sound(page, "feedback failed")
        model.feedback_fails = 0
        await page.click("form[action$='/retry'] button")
        await page.wait_for_selector("#conclusion")
        await sound(page, "feedback streamed")
        await page.reload()
        await sound(page, "feedback ready")


async def test_private_pages_are_not_indexed_and_all_are_well_formed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (viva, _), viva.client() as client:
        someone = Candidate(viva, client)
        await someone.prepare()
        streamed = await someone.get("interview", HTML)
        await someone.answer(ANSWER)
        pages = [streamed, *[await someone.get(rest, HTML) for rest in ("upload", "interview")]]
        await someone.post("complete")
        pages += [await someone.get("feedback", HTML), await someone.get("feedback", HTML)]
        pages += [await client.get(path, headers=HTML) for path in ("/dashboard", "/nowhere")]
        landing = await client.get("/", headers=HTML)

        for response in [*pages, landing]:
            strictly_read(response.text)
            assert ('name="robots" content="noindex"' in response.text) == (response is not landing)
