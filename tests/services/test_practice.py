"""An answer given once more is judged like the first, and changes nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from app.coach.model_coach import ModelReviewer
from app.domain.errors import (
    BadInput,
    Conflict,
    ModelFailed,
    NotFound,
    NotReadyYet,
    StorageUnavailable,
)
from app.domain.feedback import (
    AnswerReview,
    Feedback,
    FeedbackState,
    RequirementFinding,
    Summary,
)
from app.domain.interview import Interview, TurnState
from app.domain.practice import MOST_PRACTICES, Practice, PracticePlace
from app.domain.source import Source
from app.services.clock import Clock
from app.services.ports import Reviewer
from app.services.practice import CALLS, PracticeService
from app.services.timeouts import Timeouts
from app.values import replace
from tests.coach.fake_model import FakeModel
from tests.fakes import FakeReviewer, FakeStore, a_review
from tests.web.examples import ANSWERS, SESSION, feedback, interview

AGAIN = "I left the ingest for last and compared every event for two weeks."
DONE = interview(TurnState.ANSWERED, 3)
READY = feedback(FeedbackState.READY, 3)


@dataclass
class Judge(FakeReviewer):
    """A reviewer that keeps what it was given to judge."""

    seen: tuple[str | None, tuple[int | None, ...]] = (None, ())

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        answer = interview.answer(2)
        self.seen = (answer.content if answer else None, tuple(r.turn for r in done))
        async for part in super().review(interview, done, tries):
            yield part


class Silent(FakeReviewer):
    """Never says a word."""

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        await asyncio.Event().wait()
        yield a_review(1)


class Broken(FakeReviewer):
    """Does what nobody foresaw."""

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        for turn in {2} - {review.turn for review in done}:
            yield a_review(1)
            raise RuntimeError(f"unforeseen {turn}")


@dataclass
class Patient(FakeReviewer):
    """Judges only once it is told to."""

    may_judge: asyncio.Event = field(default_factory=asyncio.Event)

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        async for part in super().review(interview, done, tries):
            await self.may_judge.wait()
            yield part


def practising(
    reviewer: Reviewer, report: Feedback | None = READY, **limits: Any
) -> tuple[PracticeService, FakeStore]:
    store = FakeStore()
    store.sessions[SESSION.id] = SESSION
    if report is not None:
        store.feedbacks[SESSION.id] = report
    return on_store(store, reviewer, **limits), store


def on_store(
    store: FakeStore, reviewer: Reviewer, clock: Clock | None = None, **limits: Any
) -> PracticeService:
    """As another process would have it."""
    return PracticeService(
        practices=store,
        feedbacks=store,
        reviewer=reviewer,
        stand_in=FakeReviewer(source=Source.STAND_IN),
        clock=clock or Clock(),
        timeouts=Timeouts(**limits),
    )


async def under_way(reviewer: FakeReviewer, calls: int) -> None:
    """Wait until the reviewer was asked so often, and a little for what should not come."""
    while len(reviewer.asked) < calls:  # noqa: ASYNC110, a fake's list tells nobody
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


async def test_answer_is_judged_in_place_of_the_first_beside_the_others() -> None:
    judge = Judge()
    service, store = practising(judge)

    given = await service.practise(DONE, 2, AGAIN)

    assert judge.seen == (AGAIN, (1, 3))
    assert judge.asked == [(2,)]
    assert given.practice.review == a_review(2)
    assert given.before == READY.reviews[1]
    assert given.number == 1
    assert store.given_again == [given.practice]
    assert store.feedbacks[SESSION.id] == READY


async def test_floor_is_rated_without_asking_the_model() -> None:
    floor = replace(a_review(2, Source.STAND_IN), rating=1, is_floor=True)
    service, _ = practising(reviewer := FakeReviewer(floors=(floor,)))

    given = await service.practise(DONE, 2, AGAIN)

    assert given.practice.review == floor
    assert reviewer.asked == []


async def test_call_that_fails_is_made_once_more() -> None:
    service, _ = practising(reviewer := FailsAtOnce(times=1))

    given = await service.practise(DONE, 2, AGAIN)

    assert (given.practice.review.source, reviewer.calls) == (Source.MODEL, 2)


@dataclass
class FailsAtOnce(FakeReviewer):
    """Fails before the first word, `times` in all."""

    times: int = 0
    calls: int = 0

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        self.calls += 1
        if self.calls <= self.times:
            raise self.fault
        async for part in super().review(interview, done, tries):
            yield part


@pytest.mark.parametrize(
    ("fault", "calls"),
    [(ModelFailed("cut"), len(CALLS)), (ModelFailed("budget", final=True), 1)],
)
async def test_model_that_fails_leaves_it_to_the_rule(fault: ModelFailed, calls: int) -> None:
    service, _ = practising(reviewer := FailsAtOnce(times=9, fault=fault))

    given = await service.practise(DONE, 2, AGAIN)

    assert (given.practice.review.source, reviewer.calls) == (Source.STAND_IN, calls)


@pytest.mark.parametrize("reviewer", [Silent(), Broken()])
async def test_model_that_is_late_or_broken_leaves_it_to_the_rule(reviewer: FakeReviewer) -> None:
    service, _ = practising(reviewer, practice=0.05)

    given = await service.practise(DONE, 2, AGAIN)

    assert given.practice.review.source is Source.STAND_IN


async def test_same_words_again_are_not_judged_again() -> None:
    service, store = practising(reviewer := FakeReviewer())
    first = await service.practise(DONE, 2, f"{AGAIN}\r\nYes.")

    assert await service.practise(DONE, 2, f"{AGAIN}\nYes.") == first
    assert len(reviewer.asked) == len(store.given_again) == 1


async def test_answer_is_practised_ten_times_and_no_more() -> None:
    service, store = practising(reviewer := FakeReviewer())
    for number in range(MOST_PRACTICES):
        await service.practise(DONE, 2, f"{AGAIN} {number}")

    with pytest.raises(Conflict, match="10 times"):
        await service.practise(DONE, 2, AGAIN)
    assert len(reviewer.asked) == len(store.given_again) == MOST_PRACTICES
    assert (await service.practise(DONE, 2, f"{AGAIN} 9")).number == MOST_PRACTICES


async def test_same_answer_sent_again_while_it_is_judged_asks_the_model_once() -> None:
    reviewer = Patient()
    service, store = practising(reviewer)
    there = on_store(store, reviewer)
    tasks = [asyncio.create_task(one.practise(DONE, 2, AGAIN)) for one in (service, service, there)]

    await under_way(reviewer, 1)
    reviewer.may_judge.set()
    given = await asyncio.gather(*tasks)

    assert given == [given[0]] * 3
    assert len(reviewer.asked) == len(store.given_again) == 1


async def test_no_more_answers_are_judged_at_once_than_may_be_kept() -> None:
    reviewer = Patient()
    service, store = practising(reviewer)
    there = on_store(store, reviewer)
    texts = [f"{AGAIN} {number}" for number in range(MOST_PRACTICES + 2)]
    tasks = [
        asyncio.create_task(one.practise(DONE, 2, text))
        for one, text in zip([service, there] * len(texts), texts, strict=False)
    ]

    await under_way(reviewer, MOST_PRACTICES)
    refused = [task for task in tasks if task.done()]
    elsewhere = asyncio.create_task(service.practise(DONE, 1, AGAIN))
    reviewer.may_judge.set()
    await asyncio.gather(*tasks, elsewhere, return_exceptions=True)

    assert [type(task.exception()) for task in refused] == [Conflict, Conflict]
    assert len(reviewer.asked) == len(store.given_again) == MOST_PRACTICES + 1


@pytest.mark.parametrize("fault", [StorageUnavailable(), asyncio.CancelledError()])
async def test_answer_that_could_not_be_kept_can_be_sent_again_at_once(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(practice: Practice, most: int) -> bool:
        raise fault

    service, store = practising(FakeReviewer())
    with monkeypatch.context() as away:
        away.setattr(store, "add_practice", refuse)
        with pytest.raises(type(fault)):
            await service.practise(DONE, 2, AGAIN)

    assert (await service.practise(DONE, 2, AGAIN)).number == 1


async def test_place_that_cannot_be_given_up_hides_no_cancelling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(place: PracticePlace) -> None:
        raise StorageUnavailable

    service, store = practising(judge := Patient())
    monkeypatch.setattr(store, "give_up_place", refuse)
    task = asyncio.create_task(service.practise(DONE, 2, AGAIN))
    await under_way(judge, 1)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_answer_that_a_dead_process_was_judging_is_judged_after_a_while() -> None:
    dead = Patient()
    service, store = practising(dead, practice=0.2)
    dying = asyncio.create_task(on_store(store, dead).practise(DONE, 2, AGAIN))
    await under_way(dead, 1)
    later = Clock(now=lambda: Clock().now() + timedelta(minutes=2))
    survivor = on_store(store, FakeReviewer(), later)

    with pytest.raises(NotReadyYet, match="still being judged"):
        await service.practise(DONE, 2, AGAIN)
    given = await survivor.practise(DONE, 2, AGAIN)

    assert given.practice.review.source is Source.MODEL
    dead.may_judge.set()
    assert await dying == given
    assert len(store.given_again) == 1


@pytest.mark.parametrize("report", [None, feedback(FeedbackState.WRITING, 3)])
async def test_before_the_report_stands_nothing_is_judged(report: Feedback | None) -> None:
    service, _ = practising(reviewer := FakeReviewer(), report)

    with pytest.raises(Conflict, match="once the feedback is here"):
        await service.practise(DONE, 2, AGAIN)
    assert reviewer.asked == []


@pytest.mark.parametrize(
    ("turn", "text", "error"),
    [(4, AGAIN, NotFound), (2, "\u200b", BadInput), (2, "x" * 10_001, BadInput)],
)
async def test_unusable_answer_is_refused(turn: int, text: str, error: type[Exception]) -> None:
    service, store = practising(FakeReviewer())

    with pytest.raises(error):
        await service.practise(DONE, turn, text)
    assert store.given_again == []


async def test_session_erased_meanwhile_is_not_found() -> None:
    service, store = practising(FakeReviewer())
    store.sessions.clear()

    with pytest.raises(NotFound):
        await service.practise(DONE, 2, AGAIN)


async def test_report_erased_while_it_was_read_is_not_found() -> None:
    service, store = practising(reviewer := FakeReviewer(), replace(READY, reviews=()))

    with pytest.raises(NotFound, match="Session not found"):
        await service.practise(DONE, 2, AGAIN)
    assert reviewer.asked == []
    assert store.given_again == []


REPLY = (
    (
        '{"answers": [{"turn": 2, "comment": "It is told to its end.", "answers_question": true, '
        '"quote": "compared every event", "parts": ["action"], "rating": 4, "outline": null}], '
    ),
    '"requirements": [], "strengths": ["Much"], "weaknesses": [], "cv_improvements": []}',
)


async def test_reply_of_a_model_is_read_no_further_than_the_review() -> None:
    model = FakeModel(*REPLY)
    service, _ = practising(ModelReviewer(model))

    given = await service.practise(DONE, 2, AGAIN)

    assert (given.practice.review.rating, given.practice.review.quote) == (
        4,
        "compared every event",
    )
    assert model.given == 1
    told = "".join(message.content for message in model.prompts[0].messages(None))
    assert AGAIN in told
    assert "answers to judge: 2\n" in told
    assert ANSWERS[1] not in told
