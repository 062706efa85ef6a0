"""How far along an interview is."""

from __future__ import annotations

import pytest

from app.domain.interview import TurnState
from app.domain.progress import progress
from tests.domain.test_turn_state import interview

ANSWERED, AWAITING = TurnState.ANSWERED, TurnState.AWAITING_ANSWER


@pytest.mark.parametrize(
    ("states", "count", "started", "complete"),
    [
        ([], 0, False, False),
        ([TurnState.WRITING], 0, False, False),
        ([AWAITING], 1, True, False),
        ([ANSWERED, TurnState.WRITING], 1, True, False),
        ([*[ANSWERED] * 7, AWAITING], 8, True, True),
        ([ANSWERED] * 8, 8, True, True),
        ([ANSWERED, TurnState.ABANDONED], 1, True, False),
    ],
)
def test_a_question_counts_once_its_whole_text_is_stored(
    states: list[TurnState], count: int, started: bool, complete: bool
) -> None:
    far = progress(interview(*states))

    assert (far.question_count, far.is_started, far.is_complete) == (count, started, complete)
    assert far.max_questions == 8
