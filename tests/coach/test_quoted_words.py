"""How well quoted words are told, of papers that nothing was learnt from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.coach.quoted_words import (
    NO_TOPIC,
    Asked,
    Back,
    Told,
    asked_back,
    asked_for,
    chance_of_none,
    told_of,
    topic_of,
)
from app.domain.requirement import Requirement, RequirementKind
from benchmarks.labelled_papers import Quote, quotes

SURE = 0.8
HELD_OUT = Path(__file__).parent / "data/quotes"
PARTS = ("posting", "cv", "question", "reply", "topic")
POSTING, CV, BACK, REPLIES, TOPICS = (quotes(part, HELD_OUT) for part in PARTS)


def asked(quote: Quote) -> Asked:
    kind, askable = quote.about.split()
    requirement = Requirement(
        id="r1",
        text=quote.text,
        name=quote.text,
        kind=RequirementKind(kind),
        is_askable=askable == "case",
    )
    return asked_for(quote.text, requirement)


def test_what_a_posting_asks_for_is_told() -> None:
    right = sum(asked(quote) == quote.label for quote in POSTING)
    assert len(POSTING) >= 200
    assert right >= 0.8 * len(POSTING)


@pytest.mark.parametrize(
    ("kind", "precision"), [("task", 0.85), ("experience", 0.8), ("paper", 0.8)]
)
def test_what_is_taken_for_a_kind_is_of_it(kind: str, precision: float) -> None:
    taken = Counter(quote.label for quote in POSTING if asked(quote) == kind)
    assert taken[kind] >= precision * taken.total()


def test_what_a_cv_tells_of_is_told() -> None:
    right = sum(told_of(quote.text) == quote.label for quote in CV)
    assert len(CV) >= 100
    assert right >= 0.65 * len(CV)


def test_hardly_anything_that_can_be_asked_about_is_left_out() -> None:
    fair = [quote for quote in POSTING if quote.label != Asked.POOR]
    told = [quote for quote in CV if quote.label != Told.POOR]
    left_out = sum(asked(quote) == Asked.POOR for quote in fair)
    left_out += sum(told_of(quote.text) == Told.POOR for quote in told)
    assert left_out <= 0.03 * (len(fair) + len(told))


def test_question_for_the_firm_is_told_from_one_for_the_interviewer() -> None:
    for_firm = Counter(quote.label for quote in BACK if asked_back(quote.text) is Back.FIRM)
    assert len(BACK) >= 150
    assert for_firm[Back.FIRM] >= 0.8 * sum(quote.label == Back.FIRM for quote in BACK)
    assert for_firm[Back.FIRM] >= 0.88 * for_firm.total()


def test_questions_about_a_matter_fit_the_words_they_are_asked_about() -> None:
    told = [(q.label.split("|"), topic_of(q.text, Asked(q.about))) for q in TOPICS]
    sure = [(labels, topic) for labels, topic in told if topic]
    assert len(TOPICS) >= 300
    assert len(sure) >= 0.45 * len(TOPICS)
    assert sum(topic in labels for labels, topic in sure) >= 0.8 * len(sure)
    assert sum(labels == [NO_TOPIC] for labels, _ in sure) <= 0.03 * len(sure)


@pytest.mark.parametrize(
    ("line", "asked_as", "topic"),
    [
        ("Fluent spoken Portuguese", Asked.PAPER, "language"),
        ("Willing to work one Sunday in four", Asked.PAPER, "readiness"),
        ("Full driving licence", Asked.PAPER, None),
        ("Minimum 6 years in bookbinding", Asked.EXPERIENCE, "long"),
        ("Punctual and reliable", Asked.TRAIT, "reliable"),
        ("Lead a team of six", Asked.TASK, "people"),
    ],
)
def test_words_are_about_a_matter(line: str, asked_as: Asked, topic: str | None) -> None:
    assert topic_of(line, asked_as) == topic


@pytest.mark.parametrize(
    "said", ["", "I rebound it in two days.", "What would I earn?  No matter."]
)
def test_sentence_without_a_question_mark_asks_nobody(said: str) -> None:
    assert asked_back(said) is Back.OWN


def test_answer_that_has_nothing_to_tell_is_told_by_its_first_sentence() -> None:
    replies = [(quote.label, f"{quote.text.rstrip('.')}. At Boyle's.") for quote in REPLIES]
    taken = Counter(label for label, answer in replies if chance_of_none(answer) > SURE)
    assert len(REPLIES) >= 150
    assert taken["none"] >= 0.4 * sum(quote.label == "none" for quote in REPLIES)
    assert taken["told"] <= 0.05 * sum(quote.label == "told" for quote in REPLIES)


@pytest.mark.parametrize("first", ["Sharps.", "The family.", "You have to be fast.", "Being seen."])
def test_short_first_sentence_is_no_refusal(first: str) -> None:
    assert (
        chance_of_none(f"{first} I walk the floor twice a shift and talk to each of them.") < SURE
    )


@pytest.mark.parametrize("part", PARTS)
def test_held_out_words_were_not_learnt_from(part: str) -> None:
    learnt_from = {quote.text for quote in quotes(part)}
    assert not learnt_from & {quote.text for quote in quotes(part, HELD_OUT)}


@pytest.mark.parametrize("name", ["Trello", "Ansys", "Nuke", "Basecamp"])
def test_name_that_no_weight_knows_is_something_to_know(name: str) -> None:
    assert asked(Quote("knowledge", name, "must case")) is Asked.KNOWLEDGE


def test_few_words_are_unsure_and_asked_about_as_any_line() -> None:
    unsure = [quote for quote in POSTING if asked(quote) is Asked.UNSURE]
    assert 0 < len(unsure) <= 0.08 * len(POSTING)
