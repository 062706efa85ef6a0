"""The report of the demo interviewer: authored for sample answers, by rule for all others."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from app.coach.rule_coach import RuleReviewer
from app.demo.stories import Story, sample_path, story_of
from app.domain.feedback import AnswerReview, Conclusion, RequirementFinding, Summary
from app.domain.interview import MAX_QUESTIONS, Interview
from app.domain.source import Source


class DemoReviewer:
    """Says what a person wrote of the sample answers, and what rules can tell of others."""

    source = Source.DEMO

    def __init__(self) -> None:
        self._by_rule = RuleReviewer(Source.DEMO)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        authored = {review.turn for review in _authored(interview)}
        return [r for r in self._by_rule.floor(interview) if r.turn not in authored]

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        finished = {review.turn for review in done}
        authored = [r for r in _authored(interview) if r.turn not in finished]
        by_rule = [p async for p in self._by_rule.review(interview, [*done, *authored], tries)]
        reviews = [part for part in by_rule if isinstance(part, AnswerReview)]
        for review in sorted([*authored, *reviews], key=lambda review: review.turn):
            yield review
        told = _story_told(interview)
        by_hand = _authored_findings(interview)
        for part in by_rule:
            if isinstance(part, RequirementFinding):
                written = by_hand.get(part.requirement)
                yield written if written and (told or written.turn or not part.turn) else part
            elif isinstance(part, Summary):
                yield told.summary if told else part

    def conclude(
        self,
        interview: Interview,
        reviews: Sequence[AnswerReview],
        findings: Sequence[RequirementFinding],
        summary: Summary,
    ) -> Conclusion:
        """The score is always computed; the whole sample path has its own sentence for it."""
        conclusion = self._by_rule.conclude(interview, reviews, findings, summary)
        told = _story_told(interview)
        return replace(conclusion, explanation=told.explanation) if told else conclusion


def _sample(interview: Interview) -> tuple[Story | None, dict[int, int]]:
    """The story, and the turns in which its sample answers were given, by their number."""
    story = story_of(interview.session)
    path = enumerate(sample_path(story) if story else (), start=1)
    numbers = {(step.question, *step.answer.split()): number for number, step in path}
    said = {
        e.number: (e.question.content, *e.answer.content.split())
        for e in interview.exchanges
        if e.answer is not None
    }
    return story, {numbers[text]: turn for turn, text in said.items() if text in numbers}


def _authored(interview: Interview) -> list[AnswerReview]:
    """The authored reviews of the answers that are sample answers, in order of turn."""
    story, given = _sample(interview)
    reviews = story.reviews if story else ()
    told = sorted((turn, number) for number, turn in given.items())
    return [replace(reviews[number - 1], turn=turn) for turn, number in told]


def _authored_findings(interview: Interview) -> dict[str, RequirementFinding]:
    """The authored findings that hold after the sample answers given, by requirement.

    One that rests on no answer holds unless an answer spoke of it.
    """
    story, given = _sample(interview)
    return {
        found.requirement: replace(found, turn=given.get(found.turn or 0))
        for found in (story.findings if story else ())
        if found.turn is None or found.turn in given
    }


def _story_told(interview: Interview) -> Story | None:
    """The story of an interview in which all eight sample answers were given."""
    story, given = _sample(interview)
    return story if len(given) == MAX_QUESTIONS else None
