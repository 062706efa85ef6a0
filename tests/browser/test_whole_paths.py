"""From landing to feedback and out again: by keyboard alone, and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request

from tests.browser.application import Held, opened, reviews_fail
from tests.browser.visitor import ANSWER, FORM, finished_question, partial_question, text_of
from tests.fakes import QUESTIONS
from tests.serving import HTML, Served

pytestmark = pytest.mark.browser

CV = "Registered nurse, eight years on a surgical ward, two of them leading the night shift."
JOB = f"You must have: {CV} You should have: patience with students and with machines."

STOP = """(before) => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const box = here.getBoundingClientRect();
    const isMarked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const isSeen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    const last = window.stop;
    window.stop = here;
    const goesOn = !last?.isConnected || last === here
        || Boolean(last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
    return here === document.body || (isMarked && isSeen && goesOn) ? '' : here.outerHTML;
}"""
"""What is wrong with where the focus is: not to be seen, or before the stop it came from."""


async def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until `wanted` has the focus; every stop on the way is visible and in order."""
    for _ in range(60):
        if await page.locator(f"{wanted}:focus").count():
            return
        await page.keyboard.press("Tab")
        assert await page.evaluate(STOP) == ""
    pytest.fail(f"{wanted} cannot be reached")


async def press(page: Page, wanted: str, key: str = "Enter") -> None:
    await tab_to(page, wanted)
    await page.keyboard.press(key)


async def write(page: Page, wanted: str, text: str) -> None:
    await tab_to(page, wanted)
    await page.keyboard.insert_text(text)


async def test_whole_path_by_keyboard_alone(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _):
        await page.goto(viva.origin)
        await prepare_by_keyboard(page)
        await press(page, "a[href$='/interview']")
        await page.wait_for_url("**/interview", wait_until="commit")
        await finished_question(page, 1)
        await write(page, FORM, ANSWER)
        await press(page, "#answer-form button[type=submit]", "Space")
        for number in range(2, 9):
            await finished_question(page, number)
            await write(page, FORM, f"{ANSWER} Number {number}.")
            await page.keyboard.press("Control+Enter")
        await page.wait_for_selector("#finished")
        await press(page, "#finished button")
        await page.wait_for_selector("#result")
        await press(page, ".erase summary")
        await press(page, ".erase button")

        await page.wait_for_url("**/dashboard*")
        assert await page.locator(".sessions > li").count() == 0


async def prepare_by_keyboard(page: Page) -> None:
    await write(page, "#job_title", "Nurse")
    await write(page, "#company_name", "St Anne")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/upload")
    await write(page, "#cv_text", CV)
    await press(page, "form:has(#cv_text) button")
    await page.wait_for_url("**notice=cv")
    await write(page, "#job_description", JOB)
    await press(page, "form:has(#job_description) button")
    await page.wait_for_url("**notice=job")


async def test_whole_path_without_javascript(tmp_path: Path, browser: Browser) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    sent: list[str] = []
    page.on("request", lambda request: note_post(request, sent))
    async with opened(tmp_path) as (viva, interviewer):
        await prepare_plainly(page, viva)
        await see_it_typed(page, interviewer)
        await fail_and_ask_again(page, interviewer)
        for number in range(2, 9):
            await answer_plainly(page, number)
        await fail_to_judge_and_ask_again(page, viva)

        posts = len(sent)
        await back_to_the_start(page)
        assert len(sent) == posts, "going back sends nothing again"
        session = page.url.split("/upload")[0]
        await page.goto(f"{session}/interview")
        assert await page.locator(".answer").count() == 8
        await page.click(".erase summary")
        await page.click(".erase button")
        await page.wait_for_url("**/dashboard*")
        gone = await page.request.get(f"{session}/interview", headers=HTML)
        assert gone.status == 404
    await plain.close()


def note_post(request: Request, sent: list[str]) -> None:
    if request.method == "POST":
        sent.append(request.url)


async def prepare_plainly(page: Page, viva: Served) -> None:
    await page.goto(viva.origin)
    await page.fill("#job_title", "Nurse")
    await page.fill("#company_name", "St Anne")
    await page.click(".start button")
    await page.fill("#cv_text", CV)
    await page.click("form:has(#cv_text) button")
    await page.wait_for_url("**notice=cv")
    await page.fill("#job_description", JOB)
    await page.click("form:has(#job_description) button")
    await page.wait_for_url("**notice=job")


async def see_it_typed(page: Page, interviewer: Held) -> None:
    """Question 1 is on the page before its last word is written."""
    interviewer.may_end.clear()
    await page.click("a[href$='/interview']", no_wait_after=True)
    early = await partial_question(page, 1)
    assert await page.locator(FORM).count() == 0
    interviewer.may_end.set()
    assert await finished_question(page, 1) == QUESTIONS[0] != early


async def fail_and_ask_again(page: Page, interviewer: Held) -> None:
    """The model is down for question 2, and for the first retry."""
    interviewer.is_down = True
    await page.fill(FORM, f"{ANSWER} Number 1.")
    await page.click("#answer-form button[type=submit]")
    await page.wait_for_selector("#question-2 .error")
    assert await page.locator(".answer").count() == 1
    await page.click("form[action$='/retry'] button")
    await page.wait_for_selector("#question-2 .error")
    interviewer.is_down = False
    await page.click("form[action$='/retry'] button")
    await finished_question(page, 2)


async def fail_to_judge_and_ask_again(page: Page, viva: Served) -> None:
    """The model does not write the report, and then it does."""
    reviews_fail(viva, 3)
    await page.click("#finished button[type=submit]")
    await page.click("form[action$='/retry'] button")
    await page.wait_for_selector("#status.ready, #status.writing")
    while await page.locator("#status.writing").count():
        await page.click("#status a")
    await page.wait_for_selector("#result .source:has-text('Written by the model')")


async def answer_plainly(page: Page, number: int) -> None:
    await finished_question(page, number)
    assert await text_of(page, number) == QUESTIONS[number - 1]
    await page.fill(FORM, f"{ANSWER} Number {number}.")
    await page.click("#answer-form button[type=submit]")


async def back_to_the_start(page: Page) -> None:
    """Back through the interview to the documents, one reload on the way."""
    for step in range(30):
        if "/upload" in page.url:
            return
        await page.go_back()
        if step == 1:
            await page.reload()
    pytest.fail("The way back has no end")
