"""Interviews to test the rules with."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.interview import (
    Exchange,
    Interview,
    Message,
    Role,
    Session,
    Turn,
    TurnState,
)
from app.domain.source import Source

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

CV = """\
Dana Reyes
Backend engineer

Acme Payments, Leeds, 2021 to now
- Led the move of the payment ledger from one large database to PostgreSQL
- Wrote the nightly reconciliation batch in Python

Northwind, 2018 to 2021
- Built the order API used by 40 shops"""

JOB = """\
Backend engineer, platform team

We run the payments platform of a chain of shops.
You must have experience with PostgreSQL under load.
You must have worked on call and improved how incidents are handled.
Experience with message queues such as Kafka is required.
Nice to have: mentoring of junior engineers."""


def session(*, cv: str | None = CV, job: str | None = JOB) -> Session:
    return Session(
        id="s",
        owner="o",
        job_title="Backend Engineer",
        company_name="Harbour Retail",
        created_at=NOW,
        cv_text=cv,
        job_description_text=job,
    )


def message(turn: int, role: Role, content: str) -> Message:
    source = Source.MODEL if role is Role.ASSISTANT else Source.CANDIDATE
    return Message(
        id=f"{role}{turn}",
        session_id="s",
        turn=turn,
        role=role,
        content=content,
        timestamp=NOW,
        source=source,
    )


def exchanges(*pairs: tuple[str, str | None]) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            number=number,
            question=message(number, Role.ASSISTANT, question),
            answer=None if answer is None else message(number, Role.USER, answer),
        )
        for number, (question, answer) in enumerate(pairs, start=1)
    )


def interview(*pairs: tuple[str, str | None], of: Session | None = None) -> Interview:
    told = exchanges(*pairs)
    turns = tuple(
        Turn(
            session_id="s",
            number=e.number,
            state=TurnState.ANSWERED if e.answer else TurnState.AWAITING_ANSWER,
        )
        for e in told
    )
    messages = tuple(m for e in told for m in (e.question, e.answer) if m is not None)
    return Interview(session=of or session(), turns=turns, messages=messages)
