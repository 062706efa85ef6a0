"""Writing a question: tries, refusals, deadlines, fences."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field

import pytest

from app.domain.brief import Brief
from app.domain.errors import ModelFailed, NotClarified, StorageUnavailable
from app.domain.interview import Interview, Message, Role, Turn, TurnState
from app.domain.plan import Origin, Plan, Reason
from app.domain.source import Source
from app.services.ask import false_quotation
from app.services.ports import Batch, Place
from app.services.question_writer import QuestionWriter
from app.services.stream_keys import question_key, reading_key
from app.services.timeouts import Timeouts
from app.streams.memory import MemoryStream
from app.values import replace
from tests.fakes import NOON, FakeInterviewer, FakeStore, Script, a_reading, a_session
from tests.limits import HANGS
from tests.services.making import a_paper_reader, a_writer_context

QUICK = Timeouts(
    first_text=1.0, gap=0.2, whole=2.0, sample_life=0.1, sample_text=0.4, beat=0.05, persist=2.0
)
UNHURRIED = Timeouts(first_text=HANGS, gap=HANGS, whole=HANGS)


@dataclass
class Setup:
    """One writer over fakes, with a session whose first question is pending."""

    interviewer: FakeInterviewer = field(default_factory=FakeInterviewer)
    stand_in: FakeInterviewer = field(
        default_factory=lambda: FakeInterviewer(
            script=lambda *_: ["What did you plan at Kelpline?"], source=Source.DEMO
        )
    )
    store: FakeStore = field(default_factory=FakeStore)
    stream: MemoryStream = field(default_factory=MemoryStream)
    is_demo: bool = False
    timeouts: Timeouts = QUICK

    def __post_init__(self) -> None:
        session = a_session(is_demo=self.is_demo)
        self.store.sessions[session.id] = session
        self.store.turns[session.id, 1] = Turn(
            session_id=session.id, number=1, state=TurnState.PENDING
        )
        self.context = a_writer_context(stream=self.stream, timeouts=self.timeouts)
        self.papers = a_paper_reader(self.store, self.context, self.interviewer)
        self.question_writer = QuestionWriter(
            turns=self.store,
            interviewer=self.interviewer,
            stand_in=self.stand_in,
            papers=self.papers,
            writer_context=self.context,
        )

    async def ask(self) -> None:
        await self.question_writer.ask("session-1", 1)

    @property
    def turn(self) -> Turn:
        return self.store.turns["session-1", 1]

    async def shown(self) -> str:
        batch = await self.stream.read(question_key("session-1", 1), Place(), 0)
        return batch.text


def a_message(role: Role, content: str) -> Message:
    return Message(
        id=role,
        session_id="session-1",
        turn=1,
        role=role,
        content=content,
        timestamp=NOON,
        source=Source.MODEL,
    )


def by_try(*scripts: Sequence[str | float | Exception]) -> Script:
    """The first script on the first try, and so on; the last one for ever."""

    def script(_: Brief, tries: int) -> Sequence[str | float | Exception]:
        return scripts[min(tries, len(scripts)) - 1]

    return script


@dataclass
class Watched(FakeInterviewer):
    """Notes after each piece whether it was told that something could be shown."""

    shown: list[bool] = field(default_factory=list)

    async def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        assert is_shown is not None
        async for piece in super().question(brief, tries):
            yield piece
            self.shown.append(is_shown())


async def test_what_is_shown_is_what_is_stored() -> None:
    setup = Setup(
        interviewer=FakeInterviewer(script=lambda *_: ["Which ser", "vice did you move", " last?"])
    )

    await setup.ask()

    (question,) = setup.store.messages
    assert question.content == "Which service did you move last?" == await setup.shown()
    assert question.source is Source.MODEL
    assert setup.turn.state is TurnState.AWAITING_ANSWER


async def test_a_cut_question_is_begun_again_as_a_new_attempt() -> None:
    cut: list[str | float | Exception] = ["Which serv", ModelFailed("cut")]
    setup = Setup(interviewer=FakeInterviewer(script=by_try(cut, ["What broke first?"])))

    await setup.ask()

    assert await setup.shown() == "What broke first?"
    assert (setup.turn.attempt, setup.turn.tries) == (2, 2)


async def test_three_tries_and_no_more() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [ModelFailed("refused")]))

    await setup.ask()

    assert len(setup.interviewer.asked) == 3
    assert setup.turn.state is TurnState.FAILED
    assert setup.store.messages == []


async def test_a_fault_that_asking_again_cannot_mend_fails_at_once() -> None:
    setup = Setup(
        interviewer=FakeInterviewer(script=lambda *_: [ModelFailed("no key", final=True)])
    )

    await setup.ask()

    assert len(setup.interviewer.asked) == 1
    assert setup.turn.state is TurnState.FAILED


async def test_a_provider_that_names_a_wait_is_asked_again_after_it() -> None:
    limited = ModelFailed("limited", retry_after=0.5)
    setup = Setup(interviewer=FakeInterviewer(script=by_try([limited], ["What broke first?"])))

    began = time.monotonic()
    await setup.ask()

    assert time.monotonic() - began >= 0.5
    assert len(setup.interviewer.asked) == 2
    assert setup.turn.state is TurnState.AWAITING_ANSWER


async def test_a_writer_lives_while_it_waits_for_its_provider() -> None:
    limited = ModelFailed("limited", retry_after=0.5)
    setup = Setup(interviewer=FakeInterviewer(script=by_try([limited], ["What broke first?"])))
    asking = asyncio.create_task(setup.ask())

    await asyncio.sleep(0.4)

    assert setup.turn.beats >= 2
    await asking


async def test_a_wait_beyond_the_limit_fails_at_once() -> None:
    limited = ModelFailed("limited", retry_after=QUICK.first_text)
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [limited]))

    began = time.monotonic()
    await setup.ask()

    assert time.monotonic() - began < QUICK.first_text
    assert len(setup.interviewer.asked) == 1
    assert setup.turn.state is TurnState.FAILED


async def test_a_fault_nobody_foresaw_fails_at_once_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: ["Which ", IndexError("a bug")]))

    await setup.ask()

    assert len(setup.interviewer.asked) == 1
    assert setup.turn.state is TurnState.FAILED
    assert "a bug" in caplog.text


async def test_a_model_that_never_speaks_fails_within_the_first_limit() -> None:
    only_this = replace(UNHURRIED, first_text=0.5)
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [60.0]), timeouts=only_this)

    async with asyncio.timeout(HANGS / 2):
        await setup.ask()

    assert setup.turn.state is TurnState.FAILED
    assert setup.interviewer.closed == 1


STOPS: list[str | float | Exception] = ["Which of your own services did you move last and ", 60.0]


async def test_a_model_that_stops_in_the_middle_is_asked_again_after_the_gap() -> None:
    setup = Setup(
        interviewer=FakeInterviewer(script=by_try(STOPS, ["What broke first?"])),
        timeouts=replace(UNHURRIED, gap=0.2),
    )

    async with asyncio.timeout(HANGS):
        await setup.ask()

    assert await setup.shown() == "What broke first?"
    assert (setup.turn.attempt, setup.turn.tries) == (2, 2)


async def test_model_that_drips_without_end_fails_within_the_whole_limit() -> None:
    drips: list[str | float | Exception] = ["Which of your own services did you move last and "]
    for _ in range(20 * int(HANGS)):
        drips += ["a", 0.1]
    setup = Setup(
        interviewer=FakeInterviewer(script=lambda *_: drips),
        timeouts=replace(UNHURRIED, whole=1.0),
    )

    async with asyncio.timeout(HANGS):
        await setup.ask()

    assert setup.turn.state is TurnState.FAILED


async def test_a_model_that_always_stops_in_the_middle_fails_in_the_end() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: STOPS))

    async with asyncio.timeout(HANGS):
        await setup.ask()

    assert setup.turn.state is TurnState.FAILED
    assert 1 <= len(setup.interviewer.asked) <= 3


async def test_first_word_is_shown_before_the_second_has_come() -> None:
    said: list[str | float | Exception] = ["Northwind", 60.0]
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: said), timeouts=UNHURRIED)
    asking = asyncio.create_task(setup.ask())

    batch = Batch(place=Place())
    async with asyncio.timeout(HANGS / 2):
        while not batch.text:
            batch = await setup.stream.read(question_key("session-1", 1), batch.place, HANGS)
    asking.cancel()

    assert batch.text == "Northwind"


async def test_a_model_is_told_whether_anything_could_be_shown() -> None:
    model = Watched(script=lambda *_: ["Here is my ", "question: ", "Why did ", "you?"])
    setup = Setup(interviewer=model, timeouts=UNHURRIED)

    await setup.ask()

    assert model.shown == [False, False, True, True]


async def test_a_text_refused_twice_is_replaced_by_the_planned_question_and_labelled() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: ["How old are you?"]))

    await setup.ask()

    (question,) = setup.store.messages
    assert question.source is Source.STAND_IN
    assert question.content == "What did you plan at Kelpline?" == await setup.shown()
    assert len(setup.interviewer.asked) == 2
    assert setup.interviewer.asked[1].refused


@pytest.mark.parametrize("text", ["How old are you?", "What did you do, how old are you?"])
async def test_a_text_refused_twice_is_replaced_even_when_no_call_is_left(text: str) -> None:
    refused: list[str | float | Exception] = [text]
    setup = Setup(
        interviewer=FakeInterviewer(script=by_try([ModelFailed("cut")], refused, refused))
    )

    await setup.ask()

    (question,) = setup.store.messages
    assert question.source is Source.STAND_IN
    assert question.content == await setup.shown()
    assert (len(setup.interviewer.asked), setup.turn.attempt) == (3, 4)


FALSE_QUOTE = 'When you said "I led forty engineers at Google", what did you mean?'


async def test_a_question_that_quotes_what_nobody_said_is_written_anew() -> None:
    model = FakeInterviewer(script=by_try([FALSE_QUOTE], ["What broke first?"]))
    setup = Setup(interviewer=model)

    await setup.ask()

    assert await setup.shown() == "What broke first?"
    assert model.asked[1].refused == "quotes what nobody wrote or said"


async def test_a_false_quotation_twice_is_replaced_by_the_planned_question() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [FALSE_QUOTE]))

    await setup.ask()

    (question,) = setup.store.messages
    assert (question.source, question.content) == (Source.STAND_IN, await setup.shown())


async def test_a_model_may_say_what_a_guest_would_say() -> None:
    question = "If a guest says “I want to go home now”, what do you do?"
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [question]))

    await setup.ask()

    assert await setup.shown() == question


async def test_what_a_person_wrote_may_quote_a_guest() -> None:
    author = FakeInterviewer(script=lambda *_: [FALSE_QUOTE], source=Source.DEMO)
    setup = Setup(interviewer=author)

    await setup.ask()

    assert await setup.shown() == FALSE_QUOTE


async def test_other_words_that_quote_what_nobody_said_are_not_had() -> None:
    def script(brief: Brief, _: int) -> list[str | float | Exception]:
        return ["What broke first?" if brief.number == 1 else FALSE_QUOTE]

    setup = Setup(interviewer=FakeInterviewer(script=script))
    await setup.ask()
    interview = await setup.store.interview("session-1")
    assert interview is not None

    with pytest.raises(NotClarified):
        await setup.question_writer.reworded(interview, 1)


@pytest.mark.parametrize(
    "written",
    [
        "You write “moved sixty-one  services from Nomad”: what was hard?",
        'The posting says "PRODUCTION AND lead incident REVIEWS," so when did you?',
        'You write "Moved sixty-one services … at Kelpline," so what was hard?',
        'What does "Staff Reliability Engineer" at "Harrowgate Payments" mean to you?',
        'What did "led the team" mean there?',
        'A 27" screen beside the old 19" one broke: what did you do?',
        "In « You must run Kubernetes in production », what is new to you?",
    ],
)
async def test_words_of_the_papers_may_be_quoted(written: str) -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [written]))

    await setup.ask()

    assert setup.store.messages[0].source is Source.MODEL


@pytest.mark.parametrize(
    ("quoted", "is_false"),
    [
        ("I set the rye first", False),
        ("What did you set first that night?", False),
        ("Which oven failed on you in May?", False),
        ("How would you put that rye?", False),
        ("Head of Bread and Cakes", False),
        ("Kern and Sons of Leeds", False),
        ("I set the wheat first", True),
        ("set the rye … in four hours", True),
        ("et the rye first, sir", True),
    ],
)
def test_what_was_said_and_asked_may_be_quoted(quoted: str, *, is_false: bool) -> None:
    session = a_session(
        job_title="Head of Bread and Cakes",
        company_name="Kern and Sons of Leeds",
        asked_before=("Which oven failed on you in May?",),
    )
    question = replace(
        a_message(Role.ASSISTANT, "What did you set first that night?"),
        clarified="How would you put that rye?",
    )
    interview = Interview(
        session=session,
        messages=(question, a_message(Role.USER, "Well, I set the rye first, sir.")),
    )

    found = false_quotation(
        FakeInterviewer(), f"You said “{quoted}”, so what came of it?", interview
    )

    assert found == ("quotes what nobody wrote or said" if is_false else None)


async def test_sample_interview_gets_the_planned_question_when_no_sign_of_life_comes() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [60.0]), is_demo=True)

    await setup.ask()

    (question,) = setup.store.messages
    assert question.source is Source.STAND_IN


async def test_stand_in_has_papers_read_before_question_one_and_leaves_them_to_the_model() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [60.0]), is_demo=True)

    await setup.ask()

    (brief,) = setup.stand_in.asked
    assert brief.session.reading == a_reading(Source.DEMO)
    assert setup.store.sessions["session-1"].reading is None


async def test_slow_demo_interviewer_is_not_replaced_by_itself() -> None:
    slow = FakeInterviewer(
        script=lambda *_: [0.2, "What did you plan at Kelpline?"], source=Source.DEMO
    )
    setup = Setup(interviewer=slow, is_demo=True)

    await setup.ask()

    (question,) = setup.store.messages
    assert (question.source, setup.stand_in.asked) == (Source.DEMO, [])


async def test_nothing_stands_in_for_an_unreachable_model_outside_samples() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: [ModelFailed("refused")]))

    await setup.ask()

    assert setup.stand_in.asked == []


WRITES_ON = [part for _ in range(30) for part in (0.1, "well, ")]
STALLS = [0.1, "Sure! ", 0.2, ModelFailed("stalled")]


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        ([WRITES_ON], TurnState.AWAITING_ANSWER),
        ([STALLS, STALLS, [0.1, "Sure! ", HANGS]], TurnState.FAILED),
    ],
)
async def test_only_who_writes_on_without_showable_words_is_replaced_outside_samples(
    tries: list[list[str | float | Exception]], state: TurnState
) -> None:
    setup = Setup(
        interviewer=FakeInterviewer(script=by_try(*tries)),
        timeouts=replace(QUICK, first_text=1.6, gap=0.5),
    )

    await setup.ask()

    assert setup.turn.state is state


async def test_a_writer_that_was_overtaken_stops_its_model_and_changes_nothing() -> None:
    setup = Setup(
        interviewer=FakeInterviewer(
            script=lambda *_: [
                "Which of your own services did you move last ",
                *(["and ", 0.1] * 40),
            ]
        )
    )
    asking = asyncio.create_task(setup.ask())
    await asyncio.sleep(0.02)
    setup.store.turns["session-1", 1] = replace(setup.turn, attempt=7)

    ended, _ = await asyncio.wait({asking}, timeout=0.9 * QUICK.whole)

    assert ended, "it stops by itself"
    assert setup.interviewer.closed == 1
    assert (setup.turn.attempt, setup.turn.state) == (7, TurnState.WRITING)
    assert setup.store.messages == []


async def test_a_turn_whose_tries_are_used_up_is_failed_not_asked() -> None:
    setup = Setup()
    setup.store.turns["session-1", 1] = replace(setup.turn, state=TurnState.WRITING, tries=3)

    await setup.ask()

    assert setup.interviewer.asked == []
    assert setup.turn.state is TurnState.FAILED


async def test_a_live_writer_shows_signs_of_life() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: ["Which one ", 0.18, "was it?"]))

    await setup.ask()

    assert setup.turn.beats >= 2


async def test_an_erased_session_ends_its_writer_quietly() -> None:
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: ["Which one ", 0.1, "was it?"]))
    asking = asyncio.create_task(setup.ask())
    await asyncio.sleep(0.02)
    await setup.store.erase("session-1")

    await asyncio.wait_for(asking, HANGS)

    assert setup.store.messages == []


@pytest.mark.parametrize("number", [2, 8])
async def test_a_turn_nobody_opened_is_not_asked(number: int) -> None:
    setup = Setup()

    await setup.question_writer.ask("session-1", number)

    assert setup.interviewer.asked == []


class Away(FakeStore):
    """A store that cannot take the first two questions it is given."""

    times = 2

    async def finish(self, question: Message, attempt: int, plan: Plan | None) -> bool:
        if self.times:
            self.times -= 1
            raise StorageUnavailable
        return await super().finish(question, attempt, plan)


async def test_a_whole_question_waits_for_a_storage_that_is_away() -> None:
    setup = Setup(store=Away())
    await setup.ask()

    assert setup.turn.state is TurnState.AWAITING_ANSWER
    assert [message.content for message in setup.store.messages] == [await setup.shown()]
    assert len(setup.interviewer.asked) == 1


async def test_sample_interview_waits_longer_for_a_model_that_thinks() -> None:
    thinks: list[str | float | Exception] = ["", 0.2, "", "What broke first?"]
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: thinks), is_demo=True)

    await setup.ask()

    (question,) = setup.store.messages
    assert question.source is Source.MODEL


async def test_sample_interview_gets_the_planned_question_when_nothing_can_be_shown() -> None:
    silence: list[str | float | Exception] = ["", 0.08]
    thinks = silence * 40
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: thinks), is_demo=True)

    await setup.ask()

    (question,) = setup.store.messages
    assert question.source is Source.STAND_IN


COVERED = Plan(requirement="r2", reason=Reason(origin=Origin.JOB, quote="lead incident reviews"))


def asked_second(setup: Setup) -> None:
    """Question 1 stands and is answered; question 2 is pending."""
    session_id = "session-1"
    for number, state in ((1, TurnState.ANSWERED), (2, TurnState.PENDING)):
        turn = Turn(session_id=session_id, number=number, state=state)
        setup.store.turns[session_id, number] = turn


async def test_line_after_the_question_is_stored_as_its_plan_and_never_shown() -> None:
    said: list[str | float | Exception] = [
        "What broke ",
        "first?",
        "\n[r2] ",
        '"lead incident reviews"\n',
    ]
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: said))
    asked_second(setup)

    await setup.question_writer.ask("session-1", 2)

    (question,) = setup.store.messages
    assert question.content == "What broke first?"
    assert setup.store.turns["session-1", 2].plan == COVERED


async def test_question_stands_before_the_line_after_it_has_come() -> None:
    said: list[str | float | Exception] = [
        "Which of the services was it that broke?\n",
        60.0,
        "[r2]",
    ]
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: said), timeouts=UNHURRIED)
    asking = asyncio.create_task(setup.ask())

    async with asyncio.timeout(HANGS / 2):
        while setup.turn.state is not TurnState.AWAITING_ANSWER:  # noqa: ASYNC110, a fake's
            await asyncio.sleep(0.01)

    assert not asking.done()
    asking.cancel()


@pytest.mark.parametrize("fault", [ModelFailed("cut"), IndexError("a bug")])
async def test_fault_in_the_line_after_the_question_changes_nothing(fault: Exception) -> None:
    said: list[str | float | Exception] = [
        "Which of the services was it that broke?\n",
        "[r2",
        fault,
    ]
    setup = Setup(interviewer=FakeInterviewer(script=lambda *_: said))

    await setup.ask()

    assert setup.turn.state is TurnState.AWAITING_ANSWER
    assert len(setup.interviewer.asked) == 1


async def test_papers_are_read_once_question_1_stands() -> None:
    setup = Setup()

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    assert setup.store.sessions["session-1"].reading == a_reading()


@pytest.mark.parametrize(
    ("fault", "of_fallback", "fallback_name", "tries"),
    [
        (ModelFailed("server error"), None, "other", [1, 2]),
        (ModelFailed("empty"), ModelFailed("empty"), "other", [1, 2]),
        (ModelFailed("unreadable", final=True), None, "other", [1]),
        (ModelFailed("server error"), None, None, [1]),
        (None, None, "other", [1]),
    ],
)
async def test_papers_are_read_by_the_fallback_where_the_first_fails(
    fault: ModelFailed | None,
    of_fallback: ModelFailed | None,
    fallback_name: str | None,
    tries: list[int],
) -> None:
    model = FakeInterviewer(
        reading=fault, reading_of_fallback=of_fallback, fallback_name=fallback_name
    )
    setup = Setup(interviewer=model)

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    is_read = fault is None or (tries == [1, 2] and of_fallback is None)
    assert model.read_tries == tries
    assert setup.store.sessions["session-1"].reading == (a_reading() if is_read else None)


async def test_papers_are_read_by_whoever_wrote_question_1() -> None:
    cut = by_try([ModelFailed("silent")], ["What broke first?"])
    model = FakeInterviewer(
        script=cut, reading=ModelFailed("silent"), reading_takes=0.01, fallback_name="other"
    )
    setup = Setup(interviewer=model)

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    assert model.read_tries == [2]
    assert setup.store.sessions["session-1"].reading == a_reading()


async def test_reading_that_the_fallback_failed_is_not_asked_of_it_again() -> None:
    model = FakeInterviewer(
        script=by_try([ModelFailed("silent")], ["What broke first?"]),
        reading_of_fallback=ModelFailed("cut"),
        fallback_name="other",
    )
    setup = Setup(interviewer=model)

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    assert model.read_tries == [2]


async def test_papers_are_read_by_the_first_where_no_model_wrote_question_1() -> None:
    silent = FakeInterviewer(script=lambda *_: [HANGS], fallback_name="other")
    setup = Setup(interviewer=silent, is_demo=True)

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    assert [message.source for message in setup.store.messages] == [Source.STAND_IN]
    assert silent.read_tries == [1]


async def test_papers_are_read_by_no_more_than_two_calls() -> None:
    model = FakeInterviewer(reading=ModelFailed("cut"), fallback_name="other")
    setup = Setup(interviewer=model)
    await setup.store.claim_reading("session-1", 2)

    await setup.ask()
    await setup.context.tasks.stop(HANGS)

    assert model.read_tries == [1]
    assert setup.store.sessions["session-1"].reading is None


async def test_question_2_does_not_wait_for_a_reading_and_fixes_one_by_rule() -> None:
    setup = Setup(interviewer=FakeInterviewer(reading_takes=60.0))
    await setup.ask()
    await asyncio.sleep(0.01)
    asked_second(setup)

    async with asyncio.timeout(HANGS / 2):
        await setup.question_writer.ask("session-1", 2)

    reading = setup.store.sessions["session-1"].reading
    assert reading is not None
    assert reading.source is Source.STAND_IN
    assert setup.interviewer.asked[-1].session.reading == reading
    await asyncio.sleep(0.01)
    assert not setup.context.tasks.is_running(reading_key("session-1"))


async def test_later_questions_are_told_the_reading_that_stands() -> None:
    setup = Setup()
    setup.store.sessions["session-1"] = a_session(reading=a_reading())
    asked_second(setup)

    await setup.question_writer.ask("session-1", 2)

    assert setup.interviewer.asked[-1].session.reading == a_reading()
    assert [covered.turns for covered in setup.interviewer.asked[-1].coverage] == [(), ()]
