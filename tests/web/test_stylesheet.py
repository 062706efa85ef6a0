from __future__ import annotations

import gzip
import hashlib
import re

import pytest

from app.domain.interview import TurnState
from app.web.rendering import STATIC, Pages
from app.web.view_models import InterviewPage, Site
from tests.web.examples import interview

SHEET = (STATIC / "css" / "site.css").read_text()
STAGE = (STATIC / "css" / "stage.css").read_text()
LIGHT, DARK = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
DRESSES = re.findall(r":root[^{;]*\{([^{}]*--paper.*?)\}", STAGE, re.DOTALL)

PAIRS = [
    ("ink", "paper", 7.0),
    ("ink", "field", 7.0),
    ("soft", "paper", 4.5),
    ("accent", "paper", 4.5),
    ("on-accent", "accent", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "field", 3.0),
    ("success", "paper", 3.0),
]


STAGE_PAIRS = [
    ("ink", "paper", 7.0),
    ("soft", "paper", 7.0),
    ("ink", "field", 7.0),
    ("paper", "ink", 7.0),
    ("accent", "paper", 4.5),
    ("on-accent", "accent", 4.5),
    ("edge", "paper", 3.0),
]
"""What is read from the last row needs more."""


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2, of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_colour_pairs_meet_contrast_minimum(
    tokens: str, front: str, back: str, least: float
) -> None:
    assert contrast(tokens, front, back) >= least


@pytest.mark.parametrize(("front", "back", "least"), STAGE_PAIRS)
@pytest.mark.parametrize("tokens", DRESSES, ids=["bright", "dark", "dark by preference"])
def test_stage_is_readable_from_the_last_row(
    tokens: str, front: str, back: str, least: float
) -> None:
    assert contrast(tokens, front, back) >= least


def contrast(tokens: str, front: str, back: str) -> float:
    """The contrast by WCAG 2 of two of the colours that `tokens` sets."""
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", tokens))
    high, low = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", [SHEET, STAGE], ids=["site", "stage"])
def test_only_own_fonts_are_loaded_and_nobody_waits_for_them(sheet: str) -> None:
    addresses = re.findall(r"url\((.*?)\)", sheet)
    fonts = re.findall(r'"\.\./(vendor/[\w-]+\.woff2)\?v=(\w{12})"', " ".join(addresses))
    assert len(fonts) == len(addresses) == sheet.count("font-display: optional;") == 2
    for name, version in fonts:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest().startswith(version)
    assert "@import" not in sheet


def test_site_and_stage_have_the_same_fonts() -> None:
    site, stage = (re.findall(r"@font-face \{.*?\}", sheet, re.DOTALL) for sheet in (SHEET, STAGE))
    assert site == stage
    assert all("size-adjust" in face for face in site if "local(" in face)


def test_nothing_is_forced() -> None:
    assert "!important" not in SHEET


def test_what_a_cold_page_loads_is_small() -> None:
    view = InterviewPage(interview=interview(TurnState.AWAITING_ANSWER), focus=3)
    pages = Pages(Site(interviewer="Demo interviewer", is_demo=True))
    page = pages.page("interview/page.html", page=view)
    files = re.findall(r'(?:src|href)="/static/([^"?]+)', page)
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in files}
    assert len(files) + 1 <= 8
    assert sizes["css/site.css"] <= 8 * 1024
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 26 * 1024
    assert len(page.encode()) + sum(sizes.values()) <= 40 * 1024
