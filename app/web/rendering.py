"""Templates to text: whole pages, and the named blocks that are fragments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block
from markupsafe import Markup

from app.interview.errors import InterviewerUnreachable
from app.language.detecting import detect
from app.web.views import Site

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "app" / "static"
PAGE = "en"
FEWEST_WORDS = 6


class Pages:
    """Renders templates by name."""

    def __init__(self, site: Site) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.globals["site"] = site
        self._environment.globals["static"] = static_url()
        self._environment.globals["unreachable"] = InterviewerUnreachable.text
        self._environment.filters["clock"] = clock
        self._environment.filters["lang"] = lang

    def page(self, name: str, **values: object) -> str:
        return self._environment.get_template(name).render(values)

    def block(self, name: str, block: str, **values: object) -> str:
        return render_block(self._environment, name, block, **values)


def static_url() -> Callable[[str], str]:
    """A function from a static file's name to its address, which changes with its content."""

    @cache
    def url(name: str) -> str:
        digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
        return f"/static/{name}?v={digest}"

    return url


def lang(text: str) -> Markup:
    """The attribute for text in another language than the page's; nothing in doubt.

    A few words are in no language for sure, and a wrong voice is worse than none.
    """
    code = detect(text) if len(text.split()) >= FEWEST_WORDS else None
    return Markup("") if code in {None, PAGE} else Markup(' lang="{}"').format(code)


def clock(moment: datetime) -> str:
    """A moment as people write it, e.g. "12 Nov 2026, 14:05 UTC"."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
