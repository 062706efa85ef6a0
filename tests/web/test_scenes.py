"""Scenes as they are sent, each made once for all who watch."""

from __future__ import annotations

import json

import pytest

from app.domain.scene import Scene, SceneKind
from app.domain.show import Show
from app.web.rendering import Pages
from app.web.scenes import SceneEncoder
from app.web.show_views import SceneView
from app.web.view_models import Site

SHOW = Show(id="show", session_id="s", nonce="n")
ENCODER = SceneEncoder(Pages(Site(interviewer="gpt-5-mini", is_demo=False)))


@pytest.mark.parametrize(("language", "said"), [("fr", "fr"), ("en", None), (None, None)])
def test_scene_in_another_language_says_which(language: str | None, said: str | None) -> None:
    scene = Scene(kind=SceneKind.QUESTION, number=2, text="Pourquoi ?", language=language)

    frame = ENCODER.whole(scene, SHOW)

    content = json.loads(frame.socket)["content"]
    assert (f'data-language="{said}"' in content) == (said is not None)
    assert ('<header class="about question" lang="en"' in content) == (said is not None)
    opened = f' lang="{said}">' if said else ">"
    assert frame.section.startswith(
        f'</section><section class="scene" dir="auto"{opened}<header class="about question"'
    )


def test_black_scene_holds_an_element_without_a_word() -> None:
    frame = ENCODER.whole(Scene(kind=SceneKind.BLACK, number=2), SHOW)

    assert json.loads(frame.socket)["content"] == '<span class="about black"></span>'


@pytest.mark.parametrize(
    ("text", "is_typed", "size"),
    [
        ("A short one.", False, ""),
        ("word " * 150, False, ""),
        ("word " * 220, False, "long"),
        ("word " * 400, False, "longest"),
        ("One step.\n" * 14, False, "long"),
        ("word " * 400, True, ""),
    ],
)
def test_answer_that_stands_is_set_smaller_the_longer_it_is(
    text: str, is_typed: bool, size: str
) -> None:
    scene = Scene(kind=SceneKind.ANSWER, number=1, text=text, is_typed=is_typed)

    assert SceneView(scene=scene, show=SHOW).size == size
