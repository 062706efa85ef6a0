from __future__ import annotations

import gzip
import re

import pytest

from app.interview.model import TurnState
from app.web.rendering import STATIC, Pages
from app.web.views import Room, Site
from tests.web.specimens import interview

SHEET = (STATIC / "css" / "site.css").read_text()
LIGHT, DARK = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]

PAIRS = [
    ("ink", "paper", 7.0),
    ("ink", "field", 7.0),
    ("soft", "paper", 4.5),
    ("accent", "paper", 4.5),
    ("on-accent", "accent", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "field", 3.0),
    ("well", "paper", 3.0),
]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2, of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_told_apart(tokens: str, front: str, back: str, least: float) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", tokens))
    high, low = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least


def test_nothing_is_downloaded_and_nothing_is_forced() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET
    assert "!important" not in SHEET


def test_what_a_cold_page_loads_is_small() -> None:
    room = Room(interview=interview(TurnState.AWAITING_ANSWER), focus=3)
    pages = Pages(Site(interviewer="Demo interviewer", is_demo=True))
    page = pages.page("interview.html", room=room)
    files = re.findall(r'(?:src|href)="/static/([^"?]+)', page)
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in files}
    assert len(files) + 1 <= 8
    assert sizes["css/site.css"] <= 6 * 1024
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 24 * 1024
    assert len(page.encode()) + sum(sizes.values()) <= 40 * 1024
