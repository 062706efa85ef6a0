"""Words that were typed and not sent are lost by nothing: not by another tab, nor by Back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, answered, candidate, opened
from tests.browser.test_drafts import KEPT
from tests.browser.test_own_turn import stopped_in_question_two
from tests.browser.test_practice import reported
from tests.browser.visitor import ANSWER, FORM, answer, finished_question

pytestmark = pytest.mark.browser

HALF = "Half a <thought>,\nnot more."


async def test_words_for_a_turn_answered_elsewhere_come_into_the_next_form(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await someone.answer("Sent elsewhere.", turn=1)
        await answer(page, HALF)
        await expect(page.locator("#problem")).to_contain_text("already has another answer")
        assert await page.input_value(FORM) == HALF
        await expect(page.locator(FORM)).not_to_be_editable()
        await expect(page.locator("#answering [type=submit]")).to_be_hidden()
        await page.press(FORM, "Control+Enter")
        await expect(page.locator("#problem")).to_contain_text("already has another answer")
        await page.click("#problem a")
        await finished_question(page, 2)
        assert await page.input_value(FORM) == HALF
        await expect(page.locator("#problem")).to_contain_text("Question 1 has another answer.")
        await page.reload()
        await finished_question(page, 2)
        assert await page.input_value(FORM) == HALF
        await page.press(FORM, "Control+Enter")
        await finished_question(page, 3)

        assert await page.evaluate(KEPT) == [], "it is stored"


async def test_words_come_beside_those_typed_for_the_next_question(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, HALF)
        await someone.answer("Sent elsewhere.", turn=1)
        await page.evaluate(
            "sessionStorage.setItem(Object.keys(sessionStorage)[0].replace(':1:', ':2:'), 'More.')"
        )
        await page.reload()
        await finished_question(page, 2)

        assert await page.input_value(FORM) == f"More.\n\n{HALF}"


async def test_words_for_a_turn_of_an_interview_that_is_over_can_be_copied(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 2)
        await page.fill(FORM, HALF)
        await someone.post("complete")
        await page.reload()
        await expect(page.locator("#finished")).to_be_visible()

        assert await page.input_value("#kept") == HALF
        assert await page.locator("#kept[readonly]").count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "So:\r\n ```python \nfor x in y:\n    x()\n```\nand `z`\x00.",
        "if (a) {\n  b();\n}",
        "```\nx\n\ty",
        ANSWER,
    ],
)
async def test_answer_whose_reply_was_lost_is_no_draft_any_more(
    tmp_path: Path, page: Page, text: str
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, text)
        await someone.answer(text, turn=1)
        await page.reload()
        await finished_question(page, 2)

        assert await page.input_value(FORM) == ""
        assert await page.evaluate(KEPT) == []


async def test_spaces_for_a_turn_answered_elsewhere_are_no_words(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, " \n")
        await someone.answer("Sent elsewhere.", turn=1)
        await page.reload()
        await finished_question(page, 2)

        assert await page.input_value(FORM) == ""
        await expect(page.locator("#problem")).to_be_empty()


@pytest.mark.parametrize("has_scripts", [False, True])
async def test_ending_shows_what_was_typed_and_not_sent(
    tmp_path: Path, browser: Browser, has_scripts: bool
) -> None:
    context = await browser.new_context(java_script_enabled=has_scripts)
    page = await context.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, ANSWER)
        await page.click("#answer-form button[type=submit]")
        await finished_question(page, 2)
        await page.fill(FORM, HALF)
        await page.click(".end summary")
        await page.click(".end button")
        await expect(page.locator("#kept")).to_be_in_viewport()
        assert await page.input_value("#kept") == HALF
        assert await page.locator("#kept").count() == 1
        await page.click("#finished button")
        await page.wait_for_url("**/feedback")
    await context.close()


async def test_script_ends_an_interview_while_a_question_is_written(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await stopped_in_question_two(page, someone)
        await page.click(".end summary")
        await page.click(".end button")
        await page.wait_for_url("**/feedback*", wait_until="commit")


async def test_answer_is_there_again_on_the_way_back_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, HALF)
        await page.click("#open-papers")
        await page.wait_for_url("**/papers")
        await page.go_back()
        assert await page.input_value(FORM) == HALF
        await page.click("#answer-form button[type=submit]")
        await finished_question(page, 2)
        await page.go_back()
        await finished_question(page, 2)
        assert await page.input_value(FORM) == "", "these are the words of turn 1"
        await page.fill(FORM, "More.")
        await page.goto(f"{viva.origin}/dashboard")
        await page.go_back()

        assert await page.input_value(FORM) == "More."
    await plain.close()


async def test_other_boxes_are_there_again_on_the_way_back_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await reported(someone)
        link = (await someone.post("share", {"scores": "1"})).json()["url"]
        report = address(someone, "feedback")
        await someone.create()
        for where, unfolds, boxes in (
            (address(someone, "upload"), "details summary", ("#cv_text", "#job_description")),
            (report, ".practise summary", ("#practice-1", "#practice-2")),
            (link, ".practise summary", ("#text-1", "#text-2")),
        ):
            await page.goto(where)
            for number, box in enumerate(boxes):
                if not await page.is_visible(box):
                    await page.locator(unfolds).nth(number).click()
                await page.fill(box, f"{box}: {HALF}")
            await page.goto(f"{viva.origin}/dashboard")
            await page.go_back()

            assert [await page.input_value(box) for box in boxes] == [
                f"{box}: {HALF}" for box in boxes
            ]
    await plain.close()
