"""What the hall sees at each stand of an interview."""

from __future__ import annotations

import pytest

from app.domain.interview import Interview, TurnState
from app.domain.scene import Scene, SceneKind, scene_of, scenes, unseen_answer
from app.domain.show import Show
from app.domain.source import Source
from app.values import replace
from tests.web.examples import ANSWERS, QUESTIONS, READING, interview

SHOW = Show(id="show", session_id="s", nonce="n")


def kinds(of: Interview) -> list[tuple[str, int]]:
    return [(scene.kind.value, scene.number) for scene in scenes(of)]


@pytest.mark.parametrize(
    ("state", "number", "expected"),
    [
        (None, 1, ("waiting", 1)),
        (TurnState.PENDING, 1, ("question", 1)),
        (TurnState.WRITING, 3, ("question", 3)),
        (TurnState.AWAITING_ANSWER, 3, ("question", 3)),
        (TurnState.FAILED, 2, ("failed", 2)),
        (TurnState.ANSWERED, 8, ("finished", 8)),
    ],
)
def test_present_scene_follows_from_the_turn(
    state: TurnState | None, number: int, expected: tuple[str, int]
) -> None:
    assert kinds(interview(state, number))[-1] == expected
    scene = scene_of(SHOW, interview(state, number))
    assert (scene.kind, scene.number) == expected


def test_scenes_are_all_that_was_said_in_order() -> None:
    assert kinds(interview(TurnState.AWAITING_ANSWER, 2)) == [
        ("question", 1),
        ("answer", 1),
        ("question", 2),
    ]


def test_only_a_question_being_written_is_typed() -> None:
    assert scene_of(SHOW, interview(TurnState.WRITING, 2)).is_typed
    assert not scene_of(SHOW, interview(TurnState.AWAITING_ANSWER, 2)).is_typed


@pytest.mark.parametrize(
    ("back", "text"),
    [(0, QUESTIONS[1]), (1, ANSWERS[0]), (2, QUESTIONS[0]), (3, QUESTIONS[0])],
)
def test_looking_back_counts_scenes_and_stops_at_the_first(back: int, text: str) -> None:
    show = Show(id="show", session_id="s", nonce="n", looking_back=back)

    assert scene_of(show, interview(TurnState.AWAITING_ANSWER, 2)).text == text


def test_black_shows_nothing() -> None:
    show = Show(id="show", session_id="s", nonce="n", is_black=True)

    assert scene_of(show, interview(TurnState.AWAITING_ANSWER, 2)) == Scene(
        kind=SceneKind.BLACK, number=2
    )


def test_question_that_stands_tells_its_source() -> None:
    stood_in = interview(TurnState.AWAITING_ANSWER, 2, Source.STAND_IN)

    assert scene_of(SHOW, stood_in).source is Source.STAND_IN


@pytest.mark.parametrize(("speaker", "language"), [(Source.MODEL, "sv"), (Source.DEMO, None)])
def test_question_that_a_model_is_writing_is_in_the_postings_language(
    speaker: Source, language: str | None
) -> None:
    swedish = interview(TurnState.WRITING, 2, reading=replace(READING, language="sv"))

    assert scene_of(replace(SHOW, speaker=speaker), swedish).language == language


def test_first_words_behind_a_question_that_stands_are_the_answer() -> None:
    question = scene_of(SHOW, interview(TurnState.AWAITING_ANSWER, 2))

    assert question.with_text("") == question
    assert question.with_text("Mutes") == Scene(
        kind=SceneKind.ANSWER, number=2, text="Mutes", is_typed=True
    )


@pytest.mark.parametrize(
    ("shown", "is_unseen"),
    [(QUESTIONS[1], True), (ANSWERS[1][:20], True), (ANSWERS[1], False), ("", False)],
)
@pytest.mark.parametrize(("state", "number"), [(TurnState.WRITING, 3), (TurnState.ANSWERED, 2)])
def test_answer_not_seen_whole_is_told(
    state: TurnState, number: int, shown: str, is_unseen: bool
) -> None:
    now = interview(state, number)
    scene = Scene(kind=SceneKind.QUESTION, number=2, text=shown)
    found = unseen_answer(scene, scenes(now)[-1], now)

    assert (found is not None) == is_unseen
    assert found is None or found.text == ANSWERS[1]


def test_scene_that_follows_no_answer_hides_none() -> None:
    now = interview(TurnState.AWAITING_ANSWER, 2)

    assert unseen_answer(scenes(now)[0], scenes(now)[1], now) is None
