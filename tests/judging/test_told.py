"""What is told before, in and after the speaker's own deeds."""

from __future__ import annotations

import pytest

from app.interview.report import Part
from app.judging.actions import actions_in
from app.judging.signs import read_all
from app.judging.weighing import has_end, measured, parts


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("I re-taught fractions and regrouped them.", 2),
        ("I called her, had it deleted in writing, reported it to Ann.", 2),
        ("I had to find stock by Friday, rang eleven firms.", 1),
        ("Managed improved reduced delivered led built created 30%", 0),
    ],
)
def test_deeds_joined_to_the_speaker_are_own(sentence: str, own: int) -> None:
    assert len(actions_in(sentence).strong) == own


@pytest.mark.parametrize(
    "scene",
    ["A trainee sent a draft to the wrong client.", "Ein Lehrling schickte den Entwurf weg."],
)
def test_what_happened_before_the_first_deed_is_the_situation(scene: str) -> None:
    deed = "Ich rief an." if scene.startswith("Ein") else "I called the client."

    assert Part.SITUATION in parts(read_all(f"{scene} {deed}"))
    assert Part.SITUATION not in parts(read_all(f"{deed} {deed}"))


def test_a_scene_of_what_was_always_so_is_one_too() -> None:
    told = "A new commis was always behind and was shouted at. I took him along and wrote a list."

    assert Part.SITUATION in parts(read_all(told))


def test_how_often_and_only_one_left_are_amounts() -> None:
    told = (
        "Die Maschine fiel achtmal im Monat aus. Ich habe die Dichtung umgerüstet. "
        "Danach hatten wir nur noch einen Ausfall im Monat."
    )

    assert measured(read_all(told))
    assert not measured(read_all("Ich habe einen Plan geschrieben. Danach war ein Kollege da."))


@pytest.mark.parametrize("role", ["I was her supervisor.", "It was my patient.", "I owned it."])
def test_the_role_one_had_is_the_task(role: str) -> None:
    assert Part.TASK in parts(read_all(f"{role} I called the client."))


def test_an_end_stands_in_or_after_the_first_deed() -> None:
    told = read_all("Two lads had a row and it stopped the line. I took them into the office.")

    assert not has_end(told)
    assert not measured(told)
    assert has_end(read_all("I halved the call-backs, from 14 to 6."))
