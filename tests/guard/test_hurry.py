"""What is shown of words that come too slowly to wait for six of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guard.stream_filter import QuestionFilter
from tests.guard.filtering import LEDGER, OWN, TEXTS, hurried, outcome, shown
from tests.guard.test_stream_filter import NO_QUESTIONS, PLAIN, WRITTEN_AROUND

UNSEEN = "They want one?"
"""Reasoning that is seen as such only where it ends; longer, it shows without a hurry too."""


def test_words_that_come_slowly_are_shown_before_there_are_six() -> None:
    question_filter = QuestionFilter(asked=("What broke first in the cutover?",))

    assert question_filter.feed("When the ") == ""
    question_filter.hurry()

    assert [question_filter.feed(word) for word in ("ledger ", "moved, ", "who ")] == [
        "When the ledger",
        " moved,",
        " who",
    ]


def test_it_is_told_whether_words_of_a_question_are_held() -> None:
    question_filter = QuestionFilter()

    held = [question_filter.is_holding]
    for piece in ("<think>Ask of ", "the ledger.</think>", "What was ", "your own part in it, "):
        question_filter.feed(piece)
        held.append(question_filter.is_holding)

    assert held == [False, False, False, True, False]


@pytest.mark.parametrize("written", [w for w in WRITTEN_AROUND if not w.startswith(UNSEEN)])
def test_in_a_hurry_only_the_question_is_shown_too(written: str) -> None:
    assert {hurried(written, after) for after in range(len(written))} == {LEDGER}


@pytest.mark.parametrize(
    "before",
    [
        "You clearly did a wonderful job there.",
        "You have done a great job on the rota.",
        "I really like how you put it.",
        "Das ist sehr gut.",
        "So the next question is:",
        "For my next question:",
        "And now, for you, question 3:",
        "A question on the ledger:",
        "Q 3:",
        "Hiring manager:",
    ],
)
def test_in_a_hurry_what_stands_before_the_question_never_shows(before: str) -> None:
    written = f"{before} {LEDGER}"

    assert {hurried(written, after) for after in range(len(written))} == {shown(written)}


@pytest.mark.parametrize("written", PLAIN)
def test_in_a_hurry_the_words_stay_as_written_too(written: str) -> None:
    assert {hurried(written, after) for after in range(len(written))} == {written}


@pytest.mark.parametrize(
    "written",
    [
        *NO_QUESTIONS,
        "Let me think about what to ask of the ledger.",
        "Wait, the user wants a question about the ledger.",
        "This ends the interview. Thank you and goodbye.",
        "You have got the job. Congratulations to you.",
        "The user is asking for a question about the ledger.",
        "Write only the next question about the ledger.",
        "En tant qu’IA je ne peux pas répondre à cela.",
        "Es tut mir leid, aber ich kann das nicht fragen.",
        "Are you married?",
        "Do you have children?",
    ],
)
def test_in_a_hurry_what_is_refused_is_still_refused_before_it_shows(written: str) -> None:
    shown_early = {hurried(written, after) for after in range(9)}

    assert shown_early == {""}


def test_in_a_hurry_an_opening_like_an_earlier_one_is_held_until_it_differs() -> None:
    asked = ("In the ledger migration you describe, what broke first?",)
    question_filter = QuestionFilter(asked=asked)
    question_filter.hurry()

    assert question_filter.feed("In the ledger migration ") == ""
    assert question_filter.feed("of May, ") == "In the ledger migration of May,"
    assert hurried(LEDGER, 0, asked=asked) == ""


def test_in_a_hurry_a_forbidden_clause_waits_for_its_end_all_the_same() -> None:
    question_filter = QuestionFilter()
    question_filter.hurry()

    assert question_filter.feed("At Acme, how old were you when you ") == "At Acme, how"
    assert question_filter.feed("did it? x") == ""
    assert question_filter.fault == "asks about age"


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, after=st.integers(min_value=0, max_value=200))
def test_a_hurry_changes_no_text_that_may_stand(text: str, after: int) -> None:
    out, fault, refusal, _ = outcome([text])

    if refusal is None and fault is None and "</" not in text:
        assert hurried(text, after, asked=(LEDGER,), own_sentences=OWN) == out
