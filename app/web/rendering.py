"""Templates to text: whole pages, and the named blocks that are fragments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block
from markupsafe import Markup

from app.domain.persona import LANGUAGES
from app.domain.speaking import speaking_time
from app.folders import APP, TEMPLATES
from app.web.code_spans import with_code
from app.web.view_models import PAGE_LANGUAGE, Site

STATIC = APP / "static"


class Pages:
    """Renders templates by name."""

    def __init__(self, site: Site) -> None:
        self._environment = _environment(site)

    def page(self, name: str, **values: object) -> str:
        return self._environment.get_template(name).render(values)

    def block(self, name: str, block: str, **values: object) -> str:
        return render_block(self._environment, name, block, **values)


@cache
def _environment(site: Site) -> Environment:
    """The templates with what they all know; each is compiled once, at its first use."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals |= {"site": site, "languages": LANGUAGES, "static": static_url()}
    environment.filters |= {
        "clock": clock,
        "spoken": spoken,
        "with_code": with_code,
        "lang_attribute": lang_attribute,
    }
    return environment


def static_url() -> Callable[[str], str]:
    """A function from a static file's name to its address, which changes with its content."""

    @cache
    def url(name: str) -> str:
        digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
        return f"/static/{name}?v={digest}"

    return url


def lang_attribute(code: str | None) -> Markup:
    """The attribute for text in another language than the page's; empty where it is not known."""
    return Markup("") if code in {None, PAGE_LANGUAGE} else Markup(' lang="{}"').format(code)


def spoken(text: str) -> str:
    """How long it would take to say, e.g. "about 2:40 spoken"."""
    minutes, seconds = divmod(speaking_time(text), 60)
    return f"about {minutes}:{seconds:02d} spoken"


def clock(moment: datetime) -> Markup:
    """A moment on a page, where a script puts it in the reader's zone."""
    iso = moment.astimezone(UTC).isoformat()
    return Markup('<time datetime="{}">{}</time>').format(iso, written(moment))


def written(moment: datetime) -> str:
    """A moment as people write it, "12 Nov 2026, 14:05 UTC"."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
