"""The awaited question in other words, in a browser with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, answered, candidate, opened
from tests.browser.test_accessibility import assert_accessible
from tests.browser.visitor import ANSWER, FORM, answer, finished_question
from tests.fakes import QUESTIONS

pytestmark = pytest.mark.browser

PRESS = "#clarify button"
OTHER = "In other words, what did you leave to the end of it, and why there?"
WITH_OTHER_WORDS = (*QUESTIONS, OTHER)


async def test_other_words_come_beside_the_question_and_the_draft_stays(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.questions = WITH_OTHER_WORDS
        await page.goto(address(someone, "interview"))
        for number in (1, 2):
            asked = await finished_question(page, number)
            await page.fill(FORM, ANSWER)
            await page.focus(PRESS)
            await page.keyboard.press("Enter")
            said = page.locator(f"#question-{number} .clarified")
            await expect(said).to_have_count(1)
            await expect(page.locator(PRESS)).to_have_count(0)
            await expect(page.locator(FORM)).to_be_focused()

            assert await page.input_value(FORM) == ANSWER
            assert asked == QUESTIONS[number - 1]
            assert await said.inner_text() == OTHER
            assert await page.text_content("#spoken") == OTHER
            await assert_accessible(page, "question put differently")
            await answer(page)
        await finished_question(page, 3)

        await expect(page.locator(".clarified")).to_have_count(2)


async def test_control_goes_with_the_answer_and_comes_with_the_question(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await expect(page.locator(PRESS)).to_have_count(1)
        interviewer.may_end.clear()
        await answer(page)
        await expect(page.locator(PRESS)).to_have_count(0)
        interviewer.may_end.set()
        await finished_question(page, 2)

        action = await page.get_attribute(PRESS, "formaction")
        assert action == someone.path("question/2/clarify")


async def test_other_words_come_without_a_script(tmp_path: Path, browser: Browser) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, plain) as someone:
        interviewer.questions = WITH_OTHER_WORDS
        await answered(someone, 1)
        page = await plain.new_page()
        await page.goto(address(someone, "interview"))
        await page.click(PRESS)
        await expect(page.locator("#question-2 .clarified")).to_have_count(1)
        await expect(page.locator(PRESS)).to_have_count(0)
        url = page.url
        await page.fill(FORM, ANSWER)
        await page.click("#answer-form button[type=submit]")
        await page.wait_for_selector("#question-3-text")
        await page.fill(FORM, "Half a thought")
        await page.click(PRESS)
        await expect(page.locator("#question-3 .clarified")).to_have_count(1)
        typed = await page.input_value(FORM)
        await plain.close()

        assert url == address(someone, "interview")
        assert typed == "Half a thought"
