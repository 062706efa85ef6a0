"""The awaited question in other words, on both databases."""

from __future__ import annotations

from app.storage.store import PiccoloStore
from tests.storage.making import answer, asked

SAID = "In other words, “why”?"


async def test_question_is_put_differently_once(store: PiccoloStore) -> None:
    await asked(store)

    assert await store.clarify("s", 1, SAID)
    assert not await store.clarify("s", 1, "Again?")

    interview = await store.interview("s")
    assert interview is not None
    question = interview.question(1)
    assert question is not None
    assert question.clarified == SAID


async def test_question_that_was_answered_meanwhile_stays_as_it_was(store: PiccoloStore) -> None:
    await asked(store)
    assert await store.record_answer(answer(1))

    assert not await store.clarify("s", 1, SAID)
    assert not await store.clarify("s", 2, SAID)
    assert not await store.clarify("unknown", 1, SAID)
