"""Opening a show and pressing its buttons: who may, and whose click counts."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import NotFound, NotYours, Unprocessable
from app.domain.show import Command, NotDriving, Pilot
from app.domain.source import Source
from app.services.shows import Pressed, hashed, remote_purpose, stage_purpose
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.services.showing import Theatre, in_own_time, token


@in_own_time
async def test_show_is_opened_once_with_links_of_which_only_hashes_are_kept() -> None:
    theatre = Theatre()

    show, again = await theatre.open(), await theatre.open()

    assert again == show
    assert show.stage_hash == hashed(token(stage_purpose(show.nonce)))
    assert show.remote_hash == hashed(token(remote_purpose(show.nonce)))
    assert await theatre.shows.at_stage(token(stage_purpose(show.nonce))) == show
    assert await theatre.shows.at_remote(token(remote_purpose(show.nonce))) == show


@in_own_time
async def test_no_link_leads_where_another_does() -> None:
    theatre = Theatre()
    show = await theatre.open()

    with pytest.raises(NotFound):
        await theatre.shows.at_remote(token(stage_purpose(show.nonce)))
    with pytest.raises(NotFound):
        await theatre.shows.at_stage(token(remote_purpose(show.nonce)))


@in_own_time
async def test_withdrawn_links_lead_nowhere_and_new_ones_are_others() -> None:
    theatre = Theatre()
    show = await theatre.open()
    await theatre.press("withdraw")

    for purpose, find in (
        (stage_purpose, theatre.shows.at_stage),
        (remote_purpose, theatre.shows.at_remote),
    ):
        with pytest.raises(NotFound):
            await find(token(purpose(show.nonce)))
    after = await theatre.press("stage")

    assert after.nonce != show.nonce
    assert await theatre.shows.at_stage(token(stage_purpose(after.nonce))) == after
    with pytest.raises(NotFound):
        await theatre.shows.at_stage(token(stage_purpose(show.nonce)))


@in_own_time
async def test_show_of_a_session_that_is_gone_is_not_found() -> None:
    theatre = Theatre()

    with pytest.raises(NotFound):
        await theatre.shows.open("gone", token)


@in_own_time
async def test_two_clicks_at_once_are_one_step() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    pressed = Pressed(command=Command.NEXT, step=show.step, page="page")

    found = await asyncio.gather(*(theatre.shows.press(show, pressed, token) for _ in range(5)))
    await theatre.until(2)
    await asyncio.sleep(60)

    assert {each.show.step for each in found} == {show.step + 1}
    assert [each.counted for each in found].count(True) == 1
    assert len(await theatre.answers()) == 1


@in_own_time
async def test_two_resets_at_once_leave_one_session() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    pressed = Pressed(command=Command.RESET, step=show.step, page="page")

    found = await asyncio.gather(*(theatre.shows.press(show, pressed, token) for _ in range(3)))

    (session_id,) = {each.show.session_id for each in found}
    assert list(theatre.store.sessions) == [session_id]


@in_own_time
async def test_show_read_before_a_reset_is_shown_as_it_is_after() -> None:
    theatre = Theatre()
    before = await theatre.begun()
    after = await theatre.press("reset")

    show, interview = await theatre.shows.shown(before)

    assert show.id == before.id
    assert interview.session.id == show.session_id == after.session_id


@in_own_time
async def test_reset_has_the_same_papers_and_nothing_left_over() -> None:
    theatre = Theatre()
    await theatre.begun()
    await theatre.press("next")
    await theatre.until(2)
    before = theatre.store.sessions["session-1"]

    show = await theatre.press("reset")

    (after,) = theatre.store.sessions.values()
    assert (after.cv_text, after.story, after.owner) == (
        before.cv_text,
        "reliability",
        before.owner,
    )
    assert (after.id, after.speaker) == (show.session_id, before.speaker)
    assert theatre.store.turns == {}
    assert theatre.store.messages == []


@in_own_time
async def test_remote_only_goes_next_and_back() -> None:
    theatre = Theatre()
    show = await theatre.begun()

    for command in set(Command) - {Command.NEXT, Command.BACK}:
        with pytest.raises(NotYours):
            await theatre.shows.press(show, Pressed(command=command, step=show.step))
    after, _ = await theatre.shows.press(show, Pressed(command=Command.NEXT, step=show.step))

    assert (after.driver, after.pilot) == ("page", Pilot.ONE)


@in_own_time
async def test_second_page_has_to_take_over() -> None:
    theatre = Theatre()
    await theatre.begun()

    with pytest.raises(NotDriving):
        await theatre.press("next", page="second")
    await theatre.press("driver", page="second")
    await theatre.press("next", page="second")

    with pytest.raises(NotDriving):
        await theatre.press("next", page="page")


@in_own_time
async def test_questions_are_the_speakers_own_from_the_next_one_on() -> None:
    theatre = Theatre(interviewer=FakeInterviewer(source=Source.MODEL))
    await theatre.begun()

    await theatre.press("interviewer", "demo")
    await theatre.press("next")
    await theatre.until(2)
    await theatre.press("interviewer")
    await theatre.press("next")
    await theatre.until(3)

    interview = await theatre.interview()
    assert [exchange.question.source for exchange in interview.exchanges] == [
        Source.MODEL,
        Source.DEMO,
        Source.MODEL,
    ]


@in_own_time
async def test_model_cannot_be_chosen_where_there_is_none() -> None:
    theatre = Theatre(interviewer=FakeInterviewer(source=Source.DEMO))
    await theatre.begun()

    for value in ("model", ""):
        with pytest.raises(Unprocessable):
            await theatre.press("interviewer", value)

    await theatre.press("interviewer", "demo")
    assert (await theatre.show()).speaker is Source.DEMO


@in_own_time
async def test_planned_question_stands_in_after_four_seconds_without_a_word() -> None:
    silent = FakeInterviewer(source=Source.MODEL, script=lambda *_: ["", 3600.0])
    theatre = Theatre(interviewer=silent)
    began = asyncio.get_running_loop().time()

    await theatre.begun()

    interview = await theatre.interview()
    assert interview.exchanges[0].question.source is Source.STAND_IN
    assert 3.9 < asyncio.get_running_loop().time() - began < 5


@in_own_time
async def test_words_of_the_demo_interviewer_are_seen_as_they_come() -> None:
    slow = FakeInterviewer(
        source=Source.DEMO,
        script=lambda brief, _: [
            step for word in QUESTIONS[brief.number - 1].split() for step in (f"{word} ", 0.2)
        ],
    )
    theatre = Theatre(interviewer=slow)
    await theatre.open()
    began = asyncio.get_running_loop().time()

    await theatre.press("next")
    await theatre.until(1)

    first = next(at for at, text in theatre.stream.typed("question") if text)
    assert first - began < 0.5
