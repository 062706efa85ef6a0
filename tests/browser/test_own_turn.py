"""How a page tells that it is the candidate's turn: focus, the tab's name, the line at the foot."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, answered, candidate, opened
from tests.browser.test_streaming import LONG, SETTLED, eventually
from tests.browser.visitor import ANSWER, answer, finished_question, partial_question
from tests.candidate import Candidate

pytestmark = pytest.mark.browser

IN_BACKGROUND = """(isHidden) => {
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden});
    document.dispatchEvent(new Event('visibilitychange'));
}"""

IS_ANSWERING = "document.activeElement.id === 'answer'"

COVERED = """() => {
    const line = document.querySelector('#status').getBoundingClientRect();
    const [first, last] = [line.top + 3, line.bottom - 3].map(
        (y) => document.elementFromPoint(line.left + 24, y)?.id);
    return first === 'status' && last === 'status' ? '' : 'covered';
}"""


async def stopped_in_question_two(page: Page, someone: Candidate) -> None:
    """Question 1 is answered by mouse, and question 2 stops short of its end."""
    await page.goto(address(someone, "interview"))
    await finished_question(page, 1)
    someone.served.parts.interviewer.may_end.clear()  # type: ignore[attr-defined]  # the fake's
    await answer(page, f"{ANSWER} " * 6)
    await partial_question(page, 2)


async def test_answer_field_has_focus_when_each_question_stands(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"), wait_until="commit")
        for number in range(1, 4):
            await finished_question(page, number)
            await eventually(page, IS_ANSWERING)
            await answer(page, f"{ANSWER} Number {number}.")


@pytest.mark.parametrize("where", ["selecting", "scrolled up", "in another field"])
async def test_focus_stays_with_reader_who_is_elsewhere(
    tmp_path: Path, page: Page, where: str
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.set_viewport_size({"width": 390, "height": 600})
        await stopped_in_question_two(page, someone)
        if where == "selecting":
            await page.locator("#question-1-text").dblclick(position={"x": 30, "y": 12})
        elif where == "scrolled up":
            await page.mouse.wheel(0, -5000)
            await eventually(page, "scrollY === 0")
        else:
            await page.focus("#choices summary")
        interviewer.may_end.set()
        await finished_question(page, 2)

        assert not await page.evaluate(IS_ANSWERING)


async def test_title_tells_question_and_that_it_is_ready_in_background(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await stopped_in_question_two(page, someone)
        job = "Nurse at St Anne · Viva"
        assert await page.title() == f"Question 2 of 8 · {job}"
        await page.evaluate(IN_BACKGROUND, True)
        interviewer.may_end.set()
        await finished_question(page, 2)
        await expect(page).to_have_title(f"Your turn · Question 2 of 8 · {job}")
        await page.evaluate(IN_BACKGROUND, False)

        await expect(page).to_have_title(f"Question 2 of 8 · {job}")


@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (390, 844)])
async def test_own_turn_is_told_in_full(tmp_path: Path, page: Page, size: tuple[int, int]) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.questions = LONG
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.goto(address(someone, "interview"))
        for number in (1, 2):
            await finished_question(page, number)
            await expect(page.locator("#status")).to_have_text("Your turn")
            await page.evaluate(SETTLED)
            assert await page.evaluate(COVERED) == "", f"question {number}"
            await answer(page)


async def test_way_out_of_a_page_that_stopped_comes_late_with_reduced_motion_too(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.may_end.clear()
        await page.emulate_media(reduced_motion="reduce")
        await page.goto(address(someone, "interview"), wait_until="commit")
        await page.wait_for_selector(".stopped", state="attached")

        assert await page.locator(".stopped").evaluate("(e) => getComputedStyle(e).opacity") == "0"
        await eventually(
            page, "getComputedStyle(document.querySelector('.stopped')).opacity === '1'"
        )


async def test_time_is_told_in_the_zone_of_the_reader(tmp_path: Path, browser: Browser) -> None:
    there = await browser.new_context(timezone_id="Asia/Kathmandu")
    async with opened(tmp_path) as (viva, _), candidate(viva, there):
        page = await there.new_page()
        await page.goto(f"{viva.origin}/dashboard")
        moment = await page.get_attribute("time", "datetime")
        assert moment
        local = datetime.fromisoformat(moment) + timedelta(hours=5, minutes=45)
        told = await page.inner_text("time")
        await there.close()

        assert told == f"{local.day} {local:%b %Y, %H:%M}".replace("Sep ", "Sept ")


async def test_erasing_is_confirmed_on_the_dashboard(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.goto(f"{viva.origin}/dashboard")
        await page.click(".erase summary")
        await page.click(".erase button")
        await page.wait_for_url("**/dashboard?*")

        await expect(page.locator(".notice")).to_contain_text("The session is erased")
