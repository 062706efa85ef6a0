"""What a click does to a show, command by command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import Unprocessable
from app.domain.interview import Stage
from app.domain.show import (
    EFFECTS,
    Click,
    Command,
    Links,
    NotDriving,
    Pilot,
    Show,
    Speed,
    take,
)
from app.domain.source import Source
from app.domain.turn_state import CurrentTurn
from app.values import replace

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=90)
SHOW = Show(id="show", session_id="s", nonce="n", stage_hash="st", remote_hash="re")
LINKS = Links(nonce="n2", stage_hash="st2", remote_hash="re2")


def after(show: Show, command: Command, at: datetime = NOON, **given: object) -> Show:
    click = Click(command=command, at=at, step=show.step, page="page")
    return take(show, replace(click, **given))  # type: ignore[arg-type]  # names and types are the caller's


def changed(before: Show, show: Show) -> dict[str, object]:
    """What is different, the step and the driver apart."""
    names = set(Show.__struct_fields__) - {"step", "driver"}
    pairs = {name: getattr(show, name) for name in names}
    return {name: value for name, value in pairs.items() if value != getattr(before, name)}


def test_every_command_has_its_effect() -> None:
    assert set(EFFECTS) == set(Command)


@pytest.mark.parametrize("command", list(Command))
def test_every_click_that_counts_raises_the_step_and_names_the_driver(command: Command) -> None:
    value = "2" if command is Command.SPEED else ""
    found = after(SHOW, command, value=value, links=LINKS, session_id="new")

    assert (found.step, found.driver, found.id) == (1, "page", "show")


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("step", [0, 2, 99])
def test_click_of_another_step_does_nothing(command: Command, step: int) -> None:
    show = replace(SHOW, step=1)

    assert take(show, Click(command=command, at=NOON, step=step, page="other")) is show


@pytest.mark.parametrize("command", sorted(set(Command) - {Command.DRIVER}))
def test_other_page_than_the_driver_is_refused(command: Command) -> None:
    show = replace(SHOW, driver="first")

    with pytest.raises(NotDriving, match="Take over"):
        after(show, command, value="2", session_id="new")


def test_taking_over_makes_that_page_the_driver() -> None:
    show = after(replace(SHOW, driver="first"), Command.DRIVER)

    assert show.driver == "page"
    with pytest.raises(NotDriving):
        after(show, Command.NEXT, page="first")


def test_remote_clicks_for_whoever_drives() -> None:
    show = after(replace(SHOW, driver="first"), Command.NEXT, page=None)

    assert (show.driver, show.pilot) == ("first", Pilot.ONE)


RUNNING = replace(SHOW, pilot=Pilot.ONE, piloted=3, started_at=NOON, paced_from=NOON)
PLAYING = replace(RUNNING, pilot=Pilot.PLAYING)
BACK = replace(RUNNING, looking_back=2, pilot=Pilot.RESTING)
BLACK = replace(RUNNING, is_black=True, pilot=Pilot.RESTING)

BEGUN = {"started_at": NOON, "paced_from": NOON}

TABLE = [
    # the first click starts both clocks
    (SHOW, Command.NEXT, {}, {"pilot": "one", "piloted": 1, **BEGUN}),
    (SHOW, Command.PLAY, {}, {"pilot": "playing", "piloted": 1, **BEGUN}),
    # next
    (RUNNING, Command.NEXT, {"turn": 3, "is_awaited": True}, {"is_hurried": True}),
    (RUNNING, Command.NEXT, {"turn": 3}, {}),
    (RUNNING, Command.NEXT, {"turn": 4, "is_awaited": True}, {"piloted": 4}),
    (PLAYING, Command.NEXT, {"turn": 3, "is_awaited": True}, {"is_hurried": True}),
    (BACK, Command.NEXT, {"turn": 3}, {"looking_back": 1}),
    (BLACK, Command.NEXT, {"turn": 3}, {"is_black": False}),
    # back
    (RUNNING, Command.BACK, {"scenes": 6}, {"looking_back": 1, "pilot": "resting"}),
    (BACK, Command.BACK, {"scenes": 6}, {"looking_back": 3}),
    (BACK, Command.BACK, {"scenes": 3}, {}),
    (SHOW, Command.BACK, {"scenes": 1}, {}),
    (BLACK, Command.BACK, {"scenes": 6}, {"is_black": False}),
    # play, pause
    (BACK, Command.PLAY, {"turn": 3}, {"looking_back": 0, "pilot": "playing"}),
    (BLACK, Command.PLAY, {"turn": 3}, {"is_black": False, "pilot": "playing"}),
    (PLAYING, Command.PAUSE, {}, {"pilot": "resting"}),
    (PLAYING, Command.PAUSE, {"value": "hall", "at": LATER}, {"pilot": "resting",
                                                              "stopped_at": LATER}),
    (SHOW, Command.PAUSE, {"value": "hall"}, {}),
    # the rest
    (RUNNING, Command.SPEED, {"value": "instant"}, {"speed": "instant"}),
    (RUNNING, Command.BLACK, {}, {"is_black": True, "pilot": "resting"}),
    (BLACK, Command.BLACK, {}, {"is_black": False}),
    (RUNNING, Command.INTERVIEWER, {}, {"speaker": "model"}),
    (RUNNING, Command.INTERVIEWER, {"value": "demo"}, {}),
    (RUNNING, Command.DRIVER, {}, {}),
    (RUNNING, Command.STAGE, {"links": LINKS}, {"nonce": "n2", "stage_hash": "st2",
                                                "remote_hash": "re2"}),
    (RUNNING, Command.WITHDRAW, {}, {"stage_hash": None, "remote_hash": None}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "command", "given", "expected"), TABLE)
def test_command_changes_what_it_is_for_and_nothing_else(
    before: Show, command: Command, given: dict[str, Any], expected: dict[str, object]
) -> None:
    assert changed(before, after(before, command, **given)) == expected


def test_reset_keeps_links_driver_speaker_and_speed_alone() -> None:
    show = replace(
        PLAYING, is_black=True, looking_back=2, stopped_at=NOON, speed=Speed.TWO, driver="page"
    )
    show = replace(show, speaker=Source.MODEL, step=9)

    assert after(show, Command.RESET, session_id="new") == replace(
        SHOW, session_id="new", driver="page", speaker=Source.MODEL, speed=Speed.TWO, step=10
    )


def test_pace_clock_passes_over_questions_from_the_hall() -> None:
    show = after(RUNNING, Command.PAUSE, value="hall", at=LATER)
    show = after(show, Command.PAUSE, value="hall", at=LATER + timedelta(seconds=5))
    show = after(show, Command.NEXT, at=LATER + timedelta(seconds=60))

    assert show.started_at == NOON
    assert show.paced_from == NOON + timedelta(seconds=60)
    assert show.stopped_at is None


@pytest.mark.parametrize(
    ("command", "value"),
    [(Command.SPEED, "3"), (Command.SPEED, ""), (Command.INTERVIEWER, "me"),
     (Command.INTERVIEWER, "stand-in")],
)  # fmt: skip
def test_value_that_a_command_does_not_know_is_refused(command: Command, value: str) -> None:
    with pytest.raises(Unprocessable):
        after(SHOW, command, value=value)


def test_speed_divides_waiting_times() -> None:
    assert [speed.factor for speed in Speed] == [0.5, 1.0, 2.0, float("inf")]


@pytest.mark.parametrize(
    ("pilot", "piloted", "stage", "is_flown"),
    [
        (Pilot.PLAYING, 1, Stage.WRITING, True),
        (Pilot.PLAYING, 1, Stage.AWAITING_ANSWER, True),
        (Pilot.PLAYING, 3, Stage.FAILED, False),
        (Pilot.PLAYING, 3, Stage.FINISHED, False),
        (Pilot.ONE, 3, Stage.WRITING, True),
        (Pilot.ONE, 3, Stage.AWAITING_ANSWER, True),
        (Pilot.ONE, 2, Stage.AWAITING_ANSWER, False),
        (Pilot.ONE, 3, Stage.FINISHED, False),
        (Pilot.RESTING, 3, Stage.AWAITING_ANSWER, False),
    ],
)
def test_sample_candidate_acts_only_where_it_was_asked_to_and_can(
    pilot: Pilot, piloted: int, stage: Stage, *, is_flown: bool
) -> None:
    show = replace(SHOW, pilot=pilot, piloted=piloted)

    assert show.is_flown(CurrentTurn(number=3, stage=stage)) is is_flown
