"""What is loaded after the first page, and the rehearsal that has it loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from msgspec import field

from app.brains import later
from app.coach.rule_coach import RuleReviewer
from app.demo.interviewer import DemoInterviewer
from app.domain.feedback import AnswerReview
from app.domain.interview import Interview
from app.domain.source import Source
from app.rehearsal import rehearse


class Watching(RuleReviewer, frozen=True):
    """Remembers what it looked at."""

    seen: list[Interview] = field(default_factory=list)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        self.seen.append(interview)
        return RuleReviewer.floor(self, interview)


def test_rehearsal_has_reviewer_look_at_an_answer_to_read_papers() -> None:
    reviewer = Watching(Source.STAND_IN)

    rehearse(DemoInterviewer(0), reviewer)

    (interview,) = reviewer.seen
    assert interview.session.cv_text
    assert interview.session.job_description_text
    assert interview.answer(1) is not None


REHEARSED_BY_A_MODEL = """
import sys
from app.brains import asks_and_rates
from app.demo.interviewer import DemoInterviewer
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.rehearsal import rehearse

provider = Provider(api_key="k", base_url="http://127.0.0.1:1/v1", model="m")
rehearse(*asks_and_rates(OpenAIModel(provider, None, None), DemoInterviewer(0)))
print(*[name for name in sys.argv[1:] if name in sys.modules])
"""


def test_rehearsal_with_a_model_loads_its_own_parts_and_not_the_stand_ins() -> None:
    own = ["app.coach.model_coach", "app.guard.stream_filter", "app.text.language_id"]
    stand_ins = ["app.demo.asker", "app.coach.posting_reader"]
    command = [sys.executable, "-c", REHEARSED_BY_A_MODEL, *own, *stand_ins]

    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert loaded == own


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
