"""Reports: one a session, fenced like a turn, nothing read twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from app.interview.report import Feedback, FeedbackState
from app.interview.turns import MAX_TRIES
from app.storage.interviews import PiccoloStore
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
    assert not await store.fail_feedback("s", 1)
    assert await store.claim_feedback("s", 1) is None

    assert await report_of(store) == before


async def test_nothing_is_added_to_a_report_that_is_ready(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)
    await store.finish_feedback("s", 1, CONCLUSION)

    assert not await store.save_review("s", 1, review(1))
    assert not await store.finish_feedback("s", 1, CONCLUSION)
    assert not await store.fail_feedback("s", 1)
    assert not await store.retry_feedback("s")
    assert await store.claim_feedback("s", 1) is None


async def test_a_live_writer_of_a_report_raises_its_counter(store: PiccoloStore) -> None:
    await opened(store)
    await store.claim_feedback("s", 0)

    assert await store.beat_feedback("s", 1)
    assert (await report_of(store)).beats == 1


async def test_tries_of_a_report_are_bounded_and_a_retry_gives_them_back(
    store: PiccoloStore,
) -> None:
    await opened(store)
    for attempt in range(MAX_TRIES):
        assert await store.claim_feedback("s", attempt)
    await store.save_review("s", MAX_TRIES, review(1))

    assert await store.claim_feedback("s", MAX_TRIES) is None
    assert not await store.retry_feedback("s")
    assert await store.fail_feedback("s", MAX_TRIES)
    assert await store.retry_feedback("s")

    again = await store.claim_feedback("s", MAX_TRIES)
    assert again is not None
    assert again.tries == 1
    assert again.reviews == (review(1),)


async def test_reports_to_be_written_are_found(store: PiccoloStore) -> None:
    for session_id in ("pending", "writing", "failed", "ready"):
        await store.add_session(a_session(session_id))
        await store.open_feedback(a_feedback(session_id))
    for session_id in ("writing", "failed", "ready"):
        await store.claim_feedback(session_id, 0)
    await store.save_review("writing", 1, review(1))
    await store.fail_feedback("failed", 1)
    await store.finish_feedback("ready", 1, CONCLUSION)

    found = await store.unwritten_feedbacks()

    assert {(each.session_id, len(each.reviews)) for each in found} == {
        ("pending", 0),
        ("writing", 1),
    }
