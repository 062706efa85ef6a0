"""The life of a turn, as one table.

    pending -> writing -> awaiting answer -> answered
                  |  ^
                  v  | (begun again by a new writer)
               failed -> pending

Law: a transition that is not in TRANSITIONS does not exist. Storage makes each transition
in one conditional statement whose condition is `sources()` of its event, so two
processes can never both make it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.errors import Conflict, NotFound
from app.domain.interview import MAX_QUESTIONS, Interview, Message, Stage, Turn, TurnState
from app.values import replace

MAX_TRIES = 3
"""Model calls for one ask, rescues by another writer included."""

MAX_CLAIMS = MAX_TRIES + 1
"""The same, and one more for the planned question in their place."""


class Event(StrEnum):
    """What can happen to a turn."""

    CLAIM = "claim"
    FINISH = "finish"
    FAIL = "fail"
    ANSWER = "answer"
    RETRY = "retry"
    ABANDON = "abandon"


TRANSITIONS: dict[tuple[TurnState, Event], TurnState] = {
    (TurnState.PENDING, Event.CLAIM): TurnState.WRITING,
    (TurnState.WRITING, Event.CLAIM): TurnState.WRITING,
    (TurnState.WRITING, Event.FINISH): TurnState.AWAITING_ANSWER,
    (TurnState.PENDING, Event.FAIL): TurnState.FAILED,
    (TurnState.WRITING, Event.FAIL): TurnState.FAILED,
    (TurnState.FAILED, Event.RETRY): TurnState.PENDING,
    (TurnState.AWAITING_ANSWER, Event.ANSWER): TurnState.ANSWERED,
    (TurnState.PENDING, Event.ABANDON): TurnState.ABANDONED,
    (TurnState.WRITING, Event.ABANDON): TurnState.ABANDONED,
    (TurnState.FAILED, Event.ABANDON): TurnState.ABANDONED,
}


def sources(event: Event) -> tuple[TurnState, ...]:
    """The states from which `event` is possible."""
    return tuple(state for state, name in TRANSITIONS if name is event)


def target(event: Event) -> TurnState:
    """The one state that `event` leads to, from wherever it starts."""
    (state,) = {TRANSITIONS[source, event] for source in sources(event)}
    return state


STAGES: dict[TurnState, Stage] = {
    TurnState.PENDING: Stage.WRITING,
    TurnState.WRITING: Stage.WRITING,
    TurnState.AWAITING_ANSWER: Stage.AWAITING_ANSWER,
    TurnState.FAILED: Stage.FAILED,
    TurnState.ANSWERED: Stage.FINISHED,
    TurnState.ABANDONED: Stage.FINISHED,
}


class CurrentTurn(Struct, frozen=True, kw_only=True):
    """Where an interview stands: the `turn` of the contract."""

    number: int
    stage: Stage


def standing(interview: Interview) -> CurrentTurn:
    """The turn the page shows. Before question 1 is asked, turn 1 is being written."""
    kept = [turn for turn in interview.turns if turn.state is not TurnState.ABANDONED]
    if not kept:
        stage = Stage.FINISHED if interview.session.ended_at else Stage.WRITING
        return CurrentTurn(number=1, stage=stage)
    last = kept[-1]
    ended = interview.session.ended_at is not None
    return CurrentTurn(number=last.number, stage=Stage.FINISHED if ended else STAGES[last.state])


def which_turn(interview: Interview, number: int | None, text: str) -> int:
    """The turn an answer is for, when the sender names none: the one now awaited.

    While nothing is awaited, the same text counts as a repeat of the last answer.
    Raises `Conflict` for another text.
    """
    if number is not None:
        return number
    now = standing(interview)
    if now.stage is Stage.AWAITING_ANSWER:
        return now.number
    last = interview.answers[-1] if interview.answers else None
    if last is not None and last.content == text:
        return last.turn
    if last is not None and now.stage is Stage.FAILED:
        raise _has_another_answer()
    raise not_awaited(now)


def is_repeat(interview: Interview, number: int, text: str) -> bool:
    """Whether turn `number` already has this very answer.

    False means that the answer is awaited. Raises `Conflict` when the turn has
    another answer or awaits none.
    """
    stored = interview.answer(number)
    if stored is not None:
        if stored.content == text:
            return True
        raise _has_another_answer()
    now = standing(interview)
    if now.stage is not Stage.AWAITING_ANSWER or now.number != number:
        raise not_awaited(now)
    return False


def with_answer(interview: Interview, answer: Message) -> Interview:
    """The interview once the awaited `answer` is stored: the next question is pending."""
    answered = [
        replace(turn, state=target(Event.ANSWER)) if turn.number == answer.turn else turn
        for turn in interview.turns
    ]
    if answer.turn < MAX_QUESTIONS:
        answered.append(
            Turn(session_id=answer.session_id, number=answer.turn + 1, state=TurnState.PENDING)
        )
    return replace(interview, turns=tuple(answered), messages=(*interview.messages, answer))


def not_awaited(now: CurrentTurn) -> Conflict:
    """Why no answer is awaited, in the candidate's words."""
    if now.stage is Stage.FINISHED:
        return Conflict("This interview is complete.")
    return Conflict("The next question is still being written.")


def _has_another_answer() -> Conflict:
    return Conflict("This question already has another answer.")


def check_number(number: int) -> int:
    """`number` when it can be a turn; raises `NotFound`."""
    if not 1 <= number <= MAX_QUESTIONS:
        raise NotFound("No such question")
    return number
