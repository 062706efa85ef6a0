"""The sample candidate types: when, how far, and for whom it steps back."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from app.domain.errors import ModelFailed
from app.domain.interview import Exchange, Stage, TurnState
from app.domain.plan import Origin, Plan, Reason
from app.domain.show import Pilot
from app.domain.source import Source
from app.domain.turn_state import standing
from app.domain.typing import marks
from app.services.autopilot import BEAT, READING_WORDS
from app.services.preparation import SampleAnswers
from app.services.sample_candidate import SampleCandidate
from app.values import replace
from tests.fakes import QUESTIONS, FakeInterviewer, a_session
from tests.services.showing import ANSWERS, LOST, SAMPLE, SECONDS_PER_WORD, Theatre, in_own_time
from tests.web.examples import interview as an_interview

TYPING = 2.0
"""Seconds after a click in which an answer is begun and not yet whole."""


async def now(theatre: Theatre) -> tuple[int, Stage]:
    found = standing(await theatre.interview())
    return found.number, found.stage


async def typing(*, by: str) -> Theatre:
    """A show in which the answer to question 1 is being typed since that button."""
    theatre = Theatre()
    await theatre.begun()
    await theatre.press(by)
    await asyncio.sleep(TYPING)
    return theatre


@in_own_time
async def test_next_gives_one_answer_and_rests_at_the_question_after_it() -> None:
    theatre = Theatre()
    await theatre.begun()

    await theatre.press("next")
    await theatre.until(2)
    await asyncio.sleep(60)

    assert await theatre.answers() == [ANSWERS[0]]
    assert await now(theatre) == (2, Stage.AWAITING_ANSWER)


@in_own_time
async def test_answer_is_typed_at_its_marks_before_it_is_given() -> None:
    theatre = Theatre()
    await theatre.begun()
    began = asyncio.get_running_loop().time()

    await theatre.press("next")
    await theatre.until(2)

    typed = [(at - began, text) for at, text in theatre.stream.typed("answer") if text]
    due = list(marks(ANSWERS[0], SECONDS_PER_WORD))
    assert [text for _, text in typed] == [mark.text for mark in due]
    assert [at for at, _ in typed] == pytest.approx([mark.at for mark in due], abs=0.02)
    question_two = next(at for at, key, _ in theatre.stream.pieces if key.endswith("question:2"))
    assert question_two - began >= due[-1].at + BEAT


@in_own_time
async def test_play_goes_through_all_eight_and_reads_each_question_first() -> None:
    theatre = Theatre()
    await theatre.open()

    await theatre.press("play")
    await theatre.until(8, Stage.FINISHED)

    assert await theatre.answers() == list(ANSWERS)
    first = theatre.stream.typed("answer")[0][0]
    assert round(first, 3) >= round(len(QUESTIONS[0].split()) / READING_WORDS, 3)


async def a_whole_run() -> list[tuple[float, str, str]]:
    theatre = Theatre()
    await theatre.open()
    began = asyncio.get_running_loop().time()
    await theatre.press("play")
    await theatre.until(8, Stage.FINISHED)
    kinds = ("question", "answer")
    return [
        (round(at - began, 3), key.split(":", 1)[1], text)
        for at, key, text in theatre.stream.pieces
        if key.split(":")[1] in kinds
    ]


def test_two_runs_are_the_same_in_text_and_time_marks() -> None:
    runs: list[list[tuple[float, str, str]]] = []

    async def run() -> None:
        runs.append(await a_whole_run())

    in_own_time(run)()
    in_own_time(run)()

    assert runs[0] == runs[1]
    assert len({round(b[0] - a[0], 3) for a, b in pairwise(runs[0])}) > 20


@in_own_time
async def test_slow_disk_delays_no_later_word() -> None:
    theatre = Theatre()
    await theatre.begun()
    slow = list(marks(ANSWERS[0], SECONDS_PER_WORD))
    theatre.stream.takes[slow[2].text] = slow[4].at - slow[2].at
    began = asyncio.get_running_loop().time()

    await theatre.press("next")
    await theatre.until(2)

    last = theatre.stream.typed("answer")[-1]
    assert last[0] - began == pytest.approx(slow[-1].at, abs=0.02)


@in_own_time
async def test_pause_lets_the_text_stand_and_next_goes_on_from_there() -> None:
    theatre = await typing(by="next")

    await theatre.press("pause")
    await asyncio.sleep(0.01)
    typed = "".join(text for _, text in theatre.stream.typed("answer"))
    await asyncio.sleep(60)

    assert 0 < len(typed) < len(ANSWERS[0])
    assert "".join(text for _, text in theatre.stream.typed("answer")) == typed
    assert await theatre.answers() == []
    count = len(theatre.stream.typed("answer"))
    await theatre.press("next")
    await theatre.until(2)
    again = [text for _, text in theatre.stream.typed("answer")[count:]]
    assert again[0] == typed
    assert "".join(again) == ANSWERS[0]
    assert await theatre.answers() == [ANSWERS[0]]


@in_own_time
async def test_text_that_rested_for_long_is_not_typed_again() -> None:
    theatre = await typing(by="next")
    await theatre.press("pause")
    await asyncio.sleep(0.01)
    pieces = [text for _, text in theatre.stream.typed("answer")]
    await theatre.stream.close()  # forgets what it held

    await theatre.press("next")
    await theatre.until(2)

    again = [text for _, text in theatre.stream.typed("answer")[len(pieces) :]]
    assert again[0] == "".join(pieces)


@in_own_time
async def test_other_speed_holds_from_the_next_word_on() -> None:
    theatre = await typing(by="next")
    changed = asyncio.get_running_loop().time()
    typed = sum(len(text) for _, text in theatre.stream.typed("answer"))

    await theatre.press("speed", "2")
    await theatre.until(2)

    due = list(marks(ANSWERS[0], SECONDS_PER_WORD))
    lengths = [sum(len(mark.text) for mark in due[:n]) for n in range(len(due))]
    left = due[lengths.index(typed) :]
    last = theatre.stream.typed("answer")[-1][0]
    assert last - changed == pytest.approx((left[-1].at - left[0].at) / 2, abs=0.02)


@in_own_time
async def test_next_while_typing_gives_the_rest_at_once() -> None:
    theatre = await typing(by="next")
    pressed = asyncio.get_running_loop().time()

    await theatre.press("next")
    await theatre.until(2)

    assert theatre.stream.typed("answer")[-1][0] == pytest.approx(pressed, abs=0.02)
    assert await theatre.answers() == [ANSWERS[0]]


@in_own_time
async def test_only_the_hurried_answer_comes_at_once() -> None:
    theatre = await typing(by="play")
    await theatre.press("next")
    await theatre.until(2)
    count = len(theatre.stream.typed("answer"))

    await theatre.until(3)

    assert len(theatre.stream.typed("answer")) - count >= len(ANSWERS[1].split())


@in_own_time
async def test_next_while_a_question_is_written_answers_it_once_it_stands() -> None:
    slow = FakeInterviewer(source=Source.DEMO, script=lambda b, _: [2.0, QUESTIONS[b.number - 1]])
    theatre = Theatre(interviewer=slow)
    await theatre.open()
    await theatre.press("next")
    await asyncio.sleep(0.5)

    await theatre.press("next")
    await theatre.until(2)

    assert await theatre.answers() == [ANSWERS[0]]


@in_own_time
async def test_answer_of_ones_own_takes_the_place_of_the_typed_one() -> None:
    theatre = await typing(by="next")

    await theatre.interviews.answer(await theatre.interview(), 1, "My own.")
    await theatre.shows.tell("session-1")
    await asyncio.sleep(60)

    assert await theatre.answers() == ["My own."]
    assert await now(theatre) == (2, Stage.AWAITING_ANSWER)
    await theatre.press("next")
    await theatre.until(3)
    assert await theatre.answers() == ["My own.", ANSWERS[1]]


@in_own_time
async def test_playing_goes_on_after_an_answer_of_ones_own() -> None:
    theatre = await typing(by="play")

    await theatre.interviews.answer(await theatre.interview(), 1, "My own.")
    await theatre.shows.tell("session-1")
    await theatre.until(8, Stage.FINISHED)

    assert await theatre.answers() == ["My own.", *ANSWERS[1:]]


async def playing_without_sample_answer() -> Theatre:
    """A show of own papers that plays, so that its candidate has nothing to say."""
    other = FakeInterviewer(source=Source.DEMO, script=lambda *_: ["What else is there, and why?"])
    theatre = Theatre(interviewer=other)
    theatre.store.sessions["session-1"] = a_session()
    await theatre.begun()
    await theatre.press("play")
    return theatre


@in_own_time
async def test_question_without_a_sample_answer_waits_for_somebody() -> None:
    theatre = await playing_without_sample_answer()

    await asyncio.sleep(60)

    assert theatre.stream.typed("answer") == []
    assert await now(theatre) == (1, Stage.AWAITING_ANSWER)


@in_own_time
async def test_question_that_only_a_model_would_ask_does_not_stop_the_show() -> None:
    other = FakeInterviewer(
        source=Source.DEMO,
        script=lambda brief, _: [f"Which of the {brief.number} pigeons was it?"],
    )
    theatre = Theatre(interviewer=other)
    await theatre.begun()

    await theatre.press("play")
    await theatre.until(8, Stage.FINISHED)

    assert sorted(await theatre.answers()) == sorted(ANSWERS)


@in_own_time
async def test_click_in_another_process_takes_the_keyboard_over() -> None:
    theatre = Theatre()
    await theatre.begun()
    other = Theatre(theatre)
    await theatre.press("next")
    await asyncio.sleep(TYPING)

    await other.press("speed", "2")
    await theatre.until(2)

    assert await theatre.answers() == [ANSWERS[0]]
    assert not theatre.tasks.is_running("session-1:show:2")


@in_own_time
async def test_reset_ends_the_typing() -> None:
    theatre = await typing(by="next")

    await theatre.press("reset")
    await asyncio.sleep(60)

    assert "session-1" not in theatre.store.sessions
    assert (await theatre.interview()).turns == ()
    assert (await theatre.show()).pilot is Pilot.RESTING


@in_own_time
async def test_next_asks_a_failed_question_again() -> None:
    tries: list[int] = []

    def script(_: object, __: int) -> list[str | Exception]:
        tries.append(1)
        return [ModelFailed("refused", final=True)] if len(tries) == 1 else [QUESTIONS[0]]

    theatre = Theatre(interviewer=FakeInterviewer(source=Source.DEMO, script=script))
    await theatre.open()
    await theatre.press("next")
    await theatre.until(1, Stage.FAILED)

    await theatre.press("next")
    await theatre.until(1)
    await asyncio.sleep(60)

    assert await theatre.answers() == []


@in_own_time
async def test_instant_gives_the_answer_at_once() -> None:
    theatre = Theatre()
    await theatre.begun()
    await theatre.press("speed", "instant")
    began = asyncio.get_running_loop().time()

    await theatre.press("next")
    await theatre.until(2)

    assert asyncio.get_running_loop().time() - began < 1


@in_own_time
async def test_question_in_other_words_gets_the_answer_of_the_line_it_quotes() -> None:
    theatre = Theatre()
    await theatre.begun()
    interview = await theatre.interview()
    candidate = SampleCandidate({SAMPLE.name: SAMPLE})
    plan = Plan(reason=Reason(origin=Origin.JOB, quote="lead incident reviews"))
    asked = replace(
        interview,
        turns=(replace(interview.turns[0], plan=plan),),
        messages=(replace(interview.messages[0], content="Tell me of a review?"),),
    )
    exchange: Exchange = asked.exchanges[0]

    assert exchange.plan == plan
    assert candidate.answer(asked) == "I led thirty-eight reviews."
    assert candidate.answer(replace(asked, turns=interview.turns)) in ANSWERS


def test_question_in_other_words_gets_the_answer_that_shares_most_words_with_it() -> None:
    told = {"What broke at night?": "The pager, at three.", "Who taught you?": "A roofer in Malmö."}
    sample = replace(SAMPLE, answers=SampleAnswers(by_question=told))
    asked = an_interview(TurnState.AWAITING_ANSWER, 1)
    candidate = SampleCandidate({SAMPLE.name: sample})

    def answer(question: str) -> str | None:
        messages = (replace(asked.messages[0], content=question),)
        session = replace(asked.session, story=SAMPLE.name)
        return candidate.answer(replace(asked, session=session, messages=messages))

    assert answer("Which roofer do you mean?") == "A roofer in Malmö."
    assert answer("Why?") == "The pager, at three."
    for over in (an_interview(TurnState.WRITING, 2), an_interview(TurnState.ANSWERED, 8)):
        session = replace(over.session, story=SAMPLE.name)
        assert candidate.answer(replace(over, session=session)) is None


async def lost(*, by: str) -> Theatre:
    """A show whose process died in the middle of an answer."""
    theatre = await typing(by=by)
    await asyncio.sleep(len(QUESTIONS[0].split()) / READING_WORDS if by == "play" else 0)
    await theatre.tasks.stop(0)
    return theatre


@in_own_time
async def test_typing_that_died_with_its_process_is_gone_on_with_where_the_stage_is_watched() -> (
    None
):
    theatre = await lost(by="play")
    typed = "".join(text for _, text in theatre.stream.typed("answer"))
    step, other = (await theatre.show()).step, Theatre(theatre)
    stopped_at = asyncio.get_running_loop().time()

    with other.hub.enter(await theatre.show()):
        await other.until(2)
        answered_at = asyncio.get_running_loop().time()
        await other.until(8, Stage.FINISHED)

    begun_again = next(at for at, _ in theatre.stream.typed("answer") if at > stopped_at)
    words = len(QUESTIONS[0].split())
    assert LOST <= begun_again - stopped_at <= LOST + words / READING_WORDS + 5
    assert 0 < len(typed) < len(ANSWERS[0])
    assert answered_at > begun_again
    assert await theatre.answers() == list(ANSWERS)
    assert (await theatre.show()).step == step + 1


@in_own_time
async def test_one_answer_that_died_with_its_process_is_given_and_no_other() -> None:
    other = Theatre(await lost(by="next"))

    with other.hub.enter(await other.show(), is_viewer=False):
        await asyncio.sleep(200)

    assert await other.answers() == [ANSWERS[0]]


@in_own_time
async def test_of_two_processes_one_goes_on_with_the_typing() -> None:
    theatre = await lost(by="play")
    show, others = await theatre.show(), [Theatre(theatre), Theatre(theatre)]

    with others[0].hub.enter(show), others[1].hub.enter(show):
        await theatre.until(8, Stage.FINISHED)
        await asyncio.sleep(60)

    assert (await theatre.show()).step == show.step + 1
    assert await theatre.answers() == list(ANSWERS)


@in_own_time
async def test_every_window_is_told_at_once_who_goes_on_with_the_typing() -> None:
    theatre = await lost(by="play")
    show, others = await theatre.show(), [Theatre(theatre), Theatre(theatre)]

    with others[0].hub.enter(show, is_viewer=False) as one, others[1].hub.enter(show) as another:
        while (await theatre.show()).step == show.step:  # noqa: ASYNC110, rows tell nobody
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        steps = {hall.show.step for hall in (one, another) if hall.show}

    assert steps == {show.step + 1}


@in_own_time
async def test_pilot_that_was_only_frozen_finds_its_place_taken() -> None:
    theatre = await typing(by="play")
    show = await theatre.show()
    with Theatre(theatre).hub.enter(show):
        theatre.stream.takes = dict.fromkeys((mark.text for mark in marks(ANSWERS[0], 1)), 40.0)
        await asyncio.sleep(3)
        theatre.stream.takes = {}
        await theatre.until(8, Stage.FINISHED)

    assert (await theatre.show()).step == show.step + 1
    assert await theatre.answers() == list(ANSWERS)


@in_own_time
async def test_typing_that_two_find_lost_at_once_is_begun_by_one() -> None:
    theatre = await lost(by="next")
    show, interview = await theatre.show(), await theatre.interview()
    others = [Theatre(theatre), Theatre(theatre)]

    await asyncio.gather(*(other.autopilot.relieve(show, interview, 60) for other in others))

    name = f"session-1:show:{show.step + 1}"
    assert sorted(other.tasks.is_running(name) for other in others) == [False, True]


@pytest.mark.parametrize(
    ("question", "seconds_per_word"),
    [(f"What was it {'and then ' * 25}, and why?", SECONDS_PER_WORD), ("Why?", 1.0)],
    ids=["long question", "long answer"],
)
def test_slow_pilot_in_another_process_is_left_to_it(
    question: str, seconds_per_word: float
) -> None:
    @in_own_time
    async def watched_elsewhere() -> None:
        asker = FakeInterviewer(source=Source.DEMO, script=lambda *_: [question])
        theatre = Theatre(interviewer=asker, seconds_per_word=seconds_per_word)
        await theatre.begun()
        await theatre.press("speed", "0.5")
        show = await theatre.press("play")

        with Theatre(theatre).hub.enter(show):
            await theatre.until(2)
            await asyncio.sleep(5)

        assert (await theatre.show()).step == show.step

    watched_elsewhere()


@in_own_time
async def test_show_that_rests_or_has_nothing_to_say_is_not_moved_by_who_watches() -> None:
    silent = await playing_without_sample_answer()
    paused = await typing(by="play")
    await paused.press("pause")

    for theatre in (silent, paused):
        show = await theatre.show()
        with theatre.hub.enter(show):
            await asyncio.sleep(120)
        assert (await theatre.show()).step == show.step
        assert await now(theatre) == (1, Stage.AWAITING_ANSWER)


@in_own_time
async def test_pilot_of_one_answer_does_not_wait_for_the_question_after_it() -> None:
    slow = FakeInterviewer(
        source=Source.DEMO,
        script=lambda brief, _: [QUESTIONS[brief.number - 1], 8.0 if brief.number > 1 else 0.0],
    )
    theatre = Theatre(interviewer=slow)
    await theatre.begun()
    show = await theatre.press("next")
    await theatre.until(2, Stage.WRITING)
    await asyncio.sleep(0.5)

    assert await now(theatre) == (2, Stage.WRITING)
    assert not theatre.tasks.is_running(f"session-1:show:{show.step}")
