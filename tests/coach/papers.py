"""Interviews for the tests of the coach, built from plain texts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from app.coach.posting_reader import read_papers
from app.domain.interview import Interview, Message, Role, Session, Turn, TurnState
from app.domain.plan import Plan
from app.domain.requirement import Reading
from app.domain.source import Source
from app.text.language_id import language_of
from app.values import replace

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
QUESTION = "Which part of running the booking desk was the hardest, and what did you do?"
CV = """Nadia Brandt
nadia@example.org · +44 7700 900123

Front desk lead, Hotel Petrel, 2019 - 2024
- Moved 2,400 guests from a paper diary to a booking system in ten evenings
- Trained four receptionists on late arrivals
- Wrote the handover sheet that the night team still uses
BA Tourism, University of Kent, 2016
"""
POSTING = """Night manager at Harbour House

Must have
- Experience with a booking system
- Handling complaints from guests at the desk
- Power BI dashboards
Nice to have
- Stock control
"""


def data(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))


def session(posting: str = POSTING, cv: str = CV) -> Session:
    return Session(
        id="s1",
        owner="o1",
        job_title="Night manager",
        company_name="Harbour House",
        created_at=NOW,
        cv_text=cv,
        job_description_text=posting,
    )


def read_at_once(session: Session, source: Source) -> Reading:
    """What `read_papers` reads, without an event loop."""
    reading = _awaited(session, source)
    while True:
        try:
            reading.send(None)
        except StopIteration as finished:
            return cast("Reading", finished.value)


async def _awaited(session: Session, source: Source) -> Reading:
    return await read_papers(session, source)


def interview(
    answers: Sequence[str | None],
    *,
    question: str = QUESTION,
    posting: str = POSTING,
    cv: str = CV,
    asked: Sequence[str | None] = (),
) -> Interview:
    """One turn for each answer, None for a question left open; `asked` are requirement ids."""
    turns, messages = [], []
    for number, answer in enumerate(answers, start=1):
        requirement = asked[number - 1] if number <= len(asked) else None
        state = TurnState.AWAITING_ANSWER if answer is None else TurnState.ANSWERED
        plan = Plan(requirement=requirement)
        turns.append(Turn(session_id="s1", number=number, state=state, plan=plan))
        messages.append(_message(number, Role.ASSISTANT, question))
        if answer is not None:
            messages.append(_message(number, Role.USER, answer))
    papers = session(posting, cv)
    papers = replace(papers, reading=read_at_once(papers, Source.STAND_IN))
    return Interview(session=papers, turns=tuple(turns), messages=tuple(messages))


def _message(number: int, role: Role, content: str) -> Message:
    return Message(
        id=f"{role}{number}",
        session_id="s1",
        turn=number,
        role=role,
        content=content,
        timestamp=NOW,
        source=Source.CANDIDATE if role is Role.USER else Source.DEMO,
        language=language_of(content),
    )
