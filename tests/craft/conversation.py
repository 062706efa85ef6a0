"""Scripted candidates and the interviews they give; the data are plain files beside this.

Law: an interview here is what any interviewer's questions make of it: `ask` is given
the interview so far and answers with the text of the next question.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.interview.model import (
    MAX_QUESTIONS,
    Interview,
    Message,
    Role,
    Session,
    Source,
    Turn,
    TurnState,
)
from app.language import detecting as language
from app.planning import coverage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from app.interview.plan import Brief, Plan

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "app" / "demo" / "samples"
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STRONG, VAGUE, OFF_TOPIC, SILENT, HOSTILE = "strong", "vague", "off_topic", "silent", "hostile"
GIBBERISH, FRENCH = "gibberish", "french"
SCRIPTED = (STRONG, VAGUE, OFF_TOPIC, SILENT, HOSTILE)
KINDS = (STRONG, VAGUE, OFF_TOPIC, SILENT, HOSTILE, GIBBERISH, FRENCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A CV and a job description; `must` lists each must-have by words that name it."""

    name: str
    session: Session
    must: tuple[tuple[str, ...], ...]
    strong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One whole interview, and the plan behind each question."""

    pair: Pair
    kind: str
    interview: Interview
    plans: tuple[Plan, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(exchange.question.content for exchange in self.interview.exchanges)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(e.answer.content if e.answer else "" for e in self.interview.exchanges)


def pairs(folder: Path = HERE / "pairs") -> tuple[Pair, ...]:
    """All pairs of `folder`, by name."""
    return tuple(_pair(path) for path in sorted(folder.glob("*.toml")))


def _pair(path: Path) -> Pair:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if data.get("sample"):
        data["cv"] = (SAMPLES / "cv.txt").read_text(encoding="utf-8")
        data["job"] = (SAMPLES / "job.txt").read_text(encoding="utf-8")
    session = Session(
        id=path.stem,
        owner="candidate",
        job_title=data["title"],
        company_name=data["company"],
        created_at=MOMENT,
        cv_text=data["cv"].strip(),
        job_description_text=data["job"].strip(),
    )
    must = tuple(tuple(names) for names in data["must"])
    return Pair(name=path.stem, session=session, must=must, strong=tuple(data["strong"]))


def answers_of(pair: Pair, kind: str) -> tuple[str, ...]:
    """What the scripted candidate of `kind` says to the eight questions of `pair`."""
    if kind == STRONG:
        return pair.strong
    script = tomllib.loads((HERE / "candidates.toml").read_text(encoding="utf-8"))
    spoken = language.detect(pair.session.job_description_text or "")
    return tuple(script[kind]["de" if spoken == "de" else "en"])


async def hold(pair: Pair, kind: str, ask: Callable[[Brief], Awaitable[str]]) -> Talk:
    """The whole interview of `pair` with the candidate of `kind`."""
    interview = Interview(session=pair.session)
    plans: list[Plan] = []
    for number, answer in enumerate(answers_of(pair, kind), start=1):
        brief = coverage.brief(interview)
        plans.append(brief.plan)
        interview = _grown(interview, number, await ask(brief), answer, brief.plan)
    return Talk(pair=pair, kind=kind, interview=interview, plans=tuple(plans))


def _grown(interview: Interview, number: int, question: str, answer: str, plan: Plan) -> Interview:
    state = TurnState.ANSWERED
    turn = Turn(session_id=interview.session.id, number=number, state=state, reason=plan.reason)
    said = (
        _message(interview.session.id, number, Role.ASSISTANT, question),
        _message(interview.session.id, number, Role.USER, answer),
    )
    return Interview(
        session=interview.session,
        turns=(*interview.turns, turn),
        messages=(*interview.messages, *said),
    )


def _message(session_id: str, number: int, role: Role, content: str) -> Message:
    return Message(
        id=f"{session_id}-{number}-{role}",
        session_id=session_id,
        turn=number,
        role=role,
        content=content,
        timestamp=MOMENT,
        source=Source.DEMO if role is Role.ASSISTANT else Source.CANDIDATE,
    )


assert MAX_QUESTIONS == 8, "the scripts have eight answers"
