"""Templates to text: whole pages, and the named blocks that are fragments."""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block
from markupsafe import Markup

from app.domain.interview import MAX_QUESTIONS, Message
from app.domain.persona import LANGUAGES
from app.domain.speaking import speaking_time
from app.folders import APP, TEMPLATES
from app.web.code_spans import with_code
from app.web.view_models import PAGE_LANGUAGE, Site

STATIC = APP / "static"


class Pages:
    def __init__(self, site: Site) -> None:
        self._environment = _environment(site)

    def page(self, name: str, **values: object) -> str:
        return self._environment.get_template(name).render(values)

    def block(self, name: str, block: str, **values: object) -> str:
        return render_block(self._environment, name, block, **values)


class _Environment(Environment):
    """Jinja's, but templates without globals of their own share one dict, not a view of two."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if d is None else super().make_globals(d)


@cache
def _environment(site: Site) -> Environment:
    """The templates with what they all know; each is compiled once, at its first use."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals |= {
        "site": site,
        "languages": LANGUAGES,
        "max_questions": MAX_QUESTIONS,
    }
    environment.filters |= {
        "clock": clock,
        "spoken": spoken,
        "with_code": with_code,
        "lang_attribute": lang_attribute,
        "static": static_url,
        "time_taken": time_taken,
    }
    return environment


def static_url(name: str) -> str:
    """A static file's address, which changes with its content; worked out with the template."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def lang_attribute(code: str | None) -> str:
    """The attribute for text in another language than the page's; empty where it is not known."""
    is_other = code is not None and code != PAGE_LANGUAGE
    return Markup(' lang="{}"').format(code) if is_other else ""


def spoken(text: str) -> str:
    """How long it would take to say, e.g. "about 2:40 spoken"."""
    minutes, seconds = divmod(speaking_time(text), 60)
    return f"about {minutes}:{seconds:02d} spoken"


def time_taken(answer: Message, question: Message) -> str:
    """How long the candidate thought and wrote, e.g. "1 min 5 s"."""
    taken = answer.timestamp - question.timestamp
    minutes, seconds = divmod(int(taken.total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes > 0 else f"{seconds} s"


def clock(moment: datetime) -> Markup:
    """A moment on a page, where a script puts it in the reader's zone."""
    iso = moment.astimezone(UTC).isoformat()
    return Markup('<time datetime="{}">{}</time>').format(iso, written(moment))


def written(moment: datetime) -> str:
    """A moment as people write it, "12 Nov 2026, 14:05 UTC"."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
