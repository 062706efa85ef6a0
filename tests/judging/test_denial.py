from __future__ import annotations

import pytest

from app.feedback.quoting import reason_in
from app.judging.assessment import Kind, assess
from app.judging.denial import own_words

QUESTION = "The posting asks for route planning. When did you last plan a route yourself?"
JOB = (
    "We need a planner for routes and vans in two new depots and look for a better way to grow. "
    "You plan routes and work with the drivers."
)


@pytest.mark.parametrize(
    ("answer", "own"),
    [
        ("I did a course but I haven't used it since.", ()),
        ("I never used it, but I planned routes.", ("but I planned routes.",)),
        ("My manager decided; I only carried it out.", ()),
        ("Ich habe das nie gemacht, aber ich plante Touren.", ("aber ich plante Touren.",)),
        ("I lost it because I only knew him.", ("I lost it because I only knew him.",)),
        ("Er war nie allein.", ("Er war nie allein.",)),
        ("I not only drove, I planned.", ("I not only drove, I planned.",)),
    ],
)
def test_a_denial_takes_back_what_stands_before_it(answer: str, own: tuple[str, ...]) -> None:
    assert own_words(answer) == own


@pytest.mark.parametrize(
    "answer",
    [
        "I did a one-day course on it in 2022 but I haven't used it since.",
        "I've not done that on my own, only helped a colleague with it twice.",
        "My manager decided; I only carried it out, and I think it took around three weeks.",
    ],
)
def test_what_was_not_ones_own_doing_is_no_real_case(answer: str) -> None:
    assert assess(answer, question=QUESTION, sources=(JOB,)).rating == 2


@pytest.mark.parametrize(
    "answer",
    [
        "Tomatoes grow better against a south wall.",
        "The moon looked huge yesterday, didn't it?",
        "My neighbour's cat had four kittens last week and two of them are ginger.",
    ],
)
def test_talk_of_the_world_without_a_word_of_the_matter_is_off_topic(answer: str) -> None:
    assert assess(answer, question=QUESTION, sources=(JOB,)).kind is Kind.OFF_TOPIC


@pytest.mark.parametrize(
    "answer",
    [
        "It depends on the situation.",
        "Good routes save an hour.",
        "Das ergibt sich so.",
        "Das kommt auf die Situation an, das klappt irgendwie.",
    ],
)
def test_a_general_word_on_the_matter_is_not_off_topic(answer: str) -> None:
    assert assess(answer, question=QUESTION, sources=(JOB,)).kind is not Kind.OFF_TOPIC


def test_letters_over_and_over_are_no_words_though_a_number_follows() -> None:
    assert assess("xx yy zz 123", question=QUESTION).kind is Kind.EMPTY


@pytest.mark.parametrize(
    "sentence",
    [
        "We batched our changes because of it.",
        "I lost the account because I only knew the buyer.",
        "I failed the audit because the form was old.",
    ],
)
def test_why_something_went_wrong_is_no_reason_of_ones_own(sentence: str) -> None:
    assert reason_in(sentence) is None
