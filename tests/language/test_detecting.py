"""Which language an interview goes on in."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from py3langid.langid import LanguageIdentifier

from app.language import detecting
from app.language.detecting import of_interview

GERMAN = "Wir suchen eine Pflegekraft mit Erfahrung in der Betreuung von Menschen mit Demenz."
TOLD = "I looked after eight residents each shift and wrote the plan for them myself."


@pytest.mark.parametrize("answer", ["I don't know.", "no idea, sorry", "It was quite hard."])
def test_a_few_words_in_another_language_change_nothing(answer: str) -> None:
    assert of_interview(GERMAN, [answer]) == "de"


def test_an_answer_of_substance_in_another_language_is_followed() -> None:
    assert of_interview(GERMAN, [TOLD]) == "en"
    assert of_interview(GERMAN, [TOLD, "Ich weiß nicht."]) == "en"


def test_the_model_is_loaded_once_however_many_ask_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load, loads = LanguageIdentifier.from_model_file, []

    def slowly(*args: object, **options: object) -> LanguageIdentifier:
        loads.append(args)
        time.sleep(0.2)
        return load(*args, **options)

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", slowly)
    monkeypatch.delitem(sys.modules, "app.language.identifying", raising=False)
    texts = [f"Cerchiamo una persona che sappia guidare {n} furgoni ogni giorno." for n in range(8)]

    with ThreadPoolExecutor(len(texts)) as threads:
        found = set(threads.map(detecting.detect, texts))

    assert found == {"it"}
    assert len(loads) == 1
