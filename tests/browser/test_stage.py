"""A show as the hall sees it: a presenter's page, a live audience, one without JavaScript."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from app.demo.stories import sample_path, stories
from app.main import parts_from
from app.settings import Settings
from app.text.normalise import normalise
from tests.browser.test_accessibility import assert_accessible
from tests.serving import Served, served

pytestmark = pytest.mark.browser

STORY = "reliability"
SPOKEN = [
    (kind, f"{number} of 8", normalise(text))
    for number, step in enumerate(sample_path(stories()[STORY]), 1)
    for kind, text in (("question", step.question), ("answer", step.answer))
]

ANSWER_1 = '<header class="about answer{}"><p class="count">1 of 8</p></header>'

WORDS = """stage => [...stage.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('')"""

RECORD = f"""
const words = {WORDS};
window.frames_seen = [];
document.addEventListener('stage:frame', ({{target}}) => {{
    const about = target.id === 'stage' && target.querySelector('.about');
    if (!about) return;
    const count = about.querySelector('.count').textContent;
    const frame = {{at: performance.now(), kind: about.classList[1], count, text: words(target)}};
    window.frames_seen.push(frame);
}});
"""

SECTIONS = f"""() => [...document.querySelectorAll('.scene')].flatMap(scene => {{
    const about = scene.querySelector('.about');
    const words = {WORDS};
    if (!about) return [];
    return [[about.classList[1], about.querySelector('.count').textContent, words(scene)]];
}})"""


@dataclass
class Hall:
    """A presenter's page, and who watches; every request that any of them made."""

    viva: Served
    browser: Browser
    presenter: Page
    contexts: list[BrowserContext] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def link(self, kind: str) -> str:
        found = await self.presenter.get_attribute(f"#links a[href*='/{kind}/']", "href")
        assert found
        return found

    async def audience(
        self,
        *,
        path: str = "",
        meet: Callable[[WebSocketRoute], None] | None = None,
        **options: Any,
    ) -> Page:
        """Another machine's browser at the stage; its sockets, met, are the test's own to feed."""
        context = await self.browser.new_context(**options)
        context.on("request", lambda request: self.asked.append(request.url))
        self.contexts.append(context)
        page = await context.new_page()
        await page.add_init_script(RECORD)
        if meet:
            await page.route_web_socket("**/live", meet)
        await page.goto(path or await self.link("stage"), wait_until="commit")
        return page

    async def fed(self, **options: Any) -> tuple[Page, Callable[[str, str], None]]:
        """A browser at the stage that shows what the test sends, content and swap, and no more."""
        sockets: asyncio.Queue[WebSocketRoute] = asyncio.Queue()
        page = await self.audience(meet=sockets.put_nowait, **options)
        socket = await asyncio.wait_for(sockets.get(), 10)

        def send(content: str, swap: str) -> None:
            frame = {"content": content, "swap": f"{swap} swapEmpty:true", "target": "#stage"}
            socket.send(json.dumps(frame))

        return page, send

    async def on_stage(self, kind: str, number: int, page: Page | None = None) -> None:
        """Wait until such a scene stands."""
        scene = (page or self.presenter).locator(f"#stage > .about.{kind}:not(.writing)")
        await expect(scene.locator(".count")).to_have_text(f"{number} of 8", timeout=20_000)

    async def press(self, key: str) -> None:
        """A key of the clicker, once the page knows of the one before."""
        step = self.presenter.locator("#panel [name=step]").first
        before = await step.input_value()
        await self.presenter.keyboard.press(key)
        await expect(step).not_to_have_value(before, timeout=20_000)

    async def at_speed(self, name: str) -> None:
        button = self.presenter.get_by_role("button", name=name)
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "true")

    async def whole_show(self) -> None:
        for number in range(1, 9):
            await self.press("PageDown")
            if number == 1:
                await self.on_stage("question", 1)
                await self.press("PageDown")
            await self.on_stage("question" if number < 8 else "finished", min(number + 1, 8))


@asynccontextmanager
async def shown(viva: Served, browser: Browser, presenter: Page) -> AsyncIterator[Hall]:
    """A show with the demo interviewer, opened from the landing page."""
    here = Hall(viva, browser, presenter)
    presenter.on("request", lambda request: here.asked.append(request.url))
    await presenter.goto(viva.origin)
    await presenter.click(f"button[name=present][value={STORY}]")
    await presenter.wait_for_url("**/present?page=*")
    await presenter.wait_for_load_state()
    try:
        yield here
    finally:
        for context in here.contexts:
            await context.close()


@asynccontextmanager
async def typing(folder: Path, words_per_second: int) -> AsyncIterator[Served]:
    """The real application with the demo interviewer, at a pace."""
    env = {
        "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
        "DEMO_WORDS_PER_SECOND": str(words_per_second),
    }
    async with served(parts_from(Settings.from_env(env), {})) as viva:
        yield viva


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def viva(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One server for all these shows, that types fast."""
    async with typing(tmp_path_factory.mktemp("stage"), words_per_second=400) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def here(viva: Served, browser: Browser, page: Page) -> AsyncIterator[Hall]:
    async with shown(viva, browser, page) as opened:
        yield opened


async def spoken(page: Page) -> list[tuple[str, str, str]]:
    """What a live page has shown, in order."""
    frames = await page.evaluate("window.frames_seen")
    return last_words((f["kind"], f["count"], f["text"]) for f in frames)


def last_words(scenes: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What was said, each text as it stood at last."""
    texts = {(kind, count): text for kind, count, text in scenes}
    return [(*key, text) for key, text in texts.items() if key[0] in {"question", "answer"}]


async def seconds_typed(page: Page) -> dict[str, float]:
    """How long each text took to type."""
    began: dict[str, float] = {}
    took: dict[str, float] = {}
    for frame in await page.evaluate("window.frames_seen"):
        key = f"{frame['kind']} {frame['count']}"
        began.setdefault(key, frame["at"])
        took[key] = (frame["at"] - began[key]) / 1000
    return took


async def test_whole_show_reaches_every_page_word_for_word_and_again_after_reset(
    here: Hall,
) -> None:
    live = await here.audience()
    plain = await here.audience(java_script_enabled=False)
    await expect(plain.locator(".scene").last).to_contain_text("begins in a moment")
    address = await here.link("stage")
    await here.at_speed("2×")

    await here.whole_show()
    await here.on_stage("finished", 8, live)
    first, took = await spoken(live), await seconds_typed(live)

    assert first == SPOKEN
    assert last_words(await plain.evaluate(SECTIONS)) == SPOKEN

    await live.evaluate("window.frames_seen = []")
    await here.presenter.click("text=Reset the show")
    await here.presenter.click("text=Erase and begin again")
    await expect(live.locator("#stage")).to_contain_text("begins in a moment")
    await expect(plain.locator(".scene").last).to_contain_text("begins in a moment")
    await here.on_stage("waiting", 1)
    assert await here.link("stage") == address
    await here.whole_show()
    await here.on_stage("finished", 8, live)

    again = await seconds_typed(live)
    assert await spoken(live) == first
    assert {key for key in took if abs(took[key] - again[key]) > 1 + took[key] / 2} == set()
    assert {url for url in here.asked if not url.startswith(here.viva.origin)} == set()


async def test_audience_cut_off_and_late_sees_the_scene_as_it_stands(here: Hall) -> None:
    sockets: list[WebSocketRoute] = []

    def relay(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    cut = await here.audience(meet=relay)
    await here.press("PageDown")
    await here.on_stage("question", 1, cut)
    await sockets[0].close(code=1011)
    await expect(cut.locator("#connection")).to_be_visible()
    await here.press("PageDown")
    late = await here.audience()
    await here.on_stage("question", 2)
    for watcher in (cut, late):
        await here.on_stage("question", 2, watcher)
        assert await watcher.eval_on_selector("#stage", WORDS) == SPOKEN[2][2]
    await expect(cut.locator("#connection")).to_be_hidden()


async def press_once_shown(page: Page, name: str) -> None:
    """Press a button of the stage; they hide while the pointer rests."""
    await page.mouse.move(10, 10)
    await page.mouse.move(20, 20)
    await page.click(f"text={name}")


async def test_page_without_javascript_always_shows_the_last_scene(here: Hall) -> None:
    plain = await here.audience(java_script_enabled=False)
    await expect(plain.locator(".scene").last).to_contain_text("begins in a moment")
    await here.at_speed("Instant")
    await here.press("p")
    await here.on_stage("finished", 8)

    for looked_back in range(1, 8):
        await here.press("PageUp")
        _, count, text = SPOKEN[-looked_back]
        last = plain.locator(".scene").last
        await expect(last).to_contain_text(text, timeout=20_000)
        await expect(last.locator(".count")).to_have_text(count)
        assert await last.evaluate("scene => Math.abs(scene.getBoundingClientRect().top)") < 1


async def test_page_without_javascript_shows_what_comes_after_black(here: Hall) -> None:
    plain = await here.audience(java_script_enabled=False)
    await here.press("PageDown")
    await here.on_stage("question", 1)
    scenes = plain.locator(".scene")
    await expect(scenes.last).to_contain_text(SPOKEN[0][2], timeout=20_000)
    shown = await scenes.count()

    for expected in (shown + 1, shown + 2):
        await here.press(".")
        await expect(scenes).to_have_count(expected, timeout=20_000)

    assert await scenes.last.evaluate(
        "scene => scene.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 2))"
    )


async def test_remote_keeps_up_with_the_presenters_own_keys(here: Hall) -> None:
    phone = await here.audience(path=await here.link("remote"))
    await here.press("PageDown")
    await here.on_stage("question", 1)
    await here.press("PageDown")
    await here.on_stage("question", 2)

    await expect(phone.locator(".count")).to_have_text("Question 2 of 8", timeout=20_000)
    await phone.click("text=Next")
    await here.on_stage("question", 3)


async def test_watcher_looks_back_and_follows_again(here: Hall) -> None:
    live = await here.audience()
    await here.press("PageDown")
    await here.on_stage("question", 1, live)
    await here.press("PageDown")
    await here.on_stage("question", 2, live)

    await press_once_shown(live, "Look back")
    await expect(live.locator("#seen")).to_contain_text(SPOKEN[1][2])
    await press_once_shown(live, "Look back")
    await expect(live.locator("#seen")).to_contain_text(SPOKEN[0][2])
    await expect(live.locator("#stage")).to_be_hidden()
    await press_once_shown(live, "Follow")
    await expect(live.locator("#stage")).to_contain_text(SPOKEN[2][2])


async def test_look_back_never_leads_past_what_is_on_stage(here: Hall) -> None:
    live = await here.audience()
    for number in (1, 2, 3):
        await here.press("PageDown")
        await here.on_stage("question", number, live)
    for kind, number in (("answer", 2), ("question", 2), ("answer", 1), ("question", 1)):
        await here.press("PageUp")
        await here.on_stage(kind, number, live)
    await expect(live.locator("[data-look=back]")).to_be_hidden()
    await here.press("PageDown")
    await here.on_stage("answer", 1, live)

    await press_once_shown(live, "Look back")
    await expect(live.locator("#seen")).to_contain_text(SPOKEN[0][2])
    await press_once_shown(live, "Look ahead")
    await expect(live.locator("#stage")).to_contain_text(SPOKEN[1][2])
    await expect(live.locator("#seen")).to_be_hidden()
    await here.press(".")
    await here.press(".")
    await press_once_shown(live, "Look back")
    await expect(live.locator("#seen")).to_contain_text(SPOKEN[0][2])


async def test_watcher_keeps_dark_or_light_when_the_page_is_loaded_again(here: Hall) -> None:
    live = await here.audience(color_scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    await expect(live.locator(".look")).to_be_visible()
    light = await live.evaluate(paper)
    await press_once_shown(live, "Dark or light")
    dark = await live.evaluate(paper)
    assert dark != light

    await live.reload()
    await expect(live.locator("html")).to_have_css("background-color", dark)
    await press_once_shown(live, "Dark or light")
    await live.reload()
    await expect(live.locator(".look")).to_be_visible()
    assert await live.evaluate(paper) == light


BELOW_THE_FOOT = """() => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector('#stage'));
    const foot = document.querySelector('.foot').getBoundingClientRect().top;
    return words.getBoundingClientRect().bottom - foot;
}"""


@pytest.mark.parametrize("window", [(1280, 720), (1024, 768), (1920, 1080)])
async def test_long_answer_from_the_hall_fits_the_projector(
    here: Hall, window: tuple[int, int]
) -> None:
    own = "When I took over the site I had no list, so I rang every trade and wrote one. " * 26
    width, height = window
    live = await here.audience(viewport={"width": width, "height": height})
    await here.press("PageDown")
    await here.on_stage("question", 1)
    await here.presenter.fill("#answer", own)
    await here.presenter.click("text=Give this answer")
    await here.on_stage("question", 2)
    await here.press("PageUp")
    await here.on_stage("answer", 1, live)

    assert await live.evaluate(BELOW_THE_FOOT) <= 0
    size = "parseFloat(getComputedStyle(document.querySelector('#stage')).fontSize)"
    assert await live.evaluate(size) >= 0.0149 * width
    await expect(live.get_by_text("The answer goes on")).to_be_hidden()


async def test_answer_longer_than_the_projector_is_shown_a_page_at_a_time(here: Hall) -> None:
    own = "When I took over the site I had no list, so I rang every trade and wrote one. " * 100
    context = await here.browser.new_context(viewport={"width": 1280, "height": 720})
    here.contexts.append(context)
    await here.press("PageDown")
    await here.on_stage("question", 1)
    await here.presenter.fill("#answer", f"{own}That is the end of it all.")
    await here.presenter.click("text=Give this answer")
    await here.on_stage("question", 2)
    await here.press("PageUp")
    live = await context.new_page()
    await live.clock.install()
    await live.goto(await here.link("stage"))
    await here.on_stage("answer", 1, live)

    goes_on = live.get_by_text("The answer goes on")
    tops = [await live.evaluate("scrollY")]
    while await goes_on.is_visible():
        await live.clock.fast_forward(120_000)
        tops.append(await live.evaluate("scrollY"))

    assert tops[0] == 0
    assert 3 <= len(tops) <= 6, tops
    assert all(100 < after - before < 720 for before, after in pairwise(tops))
    assert await live.evaluate(BELOW_THE_FOOT) <= 0
    await here.press("PageDown")
    await here.on_stage("question", 2, live)
    assert await live.evaluate("scrollY") == 0
    for key, kind in (("PageUp", "answer"), ("PageUp", "question"), ("PageDown", "answer")):
        await here.press(key)
        await here.on_stage(kind, 1, live)
    await expect(goes_on).to_be_visible()
    await press_once_shown(live, "Look back")
    await expect(goes_on).to_be_hidden()
    await live.clock.fast_forward(240_000)
    assert await live.evaluate("scrollY") == 0
    await press_once_shown(live, "Follow")
    await expect(goes_on).to_be_visible()
    await live.clock.fast_forward(240_000)
    assert await live.evaluate("scrollY") > 100
    await live.evaluate("scrollTo(0, 0)")
    await live.mouse.wheel(0, 50)
    await asyncio.sleep(0.3)
    await live.clock.fast_forward(240_000)
    assert await live.evaluate("scrollY") == 50


async def test_withdrawing_ends_every_open_page(here: Hall) -> None:
    live, plain = await here.audience(), await here.audience(java_script_enabled=False)
    await expect(plain.locator(".scene").last).to_contain_text("begins in a moment")
    await here.presenter.click("text=Withdraw the stage")
    await here.presenter.click("text=Withdraw it now")
    await expect(live.locator("#stage")).to_have_text("This stage has ended.")
    await expect(plain.locator("h1")).to_contain_text("This stage has ended")


async def test_key_in_answer_field_pauses_and_own_text_is_kept_and_answered(
    tmp_path: Path, browser: Browser, page: Page
) -> None:
    own = "I would rather tell you about the night the disk filled up."
    async with typing(tmp_path, 40) as viva, shown(viva, browser, page) as here:
        live = await here.audience()
        await here.press("PageDown")
        await here.on_stage("question", 1)
        await here.press("PageDown")
        await page.wait_for_selector("#stage > .answer.writing")
        await page.locator("#answer").press_sequentially(own)
        await expect(page.get_by_role("button", name="Pause", exact=True)).to_be_disabled()
        await expect(page.locator("#answer")).to_have_value(own)
        await page.click("text=Give this answer")
        await here.on_stage("question", 2, live)
        assert ("answer", "1 of 8", own) in await spoken(live)
        await expect(page.locator("#answer")).to_have_value("")


async def test_own_answer_that_is_refused_is_told_why(here: Hall) -> None:
    page = here.presenter
    await here.press("PageDown")
    await here.on_stage("question", 1)
    for typed, told in (
        (" ", "Answer cannot be empty."),
        ("x" * 10_001, "Answer too long (max 10,000 characters)"),
    ):
        await page.fill("#answer", typed)
        await page.click("text=Give this answer")
        await expect(page.locator("#problem")).to_have_text(told)
        await expect(page.locator("#answer")).to_have_value(typed)


async def test_second_window_follows_until_it_takes_over(here: Hall) -> None:
    await here.press("PageDown")
    await here.on_stage("question", 1)
    second = await here.presenter.context.new_page()
    await second.goto(here.presenter.url.partition("?")[0])
    await expect(second.locator(".window")).to_have_text("following")
    await second.keyboard.press("PageDown")
    await expect(second.locator("#problem")).to_contain_text("Another page is presenting")
    await second.locator("#problem").get_by_role("button", name="Take over").click()
    await expect(second.locator(".window")).to_have_text("presenting")
    await expect(here.presenter.locator(".window")).to_have_text("following")
    await expect(second.locator("#problem")).to_be_empty()


async def test_take_over_stays_a_button_of_the_present_step(here: Hall) -> None:
    await here.press("PageDown")
    await here.on_stage("question", 1)
    second = await here.presenter.context.new_page()
    await second.goto(here.presenter.url.partition("?")[0])
    await second.keyboard.press("PageDown")
    take_over = second.locator("#problem").get_by_role("button", name="Take over")
    await expect(take_over).to_be_visible()
    await here.press(".")
    step = await here.presenter.locator("#panel [name=step]").first.input_value()
    await expect(second.locator("#panel [name=step]").first).to_have_value(step)

    await take_over.click()

    await expect(second.locator(".window")).to_have_text("presenting")


async def test_p_plays_after_next_and_every_key_that_types_or_moves_pauses(
    tmp_path: Path, browser: Browser, page: Page
) -> None:
    async with typing(tmp_path, 3) as viva, shown(viva, browser, page) as here:
        play, pause = (page.get_by_role("button", name=n, exact=True) for n in ("Play", "Pause"))
        await here.at_speed("Instant")
        await here.press("PageDown")
        await here.on_stage("question", 1)
        await expect(pause).to_be_disabled()
        await here.at_speed("0.5×")
        await here.press("PageDown")
        await page.wait_for_selector("#stage > .answer.writing")
        await here.press("p")
        await expect(play).to_have_attribute("aria-pressed", "true")
        for key in ("Enter", "ArrowDown", "ArrowUp", "Home", "End", "Backspace", "q", "Escape"):
            await here.press(key)
            await expect(pause).to_be_disabled()
            await here.press("p")
            await expect(pause).to_be_enabled()
        step = await page.locator("#panel [name=step]").first.input_value()
        for key in ("Shift", "Tab", "CapsLock", "F2", "Alt", "?"):
            await page.keyboard.press(key)
        await asyncio.sleep(0.5)
        await expect(page.locator("#panel [name=step]").first).to_have_value(step)
        await page.get_by_role("button", name="Next", exact=True).focus()
        here.asked.clear()
        await here.press("Enter")
        assert not [address for address in here.asked if address.endswith("/pause")]
        await expect(play).to_have_attribute("aria-pressed", "true")
        await here.press("Escape")
        await expect(pause).to_be_disabled()
        step = await page.locator("#panel [name=step]").first.input_value()
        await page.keyboard.press("q")
        await asyncio.sleep(0.5)
        await expect(page.locator("#panel [name=step]").first).to_have_value(step)


async def test_answer_given_whole_is_followed_to_its_end_on_a_phone(here: Hall) -> None:
    live, send = await here.fed(viewport={"width": 390, "height": 500})

    async def scrolled() -> tuple[float, float]:
        await expect(live.locator("#stage")).to_contain_text("of it all.")
        top, left = await live.evaluate(
            """() => { const page = document.scrollingElement;
                return [page.scrollTop, page.scrollHeight - page.clientHeight]; }"""
        )
        return top, left

    text = f"{'We moved the ingest last. ' * 40}That is the end of it all."
    send(ANSWER_1.format(" writing") + text, "innerHTML")
    top, most = await scrolled()
    assert most > 100
    assert abs(most - top) <= 1
    send(ANSWER_1.format("") + text, "innerHTML")
    await expect(live.locator("#stage .writing")).to_have_count(0)
    assert (await scrolled())[0] == 0


async def test_keys_are_listed_and_blacken_the_stage(here: Hall) -> None:
    live = await here.audience()
    await here.presenter.keyboard.press("?")
    await expect(here.presenter.locator("#keys dl")).to_be_visible()
    await here.press(".")
    await expect(live.locator("#stage")).to_be_empty()
    await here.press(".")
    await expect(live.locator("#stage")).to_contain_text("begins in a moment")


async def test_words_that_come_together_are_shown_one_by_one(here: Hall) -> None:
    page, send = await here.fed()
    send(ANSWER_1.format(" writing") + "Salt", "innerHTML")
    await asyncio.sleep(0.5)
    send(" &amp; pepper were moved", "append")
    await expect(page.locator("#stage")).to_contain_text("Salt & pepper were moved")
    frames = await page.evaluate("window.frames_seen")

    texts = ["Salt", "Salt &", "Salt & pepper", "Salt & pepper were", "Salt & pepper were moved"]
    assert [frame["text"] for frame in frames] == texts
    gaps = [b["at"] - a["at"] for a, b in pairwise(frames[1:])]
    assert min(gaps) > 50
    assert sum(gaps) < 500

    await asyncio.sleep(0.5)
    send(" last, in two", "append")
    send(" weeks.", "append")
    await expect(page.locator("#stage")).to_contain_text("moved last, in two weeks.")
    send(" It took us long", "append")
    send(ANSWER_1.format("") + "All of it.", "innerHTML")
    await asyncio.sleep(0.5)
    assert await page.eval_on_selector("#stage", WORDS) == "All of it."


async def test_nothing_for_axe_to_find(here: Hall) -> None:
    await here.press("PageDown")
    await here.on_stage("question", 1)
    await assert_accessible(here.presenter, "presenting")
    remote = await here.link("remote")
    for state, path in (("stage", ""), ("remote", remote), ("ended", f"{remote}x")):
        watcher = await here.audience(path=path, bypass_csp=True)
        await watcher.wait_for_load_state()
        await assert_accessible(watcher, state)


async def test_letters_are_large_enough_for_the_last_row(here: Hall) -> None:
    live = await here.audience(viewport={"width": 1920, "height": 1080})
    await here.press("PageDown")
    await here.on_stage("question", 1, live)
    sizes = await live.evaluate(
        """() => ['#stage', '.about .label', '.about .count', '.window'].map(
            name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"""
    )
    assert min(sizes) >= 28
    assert sizes[0] >= 72


async def test_letters_of_a_larger_screen_are_as_much_larger(here: Hall) -> None:
    await here.press("PageDown")
    await here.on_stage("question", 1)
    sizes = []
    for width in (1920, 3840):
        live = await here.audience(viewport={"width": width, "height": width * 9 // 16})
        await here.on_stage("question", 1, live)
        sizes.append(
            await live.evaluate(
                """() => {
                    const size = name => parseFloat(
                        getComputedStyle(document.querySelector(name)).fontSize);
                    const question = ['#stage', '.about', '.foot'].map(size);
                    document.querySelector('.about').className = 'about answer';
                    return [...question, size('#stage')];
                }"""
            )
        )
    assert sizes[1] == pytest.approx([2 * size for size in sizes[0]], rel=0.01)
