from __future__ import annotations

import pytest

from app.feedback.evidence import shows
from app.interview.plan import Requirement
from tests.interview.interviews import interview

NURSE = "Recognising the deteriorating patient using NEWS2"
PLANNER = "Confident with route planning, know SAP TM"
REGISTERED = "Current NMC registration"
PARENTS = "Building trust with parents and carers"


def is_shown(answer: str, requirement: str, *, asked: str | None = None) -> bool:
    question = asked or f"The posting asks for {requirement}. When did you last do that yourself?"
    wanted = Requirement(text=requirement, line=requirement, is_must=True, terms=())
    return shows(interview((question, answer)).exchanges[0], wanted)


@pytest.mark.parametrize("requirement", [NURSE, "Kafka in production", "Safeguarding of children"])
@pytest.mark.parametrize(
    "answer",
    [
        "I did a one-day course on it in 2022 but I haven't used it since.",
        "I've not done that on my own, only helped a colleague with it twice.",
        "My manager decided; I only carried it out, and I think it took around three weeks.",
        "A customer complained about me once. I apologised, put it right and he came back.",
        "Ich habe in meiner letzten Stelle die Wartezeit von 40 auf 25 Minuten gesenkt.",
        "J'ai formé cinq collègues pendant trois semaines, et ils travaillent seuls.",
    ],
)
def test_what_has_nothing_to_do_with_it_shows_it_to_nobody(answer: str, requirement: str) -> None:
    assert not is_shown(answer, requirement)


@pytest.mark.parametrize(
    ("answer", "requirement"),
    [
        ("I have never used SAP and I never planned routes; I only loaded vans.", PLANNER),
        ("I failed the German exam twice in 2021 and 2022.", "Fluent German and an exam in it"),
        ("I had a SAP TM course in 2021, but I have not used it since.", PLANNER),
        ("Ich habe Kafka nie selbst betrieben, das hat mein Chef gemacht.", "Betrieb von Kafka"),
        ("Ich habe bei der Wundversorgung 2021 nur zugesehen.", "Sichere Wundversorgung"),
    ],
)
def test_what_is_denied_is_not_shown_though_it_is_named(answer: str, requirement: str) -> None:
    assert not is_shown(answer, requirement)


@pytest.mark.parametrize(
    ("answer", "requirement", "asked"),
    [
        ("A patient's NEWS2 rose within two hours. I called the outreach team.", NURSE, "And?"),
        ("I never used SAP, but I planned routes for 44 vans from Daventry.", PLANNER, None),
        ("I built a Kinesis consumer for streaming.", "Streaming (Kafka, Kinesis)", "What else?"),
        ("Ich maß die Wunde jede Woche, nach elf Wochen war sie zu.", "Wundversorgung", None),
        ("I did not only plan routes, I drove 12 of them.", PLANNER, None),
    ],
)
def test_a_word_of_it_in_the_speakers_own_deed_shows_it(
    answer: str, requirement: str, asked: str | None
) -> None:
    assert is_shown(answer, requirement, asked=asked)


def test_a_case_told_on_the_question_shows_what_has_no_name() -> None:
    asked = "The role needs trust with parents and carers. Has a mother ever been upset with you?"

    assert is_shown(
        "A mother cried at each goodbye. I wrote a plan with her.", PARENTS, asked=asked
    )
    assert not is_shown("A guest left. I wrote to him in May.", PARENTS, asked=asked)


@pytest.mark.parametrize(
    ("answer", "is_enough"),
    [
        ("I changed tracheostomy tubes every four hours on thoracic surgery.", False),
        ("I registered 12 patients in May 2021.", False),
        ("I have been on the NMC register since 2014 and I renewed it in May.", True),
    ],
)
def test_a_paper_is_shown_by_its_own_name_only(answer: str, is_enough: bool) -> None:
    assert is_shown(answer, REGISTERED) is is_enough
