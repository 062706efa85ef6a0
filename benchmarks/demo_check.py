"""The whole show in a real browser, before the talk: `make demo-check`.

    make demo-check
    STORY=nursing make demo-check

A fresh server, the presenter's page, a live audience and one without JavaScript, the
network cut in between: every text must arrive as the story has it, on all of them,
and nothing may be asked of another machine. Prints what was found and "Go", or
"No-go" with the reasons; 0 or 1. Needs Chromium; takes about half a minute.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright

from app.demo.stories import Step, sample_path, stories
from app.text.normalise import normalise
from benchmarks import chromium
from benchmarks.server_process import free_port, serving

PATIENCE = 20_000
"""Milliseconds for one scene to come."""
FIRST_WORD = 0.5
RESET = 1.0
PACE = "120"
"""Words per second; at the pace of a talk the check would take as long as the talk."""
ENDED = "This stage has ended"

WORDS = "s => [...s.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('')"
HEARD = f"""
window.heard = {{}};
document.addEventListener('stage:frame', ({{target}}) => {{
    const about = target.id === 'stage' && target.querySelector('.about');
    if (!about) return;
    const key = about.classList[1] + ' ' + about.querySelector('.count').textContent;
    window.heard[key] = ({WORDS})(target);
    if (about.matches('.waiting')) window.began = Date.now();
}});
"""
SECTIONS = f"""() => Object.fromEntries([...document.querySelectorAll('.scene')].flatMap(s => {{
    const about = s.querySelector('.about');
    if (!about) return [];
    const count = about.querySelector('.count').textContent;
    return [[about.classList[1] + ' ' + count, ({WORDS})(s)]];
}}))"""


PRESS_RESET = """() => {
    document.querySelector('form[data-command="reset"] button').click();
    return Date.now();
}"""


@dataclass
class Check:
    """What was found, good or not."""

    reasons: list[str] = field(default_factory=list)

    def note(self, is_good: bool, found: str) -> None:  # noqa: FBT001, read as a sentence
        sys.stdout.write(f"{'ok   ' if is_good else 'WRONG'}  {found}\n")
        sys.stdout.flush()
        if not is_good:
            self.reasons.append(found)


def main() -> int:
    """Print every finding and the verdict; 1 for no-go."""
    story = os.environ.get("STORY") or "reliability"
    check = Check()
    if story not in stories():
        check.note(False, f"There is no story {story!r}, but {', '.join(stories())}")  # noqa: FBT003
    else:
        try:
            asyncio.run(_whole(story, check))
        except (Error, RuntimeError, OSError) as error:
            check.note(False, str(error).partition("\n")[0])  # noqa: FBT003
    if not check.reasons:
        sys.stdout.write("\nGo.\n")
        return 0
    sys.stdout.write("\nNo-go:\n" + "".join(f"- {reason}\n" for reason in check.reasons))
    return 1


async def _whole(story: str, check: Check) -> None:
    path = chromium.installed()
    if path is None:
        raise RuntimeError("No Chromium is installed, so nothing could be looked at.")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        log = Path(folder, "log")
        server = (sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port))
        env = {
            "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
            "DEMO_WORDS_PER_SECOND": PACE,
            **dict.fromkeys(("HALL", "REDIS_URL", "ALLOWED_HOSTS", "OPENAI_API_KEY"), ""),
            "OPENAI_BASE_URL": "",
        }
        with serving(server, port, None, env, log, "/readyz") as running:
            check.note(True, f"The server starts in {running.seconds_to_start:.1f} s")  # noqa: FBT003
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=path, args=["--no-sandbox", "--disable-gpu"]
                )
                await _show(browser, running.origin, story, check)
                await browser.close()


async def _show(browser: Browser, origin: str, story: str, check: Check) -> None:
    asked: list[str] = []
    async with (
        _window(browser, asked) as presenter,
        _window(browser, asked) as live,
        _window(browser, asked, java_script_enabled=False) as plain,
    ):
        await presenter.goto(origin)
        await presenter.click(f"button[name=present][value={story}]")
        stage = await presenter.get_attribute("#links a[href*='/stage/']", "href") or ""
        await live.goto(stage)
        await plain.goto(stage, wait_until="commit")
        await plain.wait_for_selector(".scene .waiting", state="attached")
        await _talk(presenter, live, sample_path(stories()[story]), check)
        await _compare(live, plain, sample_path(stories()[story]), check)
        await _end(presenter, live, plain, check)
    foreign = sorted({url for url in asked if not url.startswith((origin, "data:"))})
    check.note(not foreign, f"No other machine was asked{': ' + str(foreign) if foreign else ''}")


@asynccontextmanager
async def _window(browser: Browser, asked: list[str], **options: bool) -> AsyncIterator[Page]:
    """One machine's browser, which notes what it asks for."""
    context: BrowserContext = await browser.new_context(**options)  # type: ignore[arg-type]
    context.on("request", lambda request: asked.append(request.url))
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.add_init_script(HEARD)
    yield page
    await context.close()


async def _talk(presenter: Page, live: Page, steps: tuple[Step, ...], check: Check) -> None:
    """Every question and answer, by the clicker; the audience is cut off once."""
    await _press(presenter, "PageDown")
    await _stands(live, 1, "question")
    first = (await presenter.locator("#first-word").inner_text()).removesuffix(" s")
    took = float(first) if first != "–" else 0.0
    check.note(took <= FIRST_WORD, f"First word after {took:.1f} s, {FIRST_WORD} s at most")
    for number in range(1, len(steps) + 1):
        if number == len(steps) // 2:
            await live.goto("about:blank")
            check.note(True, "The audience is cut off in the middle")  # noqa: FBT003
        await _press(presenter, "PageDown")
        if number == len(steps) // 2:
            await live.go_back(wait_until="commit")
        is_last = number == len(steps)
        await _stands(live, number + (not is_last), "finished" if is_last else "question")


async def _compare(live: Page, plain: Page, steps: tuple[Step, ...], check: Check) -> None:
    said = {
        f"{kind} {number} of {len(steps)}": normalise(text)
        for number, step in enumerate(steps, 1)
        for kind, text in (("question", step.question), ("answer", step.answer))
    }
    heard = await live.evaluate("window.heard")
    read = await plain.evaluate(SECTIONS)
    wrong = [key for key in heard.keys() & said.keys() if heard[key] != said[key]]
    check.note(not wrong, f"The live page shows the story’s words {_but(wrong)}")
    late = [key for key in said if key.startswith("question") and key[9:10] > "4"]
    missing = [key for key in late if key not in heard]
    check.note(not missing, f"After the cut the live page goes on {_but(missing)}")
    wrong = [key for key in said if read.get(key) != said[key]]
    check.note(not wrong, f"The page without JavaScript shows the story’s words {_but(wrong)}")


async def _end(presenter: Page, live: Page, plain: Page, check: Check) -> None:
    pressed = await presenter.evaluate(PRESS_RESET)
    await live.wait_for_selector("#stage .waiting", state="attached")
    took = (await live.evaluate("window.began") - pressed) / 1000
    check.note(took <= RESET, f"Reset reaches the stage in {took:.2f} s, {RESET} s at most")
    await plain.wait_for_selector(".scene:last-of-type .waiting", state="attached")
    await presenter.wait_for_selector("#stage .waiting", state="attached")
    await presenter.click("text=Withdraw the stage")
    await presenter.click("text=Withdraw it now")
    for page in (live, plain):
        await page.wait_for_selector(f"h1:has-text('{ENDED}')")
    check.note(True, "Withdrawing ends every page")  # noqa: FBT003


async def _press(presenter: Page, key: str) -> None:
    """A key, once the page knows of the one before."""
    step = presenter.locator("#panel [name=step]").first
    before = await step.input_value()
    await presenter.keyboard.press(key)
    await presenter.wait_for_function(
        "before => document.querySelector('#panel [name=step]').value !== before", arg=before
    )


async def _stands(page: Page, number: int, kind: str) -> None:
    scene = page.locator(f"#stage > .about.{kind}:not(.writing)", has_text=f"{number} of 8")
    await scene.wait_for(state="attached")


def _but(wrong: list[str]) -> str:
    return f"but for {', '.join(sorted(wrong))}" if wrong else "to the letter"


if __name__ == "__main__":
    sys.exit(main())
