"""The presenter's desk: keys, the mouse, a second window, and a desk without a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_stage import SPOKEN, Hall, shown, typing
from tests.serving import Served

pytestmark = pytest.mark.browser

OWN = "I would rather tell you about the night the disk filled up."
AWAY = "The server did not answer"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def viva(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with typing(tmp_path_factory.mktemp("desk"), words_per_second=400) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def here(viva: Served, browser: Browser, page: Page) -> AsyncIterator[Hall]:
    """A show whose first question stands."""
    async with shown(viva, browser, page) as opened:
        await opened.press("PageDown")
        await opened.on_stage("question", 1)
        yield opened


async def posts_of(page: Page) -> list[str]:
    """What is pressed on `page` from now on, by the names of the commands."""
    pressed: list[str] = []
    page.on(
        "request",
        lambda one: pressed.append(one.url.rpartition("/")[2]) if one.method == "POST" else None,
    )
    return pressed


@pytest.mark.parametrize(("on", "back"), [("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft")])
async def test_clicker_moves_the_show_while_the_answer_field_is_empty(
    here: Hall, on: str, back: str
) -> None:
    page = here.presenter
    await page.click("#answer")

    await here.press(on)
    await here.on_stage("question", 2)
    await expect(page.locator("#answer")).to_be_focused()
    await here.press(back)
    await here.on_stage("answer", 1)


async def test_clicker_does_not_take_the_keys_from_an_answer_being_typed(here: Hall) -> None:
    page, pressed = here.presenter, await posts_of(here.presenter)
    await page.fill("#answer", OWN)

    for key in ("PageDown", "PageUp", "ArrowLeft", "ArrowRight"):
        await page.press("#answer", key)
    await asyncio.sleep(0.3)

    assert pressed == []
    await expect(page.locator("#answer")).to_have_value(OWN)


async def test_escape_gives_the_keys_back_and_keeps_what_is_typed(here: Hall) -> None:
    page = here.presenter
    await page.click("#answer")
    await page.keyboard.type(OWN)

    await page.keyboard.press("Escape")

    await expect(page.locator("#answer")).not_to_be_focused()
    await here.press("b")
    await expect(page.locator("#stage .black")).to_be_attached()
    await here.press("b")
    await expect(page.locator("#answer")).to_have_value(OWN)
    await expect(page.locator("#answer")).not_to_be_focused()


async def test_control_enter_gives_the_answer(here: Hall) -> None:
    page = here.presenter
    await page.click("#answer")
    await page.keyboard.type(OWN)
    await page.keyboard.press("Control+Enter")

    await here.on_stage("question", 2)
    await here.press("PageUp")
    await expect(page.locator("#stage")).to_contain_text(OWN)


async def test_typing_and_pasting_pause_and_leaving_the_answer_field_does_not(
    tmp_path: Path, browser: Browser, page: Page
) -> None:
    async with typing(tmp_path, 6) as viva, shown(viva, browser, page) as here:
        await here.at_speed("Instant")
        await here.press("PageDown")
        await here.on_stage("question", 1)
        await here.at_speed("1×")
        await here.press("PageDown")
        await expect(page.locator("#stage > .answer.writing")).to_be_attached()
        pressed = await posts_of(page)
        await page.focus("#answer")
        for key in ("Shift", "F2", "Shift+Tab"):
            await page.keyboard.press(key)
        await asyncio.sleep(0.3)
        assert pressed == []

        await page.focus("#answer")
        await page.keyboard.insert_text(OWN)
        await expect(page.get_by_role("button", name="Pause")).to_be_disabled()
        assert pressed == ["pause"]
        await expect(page.locator("#answer")).to_have_value(OWN)


async def test_space_moves_on_after_a_click_and_presses_what_the_keyboard_chose(
    here: Hall,
) -> None:
    page, pressed = here.presenter, await posts_of(here.presenter)
    links = page.locator("summary", has_text="Stage link and QR code")
    await links.click()

    await here.press("Space")
    assert pressed == ["next"]
    assert await links.evaluate("one => one.parentElement.open")
    await here.on_stage("question", 2)

    await page.locator("#stage").focus()
    black = page.get_by_role("button", name="Black", exact=True)
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await black.evaluate("one => one === document.activeElement"):
            break
    for _ in range(2):
        await here.press("Space")
        await expect(black).to_be_focused()

    assert pressed == ["next", "black", "black"]


@pytest.mark.parametrize("is_back", ["network", "server"])
async def test_failed_press_is_not_told_of_once_the_show_goes_on(here: Hall, is_back: str) -> None:
    page = here.presenter
    if is_back == "network":
        await page.context.set_offline(True)
    else:
        await page.route("**/present/*", lambda route: route.abort())
    await page.keyboard.press("PageDown")
    await expect(page.locator("#problem")).to_contain_text(AWAY)

    if is_back == "network":
        await page.context.set_offline(False)
    else:
        phone = await here.audience(path=await here.link("remote"))
        await phone.click("text=Next")
        await here.on_stage("question", 2)

    await expect(page.locator("#problem")).to_be_empty()


async def test_copied_window_follows_until_it_takes_over(here: Hall) -> None:
    first = here.presenter
    copy = await first.context.new_page()
    await copy.goto(first.url)

    await expect(copy.locator(".window")).to_have_text("following")
    await expect(first.locator(".window")).to_have_text("presenting")
    assert copy.url != first.url
    await first.reload()
    await expect(first.locator(".window")).to_have_text("presenting")
    await asyncio.sleep(0.5)
    await expect(first.locator(".window")).to_have_text("presenting")
    await copy.keyboard.press("PageDown")
    await copy.locator("#problem").get_by_role("button", name="Take over").click()
    await expect(copy.locator(".window")).to_have_text("presenting")
    await expect(first.locator(".window")).to_have_text("following")


async def test_what_cannot_be_undone_asks_first(here: Hall) -> None:
    page, pressed = here.presenter, await posts_of(here.presenter)
    asked = {
        "New links": "Make new links",
        "Reset the show": "Erase and begin again",
        "Withdraw the stage": "Withdraw it now",
    }
    for first, second in asked.items():
        await expect(page.get_by_role("button", name=second)).to_be_hidden()
        await page.locator("summary", has_text=first).click()
        assert pressed == []
        await assert_accessible(page, first)
        address = page.url
        await page.get_by_role("button", name=second).click()
        if first == "Reset the show":
            await expect(page).not_to_have_url(address)
            await here.on_stage("waiting", 1)
        await expect(page.get_by_role("button", name=second)).to_be_hidden()
        assert len(pressed) == 1
        pressed.clear()
    await expect(page.get_by_role("button", name="Open the stage")).to_be_visible()


async def test_keyboard_stays_where_new_links_were_made(here: Hall) -> None:
    page, before = here.presenter, await here.link("stage")
    await page.locator("summary", has_text="New links").focus()
    for key in ("Enter", "Tab", "Enter"):
        await page.keyboard.press(key)

    await expect(page.locator(f"#links a[href='{before}']")).to_have_count(0)
    await expect(page.locator("summary", has_text="New links")).to_be_focused()


async def test_desk_without_a_script_shows_an_answer_as_it_is_typed(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    async with typing(tmp_path, 6) as viva, shown(viva, browser, page) as here:
        await page.click(".speeds button:text-is('2×')")
        await page.click(".steps button:text-is('Next')")
        await here.on_stage("question", 1)
        await page.click(".steps button:text-is('Next')")

        typed = page.locator("#stage > .about.answer.writing")
        await expect(typed).to_be_attached(timeout=10_000)
        await expect(page.locator("#stage")).to_contain_text(SPOKEN[1][2][:20])
        await expect(page.locator("#answer")).to_have_count(0)
        await expect(page.locator("#own .hint")).to_have_text("Pause to type an answer yourself.")
        await page.click(".steps button:text-is('Pause')")
        await expect(page.locator("#answer")).to_be_visible()
        await page.fill("#answer", OWN)
        await asyncio.sleep(2.5)
        await expect(page.locator("#answer")).to_have_value(OWN)
        await page.fill("#answer", "")
        await page.click(".steps button:text-is('Next')")
        await page.click(".steps button:text-is('Next')")
        await here.on_stage("question", 2)
    await plain.close()
