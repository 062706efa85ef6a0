"""The whole table of moves, and who an answer is for."""

from __future__ import annotations

import itertools

import pytest

from app.domain.errors import Conflict, NotFound
from app.domain.interview import (
    Interview,
    Message,
    Role,
    Stage,
    Turn,
    TurnState,
)
from app.domain.source import Source
from app.domain.turn_state import (
    STAGES,
    TRANSITIONS,
    Event,
    check_number,
    is_repeat,
    sources,
    standing,
    target,
    which_turn,
    with_answer,
)
from app.values import replace
from tests.fakes import NOON, a_session

ALLOWED = {
    ("pending", "claim", "writing"),
    ("writing", "claim", "writing"),
    ("writing", "finish", "awaiting_answer"),
    ("pending", "fail", "failed"),
    ("writing", "fail", "failed"),
    ("failed", "retry", "pending"),
    ("awaiting_answer", "answer", "answered"),
    ("pending", "abandon", "abandoned"),
    ("writing", "abandon", "abandoned"),
    ("failed", "abandon", "abandoned"),
}


def interview(*states: TurnState, ended: bool = False) -> Interview:
    """An interview whose turns are in `states`, with the messages they imply."""
    session = replace(a_session(), ended_at=NOON if ended else None)
    turns = tuple(
        Turn(session_id=session.id, number=n, state=state) for n, state in enumerate(states, 1)
    )
    asked = {TurnState.AWAITING_ANSWER, TurnState.ANSWERED}
    questions = [message(t.number, Role.ASSISTANT) for t in turns if t.state in asked]
    answers = [message(t.number, Role.USER) for t in turns if t.state is TurnState.ANSWERED]
    return Interview(session=session, turns=turns, messages=(*questions, *answers))


def message(turn: int, role: Role) -> Message:
    return Message(
        id=f"{role}-{turn}",
        session_id="session-1",
        turn=turn,
        role=role,
        content=f"{role} {turn}",
        timestamp=NOON,
        source=Source.MODEL,
    )


@pytest.mark.parametrize(("state", "move"), list(itertools.product(TurnState, Event)))
def test_a_move_exists_only_in_the_table(state: TurnState, move: Event) -> None:
    expected = [end for start, name, end in ALLOWED if (start, name) == (state, move)]

    assert [end for begin, end in TRANSITIONS.items() if begin == (state, move)] == expected


def test_every_move_leads_to_one_state() -> None:
    assert {move: target(move) for move in Event} == {
        name: end for (start, name), end in TRANSITIONS.items()
    }
    assert all(sources(move) for move in Event)


def test_every_state_has_a_stage() -> None:
    assert set(STAGES) == set(TurnState)


@pytest.mark.parametrize(
    ("states", "ended", "number", "stage"),
    [
        ([], False, 1, Stage.WRITING),
        ([TurnState.PENDING], False, 1, Stage.WRITING),
        ([TurnState.ANSWERED, TurnState.WRITING], False, 2, Stage.WRITING),
        ([TurnState.ANSWERED, TurnState.AWAITING_ANSWER], False, 2, Stage.AWAITING_ANSWER),
        ([TurnState.ANSWERED, TurnState.FAILED], False, 2, Stage.FAILED),
        ([TurnState.ANSWERED] * 8, False, 8, Stage.FINISHED),
        ([TurnState.ANSWERED] * 8, True, 8, Stage.FINISHED),
        ([TurnState.ANSWERED, TurnState.AWAITING_ANSWER], True, 2, Stage.FINISHED),
        ([TurnState.ANSWERED, TurnState.ABANDONED], True, 1, Stage.FINISHED),
    ],
)
def test_the_page_shows_the_last_turn_that_counts(
    states: list[TurnState], ended: bool, number: int, stage: Stage
) -> None:
    now = standing(interview(*states, ended=ended))

    assert (now.number, now.stage) == (number, stage)


def test_an_answer_without_a_turn_is_for_the_one_awaited() -> None:
    here = interview(TurnState.ANSWERED, TurnState.AWAITING_ANSWER)

    assert which_turn(here, None, "anything") == 2


def test_the_same_words_again_while_nothing_is_awaited_repeat_the_last_answer() -> None:
    here = interview(TurnState.ANSWERED, TurnState.WRITING)

    assert which_turn(here, None, "user 1") == 1


@pytest.mark.parametrize(
    ("here", "text"),
    [
        (interview(TurnState.ANSWERED, TurnState.WRITING), "still being written"),
        (interview(TurnState.ANSWERED, TurnState.FAILED), "already has another answer"),
        (interview(TurnState.PENDING), "still being written"),
        (interview(*[TurnState.ANSWERED] * 8), "complete"),
    ],
)
def test_other_words_while_nothing_is_awaited_are_refused(here: Interview, text: str) -> None:
    with pytest.raises(Conflict, match=text):
        which_turn(here, None, "other words")


def test_a_turn_answered_with_the_same_words_is_a_repeat_in_whatever_state() -> None:
    for following in TurnState:
        assert is_repeat(interview(TurnState.ANSWERED, following), 1, "user 1")


def test_a_turn_answered_otherwise_keeps_its_answer() -> None:
    with pytest.raises(Conflict, match="already has another answer"):
        is_repeat(interview(TurnState.ANSWERED, TurnState.AWAITING_ANSWER), 1, "other")


@pytest.mark.parametrize(
    ("here", "number", "text"),
    [
        (interview(TurnState.ANSWERED, TurnState.AWAITING_ANSWER), 3, "still being written"),
        (interview(TurnState.ANSWERED, TurnState.WRITING), 2, "still being written"),
        (interview(TurnState.ANSWERED, TurnState.AWAITING_ANSWER, ended=True), 2, "complete"),
    ],
)
def test_a_turn_not_awaited_takes_no_answer(here: Interview, number: int, text: str) -> None:
    with pytest.raises(Conflict, match=text):
        is_repeat(here, number, "new words")


@pytest.mark.parametrize("number", [0, 9, -1])
def test_there_is_no_turn_but_one_to_eight(number: int) -> None:
    with pytest.raises(NotFound):
        check_number(number)


@pytest.mark.parametrize(("number", "following"), [(1, [TurnState.PENDING]), (8, [])])
def test_stored_answer_ends_its_turn_and_makes_the_next_one_pending(
    number: int, following: list[TurnState]
) -> None:
    turn = Turn(session_id="s", number=number, state=TurnState.AWAITING_ANSWER)
    given = Message(
        id="a",
        session_id="s",
        turn=number,
        role=Role.USER,
        content="It held.",
        timestamp=NOON,
        source=Source.CANDIDATE,
    )

    now = with_answer(Interview(session=a_session(), turns=(turn,)), given)

    assert now.answer(number) == given
    assert [t.state for t in now.turns] == [TurnState.ANSWERED, *following]
    assert [t.number for t in now.turns] == list(range(number, number + 1 + len(following)))
