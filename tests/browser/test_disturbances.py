"""What a browser goes through: reloads, cuts, sleep, blocked sockets. Nothing lost or doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Error, Page, WebSocketRoute, expect

from app.domain.brief import Brief
from tests.browser.application import Held, address, candidate, opened
from tests.browser.test_own_turn import stopped_in_question_two
from tests.browser.test_streaming import LONG
from tests.browser.visitor import FORM, answer, finished_question, partial_question, text_of
from tests.candidate import Candidate
from tests.faults.proxy import CuttingProxy

pytestmark = pytest.mark.browser

FIVE_MINUTES = 5 * 60 * 1000


@dataclass
class Slow(Held):
    """Writes a question of `LONG`, a few words at a time, `pause` seconds between them."""

    pause: float = 0.15

    async def question(
        self, brief: Brief, tries: int, is_shown: object = None
    ) -> AsyncGenerator[str, None]:
        words = LONG[brief.number - 1].split(" ")
        for start in range(0, len(words), 4):
            await asyncio.sleep(self.pause)
            tail = " " if start + 4 < len(words) else ""
            yield " ".join(words[start : start + 4]) + tail


async def at_question_two(page: Page, someone: Candidate) -> None:
    """Question 1 is answered, and the first of question 2 is to be seen."""
    await page.goto(address(someone, "interview"))
    await finished_question(page, 1)
    await answer(page)
    await partial_question(page, 2)


async def assert_shown_once(page: Page, number: int) -> None:
    """Question `number` stands as it was written, once, and so do the answers before it."""
    assert await finished_question(page, number) == LONG[number - 1]
    assert await page.locator(f"#question-{number}").count() == 1
    assert await page.locator(".answer").count() == number - 1


async def test_page_reloaded_at_every_token_shows_whole_question(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path, Slow()) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"), wait_until="commit")
        loads = await reload_while_written(page, 1)
        await assert_shown_once(page, 1)
        await answer(page)
        loads += await reload_while_written(page, 2)
        await assert_shown_once(page, 2)

        assert loads >= 6


async def reload_while_written(page: Page, number: int) -> int:
    """Load again at every new piece of a question; how often."""
    seen, loads = "", 0
    while not await page.locator(f"input[name=turn][value='{number}']").count():
        await asyncio.sleep(0.03)
        with suppress(Error):  # the page is on its way
            text = await page.locator(f"#question-{number}-text").text_content(timeout=1000)
            if text and text != seen:
                seen, loads = text, loads + 1
                await page.reload(wait_until="commit")
    return loads


async def test_streamed_page_cut_at_every_piece_loads_itself_again(
    tmp_path: Path, page: Page
) -> None:
    async with (
        opened(tmp_path, Slow(pause=0.6)) as (viva, _),
        candidate(viva, page.context) as someone,
        CuttingProxy(viva.port) as proxy,
    ):
        await page.clock.install()
        url = f"http://127.0.0.1:{proxy.port}{someone.path('interview')}"
        await page.goto(url, wait_until="commit")
        for _ in range(4):
            await partial_question(page, 1)
            proxy.cut()
            async with page.expect_navigation(wait_until="commit"):
                await page.clock.run_for(12_000)

        await assert_shown_once(page, 1)


async def test_page_cut_without_javascript_offers_link_to_continue(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    async with (
        opened(tmp_path, Slow(pause=0.4)) as (viva, _),
        candidate(viva, plain) as someone,
        CuttingProxy(viva.port) as proxy,
    ):
        url = f"http://127.0.0.1:{proxy.port}{someone.path('interview')}"
        with suppress(Error):
            await page.goto(url, wait_until="commit")
        for _ in range(3):
            await partial_question(page, 1)
            proxy.cut()
            await page.click("a.stopped", no_wait_after=True)
            await page.wait_for_selector("#question-1-text", state="attached")

        await assert_shown_once(page, 1)
        await expect(page.locator("a.stopped")).to_be_hidden()
    await plain.close()


async def test_socket_dropped_after_every_frame_shows_whole_question(
    tmp_path: Path, page: Page
) -> None:
    def drop(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        passed = 0

        def relay(message: str | bytes) -> None:
            nonlocal passed
            passed += 1
            if passed <= 1:
                socket.send(message)
            if passed == 1:
                asyncio.get_running_loop().create_task(socket.close(code=1012))

        server.on_message(relay)

    async with opened(tmp_path, Slow()) as (viva, _), candidate(viva, page.context) as someone:
        await page.route_web_socket("**/live", drop)
        await at_question_two(page, someone)
        async with asyncio.timeout(20):
            await assert_shown_once(page, 2)


async def test_silent_sockets_do_not_delay_others(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.questions = LONG
        await page.route_web_socket("**/live", lambda _: None)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await answer(page)
        async with asyncio.timeout(5):
            await assert_shown_once(page, 2)


async def test_laptop_asleep_for_five_minutes_continues_after_waking(
    tmp_path: Path, page: Page
) -> None:
    def fall_silent(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: socket.send(message) if awake.is_set() else None)

    awake = asyncio.Event()
    awake.set()
    async with opened(tmp_path, Slow()) as (viva, _), candidate(viva, page.context) as someone:
        await page.clock.install()
        await page.route_web_socket("**/live", fall_silent)
        await at_question_two(page, someone)
        awake.clear()
        await wait_until_written(someone, 2)
        assert await page.locator(FORM).count() == 0
        await page.clock.fast_forward(FIVE_MINUTES)

        async with asyncio.timeout(5):
            await assert_shown_once(page, 2)


async def test_session_erased_in_another_tab_is_said_in_both_places(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        await stopped_in_question_two(page, someone)
        await someone.post("erase")
        interviewer.may_end.set()

        await expect(page.locator("#problem")).to_contain_text("Load it again", timeout=15_000)
        await expect(page.locator("#status")).to_have_text("This page is out of date")


async def wait_until_written(someone: Candidate, number: int) -> None:
    count = 0
    while count < number:
        await asyncio.sleep(0.1)
        count = (await someone.interview())["progress"]["question_count"]


async def test_return_from_back_forward_cache_shows_current_state(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path, Slow()) as (viva, _), candidate(viva, page.context) as someone:
        await at_question_two(page, someone)
        await page.evaluate(
            """() => {
                dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
                dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
            }"""
        )

        await assert_shown_once(page, 2)


async def test_leaving_and_returning_shows_question(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path, Slow()) as (viva, _), candidate(viva, page.context) as someone:
        await at_question_two(page, someone)
        await page.goto(f"{viva.origin}/dashboard")
        await page.go_back(wait_until="commit")

        await assert_shown_once(page, 2)
        assert await text_of(page, 1) == LONG[0]
