"""What a page holds fits it: long names, large text, fingers, few colours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.interview import MAX_QUESTIONS
from tests.browser.application import address, answered, candidate, opened, reviews_fail
from tests.serving import Served

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

ABOVE_TEXT = """(stage) => {
    const words = document.createRange();
    words.selectNodeContents([...stage.childNodes].findLast((node) => node.data?.trim()));
    const ticks = stage.querySelector('.ticks').getBoundingClientRect();
    return words.getBoundingClientRect().top - ticks.bottom;
}"""

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, label:has(input)')]
    .filter((target) => target.checkVisibility() && !target.matches('.skip, p > a, td a'))
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.outerHTML)"""


@pytest.mark.parametrize("width", [320, 768, 1280])
async def test_long_name_does_not_crowd_masthead(tmp_path: Path, page: Page, width: int) -> None:
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


async def test_question_numbers_hang_in_margin_on_wide_screens(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "upload"))
        number, column = await page.evaluate(
            "() => ['.document .number', '.document'].map("
            "(name) => document.querySelector(name).getBoundingClientRect().left)"
        )

        assert 0 < number < column


async def test_touch_targets_are_large_enough(tmp_path: Path, browser: Browser) -> None:
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


async def test_progress_marks_differ_without_colour(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.emulate_media(forced_colors="active")
        await page.goto(address(someone, "interview"))
        hollow = page.locator(".ticks i:not([class])")

        assert await hollow.count() == MAX_QUESTIONS - 2
        assert await hollow.first.evaluate("(tick) => tick.clientHeight") >= 2


async def test_refused_answer_is_in_sight_without_a_script(
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


async def test_offer_to_ask_the_model_again_has_room(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        reviews_fail(viva, 3)
        await answered(someone, 1)
        await someone.post("complete")
        await page.goto(address(someone, "feedback"))
        await page.wait_for_selector(".again button")
        gaps = await page.evaluate(GAPS, ".again")

        assert min(gaps) >= 12


@asynccontextmanager
async def interview_after_landing(folder: Path, page: Page) -> AsyncIterator[Served]:
    """An interview at question 2, the landing page before it in the browser's history."""
    async with opened(folder) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.goto(viva.origin)
        await page.goto(address(someone, "interview"))
        yield viva


async def test_papers_open_and_close_in_page(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.goto(address(someone, "interview"))
        await page.fill("#answer", "Half a thought")
        await page.click("#open-papers")
        await page.wait_for_selector("#papers-place #papers")
        assert page.url.endswith("/interview")
        assert await page.input_value("#answer") == "Half a thought"
        assert await page.get_attribute("#open-papers", "aria-expanded") == "true"
        await page.click("#open-papers")

        await expect(page.locator("#papers")).to_have_count(0)
        assert page.url.endswith("/interview")


async def test_second_click_of_two_that_close_the_papers_leaves_no_interview(
    tmp_path: Path, page: Page
) -> None:
    async with interview_after_landing(tmp_path, page):
        await page.click("#open-papers")
        await expect(page.locator("#papers")).to_be_visible()
        await page.evaluate("for (const _ of 'ab') document.querySelector('#open-papers').click()")
        await expect(page.locator("#papers")).to_be_visible()
        await page.click("#open-papers")
        await expect(page.locator("#papers")).to_have_count(0)

        assert page.url.endswith("/interview")


async def test_papers_opened_in_page_are_closed_by_the_back_button(
    tmp_path: Path, page: Page
) -> None:
    async with interview_after_landing(tmp_path, page) as viva:
        await page.fill("#answer", "Half a thought")
        papers = page.locator("#papers")
        for _round in range(2):
            await page.click("#open-papers")
            await expect(papers).to_be_visible()
            await page.go_back()
            await expect(papers).to_have_count(0)
            await page.click("#open-papers")
            await expect(papers).to_be_visible()
            await page.reload()
        assert page.url.endswith("/interview")
        assert await page.get_attribute("#open-papers", "aria-expanded") is None
        assert await page.input_value("#answer") == "Half a thought"
        await page.go_back()
        await page.go_back()

        assert page.url == f"{viva.origin}/"


async def test_result_fills_the_head_of_a_report_once_it_is_written(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 2)
        viva.parts.reviewer.pause = 0.4  # type: ignore[attr-defined]  # the fake's
        await someone.post("complete")
        await page.goto(address(someone, "feedback"), wait_until="commit")
        await page.wait_for_selector("#head .hint")
        height = await page.locator("#head").evaluate("(e) => e.offsetHeight")
        await page.wait_for_selector("#review-1")
        assert await page.locator(".reading:visible").count() == 1
        assert await page.locator("#head").evaluate("(e) => e.offsetHeight") == height
        await page.wait_for_selector("#status.ready")
        order = "() => [...document.querySelectorAll('#head, #result, #reviews')].map(e => e.id)"

        assert await page.evaluate(order) == ["result", "reviews"]
        await page.reload()
        assert await page.evaluate(order) == ["result", "reviews"]


async def test_buttons_below_a_report_are_as_wide_as_the_phone(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await someone.post("complete")
        await page.set_viewport_size({"width": 320, "height": 640})
        await page.goto(address(someone, "feedback"))
        await page.wait_for_selector(".again button")
        widths = await page.locator(":is(.again, .share) button:not(.plain)").evaluate_all(
            "all => all.map(e => e.offsetWidth)"
        )

        assert len(widths) == 2
        assert len(set(widths)) == 1


async def test_long_names_make_the_head_of_a_page_no_taller_than_three_lines(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await someone.create("Charge Nurse", "The Society for the Relief of the Poor " * 5)
        heights = []
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 640})
            await page.goto(address(someone, "upload"))
            line = page.locator(".subject")
            heights.append(await line.evaluate("(e) => e.offsetHeight / 16 / 1.55"))
            assert "Relief of the Poor" in await line.inner_text()

        assert max(heights) <= 3.8, "the text grows a little with the window"


async def test_fields_of_a_comment_have_room(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await someone.post("complete")
        await someone.get("feedback")
        link = (await someone.post("share", {"scores": "1"})).json()["url"]
        await page.goto(link)
        await page.click(".practise summary")
        field = await page.locator("#text-1").bounding_box()
        label = await page.locator("label[for=name-1]").bounding_box()

        assert field
        assert label
        assert label["y"] - field["y"] - field["height"] >= 8


async def test_presenters_picture_of_the_stage_does_not_crowd_its_head(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.set_viewport_size({"width": 320, "height": 640})
        await page.goto(address(someone, "present"))
        await page.click("form[action$='/next'] button")
        await page.wait_for_selector("#answer-form")
        await page.wait_for_selector("#stage .question")

        assert await page.eval_on_selector("#stage", ABOVE_TEXT) >= 8


async def test_presenters_page_leads_back_to_the_sessions(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "present"))
        await page.click("main a[href='/dashboard']")
        await page.wait_for_url("**/dashboard")
