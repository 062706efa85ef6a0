"""How questions read: what is taken up, named again and asked once more."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.demo.before import words_without_things
from app.demo.choosing import unasked
from app.demo.english_capitals import unshouted
from app.demo.english_echo import to_you
from app.demo.english_requirements import phrase
from app.demo.german_articles import named_again
from app.demo.german_facets import facet_of
from app.demo.wording import word_question
from app.interview.model import Interview, Reason
from app.language.personal import is_personal
from app.planning import coverage
from app.planning.career import career
from app.planning.subjects import bridge
from tests.interview.interviews import exchanges, interview, session

JOB = """\
Requirements
- Paediatric first aid
- Knowledge of fire drills
- A valid forklift licence

Duties
- Chair the weekly meeting
"""
CV = "Jo Marsh\nWarden\n- Rebuilt the rota of nine wardens\n"


def asked_after(*answers: str, cv: str = CV, job: str = JOB) -> list[str]:
    given: list[tuple[str, str | None]] = []
    reasons: list[Reason | None] = []
    talk: Interview = interview(*given, of=session(cv=cv, job=job))
    for answer in (*answers, None):
        brief = coverage.brief(talk)
        question = word_question(brief)
        given.append((question, answer))
        reasons.append(brief.plan.reason)
        talk = interview(*given, of=session(cv=cv, job=job))
        turns = (replace(t, reason=r) for t, r in zip(talk.turns, reasons, strict=True))
        talk = replace(talk, turns=tuple(turns))
    return [question for question, _ in given]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Assess, plan and evaluate care", "assessing, planning and evaluating care"),
        ("Identify and rectify changes", "identifying and rectifying changes"),
        ("Observe each child and record progress in a book", "observing each child"),
    ],
)
def test_deeds_in_a_row_are_all_named_again_as_doings(text: str, topic: str) -> None:
    assert phrase(text).topic == topic


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Planned and reactive maintenance", "planned and reactive maintenance"),
        ("18th Edition ticket", "an 18th Edition ticket"),
        ("Understanding of safety", "an understanding of safety"),
        ("Curate the small gallery", "curate the small gallery"),
        ("Does a skin test every time", "does a skin test every time"),
        ("Multi-drop deliveries", "multi-drop deliveries"),
        ("Hold meetings with new starters", "hold meetings with new starters"),
    ],
)
def test_a_requirement_fits_where_it_is_put(text: str, said: str) -> None:
    assert phrase(text).text == said


def test_capitals_throughout_are_not_shouted_back() -> None:
    assert unshouted("RUN THE PASS ON SATURDAYS") == "run the pass on Saturdays"
    assert unshouted("NMC") == "NMC"
    assert to_you("Late sheets") == "late sheets"


def test_where_all_questions_of_a_kind_were_asked_others_are() -> None:
    assert unasked(("Why?",), ("Well: why?",), ("How?",)) == ("How?",)
    assert unasked(("Why?",), ("Well: why?",)) == ("Why?",)


def test_a_question_of_the_candidate_is_not_said_back() -> None:
    found = asked_after("Why should I tell you that about my work? Read it yourself, please.")

    assert "Why should I" not in found[-1]


def test_a_name_or_a_number_in_a_register_opens_no_interview() -> None:
    lines = career("Hi I'm Kayleigh, 27, I love hair\nRegistered with the council, number 7731\n")

    assert lines == ()


def test_what_the_weightiest_sentence_names_is_taken_up_and_no_person() -> None:
    talk = exchanges(
        ("What did you do?", "My colleague Sandra likes tea. I rebuilt the rota for 30 wardens.")
    )

    assert bridge(session(), talk, "en") == "30 wardens"


def test_words_of_a_language_not_spoken_are_quoted() -> None:
    found = asked_after(
        "J'ai visité 60 chantiers en deux mois, puis j'ai noté chaque visite dans le fichier de "
        "l'équipe. J'ai signé 14 nouveaux clients la première année."
    )

    assert "“" in found[-1]
    assert "14 nouveaux clients" in found[-1]


@pytest.mark.parametrize("line", ["32 ans, marié, permis B", "Casada, dos hijos"])
def test_what_a_cv_in_another_language_tells_of_the_person_is_known(line: str) -> None:
    assert is_personal(line)


def test_a_german_count_after_a_second_noun_keeps_its_quotation_marks() -> None:
    answer = "Wir begannen mit sechs Kindern und zwei Bausätzen"

    assert named_again("zwei Bausätzen", answer) == "„zwei Bausätzen“"


def test_german_papers_and_languages_have_questions_of_their_own() -> None:
    papers, languages = facet_of("Zweites Staatsexamen"), facet_of("Gute Englischkenntnisse")

    assert papers is not None
    assert languages is not None
    assert (papers.name, languages.name) == ("paper", "language")


def test_a_name_that_opens_the_cv_is_not_asked_about_the_second_time_either() -> None:
    cv = "Lena Hoffmann, receptionist for three years at a busy animal clinic."

    found = asked_after("I don't know.", cv=cv)

    assert not any("Hoffmann" in question for question in found)


OFF = "Did you see the football last night? Unbelievable goal in extra time."


@pytest.mark.parametrize(
    "line",
    ["Served two fish processors", "Nurse on busy medical wards", "Looked after nine children"],
)
def test_a_rephrased_question_does_not_share_half_of_the_words_of_the_first(line: str) -> None:
    first, second = asked_after(OFF, cv=f"Jo Marsh\nWarden\n- {line}\n")
    assert alike(first, second) < 0.5


def test_a_german_cv_is_quoted_where_the_question_is_asked_again_in_english() -> None:
    cv = "Lebenslauf\nErfahrung als Lehrer\n- Aufbau einer Robotik-AG mit 18 Schülerinnen"
    _, second = asked_after(OFF, cv=cv)
    assert "“Aufbau einer Robotik-AG" in second


@pytest.mark.parametrize(
    ("answer", "led_by"),
    [
        ("We handled it together and it was fine in the end.", "We handled it together"),
        ("I think pigeons are cleverer than most people believe.", None),
        ("You people are all the same.", None),
        ("I have done a lot of different things over the years.", None),
    ],
)
def test_words_of_an_answer_lead_on_where_they_name_no_other_thing(
    answer: str, led_by: str | None
) -> None:
    asked = "The posting asks for knowledge of fire drills. Where has that counted most?"
    talk = interview((asked, answer), of=session(cv=CV, job=JOB))
    assert words_without_things(coverage.brief(talk)) == led_by


def alike(one: str, other: str) -> float:
    """The share of long words that both have, as a reader counts them."""
    small = {"about", "your", "that", "what", "with", "which", "would", "have", "those", "need"}
    first, second = (
        {w.lower() for w in re.findall(r"\w{4,}", text)} - small for text in (one, other)
    )
    return len(first & second) / min(len(first), len(second))
