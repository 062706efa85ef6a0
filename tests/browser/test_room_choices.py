"""What a candidate may choose: whole questions, read aloud, dictated. All off until chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.rooms import Held, address, candidate, opened
from tests.browser.test_room_streaming import LONG, eventually
from tests.browser.visitor import FORM, answer, glimpse, stands
from tests.candidate import Candidate
from tests.fakes import QUESTIONS

pytestmark = pytest.mark.browser

VOICES = """
    window.said = [];
    window.voices = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, 'speechSynthesis', {value: {
        speak: ({text, lang}) => { said.push(text); voices.push(lang); }, cancel() {},
    }});
    window.SpeechRecognition = class {
        start() { window.listening = this; }
        stop() { this.onend(); }
    };
"""

GERMAN = "Sie haben den Umzug bis zuletzt verschoben. Was sprach dafür, und wer war dagegen?"

MUTE = """
    delete window.speechSynthesis;
    delete window.SpeechRecognition;
    delete window.webkitSpeechRecognition;
"""

HEARD = """(words) => {
    const result = [{transcript: words}];
    listening.onresult({results: [result], resultIndex: 0});
}"""


async def choose(page: Page, name: str) -> None:
    await page.click("#choices summary")
    await page.check(f"#choices input[name={name}]")


async def test_nothing_speaks_or_listens_until_chosen(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(VOICES)
        await page.goto(address(someone, "interview"))
        await stands(page, 1)
        await answer(page)
        await stands(page, 2)

        assert await page.evaluate("said") == []
        await expect(page.locator(".dictate")).to_be_hidden()
        for box in await page.locator("#choices input").all():
            assert not await box.is_checked()


async def hear_question_two(page: Page, someone: Candidate) -> None:
    """Choose to have questions read aloud, and answer the first."""
    await page.add_init_script(VOICES)
    await page.goto(address(someone, "interview"))
    await stands(page, 1)
    await choose(page, "aloud")
    await answer(page)
    await stands(page, 2)
    await eventually(page, "said.length")


async def test_a_question_is_read_aloud_once_by_choice(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await hear_question_two(page, someone)

        assert await page.evaluate("said") == [QUESTIONS[1]]


async def test_a_question_in_another_language_is_said_in_its_voice(
    tmp_path: Path, page: Page
) -> None:
    model = Held(questions=(QUESTIONS[0], GERMAN))
    async with opened(tmp_path, model) as (viva, _), candidate(viva, page.context) as someone:
        await hear_question_two(page, someone)

        assert await page.evaluate("voices") == ["de"]
        assert await page.evaluate("document.querySelector('#spoken').lang") == "de"


async def test_an_answer_is_dictated_at_the_caret_by_choice(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(VOICES)
        await page.goto(address(someone, "interview"))
        await stands(page, 1)
        await choose(page, "dictate")
        await page.fill(FORM, "I moved")
        await page.click(".dictate")
        await expect(page.locator(".dictate")).to_have_attribute("aria-pressed", "true")
        await page.evaluate(HEARD, " the ingest last ")
        assert await page.input_value(FORM) == "I moved the ingest last"
        await page.click(".dictate")
        await expect(page.locator(".dictate")).to_have_attribute("aria-pressed", "false")
        await page.reload()
        await stands(page, 1)

        assert await page.input_value(FORM) == "I moved the ingest last"


async def test_where_a_browser_has_no_speech_there_is_no_trace_of_it(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(MUTE)
        await page.goto(address(someone, "interview"))
        await stands(page, 1)
        await page.click("#choices summary")

        await expect(page.locator("#choices label:visible")).to_have_count(1)
        assert await page.locator("#choices input[name=whole]").is_visible()
        await expect(page.locator(".dictate")).to_be_hidden()


@pytest.mark.parametrize("way", ["by choice", "by reduced motion"])
async def test_a_question_comes_whole(tmp_path: Path, page: Page, way: str) -> None:
    async with opened(tmp_path) as (viva, model), candidate(viva, page.context) as someone:
        model.questions = LONG
        await page.goto(address(someone, "interview"))
        await stands(page, 1)
        if way == "by choice":
            await choose(page, "whole")
        else:
            await page.emulate_media(reduced_motion="reduce")
        model.may_end.clear()
        await answer(page)
        await glimpse(page, 2)
        await expect(page.locator("#question-2-text")).to_be_hidden()
        model.may_end.set()
        await stands(page, 2)
        await expect(page.locator("#question-2-text")).to_have_text(LONG[1])
        await expect(page.locator("#question-2-text")).to_be_visible()
        model.may_end.clear()
        await answer(page)
        await glimpse(page, 3)
        await page.reload(wait_until="commit")
        await glimpse(page, 3)
        await expect(page.locator("#question-3-text")).to_be_hidden()
        model.may_end.set()
        await expect(page.locator("#question-3-text")).to_be_visible()


async def test_the_time_an_answer_took_is_told_on_request(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await stands(page, 1)
        await answer(page)
        await stands(page, 2)
        told = page.locator("#answer-1 .about p", has_text="Your answer came")
        await expect(told).to_be_hidden()
        await page.click("#answer-1 .about summary")

        await expect(told).to_be_visible()
