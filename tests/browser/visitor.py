"""What a person does with the page."""

from __future__ import annotations

import asyncio

from playwright.async_api import Page

from tests.serving import Served

ANSWER = "I moved the ingest last, because a lost minute was a lost parcel."
FORM = "#answer-form textarea[name=answer]"


async def press_demo(page: Page, viva: Served) -> None:
    """From landing into the interview; returns when the address is the interview's."""
    await page.goto(viva.origin)
    await page.click("form[action='/demo'] button[type=submit]")
    await page.wait_for_url("**/interview", wait_until="commit")


async def finished_question(page: Page, number: int) -> str:
    """The text of question `number` once it may be answered."""
    await page.wait_for_selector(
        f"#answer-form input[name=turn][value='{number}']", state="attached"
    )
    return await text_of(page, number)


async def text_of(page: Page, number: int) -> str:
    """The text a reader sees of question `number`, exactly."""
    found = await page.eval_on_selector(
        f"#question-{number}-text",
        "el => (el.querySelector('.attempt:last-of-type') || el).textContent",
    )
    return str(found)


async def answer(page: Page, text: str = ANSWER) -> None:
    await page.fill(FORM, text)
    await page.click("#answer-form button[type=submit]")


async def partial_question(page: Page, number: int) -> str:
    """The first text there is to see of question `number`, the page still loading or not.

    What is in the document may be hidden, so what is painted is asked for.
    """
    text = ""
    async with asyncio.timeout(20):
        while not text:
            await asyncio.sleep(0.05)
            text = await page.locator(f"#question-{number}-text").inner_text()
    return text
