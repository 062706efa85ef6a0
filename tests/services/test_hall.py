"""What an audience sees: whoever comes when, and what became of the show meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from app.domain.errors import StorageUnavailable
from app.domain.interview import Stage
from app.domain.scene import Scene, SceneKind
from app.domain.show import Show, ShowKey
from app.domain.source import Source
from app.services.hall import BEHIND, FRONT_ROW, Hall
from app.services.ports import Place
from app.services.stage_feed import PresenterView, stands_in
from app.services.stream_keys import question_key, stand_in_key
from app.streams.memory import MemoryStream
from app.values import replace
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.services.showing import ANSWERS, Theatre, in_own_time


def a_word_every(seconds: float) -> FakeInterviewer:
    return FakeInterviewer(
        source=Source.DEMO,
        script=lambda brief, _: [
            step for word in QUESTIONS[brief.number - 1].split() for step in (f"{word} ", seconds)
        ],
    )


def all_after(seconds: float) -> FakeInterviewer:
    """Gives the whole question at once, so long after it was asked for."""
    return FakeInterviewer(
        source=Source.DEMO, script=lambda brief, _: [seconds, QUESTIONS[brief.number - 1]]
    )


SLOW = a_word_every(0.3)


class Viewer:
    """Reads frames as a page does: a whole scene replaces, an addition follows."""

    def __init__(
        self,
        theatre: Theatre,
        show: Show,
        *,
        is_presenter: bool = False,
        take: Callable[[tuple[str, str]], bool] | None = None,
    ) -> None:
        self.scenes: list[tuple[str, str]] = []
        self.frames: list[tuple[str, str]] = []
        self.words: dict[int, float] = {}
        self._take = take
        self._held = ExitStack()
        hall: Hall[tuple[str, str]] = self._held.enter_context(
            theatre.hub.enter(show, is_viewer=not is_presenter)
        )
        stage_hash = None if is_presenter else show.stage_hash
        self.task = asyncio.ensure_future(self._watch(hall, stage_hash))

    async def _watch(self, hall: Hall[tuple[str, str]], stage_hash: str | None) -> None:
        async for frame in hall.frames(stage_hash, self._take):
            self.frames.append(frame)
            if frame[0] == "+":
                kind, before = self.scenes.pop()
                self.scenes.append((kind, before + frame[1]))
            else:
                self.scenes.append(frame)
            now = asyncio.get_running_loop().time()
            for number in range(len(self.now[1].split())):
                self.words.setdefault(number, now)

    @property
    def now(self) -> tuple[str, str]:
        return self.scenes[-1]

    async def leave(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self._held.close()


@in_own_time
async def test_viewer_sees_the_show_from_the_waiting_to_the_last_question() -> None:
    theatre = Theatre()
    viewer = Viewer(theatre, await theatre.open())
    await asyncio.sleep(0.1)

    await theatre.press("play")
    await theatre.until(8, Stage.FINISHED)
    await asyncio.sleep(3)

    seen = [scene for scene in dict.fromkeys(viewer.scenes) if scene[1]]
    said = [s for pair in zip(QUESTIONS, ANSWERS, strict=True) for s in pair]
    kinds = ["question", "answer"] * 8
    assert [scene for scene in seen if scene in set(zip(kinds, said, strict=True))] == list(
        zip(kinds, said, strict=True)
    )
    assert viewer.scenes[0] == ("waiting", "")
    assert viewer.now == ("finished", "")
    await viewer.leave()


@in_own_time
async def test_frames_are_made_once_for_any_number_of_viewers() -> None:
    few, crowded = Theatre(interviewer=SLOW), Theatre(interviewer=SLOW)
    for theatre, count in ((few, FRONT_ROW + 1), (crowded, 60)):
        show = await theatre.open()
        viewers = [Viewer(theatre, show) for _ in range(count)]
        await asyncio.sleep(0.1)
        await theatre.press("next")
        await theatre.until(1)
        await asyncio.sleep(0.1)
        assert {viewer.now for viewer in viewers} == {("question", QUESTIONS[0])}
        for seats in (viewers[:FRONT_ROW], viewers[FRONT_ROW:]):
            assert len({tuple(viewer.frames) for viewer in seats}) == 1
        for viewer in viewers:
            await viewer.leave()

    assert crowded.encoder.made <= few.encoder.made


@in_own_time
async def test_full_hall_is_sent_fewer_frames_and_the_front_row_every_word() -> None:
    theatre = Theatre(interviewer=a_word_every(0.1))
    show = await theatre.open()
    presenter = Viewer(theatre, show, is_presenter=True)
    viewers = [Viewer(theatre, show) for _ in range(240)]
    await asyncio.sleep(0.1)
    await theatre.press("next")
    await asyncio.sleep(0.5)
    late = Viewer(theatre, show)
    await theatre.until(1)
    await asyncio.sleep(0.5)

    for viewer in (presenter, late, *viewers):
        assert viewer.now == ("question", QUESTIONS[0])
    front, behind = viewers[: FRONT_ROW - 1], viewers[FRONT_ROW - 1 :]
    assert {tuple(viewer.frames) for viewer in front} == {tuple(presenter.frames)}
    assert len({tuple(viewer.frames) for viewer in behind}) == 1
    assert len(behind[0].frames) <= len(presenter.frames) - 6
    lags = [behind[0].words[number] - at for number, at in presenter.words.items()]
    assert 0 < max(lags) <= BEHIND + 0.001
    for viewer in (presenter, late, *viewers):
        await viewer.leave()


@in_own_time
async def test_frames_are_handed_to_who_rests_and_the_scene_whole_to_who_could_not_take_one() -> (
    None
):
    theatre = Theatre(interviewer=SLOW)
    show = await theatre.open()
    handed: list[tuple[str, str]] = []

    def take(frame: tuple[str, str]) -> bool:
        handed.append(frame)
        return [kind for kind, _ in handed].count("+") != 2 or frame[0] != "+"

    viewer = Viewer(theatre, show, take=take)
    await asyncio.sleep(0.1)
    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(0.1)

    additions = [text for kind, text in handed if kind == "+"]
    begun = next(text for kind, text in handed if kind == "question")
    assert begun + "".join(additions) == QUESTIONS[0]
    assert handed[-1] == ("question", QUESTIONS[0])
    assert viewer.frames == [("question", begun + additions[0] + additions[1])]
    await viewer.leave()


@in_own_time
async def test_nothing_is_handed_to_who_came_by_a_link_that_was_withdrawn() -> None:
    theatre = Theatre(interviewer=SLOW)
    show = await theatre.open()
    handed: list[tuple[str, str]] = []

    def take(frame: tuple[str, str]) -> bool:
        handed.append(frame)
        return True

    viewer = Viewer(theatre, show, take=take)
    await theatre.press("next")
    await asyncio.sleep(1.0)
    await theatre.press("withdraw")
    before = len(handed)
    await theatre.until(1)

    assert before
    assert len(handed) == before
    assert viewer.task.done()
    await viewer.leave()


@in_own_time
async def test_question_that_stands_in_is_labelled_from_its_first_word() -> None:
    silent = FakeInterviewer(source=Source.MODEL, script=lambda *_: ["", 3600.0])
    theatre = Theatre(interviewer=silent, stand_in=SLOW)
    show = await theatre.open()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    await theatre.press("next")

    await asyncio.sleep(3.9)
    with theatre.hub.enter(show, is_viewer=False) as hall:
        assert hall.presenter_view is not None
        assert (hall.presenter_view.scene.source, hall.presenter_view.scene.text) == (None, "")
        await asyncio.sleep(1.5)
        scene = hall.presenter_view.scene

    assert scene.is_typed
    assert QUESTIONS[0].startswith(scene.text)
    assert scene.source is Source.STAND_IN
    assert theatre.hub.first_word(show) == pytest.approx(4.5, abs=0.6)
    await theatre.until(1)
    await asyncio.sleep(0.1)
    assert viewer.now == ("question", QUESTIONS[0])
    await viewer.leave()


async def test_question_begun_again_loses_the_label_of_the_stand_in_before_it() -> None:
    stream, show = MemoryStream(), Show(id="show", session_id="session-1", nonce="n")
    typed = Scene(kind=SceneKind.QUESTION, number=1, is_typed=True)
    await stream.append(stand_in_key("session-1", 1), 1, "stand-in")

    assert await stands_in(stream, typed, show, Place(attempt=1, index=1))
    assert not await stands_in(stream, typed, show, Place(attempt=2, index=1))


@in_own_time
async def test_first_word_is_timed_from_the_click_that_asked() -> None:
    theatre = Theatre(interviewer=all_after(1.5))
    show = await theatre.open()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    assert theatre.hub.first_word(show) is None

    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(0.1)

    assert theatre.hub.first_word(show) == pytest.approx(1.5, abs=0.1)
    await theatre.press("reset")
    await asyncio.sleep(0.1)
    assert theatre.hub.first_word(show) is None
    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(0.1)
    assert theatre.hub.first_word(show) == pytest.approx(1.5, abs=0.1)
    await viewer.leave()


@in_own_time
async def test_who_comes_late_gets_the_whole_scene_and_then_additions() -> None:
    theatre = Theatre(interviewer=SLOW)
    show = await theatre.open()
    first = Viewer(theatre, show)
    await theatre.press("next")
    await asyncio.sleep(1.0)

    late = Viewer(theatre, show)
    await asyncio.sleep(0.01)
    assert late.frames == [first.now]
    assert QUESTIONS[0].startswith(late.now[1])
    await theatre.until(1)
    await asyncio.sleep(0.1)

    assert late.now == first.now == ("question", QUESTIONS[0])
    assert late.frames[1][0] == "+"
    await first.leave()
    await late.leave()


@in_own_time
async def test_who_comes_back_finds_the_present_scene() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    await viewer.leave()
    await theatre.press("next")
    await asyncio.sleep(2.0)

    again = Viewer(theatre, show)
    await asyncio.sleep(0.01)

    assert again.frames[0][0] == "answer"
    assert ANSWERS[0].startswith(again.now[1])
    await again.leave()


@in_own_time
async def test_slow_viewer_gets_the_scene_whole_and_delays_nobody() -> None:
    theatre = Theatre(interviewer=SLOW)
    show = await theatre.open()
    quick = Viewer(theatre, show)
    with theatre.hub.enter(show) as hall:
        frames = hall.frames(show.stage_hash)
        await anext(frames)
        await theatre.press("next")
        await asyncio.sleep(0.2)
        await anext(frames)
        await theatre.until(1)
        await asyncio.sleep(0.1)

        assert await anext(frames) == ("question", QUESTIONS[0])
        assert quick.now == ("question", QUESTIONS[0])
        await frames.aclose()
    await quick.leave()


@in_own_time
async def test_question_begun_again_is_shown_from_its_beginning() -> None:
    theatre = Theatre(interviewer=SLOW)
    show = await theatre.open()
    viewer = Viewer(theatre, show)
    await theatre.press("next")
    await asyncio.sleep(1.0)
    assert viewer.now[1]

    await theatre.stream.append(question_key("session-1", 1), 9, "")
    await asyncio.sleep(0.1)
    assert viewer.now == ("question", "")
    await theatre.stream.append(question_key("session-1", 1), 9, "Another?")
    await asyncio.sleep(0.1)

    assert viewer.now == ("question", "Another?")
    await viewer.leave()


@in_own_time
async def test_answer_that_came_at_once_is_held_until_it_can_be_read() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    own = "I would rather tell of the failover, which took us nine minutes in all."

    await theatre.interviews.answer(await theatre.interview(), 1, own)
    await theatre.shows.tell("session-1")
    await asyncio.sleep(1.0)
    assert viewer.now == ("answer", own)
    await asyncio.sleep(4.0)

    assert viewer.now == ("question", QUESTIONS[1])
    assert theatre.hub.first_word(show) is not None
    await viewer.leave()


@in_own_time
async def test_time_for_which_an_answer_is_read_is_no_part_of_the_first_words() -> None:
    theatre = Theatre(interviewer=all_after(0.5))
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    own = "I would rather tell of the failover, which took us nine minutes in all. " * 3

    await theatre.interviews.answer(await theatre.interview(), 1, own)
    await theatre.shows.answered("session-1")
    timed = []
    for _ in range(4):
        await asyncio.sleep(1.9)
        timed.append(theatre.hub.first_word(show))

    assert viewer.now == ("question", QUESTIONS[1])
    assert timed == [pytest.approx(0.5, abs=0.1)] * 4
    await viewer.leave()


@pytest.mark.parametrize("back", [0, 1, 2, 3])
def test_answer_given_while_looking_back_is_shown_and_then_the_next_question(back: int) -> None:
    @in_own_time
    async def looked_back() -> None:
        theatre = Theatre(interviewer=SLOW)
        await theatre.begun()
        await theatre.press("next")
        await theatre.until(2)
        viewer = Viewer(theatre, await theatre.show())
        for _ in range(back):
            await theatre.press("back")
        await asyncio.sleep(0.1)
        before = await theatre.show()

        await theatre.interviews.answer(await theatre.interview(), 2, "My own, in a few words.")
        await theatre.shows.answered("session-1")
        await asyncio.sleep(0.2)
        assert viewer.now == ("answer", "My own, in a few words.")
        await asyncio.sleep(1.5)

        kind, typed = viewer.now
        assert kind == "question"
        assert typed
        assert QUESTIONS[2].startswith(typed.rstrip())
        assert await theatre.show() == replace(before, looking_back=0)
        await viewer.leave()

    looked_back()


@in_own_time
async def test_typed_text_gives_way_to_an_answer_of_ones_own() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await theatre.press("next")
    await asyncio.sleep(2.0)
    assert viewer.now[0] == "answer"

    await theatre.interviews.answer(await theatre.interview(), 1, "Something else.")
    await theatre.shows.tell("session-1")
    await asyncio.sleep(0.2)

    assert viewer.now == ("answer", "Something else.")
    await viewer.leave()


@in_own_time
async def test_last_answer_is_seen_before_the_end() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    for number in range(1, 8):
        await theatre.interviews.answer(await theatre.interview(), number, f"Answer {number}")
        await theatre.until(number + 1)
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)

    await theatre.interviews.answer(await theatre.interview(), 8, "The last one.")
    await theatre.shows.tell("session-1")
    await asyncio.sleep(0.2)
    assert viewer.now == ("answer", "The last one.")
    await asyncio.sleep(6)

    assert viewer.now == ("finished", "")
    await viewer.leave()


@in_own_time
async def test_black_and_looking_back_are_seen_at_once() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    await theatre.press("next")
    await theatre.until(2)
    viewer = Viewer(theatre, show)
    seen = []

    for command in ("back", "back", "next", "next", "black", "black"):
        await theatre.press(command)
        await asyncio.sleep(0.1)
        seen.append(viewer.now)

    assert seen == [
        ("answer", ANSWERS[0]),
        ("question", QUESTIONS[0]),
        ("answer", ANSWERS[0]),
        ("question", QUESTIONS[1]),
        ("black", ""),
        ("question", QUESTIONS[1]),
    ]
    await viewer.leave()


@in_own_time
async def test_full_hall_sees_every_answer_to_its_end_at_double_speed() -> None:
    theatre = Theatre()
    show = await theatre.open()
    viewers = [Viewer(theatre, show) for _ in range(210)]
    await asyncio.sleep(0.1)
    await theatre.press("speed", "2")
    await theatre.press("play")
    await theatre.until(8, Stage.FINISHED)
    await asyncio.sleep(3)

    seen = [text for kind, text in viewers[-1].scenes if kind == "answer"]
    assert [text for text in seen if text in ANSWERS] == list(ANSWERS)
    for viewer in viewers:
        await viewer.leave()


@in_own_time
async def test_viewers_go_on_after_a_reset_between_two_readings_of_the_hall() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(2.0)
    read = theatre.store.show

    async def read_just_before_a_reset(key: ShowKey, value: str) -> Show | None:
        before = await read(key, value)
        theatre.store.show = read  # type: ignore[method-assign]
        await theatre.press("reset")
        return before

    theatre.store.show = read_just_before_a_reset  # type: ignore[method-assign]
    await asyncio.sleep(5.0)

    assert viewer.now == ("waiting", "")
    await viewer.leave()


@in_own_time
async def test_viewers_go_on_after_a_reset() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await theatre.press("next")
    await asyncio.sleep(2.0)

    await theatre.press("reset")
    await asyncio.sleep(0.1)
    assert viewer.now == ("waiting", "")
    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(0.1)

    assert viewer.now == ("question", QUESTIONS[0])
    await viewer.leave()


@in_own_time
async def test_withdrawing_ends_every_viewer_and_not_the_presenter() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewers = [Viewer(theatre, show) for _ in range(3)]
    presenter = Viewer(theatre, show, is_presenter=True)
    await asyncio.sleep(0.1)

    await theatre.press("withdraw")
    await asyncio.sleep(0.1)

    assert all(viewer.task.done() for viewer in viewers)
    assert not presenter.task.done()
    for each in (*viewers, presenter):
        await each.leave()


@in_own_time
async def test_withdrawing_in_another_process_is_seen_within_two_seconds() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    now = await theatre.show()
    await theatre.store.change_show(replace(now, stage_hash=None, step=now.step + 1), now.step)

    await asyncio.sleep(2.1)

    assert viewer.task.done()
    await viewer.leave()


@in_own_time
async def test_new_links_end_who_came_by_the_old_ones() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    old = Viewer(theatre, show)
    await theatre.press("stage")
    new = Viewer(theatre, await theatre.show())
    await asyncio.sleep(0.1)

    assert old.task.done()
    assert not new.task.done()
    await old.leave()
    await new.leave()


@in_own_time
async def test_erasing_the_session_ends_the_stage() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)

    await theatre.store.erase("session-1")
    await asyncio.sleep(2.1)

    assert viewer.task.done()
    await viewer.leave()


@in_own_time
async def test_viewers_are_counted_while_they_are_there() -> None:
    theatre = Theatre()
    show = await theatre.open()
    presenter = Viewer(theatre, show, is_presenter=True)
    viewers = [Viewer(theatre, show) for _ in range(3)]
    assert theatre.hub.viewers(show) == 3

    for viewer in viewers[:2]:
        await viewer.leave()
    assert theatre.hub.viewers(show) == 1
    await viewers[2].leave()
    await presenter.leave()

    assert theatre.hub.viewers(show) == 0
    await asyncio.sleep(0.01)
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


@in_own_time
async def test_last_viewer_of_an_ended_stage_closes_no_other() -> None:
    theatre = Theatre()
    show = await theatre.begun()
    old = Viewer(theatre, show)
    await asyncio.sleep(0.1)
    kept = theatre.store.shows.pop(show.id)
    await asyncio.sleep(2.1)
    assert old.task.done()
    theatre.store.shows[show.id] = kept
    new = Viewer(theatre, show)

    await old.leave()
    await theatre.press("black")
    await asyncio.sleep(0.1)

    assert new.now == ("black", "")
    await new.leave()


@in_own_time
async def test_presenter_is_told_of_each_change() -> None:
    theatre = Theatre()
    show = await theatre.open()
    seen: list[PresenterView] = []

    async def read() -> None:
        with theatre.hub.enter(show, is_viewer=False) as hall:
            async for view in hall.changes():
                seen.append(view)  # noqa: PERF401 - read before the end

    reading = asyncio.ensure_future(read())
    await asyncio.sleep(0.1)
    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(0.1)
    viewer = Viewer(theatre, show)
    await asyncio.sleep(0.1)

    assert [standing.show.step for standing in seen] == sorted(s.show.step for s in seen)
    assert seen[-1].show.step == 1
    assert seen[-1].interview.question(1) is not None
    assert len({standing.version for standing in seen}) == len(seen)
    await viewer.leave()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)


@pytest.mark.parametrize("fault", [StorageUnavailable(), ZeroDivisionError()])
def test_stage_goes_on_after_a_fault(fault: Exception) -> None:
    @in_own_time
    async def run() -> None:
        theatre = Theatre()
        show = await theatre.begun()
        viewer = Viewer(theatre, show)
        await asyncio.sleep(0.1)
        read = theatre.store.show
        failed: list[int] = []

        async def failing(key: ShowKey, value: str) -> Show | None:
            if not failed:
                failed.append(1)
                raise fault
            return await read(key, value)

        theatre.store.show = failing  # type: ignore[method-assign]  # a fake of this test
        await asyncio.sleep(3)
        theatre.store.show = read  # type: ignore[method-assign]
        await theatre.press("black")
        await asyncio.sleep(2.1)

        assert failed
        assert viewer.now == ("black", "")
        await viewer.leave()

    run()
