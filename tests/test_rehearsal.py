"""What is loaded after the first page, and the rehearsal that has it loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.brains import later
from app.coach.rule_coach import RuleReviewer
from app.domain.feedback import AnswerReview
from app.domain.interview import Interview
from app.domain.source import Source
from app.rehearsal import rehearse


@dataclass(frozen=True)
class Watching(RuleReviewer):
    """Remembers what it looked at."""

    seen: list[Interview] = field(default_factory=list)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        self.seen.append(interview)
        return RuleReviewer.floor(self, interview)


def test_rehearsal_has_reviewer_look_at_an_answer_to_read_papers() -> None:
    reviewer = Watching(Source.STAND_IN)

    rehearse(reviewer)

    (interview,) = reviewer.seen
    assert interview.session.cv_text
    assert interview.session.job_description_text
    assert interview.answer(1) is not None


def test_what_is_known_of_later_makes_nothing() -> None:
    made: list[Watching] = []

    def make() -> Watching:
        made.append(Watching(Source.STAND_IN))
        return made[-1]

    assert later(make, source=Source.MODEL).source is Source.MODEL
    assert made == []


def test_more_than_is_known_of_later_makes_it_once() -> None:
    made: list[Watching] = []

    def make() -> Watching:
        made.append(Watching(Source.STAND_IN))
        return made[-1]

    reviewer = later(make, source=Source.MODEL)

    assert reviewer.seen is reviewer.seen
    assert len(made) == 1
