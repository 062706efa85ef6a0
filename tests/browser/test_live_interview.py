"""The live interview in a real browser, undisturbed and disturbed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, WebSocketRoute

from app.domain.errors import ModelFailed
from tests.browser.visitor import (
    ANSWER,
    FORM,
    answer,
    finished_question,
    partial_question,
    press_demo,
    text_of,
)
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import JSON, Served, parts, served

pytestmark = pytest.mark.browser

PAUSE = 0.06


def typing(pause: float = PAUSE, *, first: float | None = None) -> FakeInterviewer:
    """A model that types word by word; `first` is its pause in question 1."""

    def script(brief: Any, _: int) -> list[str | float | Exception]:
        steps: list[str | float | Exception] = []
        number = brief.number
        for word in decorated(number).split(" "):
            steps += [f"{word} ", first if first and number == 1 else pause]
        return steps

    return FakeInterviewer(script=script)


def decorated(number: int) -> str:
    """The fake's question, with what HTML minds in the first two."""
    aside = {1: ", <b> & 42 aside?", 2: ", say 😀 & </p>?"}.get(number, "?")
    return QUESTIONS[number - 1][:-1] + aside


Serve = Callable[..., AbstractAsyncContextManager[Served]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    @asynccontextmanager
    async def start(interviewer: FakeInterviewer | None = None) -> AsyncIterator[Served]:
        async with served(parts(tmp_path, interviewer=interviewer or typing())) as viva:
            yield viva

    return start


async def stored(page: Page, viva: Served) -> list[str]:
    """The questions as storage has them."""
    session = page.url.split("/")[4]
    response = await page.request.get(f"{viva.origin}/session/{session}/interview", headers=JSON)
    conversation = (await response.json())["conversation"]
    return [message["content"] for message in conversation if message["role"] == "assistant"]


async def test_whole_interview_reaches_feedback(serve: Serve, page: Page) -> None:
    async with serve() as viva:
        await press_demo(page, viva)
        for number in range(1, 9):
            assert await finished_question(page, number) == decorated(number)
            await answer(page, f"{ANSWER} Number {number}.")
        await page.click("#finished form[action$='/complete'] button[type=submit]")
        await page.wait_for_url("**/feedback")

        assert await page.locator("main").inner_text()
        assert await page.locator("h1").count() == 1


async def test_text_arrives_bit_by_bit_and_is_the_stored_text(serve: Serve, page: Page) -> None:
    async with serve() as viva:
        await press_demo(page, viva)
        await finished_question(page, 1)
        await answer(page)
        await page.wait_for_selector("#question-2")
        seen = set()
        while await page.locator(FORM).count() == 0:
            seen.add(await text_of(page, 2))
            await asyncio.sleep(PAUSE / 2)

        whole = await finished_question(page, 2)
        assert whole == decorated(2) == (await stored(page, viva))[1]
        assert len(seen - {"", whole}) >= 3
        assert all(whole.startswith(part) for part in seen)


async def test_first_question_is_seen_while_it_is_written(serve: Serve, page: Page) -> None:
    async with serve(typing(first=0.4)) as viva:
        await press_demo(page, viva)
        assert decorated(1).startswith(await partial_question(page, 1))
        assert await page.locator(FORM).count() == 0

        assert await finished_question(page, 1) == decorated(1)


async def test_dropped_socket_reconnects_without_lost_or_repeated_words(
    serve: Serve, page: Page
) -> None:
    async with serve(typing(0.12)) as viva:
        opened = 0

        def drop(socket: WebSocketRoute) -> None:
            nonlocal opened
            opened += 1
            server = socket.connect_to_server()
            frames = 0

            def relay(message: str | bytes) -> None:
                nonlocal frames
                frames += 1
                socket.send(message)
                if frames == 3 and opened < 4:
                    asyncio.get_running_loop().create_task(socket.close(code=1012))

            server.on_message(relay)

        await page.route_web_socket("**/live", drop)
        await press_demo(page, viva)
        await finished_question(page, 1)
        await answer(page)

        assert await finished_question(page, 2) == decorated(2)
        assert opened >= 2


async def test_question_arrives_in_time_with_sockets_blocked(serve: Serve, page: Page) -> None:
    async with serve() as viva:
        await page.add_init_script(
            "window.WebSocket = class { constructor() { throw new Error('blocked'); } };"
        )
        await press_demo(page, viva)
        await finished_question(page, 1)
        await answer(page)

        async with asyncio.timeout(5):
            assert await finished_question(page, 2) == decorated(2)


async def test_reload_in_the_middle_of_a_question_goes_on(serve: Serve, page: Page) -> None:
    async with serve(typing(0.15)) as viva:
        await press_demo(page, viva)
        await finished_question(page, 1)
        await answer(page)
        await page.wait_for_selector("#question-2")
        await asyncio.sleep(0.5)
        await page.reload(wait_until="commit")

        assert await finished_question(page, 2) == decorated(2)
        assert await page.locator("#question-2").count() == 1
        assert await page.locator(".answer").count() == 1


async def test_second_tab_shows_same_question(serve: Serve, context: BrowserContext) -> None:
    async with serve(typing(0.15)) as viva:
        one = await context.new_page()
        await press_demo(one, viva)
        await finished_question(one, 1)
        two = await context.new_page()
        await two.goto(one.url)
        await finished_question(two, 1)
        await answer(one)
        await one.wait_for_selector("#question-2")
        await answer(two)

        assert await finished_question(one, 2) == await finished_question(two, 2) == decorated(2)
        assert await two.locator(".answer").count() == 1


async def test_another_answer_in_a_second_tab_keeps_its_words(
    serve: Serve, context: BrowserContext
) -> None:
    async with serve() as viva:
        one = await context.new_page()
        await press_demo(one, viva)
        await finished_question(one, 1)
        two = await context.new_page()
        await two.goto(one.url)
        await finished_question(two, 1)
        await answer(one)
        await answer(two, "Something else.")
        await two.wait_for_selector("#problem:has-text('already has another answer')")

        assert await two.input_value(FORM) == "Something else."


async def test_draft_survives_reload_and_is_removed_once_sent(serve: Serve, page: Page) -> None:
    async with serve() as viva:
        await press_demo(page, viva)
        await finished_question(page, 1)
        await page.type(FORM, "Half a thought")
        await page.reload()
        await finished_question(page, 1)
        assert await page.input_value(FORM) == "Half a thought"
        await page.press(FORM, "Control+Enter")

        await finished_question(page, 2)
        assert await page.input_value(FORM) == ""


async def test_failing_model_keeps_answer_and_offers_retry(serve: Serve, page: Page) -> None:
    broken = True

    def script(brief: Any, _: int) -> list[str | float | Exception]:
        number = brief.number
        if broken and number == 2:
            return [0.1, ModelFailed("down", final=True)]
        return [QUESTIONS[number - 1]]

    async with serve(FakeInterviewer(script=script)) as viva:
        await page.goto(viva.origin)
        await own_session(page)
        await finished_question(page, 1)
        await answer(page)
        await page.wait_for_selector("form[action$='/retry']")
        assert await page.locator(f"text={ANSWER}").count() == 1
        broken = False
        await page.click("form[action$='/retry'] button")

        assert await finished_question(page, 2) == QUESTIONS[1]
        assert await page.locator("#question-2").count() == 1


async def test_lost_reply_keeps_typed_answer(serve: Serve, page: Page) -> None:
    async with serve() as viva:
        await press_demo(page, viva)
        await finished_question(page, 1)

        async def lose(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await page.route("**/message", lose, times=1)
        await answer(page)
        await page.wait_for_selector("#problem:not(:empty)")
        assert await page.input_value(FORM) == ANSWER
        await page.click("#answer-form button[type=submit]")

        assert await finished_question(page, 2) == decorated(2)
        assert await page.locator(".answer").count() == 1


async def test_without_javascript_the_question_is_typed_and_the_way_goes_on(
    serve: Serve, browser: Browser
) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    async with serve(typing(first=0.4)) as viva:
        await page.goto(viva.origin)
        await page.click("form[action='/demo'] button[type=submit]")
        early = await partial_question(page, 1)
        await page.wait_for_selector(FORM)
        assert not await page.locator("a.stopped").is_visible()
        whole = await page.locator("#question-1-text").inner_text()
        for number in range(1, 9):
            await page.wait_for_selector(f"input[name=turn][value='{number}']", state="attached")
            await page.fill(FORM, f"{ANSWER} Number {number}.")
            await page.click("#answer-form button[type=submit]")
        await page.click("#finished form[action$='/complete'] button[type=submit]")
        await page.wait_for_url("**/feedback*")

        assert whole == decorated(1)
        assert early != whole
        assert await page.locator("main").inner_text()
    await context.close()


async def own_session(page: Page) -> None:
    """Landing to interview with documents of one's own."""
    await page.fill("input[name=job_title]", "Nurse")
    await page.fill("input[name=company_name]", "St Anne")
    await page.click("form[action='/session/create'] button[type=submit]")
    await page.wait_for_url("**/upload")
    text = "Registered nurse, eight years on a surgical ward, two leading the night shift."
    await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    await page.fill("textarea[name=cv_text]", text)
    await page.click("form:has(textarea[name=cv_text]) button[type=submit]")
    await page.wait_for_url("**notice=cv")
    await page.fill("textarea[name=job_description]", f"You must be: {text}")
    await page.click("form:has(textarea[name=job_description]) button[type=submit]")
    await page.wait_for_url("**notice=job")
    await page.click("text=Begin")
    await page.wait_for_url("**/interview", wait_until="commit")
