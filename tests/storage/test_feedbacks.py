"""Reports: one a session, fenced like a turn, nothing read twice."""

from __future__ import annotations

import asyncio

from app.domain.feedback import Feedback, FeedbackState
from app.storage.store import PiccoloStore
from app.values import replace
from tests.storage.making import CONCLUSION, a_feedback, a_session, review


async def report_of(store: PiccoloStore) -> Feedback:
    found = await store.feedback("s")
    assert found is not None
    return found


async def opened(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    assert await store.open_feedback(a_feedback())


async def test_no_report_is_none(store: PiccoloStore) -> None:
    assert await store.feedback("s") is None


async def test_a_session_has_one_report_for_ever(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    made = await asyncio.gather(
        *(store.open_feedback(replace(a_feedback(), id=f"f{n}")) for n in range(16))
    )

    assert sorted(made) == [False] * 15 + [True]
    assert (await report_of(store)).id == f"f{made.index(True)}"


async def test_no_report_is_opened_for_a_session_that_is_gone(store: PiccoloStore) -> None:
    assert not await store.open_feedback(a_feedback("gone"))


async def test_a_report_comes_back_whole(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    await store.save_review("s", 1, review(2))
    await store.save_review("s", 1, review(1, quote=None))

    assert await store.finish_feedback("s", 1, CONCLUSION)

    found = await report_of(store)
    assert found.state is FeedbackState.READY
    assert found.conclusion == CONCLUSION
    assert found.reviews == (review(1, quote=None), review(2))
    assert found.created_at == a_feedback().created_at


async def test_a_later_review_of_the_same_answer_replaces_the_earlier(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)

    assert await store.save_review("s", 1, review(1, rating=2))
    assert await store.save_review("s", 1, review(1, rating=5))

    assert (await report_of(store)).reviews == (review(1, rating=5),)


async def test_a_claim_carries_the_answers_already_read(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    await store.save_review("s", 1, review(1))

    claimed = await store.claim_feedback("s", 1)

    assert claimed is not None
    assert (claimed.attempt, claimed.tries, claimed.beats) == (2, 2, 0)
    assert claimed.reviews == (review(1),)
    assert claimed.state is FeedbackState.WRITING


async def test_of_many_claims_one_wins(store: PiccoloStore) -> None:
    await opened(store)

    claims = await asyncio.gather(*(store.claim_feedback("s", 0) for _ in range(16)))

    assert len([claim for claim in claims if claim]) == 1


async def test_an_overtaken_writer_of_a_report_changes_nothing(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    await store.claim_feedback("s", 1)
    before = await report_of(store)

    assert not await store.beat_feedback("s", 1)
    assert not await store.save_review("s", 1, review(1))
    assert not await store.finish_feedback("s", 1, CONCLUSION)
    assert await store.claim_feedback("s", 1) is None

    assert await report_of(store) == before


async def test_nothing_is_added_to_a_report_that_is_ready(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    await store.finish_feedback("s", 1, CONCLUSION)

    assert not await store.save_review("s", 1, review(1))
    assert not await store.finish_feedback("s", 1, CONCLUSION)
    assert await store.claim_feedback("s", 1) is None


async def test_a_live_writer_of_a_report_raises_its_counter(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)

    assert await store.beat_feedback("s", 1)
    assert (await report_of(store)).beats == 1


async def test_claims_of_a_report_count_on_so_that_it_is_always_finished(
    store: PiccoloStore,
) -> None:
    await opened(store)

    claims = [await store.claim_feedback("s", attempt) for attempt in range(6)]

    assert [claim.tries for claim in claims if claim] == [1, 2, 3, 4, 5, 6]


async def test_a_report_that_is_revised_stays_readable_and_keeps_its_id(
    store: PiccoloStore,
) -> None:
    await opened(store)
    assert not await store.revise_feedback("s")
    await store.claim_feedback("s", 0)
    await store.finish_feedback("s", 1, CONCLUSION)
    before = await report_of(store)

    assert await store.revise_feedback("s")
    claimed = await store.claim_feedback("s", 1)
    assert claimed is not None
    await store.save_review("s", 2, review(1, rating=5))

    revising = await report_of(store)
    assert revising.state is FeedbackState.REVISING
    assert (revising.conclusion, revising.tries) == (CONCLUSION, 1)
    assert await store.finish_feedback("s", 2, replace(CONCLUSION, interview_score=9))
    after = await report_of(store)
    assert (after.id, after.created_at) == (before.id, before.created_at)
    assert after.conclusion is not None
    assert after.conclusion.interview_score == 9


async def test_a_review_without_rating_comes_back_without_one(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    asked_back = replace(review(1), rating=None, answers_question=False, is_floor=True)

    await store.save_review("s", 1, asked_back)

    assert (await report_of(store)).reviews == (asked_back,)


async def test_reports_to_be_written_are_found(store: PiccoloStore) -> None:
    for session_id in ("pending", "writing", "revising", "ready"):
        await store.add_session(a_session(session_id))
        await store.open_feedback(a_feedback(session_id))
    for session_id in ("writing", "revising", "ready"):
        await store.claim_feedback(session_id, 0)
    await store.save_review("writing", 1, review(1))
    await store.finish_feedback("revising", 1, CONCLUSION)
    await store.revise_feedback("revising")
    await store.finish_feedback("ready", 1, CONCLUSION)

    found = await store.unwritten_feedbacks()

    assert {(each.session_id, len(each.reviews)) for each in found} == {
        ("pending", 0),
        ("writing", 1),
        ("revising", 0),
    }
