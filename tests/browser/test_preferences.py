"""What a candidate may choose: whole questions, read aloud, dictated. All off until chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.application import Held, address, answered, candidate, opened
from tests.browser.test_streaming import LONG, eventually
from tests.browser.visitor import ANSWER, FORM, answer, finished_question, partial_question
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


STOPS = """() => {
    listening.stop = () => { listening.onend(); window.listening = null; };
}"""


async def choose(page: Page, name: str) -> None:
    await page.click("#choices summary")
    await page.check(f"#choices input[name={name}]")


async def test_speech_and_dictation_are_off_by_default(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(VOICES)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await answer(page)
        await finished_question(page, 2)

        assert await page.evaluate("said") == []
        await expect(page.locator(".dictate")).to_be_hidden()
        for box in await page.locator("#choices input").all():
            assert not await box.is_checked()


async def hear_question_two(page: Page, someone: Candidate) -> None:
    """Choose to have questions read aloud, and answer the first."""
    await page.add_init_script(VOICES)
    await page.goto(address(someone, "interview"))
    await finished_question(page, 1)
    await choose(page, "aloud")
    await answer(page)
    await finished_question(page, 2)
    await eventually(page, "said.length")


async def test_question_is_read_aloud_once_by_choice(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await hear_question_two(page, someone)

        assert await page.evaluate("said") == [QUESTIONS[1]]


async def test_question_in_other_language_is_spoken_and_answered_by_voice_in_it(
    tmp_path: Path, page: Page
) -> None:
    interviewer = Held(questions=(QUESTIONS[0], GERMAN))
    async with opened(tmp_path, interviewer) as (viva, _), candidate(viva, page.context) as someone:
        await hear_question_two(page, someone)

        assert await page.evaluate("voices") == ["de"]
        assert await page.evaluate("document.querySelector('#spoken').lang") == "de"
        await page.check("#choices input[name=dictate]")
        await page.click(".dictate")
        assert await page.evaluate("listening.lang") == "de"


async def test_answer_is_dictated_at_the_caret_by_choice(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(VOICES)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await choose(page, "dictate")
        await page.fill(FORM, "I moved")
        await page.click(".dictate")
        await expect(page.locator(".dictate")).to_have_attribute("aria-pressed", "true")
        assert await page.evaluate("listening.lang") == "en-US", "as this browser speaks English"
        await page.evaluate(HEARD, " the ingest last ")
        assert await page.input_value(FORM) == "I moved the ingest last"
        await page.click(".dictate")
        await expect(page.locator(".dictate")).to_have_attribute("aria-pressed", "false")
        await page.reload()
        await finished_question(page, 1)

        assert await page.input_value(FORM) == "I moved the ingest last"


@pytest.mark.parametrize("is_taken", [True, False])
async def test_nobody_listens_on_once_an_answer_is_sent(
    tmp_path: Path, page: Page, *, is_taken: bool
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(VOICES)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await choose(page, "dictate")
        await page.click(".dictate")
        await page.evaluate(STOPS)
        if not is_taken:
            await someone.answer("Sent elsewhere.", turn=1)
        await answer(page)
        if is_taken:
            await finished_question(page, 2)
        else:
            await expect(page.locator("#problem")).to_contain_text("already has another answer")

        assert await page.evaluate("listening") is None


async def test_speech_controls_are_absent_without_browser_support(
    tmp_path: Path, page: Page
) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.add_init_script(MUTE)
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await page.click("#choices summary")

        assert await page.locator("#choices input[name=whole]").is_visible()
        for name in ("aloud", "dictate"):
            await expect(page.locator(f"#choices input[name={name}]")).to_be_hidden()
        await expect(page.locator(".dictate")).to_be_hidden()


@pytest.mark.parametrize("way", ["by choice", "by reduced motion"])
async def test_question_appears_whole_where_chosen(tmp_path: Path, page: Page, way: str) -> None:
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, page.context) as someone:
        interviewer.questions = LONG
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        if way == "by choice":
            await choose(page, "whole")
        else:
            await page.emulate_media(reduced_motion="reduce")
        interviewer.may_end.clear()
        await answer(page)
        await partial_question(page, 2)
        await expect(page.locator("#question-2-text")).to_be_hidden()
        interviewer.may_end.set()
        await finished_question(page, 2)
        await expect(page.locator("#question-2-text")).to_have_text(LONG[1])
        await expect(page.locator("#question-2-text")).to_be_visible()
        interviewer.may_end.clear()
        await answer(page)
        await partial_question(page, 3)
        await page.reload(wait_until="commit")
        await partial_question(page, 3)
        await expect(page.locator("#question-3-text")).to_be_hidden()
        interviewer.may_end.set()
        await expect(page.locator("#question-3-text")).to_be_visible()


async def test_question_appears_whole_by_choice_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    plain = await browser.new_context(java_script_enabled=False)
    async with opened(tmp_path) as (viva, interviewer), candidate(viva, plain) as someone:
        await answered(someone, 1)
        page = await plain.new_page()
        await page.goto(address(someone, "interview"))
        await choose(page, "whole")
        await page.click("#choices button")
        assert await page.is_checked("#choices input[name=whole]")
        interviewer.may_end.clear()
        await answer(page, ANSWER)
        await partial_question(page, 3)
        await expect(page.locator("#question-3-text")).to_be_hidden()
        interviewer.may_end.set()
        await expect(page.locator("#question-3-text")).to_be_visible()
        await plain.close()


async def test_time_an_answer_took_is_told_on_request(tmp_path: Path, page: Page) -> None:
    async with opened(tmp_path) as (viva, _), candidate(viva, page.context) as someone:
        await page.goto(address(someone, "interview"))
        await finished_question(page, 1)
        await answer(page)
        await finished_question(page, 2)
        told = page.locator("#answer-1 .about p", has_text="You answered after")
        await expect(told).to_be_hidden()
        await page.click("#answer-1 .about summary")

        await expect(told).to_be_visible()
