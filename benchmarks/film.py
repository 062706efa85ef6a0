"""The opening of a show, filmed from the real stage: `make film`.

Question, answer and the next question of the first story, by the same clicker as in a
talk, as a GIF under `docs/`. What makes the GIF of the pictures has an environment
of its own under `tmp/`.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks import chromium
from benchmarks.server_process import free_port, serving

FILM = Path("docs/stage.gif")
MAKER = Path("tmp/film/bin/python")
SIZE = {"width": 960, "height": 540}
APART = 0.2
"""Seconds from one picture to the next."""
STANDS = 2.5
"""Seconds a scene stands before the clicker is pressed again."""

MAKE = """
import sys
from PIL import Image
from pathlib import Path
out, *names = sys.argv[1:]
taken = [int(Path(name).stem) // 10**6 for name in names]
lasting = [later - at for at, later in zip(taken, taken[1:])] + [2000]
colours = {"colors": 64, "method": Image.Quantize.MAXCOVERAGE, "dither": 0}
pictures = [Image.open(name).convert("RGB").quantize(**colours) for name in names]
pictures[0].save(out, save_all=True, append_images=pictures[1:], duration=lasting, loop=0,
    optimize=True)
"""


def main() -> int:
    """Record, and say how large the film is."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_record(Path(folder)))
        names = sorted(str(path) for path in Path(folder).glob("*.png"))
        command = [str(MAKER), "-c", MAKE, str(FILM), *names]
        subprocess.run(command, check=True)
    sys.stdout.write(f"{FILM}: {len(names)} pictures, {FILM.stat().st_size // 1024} KiB\n")
    return 0


async def _record(folder: Path) -> None:
    path = chromium.installed()
    server = (sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port := free_port()))
    env = {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite", "OPENAI_API_KEY": ""}
    env |= {"OPENAI_BASE_URL": "", "HALL": "", "REDIS_URL": ""}
    with serving(server, port, None, env, folder / "log", "/readyz") as running:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            presenter, stage = await browser.new_page(), await browser.new_page()
            await presenter.goto(running.origin)
            await presenter.click("button[name=present]")
            address = await presenter.get_attribute("#links a[href*='/stage/']", "href")
            await stage.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
            await stage.goto(address or "")
            await stage.wait_for_timeout(3500)  # the pointer rests
            for kind, number in (("question", 1), ("question", 2)):
                await presenter.keyboard.press("PageDown")
                await _film(stage, folder, f"{number} of 8", kind)
            await browser.close()


async def _film(stage: Page, folder: Path, count: str, kind: str) -> None:
    """Pictures until such a scene has stood for a while."""
    scene = stage.locator(f"#stage > .about.{kind}:not(.writing)", has_text=count)
    stood = None
    while stood is None or time.monotonic() - stood < STANDS:
        began = time.monotonic()
        await stage.screenshot(path=folder / f"{time.monotonic_ns():020}.png")
        if stood is None and await scene.count():
            stood = time.monotonic()
        await asyncio.sleep(max(0.0, APART - (time.monotonic() - began)))


if __name__ == "__main__":
    sys.exit(main())
