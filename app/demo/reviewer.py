"""The report of the demo interviewer: authored for sample answers, by rule for all others."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from app.coach.rule_coach import RuleReviewer
from app.demo.stories import sample_path, story_of
from app.domain.feedback import AnswerReview, Conclusion, RequirementFinding, Summary
from app.domain.interview import MAX_QUESTIONS, Interview
from app.domain.source import Source
from app.values import replace


class DemoReviewer:
    """Says what a person wrote of the sample answers, and what rules can tell of others."""

    source = Source.DEMO
    _by_rule = RuleReviewer(source)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        authored = {review.turn for review in _Authored(interview).reviews}
        return [r for r in self._by_rule.floor(interview) if r.turn not in authored]

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        by_hand, finished = _Authored(interview), {review.turn for review in done}
        reviews = [r for r in by_hand.reviews if r.turn not in finished]
        rows = [found for found in by_hand.findings.values() if by_hand.story or found.turn]
        stand = [*rows, *done, *reviews]
        by_rule = [part async for part in self._by_rule.review(interview, stand, tries)]
        reviews += [part for part in by_rule if isinstance(part, AnswerReview)]
        for review in sorted(reviews, key=lambda review: review.turn):
            yield review
        for part in by_rule:
            if isinstance(part, RequirementFinding):
                yield part if part.turn else by_hand.findings.get(part.requirement, part)
            elif isinstance(part, Summary):
                yield by_hand.story.summary if by_hand.story else part

    def conclude(
        self,
        interview: Interview,
        reviews: Sequence[AnswerReview],
        findings: Sequence[RequirementFinding],
        summary: Summary,
    ) -> Conclusion:
        """The score is always computed; the whole sample path has its own sentence for it."""
        conclusion = self._by_rule.conclude(interview, reviews, findings, summary)
        told = _Authored(interview).story
        return replace(conclusion, explanation=told.explanation) if told else conclusion


class _Authored:
    """What a person wrote of the sample answers that were given in an interview.

    `findings`, by requirement, rest on one of them or on none; `story` needs all eight.
    """

    def __init__(self, interview: Interview) -> None:
        story = story_of(interview.session)
        reviews, findings = (story.reviews, story.findings) if story else ((), ())
        path = [(s.question, s.answer.split()) for s in (sample_path(story) if story else ())]
        given = ((e.number, e.question.content, e.answer) for e in interview.exchanges)
        said = ((turn, (asked, answer.content.split())) for turn, asked, answer in given if answer)
        turns = {path.index(step) + 1: turn for turn, step in said if step in path}
        self.reviews = [replace(reviews[n - 1], turn=turn) for n, turn in turns.items()]
        self.findings = {
            found.requirement: replace(found, turn=turns.get(found.turn or 0))
            for found in findings
            if found.turn is None or found.turn in turns
        }
        self.story = story if len(turns) == MAX_QUESTIONS else None
