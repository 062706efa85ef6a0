"""Every page in every state, seen in every way: nothing for axe to find, nothing to scroll to."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import CDPSession, Page

from tests.browser.application import (
    WAYS,
    address,
    answered,
    candidate,
    emulate_view,
    opened,
    reviews_fail,
)
from tests.browser.visitor import ANSWER, FORM, finished_question, partial_question
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

PAINTED_ALIKE = {"200 % zoom", "reduced motion"}
"""Ways in which no colour, and no size but those that 320 px shows, differs for axe."""

CONTROLS = "a, button, input, select, summary, textarea"
STATES = (["hover"], ["active", "hover"], ["focus", "focus-visible"])

CONTRAST = """async () => {
    const rules = {runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false};
    const {violations} = await axe.run(document, rules);
    return violations.flatMap(({nodes}) => nodes.map(({html}) => html));
}"""

SIDEWAYS = """() => {
    const page = document.scrollingElement;
    return page.scrollWidth - page.clientWidth;
}"""


async def assert_accessible(page: Page, state: str) -> None:
    """Assert that the page as it stands is sound in every way of looking at it."""
    await page.evaluate(AXE_SCRIPT)
    trouble: dict[str, Any] = {}
    for way in WAYS:
        await emulate_view(page, way)
        found = [] if way in PAINTED_ALIKE else await page.evaluate(FIND)
        if await page.evaluate(SIDEWAYS):
            found.append("scrolls sideways")
        if found:
            trouble[f"{state}, {way}"] = found
    assert trouble == {}


async def assert_readable_in_every_state(page: Page, name: str) -> None:
    """Assert that the words of every control keep their contrast in each of its states."""
    await page.evaluate(AXE_SCRIPT)
    tools = await page.context.new_cdp_session(page)
    await tools.send("DOM.enable")
    await tools.send("CSS.enable")
    root = (await tools.send("DOM.getDocument"))["root"]["nodeId"]
    found = await tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": CONTROLS})
    controls = found["nodeIds"]
    trouble: dict[str, list[str]] = {}
    for way in ("light", "dark"):
        await emulate_view(page, way)
        for states in STATES:
            await force(tools, controls, states)
            if unreadable := await page.evaluate(CONTRAST):
                trouble[f"{name}, {way}, {states[0]}"] = unreadable
    await force(tools, controls, [])
    await tools.detach()
    assert trouble == {}


async def force(tools: CDPSession, controls: list[int], states: list[str]) -> None:
    """Let every control be as if in `states`."""
    await asyncio.gather(
        *(
            tools.send("CSS.forcePseudoState", {"nodeId": control, "forcedPseudoClasses": states})
            for control in controls
        )
    )


async def go(page: Page, someone: Candidate, rest: str) -> None:
    await page.goto(address(someone, rest))


async def test_landing_dashboard_and_errors_are_sound(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _):
        await page.goto(viva.origin)
        await assert_accessible(page, "landing")
        await page.fill("#job_title", "x" * 201)
        await page.fill("#company_name", "St Anne")
        await page.click(".start button")
        await page.wait_for_selector("#problem p")
        await assert_accessible(page, "landing with a problem")
        await page.goto(f"{viva.origin}/dashboard")
        await assert_accessible(page, "dashboard, empty")
        await page.goto(f"{viva.origin}/session/unknown/interview")
        await assert_accessible(page, "error")
        async with candidate(viva, page.context) as someone:
            await someone.create("A" * 200, "Unbrokenandveryverylongcompanyname" * 3)
            await answered_elsewhere(viva, someone)
            await page.goto(f"{viva.origin}/dashboard")
            assert await page.locator(".sessions > li").count() == 3
            await page.locator(".erase summary").first.click()
            await assert_accessible(page, "dashboard, with rows")


async def answered_elsewhere(viva: Served, someone: Candidate) -> None:
    """One more session of the same candidate, with an answer in it."""
    await someone.prepare()
    await answered(someone, 1)


async def test_documents_page_is_sound(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await go(page, someone, "upload?notice=cv")
        assert await page.locator(".warning").is_visible(), "so short a CV is warned of"
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_accessible(page, "documents, filled")
        await someone.create()
        await go(page, someone, "upload")
        await assert_accessible(page, "documents, empty")
        await page.fill("#cv_text", "Too short")
        await page.click("form:has(#cv_text) button")
        await page.wait_for_selector("#problem p")
        await assert_accessible(page, "documents, with a problem")


async def test_interview_is_sound_while_it_goes_well(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.may_end.clear()
        await page.goto(address(someone, "interview"), wait_until="commit")
        await partial_question(page, 1)
        await assert_accessible(page, "first question being written into the page")
        interviewer.may_end.set()
        await finished_question(page, 1)
        await assert_accessible(page, "awaiting an answer")
        interviewer.may_end.clear()
        await page.fill(FORM, ANSWER)
        await page.click("#answer-form button[type=submit]")
        await partial_question(page, 2)
        await assert_accessible(page, "question being written")
        interviewer.may_end.set()
        await finished_question(page, 2)
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_accessible(page, "everything unfolded")


async def test_interview_is_sound_at_its_end_and_when_it_fails(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await answered(someone, 8)
        await go(page, someone, "interview")
        await page.wait_for_selector("#finished")
        await assert_accessible(page, "finished")
        await someone.prepare()
        interviewer.is_down = True
        await go(page, someone, "interview")
        await page.wait_for_selector("form[action$='/retry']")
        await assert_accessible(page, "question failed")


async def test_feedback_is_sound_by_rule_revised_and_by_model(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        reviews_fail(viva, 3)
        await answered(someone, 2)
        await someone.post("complete")
        await go(page, someone, "feedback")
        await page.wait_for_selector("form[action$='/retry']")
        await assert_accessible(page, "feedback streamed, partly by rule")
        await page.click("form[action$='/retry'] button")
        await page.wait_for_selector("#result")
        await assert_accessible(page, "feedback asked for again")
        await page.reload()
        await assert_accessible(page, "feedback ready")


async def test_controls_are_readable_in_every_state(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(viva.origin)
        await assert_readable_in_every_state(page, "landing")
        await go(page, someone, "upload")
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_readable_in_every_state(page, "documents")
        await answered(someone, 1)
        await go(page, someone, "interview")
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await page.evaluate("document.querySelector('.dictate').hidden = false")
        await assert_readable_in_every_state(page, "interview")
        await page.evaluate("document.querySelector('form').classList.add('htmx-request')")
        await assert_readable_in_every_state(page, "answer on its way")
        await page.goto(f"{viva.origin}/dashboard")
        await assert_readable_in_every_state(page, "dashboard")
        await someone.post("complete")
        await go(page, someone, "feedback")
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        await assert_readable_in_every_state(page, "feedback")


async def test_papers_are_sound_as_a_page_and_in_place(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await go(page, someone, "papers")
        await assert_accessible(page, "papers")
        await go(page, someone, "interview")
        await page.click("#open-papers")
        await page.wait_for_selector("#papers-place #papers")
        await assert_accessible(page, "papers in place")


async def test_private_pages_are_not_indexed_and_all_are_well_formed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (viva, _), viva.client() as client:
        someone = Candidate(viva, client)
        await someone.prepare()
        streamed = await someone.get("interview", HTML)
        await someone.answer(ANSWER)
        pages = [
            streamed,
            *[await someone.get(rest, HTML) for rest in ("upload", "papers", "interview")],
        ]
        await someone.post("complete")
        pages += [await someone.get("feedback", HTML), await someone.get("feedback", HTML)]
        pages += [await client.get(path, headers=HTML) for path in ("/dashboard", "/nowhere")]
        landing = await client.get("/", headers=HTML)

        for response in [*pages, landing]:
            strictly_read(response.text)
            assert ('name="robots" content="noindex"' in response.text) == (response is not landing)
