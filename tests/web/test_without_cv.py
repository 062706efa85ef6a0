"""What is left of a report when the CV's own words are left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.feedback import FeedbackState
from app.domain.interview import TurnState
from app.domain.plan import Origin, Plan, Reason
from app.domain.requirement import CvLine
from app.domain.share import Share
from app.services.sharing import Opened
from app.values import replace
from app.web.without_cv import without_cv
from tests.web.examples import NOON, READING, feedback, interview, review

LINE = "Moved 61 services to Kubernetes."
SHARE = Share(
    session_id="s3ss10n", nonce="n", token_hash="h", has_scores=True, ends_at=NOON + timedelta(1)
)


def opened(asked: str, *lines: str, **said: str) -> Opened:
    """A report whose first question and review are these, after a CV of these lines."""
    reading = replace(READING, cv_lines=tuple(CvLine(id="c", text=line) for line in lines))
    subject = interview(TurnState.ANSWERED, 8, reading=reading)
    first, *others = subject.messages
    question = replace(first, content=asked, clarified=asked)
    report = feedback(FeedbackState.READY, reviews=(review(1, **said), review(2)))
    subject = replace(subject, messages=(question, *others))
    return Opened(share=SHARE, interview=subject, feedback=report)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (f"You wrote “{LINE}” Why?", "You wrote “…” Why?"),
        ("Your CV: “moved 61  services to Kubernetes”. Why?", "Your CV: “…”. Why?"),
        ("Moved 61 services to Kubernetes. Moved 61 services to Kubernetes: why?", "… …: why?"),
        ("You moved services to Kubernetes. Why?", "You moved services to Kubernetes. Why?"),
    ],
)
def test_line_of_the_cv_is_left_out_of_a_question(asked: str, left: str) -> None:
    shown = without_cv(opened(asked, LINE))

    question = shown.interview.question(1)
    assert question
    assert (question.content, question.clarified) == (left, left)


def test_words_that_led_to_a_question_are_left_out_of_all() -> None:
    subject = opened("Which “core banking”, and “Go”?")
    plans = (
        Plan(reason=Reason(origin=Origin.JOB, quote="Go")),
        Plan(reason=Reason(origin=Origin.CV, quote="core banking")),
        None,
    )
    pairs = zip(subject.interview.turns, plans, strict=False)
    turns = tuple(replace(turn, plan=plan) for turn, plan in pairs)
    shown = without_cv(replace(subject, interview=replace(subject.interview, turns=turns)))

    question = shown.interview.question(1)
    assert question
    assert question.content == "Which “…”, and “Go”?"


def test_longer_line_goes_before_one_within_it() -> None:
    shown = without_cv(opened("“Led a team of nine”?", "a team", "Led a team of nine"))

    question = shown.interview.question(1)
    assert question
    assert question.content == "“…”?"


def test_line_without_a_word_is_left_where_it_is() -> None:
    shown = without_cv(opened("Well … why?", "…", "*"))

    question = shown.interview.question(1)
    assert question
    assert question.content == "Well … why?"


def test_review_is_without_the_cv_and_the_answer_is_as_it_was_given() -> None:
    said = {"comment": f"You say: {LINE} And?", "outline": f"“{LINE}” was last."}
    subject = opened("Why?", LINE, **said)
    first, answer, *others = subject.interview.messages
    messages = (first, replace(answer, content=LINE), *others)
    shown = without_cv(replace(subject, interview=replace(subject.interview, messages=messages)))

    one, other = shown.feedback.reviews
    assert (one.comment, one.outline) == ("You say: … And?", "“…” was last.")
    assert other == subject.feedback.reviews[1]
    assert shown.interview.messages == messages


def test_report_on_papers_that_were_never_read_is_left_as_it_is() -> None:
    subject = opened("Why?")
    session = replace(subject.interview.session, reading=None)
    subject = replace(subject, interview=replace(subject.interview, session=session))

    assert without_cv(subject) == subject
