"""What the next question should do: the plan, and the brief an interviewer is given.

Law: pure; the same interview has the same plan. The move of every earlier question
is found again by the same rules, so that nothing but the interview need be stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.interview import language, subjects
from app.interview.model import MAX_QUESTIONS, Origin, Reason
from app.interview.moves import Choice, choose, core, wanted
from app.interview.plan import Brief, Move, Plan
from app.interview.report import Evidence
from app.interview.requirements import demands_of

if TYPE_CHECKING:
    from app.interview.model import Exchange, Interview, Session
    from app.interview.plan import Requirement, RequirementStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    requirement: Requirement | None = None
    bridge: str | None = None
    reason: Reason | None = None


def brief(interview: Interview, refused: str | None = None) -> Brief:
    """All that an interviewer is given for the next question."""
    return Brief(
        session=interview.session,
        plan=plan(interview),
        exchanges=interview.exchanges,
        refused=refused,
    )


def plan(interview: Interview) -> Plan:
    """What the question after the ones that stand is to do."""
    session, exchanges = interview.session, interview.exchanges[: MAX_QUESTIONS - 1]
    now = subjects.standings(session, exchanges)
    choice = _choices(session, exchanges)[-1]
    spoken = _language(session, exchanges)
    subject = _SUBJECTS[choice.move](session, exchanges, now, spoken)
    number = len(exchanges) + 1
    return Plan(
        number=number,
        remaining=MAX_QUESTIONS - number,
        move=choice.move,
        requirement=subject.requirement,
        missing=choice.missing,
        bridge=subject.bridge,
        reason=subject.reason,
        language=spoken,
        standings=now,
    )


def standings(interview: Interview) -> tuple[RequirementStanding, ...]:
    """How far each requirement of the job has come in `interview`."""
    return subjects.standings(interview.session, interview.exchanges)


def _choices(session: Session, exchanges: tuple[Exchange, ...]) -> tuple[Choice, ...]:
    """The moves of all questions so far and of the next."""
    found: tuple[Choice, ...] = ()
    for asked in range(len(exchanges) + 1):
        so_far = exchanges[:asked]
        found = (*found, choose(session, so_far, found, _spare(session, so_far)))
    return found


def _spare(session: Session, exchanges: tuple[Exchange, ...]) -> int:
    """How many questions before the closing may open no must-have, this one included."""
    now = subjects.standings(session, exchanges)
    counted = {d.requirement for d in core(demands_of(session.job_description_text or ""))}
    touched = sum(s.is_touched for s in now if s.requirement in counted)
    left = MAX_QUESTIONS - 1 - len(exchanges)
    return left - max(0, wanted(len(counted)) - touched)


def _language(session: Session, exchanges: tuple[Exchange, ...]) -> str:
    answers = (exchange.answer.content for exchange in exchanges if exchange.answer)
    return language.of_interview(session.job_description_text or "", answers)


def _open(
    session: Session, _: tuple[Exchange, ...], now: tuple[RequirementStanding, ...], __: str
) -> _Subject:
    line = subjects.opening_line(session)
    if line is not None:
        return _Subject(reason=Reason(origin=Origin.CV, quote=line.quote))
    return _asking(now[0].requirement if now else None)


def _probe(
    session: Session,
    exchanges: tuple[Exchange, ...],
    _: tuple[RequirementStanding, ...],
    spoken: str,
) -> _Subject:
    bridge = subjects.bridge(session, exchanges, spoken)
    return _Subject(bridge=bridge, reason=subjects.answer_reason(session, exchanges[-1], bridge))


def _rephrase(
    session: Session,
    exchanges: tuple[Exchange, ...],
    now: tuple[RequirementStanding, ...],
    _: str,
) -> _Subject:
    reason = exchanges[-1].reason
    same = [s.requirement for s in now if reason and s.requirement.line == reason.quote]
    named = [
        r
        for r in same
        if exchanges[-1].question.content.find(r.terms[0] if r.terms else r.text) >= 0
    ]
    return _Subject(requirement=next(iter(named or same), None), reason=reason)


def _advance(
    session: Session,
    exchanges: tuple[Exchange, ...],
    now: tuple[RequirementStanding, ...],
    spoken: str,
) -> _Subject:
    bridge = subjects.bridge(session, exchanges, spoken)
    requirement = subjects.next_requirement(session, exchanges, now)
    if requirement is not None and not (bridge and _is_late(exchanges, requirement)):
        return _asking(requirement, bridge)
    if bridge is not None:
        reason = subjects.answer_reason(session, exchanges[-1], bridge)
        return _Subject(bridge=bridge, reason=reason)
    line = subjects.next_line(session, exchanges)
    if line is not None:
        return _Subject(reason=Reason(origin=Origin.CV, quote=line.quote))
    return _asking(requirement) if requirement else _going_on(exchanges, now)


def _going_on(exchanges: tuple[Exchange, ...], now: tuple[RequirementStanding, ...]) -> _Subject:
    """Nothing is left to open: further into a requirement, each time another."""
    unshown = [s for s in now if s.evidence is not Evidence.EVIDENCED] or list(now)
    if not unshown:
        return _Subject()
    line = unshown[len(exchanges) % len(unshown)].requirement.line
    return _Subject(reason=Reason(origin=Origin.JOB, quote=line))


def _is_late(exchanges: tuple[Exchange, ...], requirement: Requirement) -> bool:
    """Near the end only a must-have is worth a new thread."""
    return len(exchanges) + 1 == MAX_QUESTIONS - 1 and not requirement.is_must


def _close(
    session: Session,
    exchanges: tuple[Exchange, ...],
    now: tuple[RequirementStanding, ...],
    spoken: str,
) -> _Subject:
    best = subjects.best_answer(session, exchanges)
    if best is None:
        left = [s.requirement for s in now if s.requirement.is_must and not s.is_touched]
        return _asking(next(iter(left), now[0].requirement if now else None))
    bridge = subjects.bridge(session, exchanges, spoken)
    return _Subject(bridge=bridge, reason=subjects.answer_reason(session, best, None))


def _asking(requirement: Requirement | None, bridge: str | None = None) -> _Subject:
    if requirement is None:
        return _Subject(bridge=bridge)
    reason = Reason(origin=Origin.JOB, quote=requirement.line)
    return _Subject(requirement=requirement, bridge=bridge, reason=reason)


_SUBJECTS = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.REPHRASE: _rephrase,
    Move.ADVANCE: _advance,
    Move.CLOSE: _close,
}
