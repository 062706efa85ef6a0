"""The report of the demo interviewer."""

from __future__ import annotations

import re

import pytest

from app.coach.rule_coach import RuleReviewer
from app.demo.reviewer import DemoReviewer
from app.demo.stories import sample_path, stories
from app.domain.feedback import AnswerReview, RequirementFinding, Summary
from app.domain.interview import Interview
from app.domain.source import Source
from app.services.ports import Reviewer
from tests.craft.interviews import SCRIPTS, Papers, hold, papers_of, story_session

every_story = pytest.mark.parametrize("name", sorted(stories()))


def told(name: str, *others: str) -> Interview:
    """The sample interview, its last answers replaced by `others`."""
    sample = [step.answer for step in sample_path(stories()[name])]
    answers = [*sample[: len(sample) - len(others)], *others]
    return hold(Papers(session=story_session(name)), answers).interview


async def parts(
    reviewer: Reviewer, interview: Interview
) -> tuple[list[AnswerReview], list[RequirementFinding], Summary]:
    done = list(reviewer.floor(interview))
    found = [part async for part in reviewer.review(interview, done, 1)]
    reviews = [part for part in found if isinstance(part, AnswerReview)]
    findings = [part for part in found if isinstance(part, RequirementFinding)]
    (summary,) = [part for part in found if isinstance(part, Summary)]
    return sorted([*done, *reviews], key=lambda review: review.turn), findings, summary


@every_story
async def test_whole_sample_path_gets_the_authored_report(name: str) -> None:
    reviewer: Reviewer = DemoReviewer()
    interview, written = told(name), stories()[name]
    reviews, findings, summary = await parts(reviewer, interview)
    assert reviews == list(written.reviews)
    assert findings == list(written.findings)
    assert summary == written.summary
    conclusion = reviewer.conclude(interview, reviews, findings, summary)
    assert conclusion.explanation == written.explanation
    average = sum(review.rating or 0 for review in reviews) / 8
    assert abs(conclusion.interview_score - 2 * average) <= 1.5


@every_story
async def test_computed_score_is_the_one_that_the_explanation_names(name: str) -> None:
    interview = told(name)
    reviewer = DemoReviewer()
    conclusion = reviewer.conclude(interview, *await parts(reviewer, interview))
    named = re.findall(r"(\d+) (?:out )?of 10", conclusion.explanation)
    assert all(int(score) == conclusion.interview_score for score in named)


@every_story
async def test_other_answer_is_reviewed_by_rule_in_its_place(name: str) -> None:
    interview = told(name, "It was all fine, mostly, and we did things properly.")
    reviewer = DemoReviewer()
    reviews, findings, summary = await parts(reviewer, interview)
    by_rule = await parts(RuleReviewer(Source.DEMO), interview)
    assert reviews[:7] == list(stories()[name].reviews[:7])
    assert reviews[7] == by_rule[0][7]
    for found, written, counted in zip(findings, stories()[name].findings, by_rule[1], strict=True):
        rests_on_sample = written.turn in range(1, 8) or not (written.turn or counted.turn)
        assert found == (written if rests_on_sample else counted)
    assert summary.source is Source.DEMO
    assert reviewer.conclude(interview, reviews, findings, summary).explanation != (
        stories()[name].explanation
    )


@every_story
async def test_weakness_names_no_must_have_that_the_table_says_was_spoken_of(name: str) -> None:
    for others in ("It was fine.",), ("Pass.",) * 4, ("I baked 40 loaves in 2020.",) * 6:
        _, findings, summary = await parts(DemoReviewer(), told(name, *others))
        spoken = [f"The posting asks for “{found.text}”" for found in findings if found.turn]
        assert not any(text.startswith(tuple(spoken)) for text in summary.weaknesses)


async def test_own_papers_are_reviewed_by_rule() -> None:
    interview = hold(papers_of("nurse"), SCRIPTS["vague"]).interview
    assert await parts(DemoReviewer(), interview) == await parts(
        RuleReviewer(Source.DEMO), interview
    )


async def test_reviews_already_there_are_not_given_again() -> None:
    interview = told("nursing")
    done = list(stories()["nursing"].reviews[:3])
    found = [part async for part in DemoReviewer().review(interview, done, 1)]
    assert [p.turn for p in found if isinstance(p, AnswerReview)] == [4, 5, 6, 7, 8]
