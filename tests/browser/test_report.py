"""The report while it is written: with scripts its head fills, without them the result follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.browser.application import address, answered, candidate, opened
from tests.candidate import Candidate

pytestmark = pytest.mark.browser

ORDER = "() => [...document.querySelectorAll('#head, #result, #reviews')].map(e => e.id)"
HEIGHT = "(e) => e.offsetHeight"
TOP = "(e) => e.getBoundingClientRect().top"


async def being_written(someone: Candidate, answers: int) -> None:
    """A report that takes its time."""
    await answered(someone, answers)
    someone.served.parts.reviewer.pause = 0.4  # type: ignore[attr-defined]  # the fake's
    await someone.post("complete")


async def test_reader_of_an_answer_is_not_moved_when_the_result_fills_the_head(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.set_viewport_size({"width": 600, "height": 300})
        await being_written(someone, 4)
        await page.goto(address(someone, "feedback"), wait_until="commit")
        review = page.locator("#review-2")
        await review.evaluate("(e) => e.scrollIntoView({behavior: 'instant'})")
        before = await review.evaluate(TOP)
        await page.wait_for_selector("#status.ready", state="attached")
        await page.wait_for_function("() => !document.querySelector('#head')")

        assert await page.evaluate(ORDER) == ["result", "reviews"]
        assert abs(await review.evaluate(TOP) - before) <= 1


async def test_result_follows_the_answers_without_a_script_and_comes_first_on_reload(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    async with opened(tmp_path) as (viva, _), candidate(viva, plain) as someone:
        await being_written(someone, 2)
        page = await plain.new_page()
        await page.goto(address(someone, "feedback"), wait_until="commit")
        head = page.locator("#head")
        height = await head.evaluate(HEIGHT)
        await page.wait_for_selector("#review-1")
        assert await page.locator(".reading:visible").count() == 1
        assert await page.locator(".practise:visible").count() == 0, "the feedback comes first"
        assert await page.locator(".ready").count() == 0
        await page.wait_for_selector("#status.ready")
        said = await page.locator(".report > .ready").bounding_box()
        place = await head.bounding_box()
        assert said
        assert place
        assert place["y"] < said["y"] < said["y"] + said["height"] < place["y"] + place["height"]
        assert await head.evaluate(HEIGHT) == height
        order = [await part.get_attribute("id") for part in await page.locator("section[id]").all()]
        assert order[:3] == ["head", "reviews", "result"]
        assert await page.locator(".practise:visible").count() == 2
        await page.click("#head a[href='#result']")
        assert page.url.endswith("#result")
        await page.goto(address(someone, "feedback"))
        again = [await part.get_attribute("id") for part in await page.locator("section[id]").all()]
        await plain.close()

        assert again[:2] == ["result", "reviews"]
