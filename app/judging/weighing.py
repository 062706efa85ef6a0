"""What the signs of an answer add up to: its rating, its parts and its gaps.

Law: the anchors decide (`ratings`). An instance is something the speaker did that
has a name, a number, a time or a person in it, or a story of several own steps.
"""

from __future__ import annotations

from app.interview.plan import Missing
from app.interview.report import Part
from app.judging import ratings
from app.judging.amounts import told_amount
from app.judging.signs import Signs

_INSTANCE = 3
"""Own actions, concrete things and an end together."""

_STORY = 4
"""Own actions that make an instance without anything else."""

_SEVERAL = 3


def rating(told: tuple[Signs, ...]) -> int:
    """2 to 5 by the anchors; whether there is any answer at all is decided elsewhere."""
    own = sum(sign.own for sign in told)
    if not own:
        return ratings.INSTANCE if _is_team_case(told) else ratings.GENERAL
    if not _is_instance(told, own):
        return ratings.GENERAL
    measured = is_measured(told)
    if measured and (own >= _SEVERAL or _is_reasoned(told)):
        return ratings.MEASURED
    if measured or (has_end(told) and _is_told(told, own)):
        return ratings.TOLD_TO_THE_END
    return ratings.INSTANCE


def _is_instance(told: tuple[Signs, ...], own: int) -> bool:
    concretes, ended = _concretes(told), has_end(told)
    if own + concretes + ended < _INSTANCE:
        return False
    return bool(concretes) or own >= _STORY or (own > 1 and ended)


def _is_told(told: tuple[Signs, ...], own: int) -> bool:
    """Own role and decision, about something concrete."""
    decided = any(sign.has_decision for sign in told)
    return (decided or own > 1) and bool(_concretes(told) or own >= _STORY)


def _is_reasoned(told: tuple[Signs, ...]) -> bool:
    return any(sign.has_decision or sign.has_role or sign.has_difficulty for sign in told)


def _is_team_case(told: tuple[Signs, ...]) -> bool:
    ours = any(sign.speaks_of_we for sign in told)
    return ours and _concretes(told) >= _SEVERAL and is_measured(told)


def _concretes(told: tuple[Signs, ...]) -> int:
    return sum(sign.concretes for sign in told) + bool(scene(told))


def scene(told: tuple[Signs, ...]) -> list[Signs]:
    """What happened before the speaker did anything."""
    first = _first_own(told)
    before = told[:first] if first is not None else ()
    return [sign for sign in before if sign.has_happened]


def _first_own(told: tuple[Signs, ...]) -> int | None:
    return next((at for at, sign in enumerate(told) if sign.own), None)


def _from_first_own(told: tuple[Signs, ...]) -> tuple[Signs, ...]:
    """Where an end can stand; all of it where the speaker did nothing alone."""
    return told[_first_own(told) or 0 :]


def has_end(told: tuple[Signs, ...]) -> bool:
    """A result is named or measured, or something happens after what the speaker did."""
    named = any(sign.has_result for sign in _from_first_own(told))
    return named or _is_before_and_after(told) or bool(_turns_after_action(told))


def _turns_after_action(told: tuple[Signs, ...]) -> list[Signs]:
    first = _first_own(told)
    after = () if first is None else told[first + 1 :]
    return [sign for sign in after if sign.has_turn and (not sign.own or sign is told[-1])]


def is_measured(told: tuple[Signs, ...]) -> bool:
    """An end with its number, or a number before the action and one at the end."""
    return bool(measured(told)) or _is_before_and_after(told)


def measured(told: tuple[Signs, ...]) -> list[Signs]:
    """The statements in which an end and its number stand together, in order."""
    turns = _turns_after_action(told)
    return [
        s for s in _from_first_own(told) if s.is_measured or (s in turns and told_amount(s.text))
    ]


def _is_before_and_after(told: tuple[Signs, ...]) -> bool:
    if len(told) < _SEVERAL:
        return False
    return told[0].numbers > 0 and told[-1].numbers > 0 and any(s.own for s in told[:-1])


def parts(told: tuple[Signs, ...]) -> tuple[Part, ...]:
    """Which parts of a told experience are there; none where nothing was done."""
    if not any(sign.own or sign.speaks_of_we for sign in told):
        return ()
    found = {
        Part.SITUATION: bool(scene(told)) or any(s.has_situation and s.concretes for s in told),
        Part.TASK: any(s.has_task or s.has_role for s in told),
        Part.ACTION: any(s.own for s in told),
        Part.RESULT: has_end(told) and any(s.own for s in told),
    }
    return tuple(part for part, there in found.items() if there)


def missing(told: tuple[Signs, ...]) -> tuple[Missing, ...]:
    """What a probe would ask for, most wanted first."""
    own = sum(sign.own for sign in told)
    there = {
        Missing.OWN_ROLE: bool(own) or any(s.has_role for s in told),
        Missing.DECISION: any(s.has_decision for s in told),
        Missing.MEASURE: any(s.numbers for s in told),
        Missing.RESULT: bool(own) and has_end(told),
        Missing.DIFFICULTY: any(s.has_difficulty for s in told),
    }
    return tuple(gap for gap, found in there.items() if not found)
