"""Scenes as they are sent: a frame for sockets, a section for streamed pages."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from markupsafe import escape

from app.domain.scene import Scene
from app.domain.show import Show
from app.web.rendering import Pages, lang_attribute
from app.web.show_views import SceneView

TEMPLATE = "stage/scene.html"
STAGE = "#stage"
WHOLE, ADDITION = "innerHTML swapEmpty:true", "append swapEmpty:true"
ENDED = "This stage has ended."


class Frame(NamedTuple):
    """What one viewer is sent, made once for all of them."""

    socket: str
    section: str
    is_whole: bool


class SceneEncoder:
    """Fits `stage_feed.Encoder`."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def whole(self, scene: Scene, show: Show) -> Frame:
        """The scene; its text comes last, so that an addition follows it."""
        content = self._pages.page(TEMPLATE, view=SceneView(scene=scene, show=show)).strip("\n")
        language = lang_attribute(scene.language)
        section = f'</section><section class="scene" dir="auto"{language}>{content}'
        return Frame(socket_frame(content, WHOLE, STAGE), section, is_whole=True)

    def more(self, text: str) -> Frame:
        content = str(escape(text))
        return Frame(socket_frame(content, ADDITION, STAGE), content, is_whole=False)


def socket_frame(content: str, swap: str, target: str = "") -> str:
    """One frame, as htmx's ws extension reads it; without a target for its own element."""
    frame = {"content": content, "swap": swap}
    if target:
        frame["target"] = target
    return msgspec.json.encode(frame).decode()
