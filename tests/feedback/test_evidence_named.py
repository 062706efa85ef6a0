"""That a requirement is found again under the names people give it."""

from __future__ import annotations

import pytest

from app.feedback import rubric
from app.feedback.evidence import shows, speaks_of
from app.interview.model import Source
from app.interview.plan import Requirement
from tests.feedback.test_evidence import is_shown
from tests.interview.interviews import interview, session


def wanted(text: str) -> Requirement:
    return Requirement(text=text, line=text, is_must=True, terms=())


@pytest.mark.parametrize(
    ("answer", "requirement"),
    [
        ("I put a man on NIV upright at three in the night.", "Non-invasive ventilation"),
        ("I audited 60 drug charts in May.", "Experience of auditing or quality improvement"),
        ("I did my ALS course in March and passed it.", "ALS certificate"),
        ("I cut the kitchen's food cost to 28 %.", "Keep food cost under 29%"),
        (
            "The head chef was off on Saturday and I ran the pass.",
            "Run the kitchen in the head chef's absence",
        ),
    ],
)
def test_initials_alternatives_and_what_is_done_to_it_show_it(
    answer: str, requirement: str
) -> None:
    assert is_shown(answer, requirement, asked="And then?")


@pytest.mark.parametrize(
    ("answer", "requirement"),
    [
        ("I washed 14 patients that night.", "Assess unwell patients using early warning scores"),
        ("I told the families in May.", "Coordinate discharges with social care and families"),
        ("Als ich kam, stellte ich 12 Stühle auf.", "ALS certificate"),
        ("I have seen only one agreement, in May 2020.", "Familiarity with development agreements"),
    ],
)
def test_one_thing_of_several_does_not_show_the_whole(answer: str, requirement: str) -> None:
    assert not is_shown(answer, requirement, asked="And then?")


@pytest.mark.parametrize(
    ("line", "requirement"),
    [
        ("Mentor to two student nurses each term", "Supervise students and healthcare assistants"),
        ("Python, SQL, Docker, Redis", "3+ years of Python in production"),
        ("GPhC registered pharmacist", "GPhC registration"),
    ],
)
def test_a_cv_claims_it_by_half_of_its_things(line: str, requirement: str) -> None:
    assert speaks_of(line, wanted(requirement))


def test_what_the_question_takes_up_from_earlier_shows_nothing_new() -> None:
    asked = "You spoke of the three colleagues; here you would manage behaviour. When did you last?"
    told = interview(
        ("First?", "I asked three colleagues about it."),
        (asked, "Three colleagues forgot it. I wrote 12 slides in May."),
    )
    earlier = "I asked three colleagues about it."

    assert not shows(told.exchanges[1], wanted("Manage behaviour"), earlier=earlier)


def test_the_answer_that_says_most_of_it_is_the_one_named() -> None:
    job = "Must have: experience of leading people in a warehouse."
    told = interview(
        ("First?", "In May I led eight people in the warehouse and cleared 22 trailers."),
        ("Have you led people?", "In June I told two people off at a table, and it stopped."),
        of=session(job=job),
    )
    reviews = [rubric.review(exchange, told, Source.DEMO) for exchange in told.exchanges]

    assert {found.turn for found in rubric.findings(told, reviews)} == {1}
