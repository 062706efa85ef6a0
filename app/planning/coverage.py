"""What the next question should do: the plan, and the brief an interviewer is given.

Law: pure; the same interview has the same plan. The move of every earlier question
is found again by the same rules, so that nothing but the interview need be stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.interview.model import MAX_QUESTIONS, Origin, Reason
from app.interview.plan import Brief, Move, Plan
from app.interview.report import Evidence
from app.language import detecting as language
from app.planning import subjects
from app.planning.moves import FOLLOW_UPS, Choice, choose, is_none, wanted

if TYPE_CHECKING:
    from app.interview.model import Exchange, Interview, Session
    from app.interview.plan import Requirement, RequirementStanding


_OPENED_AT_MOST = 5
"""Must-haves for whose sake a vague answer is left alone; the closing may name one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Where an interview stands when its next question is planned."""

    session: Session
    exchanges: tuple[Exchange, ...]
    standings: tuple[RequirementStanding, ...]
    language: str


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
    scene = _scene(interview.session, interview.exchanges[: MAX_QUESTIONS - 1])
    choice = _choices(scene.session, scene.exchanges)[-1]
    subject = _SUBJECTS[choice.move](scene)
    number = len(scene.exchanges) + 1
    return Plan(
        number=number,
        remaining=MAX_QUESTIONS - number,
        move=choice.move,
        requirement=subject.requirement,
        missing=choice.missing,
        bridge=subject.bridge,
        reason=subject.reason,
        language=scene.language,
        standings=scene.standings,
    )


def standings(interview: Interview) -> tuple[RequirementStanding, ...]:
    """How far each requirement of the job has come in `interview`."""
    return subjects.standings(interview.session, interview.exchanges)


def _scene(session: Session, exchanges: tuple[Exchange, ...]) -> _Scene:
    answers = (e.answer.content for e in exchanges if e.answer and not is_none(session, e))
    return _Scene(
        session=session,
        exchanges=exchanges,
        standings=subjects.standings(session, exchanges),
        language=language.of_interview(session.job_description_text or "", answers),
    )


def _choices(session: Session, exchanges: tuple[Exchange, ...]) -> tuple[Choice, ...]:
    """The moves of all questions so far and of the next."""
    found: tuple[Choice, ...] = ()
    for asked in range(len(exchanges) + 1):
        so_far = exchanges[:asked]
        found = (*found, choose(session, so_far, found, _spare(session, so_far, found)))
    return found


def _spare(session: Session, exchanges: tuple[Exchange, ...], past: tuple[Choice, ...]) -> int:
    """How many questions before the closing may open nothing, this one included.

    A question opens one must-have, whatever else the same words may touch.
    """
    now = _musts(session, exchanges)
    opened = [e for e, c in zip(exchanges, past, strict=True) if c.move not in FOLLOW_UPS]
    touching = sum(any(s.is_touched for s in _musts(session, (e,))) for e in opened)
    touched = min(touching, sum(standing.is_touched for standing in now))
    left = MAX_QUESTIONS - 1 - len(exchanges)
    return left - max(0, min(wanted(len(now)), _OPENED_AT_MOST) - 1 - touched)


def _musts(session: Session, exchanges: tuple[Exchange, ...]) -> list[RequirementStanding]:
    return [s for s in subjects.standings(session, exchanges) if s.requirement.is_must]


def _open(scene: _Scene) -> _Subject:
    line = subjects.opening_line(scene.session)
    if line is not None:
        return _Subject(reason=Reason(origin=Origin.CV, quote=line.quote))
    return _asking(subjects.next_requirement(scene.session, (), scene.standings))


def _probe(scene: _Scene) -> _Subject:
    bridge = _bridge(scene)
    reason = subjects.answer_reason(scene.session, scene.exchanges[-1], bridge)
    return _Subject(bridge=bridge, reason=reason)


def _rephrase(scene: _Scene) -> _Subject:
    last = scene.exchanges[-1]
    same = subjects.asked_about(last, scene.standings)
    return _Subject(requirement=same, reason=last.reason)


def _advance(scene: _Scene) -> _Subject:
    requirement = subjects.next_requirement(scene.session, scene.exchanges, scene.standings)
    bridge = _bridge(scene, requirement)
    if requirement is not None and not (bridge and _is_late(scene, requirement)):
        return _asking(requirement, bridge)
    if bridge is not None:
        reason = subjects.answer_reason(scene.session, scene.exchanges[-1], bridge)
        return _Subject(bridge=bridge, reason=reason)
    line = subjects.next_line(scene.session, scene.exchanges)
    if line is not None:
        return _Subject(reason=Reason(origin=Origin.CV, quote=line.quote))
    return _asking(requirement) if requirement else _going_on(scene)


def _is_late(scene: _Scene, requirement: Requirement) -> bool:
    """Near the end only a must-have is worth a new thread."""
    return len(scene.exchanges) + 1 == MAX_QUESTIONS - 1 and not requirement.is_must


def _going_on(scene: _Scene) -> _Subject:
    """Nothing is left to open: further into a requirement, each time another."""
    unshown = [s for s in scene.standings if s.evidence is not Evidence.EVIDENCED]
    left = unshown or list(scene.standings)
    if not left:
        return _Subject()
    line = left[len(scene.exchanges) % len(left)].requirement.line
    return _Subject(reason=Reason(origin=Origin.JOB, quote=line))


def _close(scene: _Scene) -> _Subject:
    best = subjects.best_answer(scene.session, scene.exchanges)
    if best is None:
        return _asking(subjects.least_asked(scene.session, scene.standings))
    reason = subjects.answer_reason(scene.session, best, None)
    return _Subject(bridge=_bridge(scene), reason=reason)


def _bridge(scene: _Scene, onto: Requirement | None = None) -> str | None:
    return subjects.bridge(scene.session, scene.exchanges, scene.language, onto)


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
