"""When the first words of a question are shown: as soon as they leave no doubt."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guard import preamble
from app.guard.stream_filter import QuestionFilter, Refused
from benchmarks.token_stub import QUESTIONS
from tests.guard.filtering import LEDGER, outcome, shown
from tests.guard.test_stream_filter import PLAIN


def first_shown(
    written: str, asked: tuple[str, ...] = (), own_sentences: tuple[str, ...] = ()
) -> str:
    """What is shown first of `written`, token by token."""
    question_filter = QuestionFilter(asked=asked, own_sentences=own_sentences)
    return next(filter(None, map(question_filter.feed, re.findall(r"\s*\S+", written))), "")


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Northwind moved sixty services", "Northwind"),
        ("Looking at the week on call", "Looking"),
        ("Suppose the queue is full", "Suppose"),
        ("Before we end", "Before"),
        ("Tell me about the ledger", "Tell"),
        ("When the ledger moved", "When"),
        ("How did you move it", "How"),
        ("Your posting asks for Kafka", "Your posting"),
        ("The ledger moved in May", "The ledger"),
        ("Great Western was your customer", "Great Western"),
        ("I see that your CV", "I see that your CV"),
        ("You clearly know Kafka: where did you use it", "You clearly know Kafka: where"),
        ("In the ledger migration", "In the ledger"),
        ("Pouvez-vous me raconter", "Pouvez"),
        ("Wie sind Sie vorgegangen", "Wie"),
    ],
)
def test_first_words_are_shown_with_the_one_that_leaves_no_doubt(written: str, first: str) -> None:
    assert first_shown(written) == first


def test_most_questions_are_shown_from_their_first_or_second_token() -> None:
    counts = []
    for tokens in QUESTIONS:
        question_filter = QuestionFilter()
        shown_at = (at for at, token in enumerate(tokens, 1) if question_filter.feed(token))
        counts.append(next(shown_at))

    assert sorted(counts)[: len(counts) * 3 // 4][-1] <= 2


def test_words_of_work_wait_for_the_next_one_at_most() -> None:
    waits: list[int] = []
    for tokens in QUESTIONS:
        question_filter, shown_at = QuestionFilter(), list[int]()
        lengths = list(accumulate(map(len, tokens)))
        for at, token in enumerate(tokens):
            question_filter.feed(token)
            seen = sum(length <= len(question_filter.text) for length in lengths)
            shown_at += [at] * (seen - len(shown_at))
        waits += [shown - came for came, shown in enumerate(shown_at)]

    assert max(waits) <= 1


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
        "Q 3:",
        "Hiring manager:",
        "Sure, I can help you with that!",
    ],
)
def test_what_stands_before_the_question_never_shows(before: str) -> None:
    assert shown(*f"{before} {LEDGER}") == LEDGER


@pytest.mark.parametrize("written", PLAIN)
def test_words_stay_as_written_however_early_they_show(written: str) -> None:
    assert shown(*written) == written


def test_an_opening_like_an_earlier_one_is_held_until_it_differs() -> None:
    asked = ("In the ledger migration you describe, what broke first?",)
    question_filter = QuestionFilter(asked=asked)

    assert question_filter.feed("In the ledger migration") == ""
    assert question_filter.feed(" last") == "In the ledger migration last"
    with pytest.raises(Refused, match="repeats question 1"):
        shown(*asked[0], asked=asked)


def test_a_word_that_may_ask_of_the_person_waits_until_it_is_known() -> None:
    question_filter, unfair = QuestionFilter(), QuestionFilter()

    fair = [question_filter.feed(word) for word in ("How", " old", " was")]
    assert fair == ["How", "", " old was"]
    assert [unfair.feed(word) for word in ("How", " old", " are you?")] == ["How", "", ""]
    assert (unfair.finish(), unfair.fault) == ("", "asks about age")


@pytest.mark.parametrize("written", ["I see.", "Ledger migration.", "Nothing more to say here."])
def test_a_few_words_that_ask_nothing_are_begun_again_even_if_shown(written: str) -> None:
    with pytest.raises(Refused, match=r"not a question|empty"):
        shown(*written)


def test_only_a_sentence_of_praise_is_an_opening() -> None:
    praise, verdict = "You clearly know your trade. And so?", "The interview is over. And so?"

    assert preamble.opening(praise) == (praise.index("And"), "")
    assert preamble.opening(verdict) == (0, "")


@settings(max_examples=200, deadline=None)
@given(before=st.from_regex(preamble.pattern("skipped"), fullmatch=True))
def test_whatever_is_skipped_is_skipped_however_it_is_cut(before: str) -> None:
    written = f"{before}{LEDGER}"

    assert outcome([written]) == outcome(list(written))
