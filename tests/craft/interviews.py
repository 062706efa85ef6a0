"""Whole interviews of scripted candidates with the demo interviewer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from app.demo.asker import Decision, decide
from app.demo.stories import stories
from app.domain.brief import brief
from app.domain.interview import Interview, Message, Role, Session, Turn, TurnState
from app.domain.source import Source
from app.values import replace
from tests.coach.papers import read_at_once

HERE = Path(__file__).parent
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SCRIPTS: dict[str, list[str]] = tomllib.loads((HERE / "candidates.toml").read_text("utf-8"))


class Papers(Struct, frozen=True, kw_only=True):
    """A CV and a posting; `must` lists each must-have by words that name it."""

    session: Session
    must: tuple[tuple[str, ...], ...] = ()
    strong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One whole interview; `interview.turns` carry the plans."""

    papers: Papers
    interview: Interview
    decisions: tuple[Decision, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(decision.text for decision in self.decisions)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(e.answer.content for e in self.interview.exchanges if e.answer)


def a_session(cv: str, job: str, **given: str) -> Session:
    """A session with its papers read by rule."""
    named = {"id": "s", "job_title": "Bookbinder", "company_name": "Fen Press"} | given
    session = Session(
        id=named["id"],
        owner="candidate",
        job_title=named["job_title"],
        company_name=named["company_name"],
        created_at=MOMENT,
        cv_text=cv.strip(),
        job_description_text=job.strip(),
    )
    return replace(session, reading=read_at_once(session, Source.DEMO))


def papers_of(name: str) -> Papers:
    """The papers of one file."""
    data = tomllib.loads((HERE / "papers" / f"{name}.toml").read_text("utf-8"))
    session = a_session(
        data["cv"], data["job"], id=name, job_title=data["title"], company_name=data["company"]
    )
    must = tuple(tuple(names) for names in data["must"])
    return Papers(session=session, must=must, strong=tuple(data["strong"]))


def story_session(name: str) -> Session:
    """A session with the papers of a sample interview."""
    told = stories()[name]
    session = a_session(told.cv, told.posting, job_title=told.title, company_name=told.company)
    return replace(session, is_demo=True, story=name, reading=told.reading)


def answered(interview: Interview, decision: Decision, answer: str) -> Interview:
    """The interview with one more question and its answer."""
    number = len(interview.turns) + 1
    session_id = interview.session.id
    turn = Turn(session_id=session_id, number=number, state=TurnState.ANSWERED, plan=decision.plan)
    said = [
        Message(
            id=f"{session_id}-{number}-{role}",
            session_id=session_id,
            turn=number,
            role=role,
            content=content,
            timestamp=MOMENT,
            source=source,
        )
        for role, content, source in (
            (Role.ASSISTANT, decision.text, Source.DEMO),
            (Role.USER, answer, Source.CANDIDATE),
        )
    ]
    return replace(interview, turns=(*interview.turns, turn), messages=(*interview.messages, *said))


def hold(papers: Papers, answers: tuple[str, ...] | list[str]) -> Talk:
    """The interview that so many answers make."""
    interview = Interview(session=papers.session)
    decisions: list[Decision] = []
    for number, answer in enumerate(answers, start=1):
        decisions.append(decide(brief(interview, number)))
        interview = answered(interview, decisions[-1], answer)
    return Talk(papers=papers, interview=interview, decisions=tuple(decisions))


def answers_of(papers: Papers, kind: str) -> list[str]:
    """What a candidate of that kind says, whatever is asked."""
    strong = [*papers.strong] or SCRIPTS["strong"]
    own = {"strong": strong, "repeating": strong[:1] * 8}
    return own.get(kind) or SCRIPTS[kind]


NAMES = tuple(sorted(path.stem for path in (HERE / "papers").glob("*.toml")))
KINDS = (*SCRIPTS, "repeating")
