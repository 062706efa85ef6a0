"""What a page costs that was never seen before, and whom it asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Request
from pypdf import PdfReader

from tests.browser.application import address, answered, candidate, lend_cookies, opened
from tests.browser.visitor import ANSWER, answer, finished_question, press_demo
from tests.fakes import QUESTIONS

pytestmark = pytest.mark.browser

KB = 1024


@dataclass
class Ledger:
    """What came over the wire: bytes by kind of resource, headers included, and from where."""

    kinds: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, float] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)

    def answered(self, event: dict[str, Any]) -> None:
        if not event["response"]["url"].startswith("data:"):
            self.kinds[event["requestId"]] = event["type"]
            self.hosts.add(urlsplit(event["response"]["url"]).netloc)

    def loaded(self, event: dict[str, Any]) -> None:
        if kind := self.kinds.get(event["requestId"]):
            self.bytes[kind] = self.bytes.get(kind, 0) + event["encodedDataLength"]


async def weighed(browser: Browser, cookies: list[Any], url: str) -> Ledger:
    """`url` in a browser that has nothing in its cache."""
    context = await browser.new_context()
    await context.add_cookies(cookies)
    page = await context.new_page()
    ledger = Ledger()
    cdp = await context.new_cdp_session(page)
    cdp.on("Network.responseReceived", ledger.answered)
    cdp.on("Network.loadingFinished", ledger.loaded)
    await cdp.send("Network.enable")
    await page.goto(url, wait_until="networkidle")
    await context.close()
    return ledger


async def test_cold_page_is_light_and_comes_from_one_host(tmp_path: Path, page: Page) -> None:
    browser = page.context.browser
    assert browser
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        upload = address(someone, "upload")
        await answered(someone, 2)
        await lend_cookies(someone, page.context)
        cookies = await page.context.cookies()
        for url in (viva.origin, upload, address(someone, "interview")):
            ledger = await weighed(browser, cookies, url)
            assert len(ledger.kinds) <= 8, url
            assert ledger.hosts == {urlsplit(viva.origin).netloc}
            assert ledger.bytes["Stylesheet"] <= 8 * KB + 1 * KB, "the last for headers"
            assert ledger.bytes["Script"] <= 26 * KB, url
            font = ledger.bytes.pop("Font", 0)
            assert 0 < font <= 30 * KB, url
            assert sum(ledger.bytes.values()) <= 40 * KB, url


async def test_whole_interview_breaks_no_policy_and_asks_one_host(
    tmp_path: Path, page: Page
) -> None:
    broken: list[str] = []
    hosts: set[str] = set()

    def note(request: Request) -> None:
        hosts.add(urlsplit(request.url).netloc)

    def violated(directive: str) -> None:
        broken.append(directive)

    page.on("request", note)
    await page.expose_function("violated", violated)
    await page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => violated(e.violatedDirective));"
    )
    async with opened(tmp_path) as (viva, _):
        await press_demo(page, viva)
        for number in range(1, 9):
            await finished_question(page, number)
            await answer(page, f"{ANSWER} Number {number}.")
        await page.click("#finished button")
        await page.wait_for_selector("#result")
        await page.goto(f"{viva.origin}/dashboard")

    assert broken == []
    assert hosts - {""} == {urlsplit(viva.origin).netloc}


async def test_feedback_and_interview_print_whole(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 8)
        await someone.post("complete")
        await someone.get("feedback")
        await someone.post("practice/2", {"answer": "I moved it last, and compared for two weeks."})
        await page.goto(address(someone, "feedback"))
        pages, text = await printed(page)
        assert pages <= 3
        for number, question in enumerate(QUESTIONS, 1):
            assert question.split(",")[0] in text
            assert f"Number {number}." in text
        assert "compared for two weeks." in text
        await page.goto(address(someone, "interview"))
        pages, text = await printed(page)
        assert pages <= 3
        for number, question in enumerate(QUESTIONS, 1):
            assert question.split(",")[0] in text
            assert f"Number {number}." in text


async def test_print_of_an_interview_has_long_names_to_their_end_and_no_complaint(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await page.goto(address(someone, "interview"))
        for place in (".subject strong", ".subject span"):
            await page.locator(place).evaluate("(e) => e.append(' and so on'.repeat(18), ' END')")
        await page.locator("#problem").evaluate("(e) => e.append('Complaint')")
        _, text = await printed(page)

        assert text.count("END") == 2
        assert "Complaint" not in text


async def test_browser_without_the_style_unfolds_answers_while_it_prints(
    tmp_path: Path, page: Page
) -> None:
    await page.add_init_script("CSS.supports = () => false")
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await answered(someone, 1)
        await someone.post("complete")
        await someone.get("feedback")
        await page.goto(address(someone, "feedback"))
        states = []
        for event in ("beforeprint", "afterprint"):
            await page.evaluate("(name) => dispatchEvent(new Event(name))", event)
            states.append(await page.locator(".said[open]").count())

    assert states == [1, 0]


async def printed(page: Page) -> tuple[int, str]:
    """How many sheets the page makes, and all that is on them, on one line."""
    sheets = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True))).pages
    return len(sheets), " ".join("".join(sheet.extract_text() for sheet in sheets).split())
