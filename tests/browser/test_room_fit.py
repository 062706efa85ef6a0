"""What a page holds fits it: long names, large text, fingers, few colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from app.interview.model import MAX_QUESTIONS
from tests.browser.rooms import address, answered, candidate, opened

pytestmark = pytest.mark.browser

LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"

LINES = """(element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    return new Set([...words.getClientRects()].map(({bottom}) => Math.round(bottom / 8))).size;
}"""

OUT_OF_SIGHT = """() => [...document.querySelectorAll('.number')]
    .filter((number) => number.getBoundingClientRect().left < 0).length"""

GAPS = """(name) => [...document.querySelector(name).children].map((part, n, all) => n
    ? part.getBoundingClientRect().top - all[n - 1].getBoundingClientRect().bottom : 99)"""

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, label:has(input)')]
    .filter((target) => target.checkVisibility() && !target.matches('.skip, p > a, td a'))
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.outerHTML)"""


@pytest.mark.parametrize("width", [320, 768, 1280])
async def test_a_long_name_leaves_the_masthead_its_words(
    tmp_path: Path, page: Page, width: int
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await someone.create("A" * 200, "A company whose name goes on and on " * 5)
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(address(someone, "upload"))

        assert await page.eval_on_selector(".name", LINES) == 1
        assert await page.eval_on_selector(".interviewer", LINES) == 1


async def test_large_text_loses_no_number_and_breaks_no_name(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        for rest in ("upload", "interview"):
            await page.goto(address(someone, rest))
            await page.evaluate(LARGE_TEXT)

            assert await page.evaluate(OUT_OF_SIGHT) == 0
            assert await page.eval_on_selector(".interviewer", LINES) == 1


async def test_numbers_hang_where_there_is_room(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "upload"))
        number, column = await page.evaluate(
            "() => ['.document .number', '.document'].map("
            "(name) => document.querySelector(name).getBoundingClientRect().left)"
        )

        assert 0 < number < column


async def test_what_a_finger_touches_is_large_enough(tmp_path: Path, browser: Browser) -> None:
    phone = await browser.new_context(
        viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True
    )
    async with opened(tmp_path) as (viva, _), candidate(viva, phone) as someone:
        await answered(someone, 1)
        page = await phone.new_page()
        small: dict[str, list[str]] = {}
        for path in ("/", "/dashboard", *(someone.path(p) for p in ("upload", "interview"))):
            await page.goto(viva.origin + path)
            small[path] = await page.evaluate(TOO_SMALL)
        await phone.close()

        assert not any(small.values()), small


async def test_the_ticks_can_be_told_apart_without_colours(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.emulate_media(forced_colors="active")
        await page.goto(address(someone, "interview"))
        hollow = page.locator(".ticks i:not([class])")

        assert await hollow.count() == MAX_QUESTIONS - 2
        assert await hollow.first.evaluate("(tick) => tick.clientHeight") >= 2


async def test_a_refused_answer_is_in_sight_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(
        viewport={"width": 1280, "height": 600}, java_script_enabled=False
    )
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await answered(someone, 4)
        page = await plain.new_page()
        await page.goto(address(someone, "interview"))
        await page.fill("#answer", " ")
        await page.click("#answer-form button[type=submit]")
        await page.wait_for_selector("#problem p")
        box = await page.locator("#answer").bounding_box()
        await plain.close()

        assert box
        assert 0 <= box["y"] < 600


async def test_failed_feedback_gives_its_error_room(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, model), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        model.feedback_fails = 9
        await someone.post("complete")
        await page.goto(address(someone, "feedback"))
        await page.wait_for_selector(".failed button")
        gaps = await page.evaluate(GAPS, ".failed")

        assert min(gaps) >= 12
