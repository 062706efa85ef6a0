"""While a question is typed: nothing moves, nothing is taken, nothing is said twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import address, answered, candidate, opened
from tests.browser.visitor import ANSWER, FORM, answer, finished_question, partial_question, text_of
from tests.fakes import QUESTIONS

pytestmark = pytest.mark.browser

LONG = (
    (
        "You left the ingest until both had run side by side for two weeks. What did you compare "
        "in that time, and which difference would have made you call the whole move off?"
    ),
    (
        "Harrowgate's reviews name nobody, and yet somebody always knows. Tell me of an evening "
        "when that somebody was you: who asked first, what did you say, and how was it taken?"
    ),
    (
        "Before an alert may wake a person it has to earn it. Which one did you take away last "
        "year, what spoke for keeping it, and how did the team find out that you were right?"
    ),
)

WATCH_SHIFTS = """
    window.shifted = 0;
    window.places = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    const note = () => {
        requestAnimationFrame(note);
        const place = Math.round(globalThis.scrollY);
        if (!(Math.abs(place - places.at(-1)) <= 1)) places.push(place);
    };
    note();
"""

AT_THE_TOP = """(() => {
    const [bar, question] = ['#progress', '.question:last-child'].map(
        (name) => document.querySelector(name).getBoundingClientRect());
    return bar.bottom <= question.top && question.top < innerHeight / 3;
})()"""

SETTLED = """new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"""

WATCH_SPOKEN = """
    window.spoken = [];
    window.alarms = 0;
    new MutationObserver((changes) => {
        const within = (name) => changes.some(({target}) =>
            (target.closest ? target : target.parentElement)?.closest(name));
        if (within('#spoken')) spoken.push(document.querySelector('#spoken').textContent);
        if (within('#problem')) alarms += 1;
    }).observe(document, {subtree: true, childList: true, characterData: true});
"""

WRITING = "The interviewer is writing"

LIVE = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output"


async def eventually(page: Page, script: str) -> None:
    """Wait until `script` is true; asked from outside, since no page here may evaluate text."""
    is_so = False
    async with asyncio.timeout(10):
        while not is_so:
            await asyncio.sleep(0.05)
            is_so = bool(await page.evaluate(script))


@pytest.mark.parametrize("size", [(1280, 900), (320, 640), (640, 400)])
async def test_page_scrolls_once_a_question_and_is_still_while_it_arrives(
    tmp_path: Path, page: Page, size: tuple[int, int]
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.questions = LONG
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.add_init_script(WATCH_SHIFTS)
        await page.goto(address(someone, "interview"), wait_until="commit")
        for number in range(1, len(LONG) + 1):
            await finished_question(page, number)
            assert await text_of(page, number) == LONG[number - 1]
            await page.evaluate(SETTLED)
            assert await page.evaluate("shifted") <= 0.01, f"question {number}"
            moves = await page.evaluate("places.length - 1")
            assert moves <= (0 if number == 1 else 1), f"question {number}"
            await expect(page.locator("#progress")).to_be_in_viewport(ratio=1)
            assert number == 1 or await page.evaluate(AT_THE_TOP), f"question {number}"
            await expect(page.locator("#latest")).to_be_hidden()
            await page.fill(FORM, f"{ANSWER} " * 4)
            await page.evaluate(SETTLED)
            if number < len(LONG):
                await page.evaluate("[shifted, places] = [0, [Math.round(scrollY)]]")
                await page.keyboard.press("Control+Enter")


async def test_page_without_a_script_is_still_while_question_arrives(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, plain) as someone:
        interviewer.questions = LONG
        await answered(someone, 1)
        page = await plain.new_page()
        interviewer.may_end.clear()
        await page.goto(address(someone, "interview"))
        await answer(page)
        places = set()
        while await page.locator("#answer").count() == 0:
            if await page.locator("#question-3").count():
                places.add(await page.evaluate("Math.round(scrollY)"))
            if await page.get_by_text(LONG[2].rpartition(" ")[0]).count():
                interviewer.may_end.set()
            await asyncio.sleep(0.02)
        await page.wait_for_load_state()
        places.add(await page.evaluate("Math.round(scrollY)"))
        await plain.close()

        assert len(places) == 1
        assert places != {0}


async def test_writing_is_said_and_each_question_once_when_it_stands(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(WATCH_SPOKEN)
        await page.goto(address(someone, "interview"), wait_until="commit")
        for number in range(1, 9):
            await finished_question(page, number)
            await eventually(page, f"spoken.length >= {2 * number - 1}")
            await answer(page, f"{ANSWER} Number {number}.")
        await page.wait_for_selector("#finished")

        said = await page.evaluate("spoken")
        assert said[::2] == list(QUESTIONS)
        assert said[1::2] == [WRITING] * 7
        assert await page.evaluate("alarms") == 0


async def test_text_being_typed_is_in_no_live_region(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.add_init_script(WATCH_SPOKEN)
        interviewer.may_end.clear()
        await page.goto(address(someone, "interview"), wait_until="commit")
        await partial_question(page, 1)
        assert await page.locator("#question-1-text").evaluate("(e, l) => !e.closest(l)", LIVE)
        interviewer.may_end.set()
        await finished_question(page, 1)
        await eventually(page, "spoken.length")
        interviewer.may_end.clear()
        await answer(page)
        await partial_question(page, 2)

        assert await page.locator("#question-2-text").evaluate("(e, l) => !e.closest(l)", LIVE)
        assert await page.evaluate("spoken") == [QUESTIONS[0], WRITING]
        assert await page.locator("[role=status]").count() == 1
        assert await page.locator("[role=alert]").count() == 1


async def test_failure_is_announced_once(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.evaluate(WATCH_SPOKEN)
        interviewer.is_down = True
        await answer(page)
        await page.wait_for_selector("form[action$='/retry']")
        await eventually(page, "spoken.length === 2")

        assert await page.evaluate("spoken") == [
            WRITING,
            "The interviewer could not be reached. Your answer is saved.",
        ]


async def test_asking_again_says_nothing_of_the_question_before(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        interviewer.is_down = True
        await answer(page)
        await page.wait_for_selector("form[action$='/retry']")
        await page.evaluate(WATCH_SPOKEN)
        interviewer.is_down = False
        await page.click("form[action$='/retry'] button")
        await finished_question(page, 2)
        await eventually(page, f"spoken.includes({QUESTIONS[1]!r})")

        assert await page.evaluate("spoken") == [WRITING, QUESTIONS[1]]


async def test_failed_question_keeps_layout_and_keyboard_reaches_retry(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.add_init_script(WATCH_SHIFTS)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        interviewer.is_down = True
        await page.fill(FORM, ANSWER)
        await page.press(FORM, "Control+Enter")
        await page.wait_for_selector("form[action$='/retry']")
        await eventually(page, "document.activeElement.closest('.failed') !== null")
        await page.evaluate(SETTLED)
        assert await page.evaluate("shifted") <= 0.01

        interviewer.is_down = False
        await page.keyboard.press("Enter")
        await finished_question(page, 2)
        await eventually(page, "document.activeElement.id === 'answer'")


async def test_escape_key_closes_open_section(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "upload"))
        await page.click(".erase summary")
        await page.focus(".erase button")
        await page.keyboard.press("Escape")

        assert not await page.is_visible(".erase button")
        assert await page.evaluate("document.activeElement.matches('.erase summary')")


async def test_focus_returns_to_answer_box_of_typing_candidate(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.fill(FORM, ANSWER)
        await page.press(FORM, "Control+Enter")
        await finished_question(page, 2)

        await eventually(page, "document.activeElement.id === 'answer'")


async def test_focus_outside_form_is_not_moved(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        interviewer.may_end.clear()
        await page.fill(FORM, ANSWER)
        await page.press(FORM, "Control+Enter")
        await partial_question(page, 2)
        await page.focus(".erase summary")
        interviewer.may_end.set()
        await finished_question(page, 2)

        assert await page.evaluate("document.activeElement.closest('.erase') !== null")


async def test_caret_position_is_kept_after_refused_answer(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        typed = f"abc {'x' * 10_000}"
        await page.fill(FORM, typed)
        await page.locator(FORM).evaluate("field => field.setSelectionRange(2, 3)")
        await page.keyboard.press("Control+Enter")
        await page.wait_for_selector("#problem:has-text('Answer too long')")
        await page.keyboard.type("Z")

        assert await page.input_value(FORM) == f"ab{'Z'}{typed[3:]}"
        assert await page.locator(FORM).evaluate("field => field.selectionStart") == 3
        assert await page.locator("#answer-count").inner_text() == (
            "10,004 of 10,000 characters, 4 too many"
        )


async def test_what_is_typed_while_an_answer_is_on_its_way_is_not_lost(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        may_go = asyncio.Event()

        async def hold(route: object) -> None:
            await may_go.wait()
            await route.abort()  # type: ignore[attr-defined]  # a Route

        await page.route("**/message", hold, times=1)
        await page.fill(FORM, ANSWER)
        await page.press(FORM, "Control+Enter")
        await expect(page.locator(FORM)).not_to_be_editable()
        await page.keyboard.type("lost words")
        may_go.set()
        await page.wait_for_selector("#problem p")

        await expect(page.locator(FORM)).to_be_editable()
        assert await page.input_value(FORM) == ANSWER


async def test_new_words_do_not_scroll_reader_who_scrolled_up(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await page.set_viewport_size({"width": 320, "height": 500})
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        interviewer.may_end.clear()
        await answer(page, f"{ANSWER} " * 6)
        await partial_question(page, 2)
        await page.mouse.wheel(0, -5000)
        await eventually(page, "scrollY === 0")
        interviewer.may_end.set()
        await finished_question(page, 2)

        assert await page.evaluate("scrollY") == 0
        await page.click("#latest")
        await expect(page.locator("#question-2")).to_be_in_viewport()
        await expect(page.locator("#latest")).to_be_hidden()


async def test_streamed_page_without_a_script_says_how_far_it_is(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    bar = page.locator("#progress progress:visible")
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, plain) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        interviewer.may_end.clear()
        await page.fill(FORM, ANSWER)
        await page.click("#answer-form button[type=submit]", no_wait_after=True)
        await partial_question(page, 2)
        await expect(bar).to_have_attribute("value", "1")
        interviewer.may_end.set()
        await finished_question(page, 2)
        await expect(bar).to_have_attribute("value", "2")
    await plain.close()
