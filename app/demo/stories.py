"""The sample interviews written by hand, read from stories/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from app.domain.feedback import AnswerReview, RequirementFinding, Summary
from app.domain.interview import MAX_QUESTIONS, Session
from app.domain.plan import Origin
from app.domain.requirement import Reading
from app.domain.source import Source

CLOSING = "closing"  # the topic of the last step of every sample path


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, its second wording, and the sample answer.

    `ask_after_sample` is asked only after the sample answer of the step before.
    """

    ask: str
    again: str
    answer: str
    ask_after_sample: str | None = None


class Topic(Question, frozen=True, kw_only=True):
    """One matter of the interview, prompted by `quote`.

    `probe_answer` is there where the sample answer is vague, so that the sample
    candidate is asked the probe.
    """

    id: str
    origin: Origin
    quote: str
    ask_after_missing: str
    probe: str
    probe_again: str
    requirement: str | None = None
    probe_after_sample: str | None = None
    probe_answer: str | None = None

    @property
    def wordings(self) -> tuple[str | None, ...]:
        """All ways to ask about it."""
        first = self.ask, self.ask_after_sample, self.ask_after_missing
        return *first, self.again, self.probe, self.probe_after_sample, self.probe_again


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the sample path as it is asked there, and the sample answer."""

    topic: str
    question: str
    answer: str
    is_probe: bool = False


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sample interview: papers, their reading, questions, sample answers, report.

    `order` is its place on the landing page. `reviews`, `findings`, `summary` and
    `explanation` hold for the sample path.
    """

    order: int
    title: str
    company: str
    candidate: str
    tagline: str
    cv: str
    posting: str
    reading: Reading
    topics: tuple[Topic, ...]
    closing: Question
    reviews: tuple[AnswerReview, ...]
    findings: tuple[RequirementFinding, ...]
    summary: Summary
    explanation: str


@cache
def stories() -> Mapping[str, Story]:
    """All sample interviews by name, in the order of the landing page."""
    files = resources.files("app.demo").joinpath("stories").iterdir()
    told = {f.name.removesuffix(".toml"): parse(f.read_text("utf-8")) for f in files}
    return dict(sorted(told.items(), key=lambda named: named[1].order))


def story_of(session: Session) -> Story | None:
    """The story of a session that still has the story's own papers."""
    found = stories().get(session.story or "")
    given = f"{session.cv_text} {session.job_description_text}"
    is_own = found is not None and given.split() == f"{found.cv} {found.posting}".split()
    return found if is_own else None


def sample_path(story: Story) -> tuple[Step, ...]:
    """The eight steps of the interview in which every answer is the sample answer."""
    steps: list[Step] = []
    for topic in story.topics:
        ask = (topic.ask_after_sample if steps else None) or topic.ask
        steps.append(Step(topic=topic.id, question=ask, answer=topic.answer))
        if topic.probe_answer is not None:
            ask, answer = topic.probe_after_sample or topic.probe, topic.probe_answer
            steps.append(Step(topic=topic.id, question=ask, answer=answer, is_probe=True))
    ask = story.closing.ask_after_sample or story.closing.ask
    last = Step(topic=CLOSING, question=ask, answer=story.closing.answer)
    return (*steps[: MAX_QUESTIONS - 1], last)


def parse(text: str) -> Story:
    """A story from its TOML. Raises `ValueError` where a part is missing or unknown."""
    raw: dict[str, Any] = tomllib.loads(text)  # TOML of any shape, checked by `convert`
    rows = {
        row["id"]: {"text": row["text"], "name": row["name"], "is_must": row["kind"] == "must"}
        for row in raw["reading"]["requirements"]
    }
    unsaid = dict.fromkeys(("quote", "outline", "turn")) | {"source": Source.DEMO, "parts": []}
    raw["reviews"] = [unsaid | review for review in raw["reviews"]]
    raw["findings"] = [unsaid | rows[found["requirement"]] | found for found in raw["findings"]]
    return msgspec.convert(raw, Story)
