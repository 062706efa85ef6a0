"""Which language an interview goes on in."""

from __future__ import annotations

import pytest

from app.language.detecting import of_interview

GERMAN = "Wir suchen eine Pflegekraft mit Erfahrung in der Betreuung von Menschen mit Demenz."
TOLD = "I looked after eight residents each shift and wrote the plan for them myself."


@pytest.mark.parametrize("answer", ["I don't know.", "no idea, sorry", "It was quite hard."])
def test_a_few_words_in_another_language_change_nothing(answer: str) -> None:
    assert of_interview(GERMAN, [answer]) == "de"


def test_an_answer_of_substance_in_another_language_is_followed() -> None:
    assert of_interview(GERMAN, [TOLD]) == "en"
    assert of_interview(GERMAN, [TOLD, "Ich weiß nicht."]) == "en"
