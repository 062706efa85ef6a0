"""Preparations, kept and found again, on both databases."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

from app.domain.interview import Interview
from app.domain.persona import Choices, Persona
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.storage.store import PiccoloStore, open_store
from app.values import replace
from tests.storage.making import (
    CONCLUSION,
    NOON,
    PLAN,
    a_feedback,
    a_session,
    answer,
    ask,
    asked,
    begin,
    question,
    review,
)


async def test_a_session_comes_back_as_it_was(store: PiccoloStore) -> None:
    session = replace(a_session(), cv_warning="Two columns.", is_demo=True)

    await store.add_session(session)

    assert await store.session("s") == session


async def test_what_was_asked_before_comes_back_word_for_word(store: PiccoloStore) -> None:
    session = replace(a_session(), asked_before=("Why “bridges”?", "Und dann 🚀?"))

    await store.add_session(session)

    assert await store.session("s") == session


async def test_a_session_without_documents_comes_back_without(store: PiccoloStore) -> None:
    session = replace(a_session(), cv_text=None, job_description_text=None)

    await store.add_session(session)

    assert await store.session("s") == session


async def test_an_unknown_id_finds_nothing(store: PiccoloStore) -> None:
    for session_id in ["", "unknown", "ü" * 500, "a\0b", "\ud800"]:
        assert await store.session(session_id) is None
        assert await store.interview(session_id) is None


async def test_a_time_keeps_its_microseconds_and_comes_back_in_utc(store: PiccoloStore) -> None:
    for moment in [
        NOON,
        NOON.replace(microsecond=0),
        NOON.replace(microsecond=1),
        NOON.astimezone(timezone(timedelta(hours=5, minutes=30))),
    ]:
        session_id = moment.isoformat()
        await store.add_session(replace(a_session(session_id), created_at=moment))

        found = await store.session(session_id)

        assert found is not None, moment
        assert found.created_at == moment
        assert found.created_at.tzinfo is UTC, moment


async def test_a_text_that_cannot_be_stored_whole_is_stored_the_same_everywhere(
    store: PiccoloStore,
) -> None:
    await store.add_session(a_session())

    assert await store.save_cv("s", "a\0b\ud800c 🚀", None)

    found = await store.session("s")
    assert found is not None
    assert found.cv_text == "ab?c 🚀"


async def test_documents_are_replaced_until_the_interview_begins(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await store.save_cv("s", "First", "Looks poor")
    assert await store.save_cv("s", "Second", None)
    choices = Choices(persona=Persona.PEER, language="de")
    assert await store.save_job_description("s", "A job", choices)

    found = await store.session("s")
    assert found == replace(
        a_session(),
        cv_text="Second",
        job_description_text="A job",
        persona=Persona.PEER,
        language="de",
    )
    assert await store.save_job_description("s", "A job", Choices())
    found = await store.session("s")
    assert found is not None
    assert (found.persona, found.language) == (None, None)


async def test_documents_stay_once_a_turn_exists(store: PiccoloStore) -> None:
    await begin(store)

    assert not await store.save_cv("s", "Other", "Poor")
    assert not await store.save_job_description("s", "Other", Choices(language="de"))

    assert await store.session("s") == a_session()


async def test_documents_of_an_unknown_session_are_not_kept(store: PiccoloStore) -> None:
    assert not await store.save_cv("none", "Text", None)
    assert not await store.save_job_description("none", "Text", Choices())


async def test_an_interview_comes_back_in_order_with_its_reasons(store: PiccoloStore) -> None:
    await asked(store)
    await store.record_answer(answer(1))
    await ask(store, 2)

    found = await store.interview("s")

    assert found is not None
    assert [turn.number for turn in found.turns] == [1, 2]
    assert found.messages == (question(1), answer(1), question(2))
    assert [exchange.plan for exchange in found.exchanges] == [PLAN, PLAN]


async def test_an_interview_without_turns_is_only_its_session(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await store.interview("s") == Interview(session=a_session())


async def test_recent_gives_the_owners_latest_newest_first(store: PiccoloStore) -> None:
    for age in (3, 1, 2, 4):
        await store.add_session(a_session(f"s{age}", age=age))
    await store.add_session(a_session("foreign", owner="other"))
    await store.open_first("s2")

    found = await store.recent("owner", 3)

    assert [interview.session.id for interview in found] == ["s1", "s2", "s3"]
    assert [len(interview.turns) for interview in found] == [0, 1, 0]


async def test_recent_of_a_stranger_is_empty(store: PiccoloStore) -> None:
    assert list(await store.recent("nobody", 5)) == []


async def test_erasing_takes_all_that_belongs_to_the_session_and_nothing_else(
    store: PiccoloStore,
) -> None:
    for session_id in ("s", "t"):
        await asked(store, session_id)
        await store.record_answer(answer(1, session_id=session_id))
        await store.open_feedback(a_feedback(session_id))
        await store.claim_feedback(session_id, 0)
        await store.save_review(session_id, 1, review(1))
        await store.finish_feedback(session_id, 1, CONCLUSION)

    await store.erase("s")

    assert await store.interview("s") is None
    assert await store.feedback("s") is None
    kept = await store.interview("t")
    assert kept is not None
    assert len(kept.messages) == 2
    assert {turn.session_id for turn in await store.unwritten()} == {"t"}
    # A session of the same id begins empty: no row was left behind.
    await store.add_session(a_session("s"))
    assert await store.interview("s") == Interview(session=a_session("s"))
    assert await store.open_feedback(a_feedback("s"))
    anew = await store.feedback("s")
    assert anew is not None
    assert anew.reviews == ()


async def test_erasing_twice_is_no_error(store: PiccoloStore) -> None:
    await store.erase("s")
    await store.erase("s")


async def test_what_is_older_goes_and_is_counted(store: PiccoloStore) -> None:
    for age in (0, 1, 2, 3):
        await store.add_session(a_session(f"s{age}", age=age))

    erased = await store.erase_older_than(NOON - timedelta(minutes=1))

    assert erased == 2
    assert [i.session.id for i in await store.recent("owner", 9)] == ["s0", "s1"]


async def test_a_moment_is_compared_as_a_moment_whatever_its_offset(store: PiccoloStore) -> None:
    await store.add_session(replace(a_session(), created_at=NOON.replace(microsecond=0)))
    east = NOON.replace(microsecond=1).astimezone(timezone(timedelta(hours=9)))

    assert await store.erase_older_than(NOON.replace(microsecond=0)) == 0
    assert await store.erase_older_than(east) == 1


async def test_a_restart_keeps_everything(database_url: str) -> None:
    before = open_store(database_url)
    await before.open()
    await asked(before)
    await before.record_answer(answer(1))
    await before.open_feedback(a_feedback())
    interview, feedback = await before.interview("s"), await before.feedback("s")
    await before.close()

    after = open_store(database_url)
    await after.open()

    assert await after.interview("s") == interview
    assert await after.feedback("s") == feedback
    await after.close()


READING = Reading(
    requirements=(
        Requirement(id="r1", text="Builds bridges", name="Bridges", kind=RequirementKind.MUST),
    ),
    cv_lines=(CvLine(id="c1", text="Ten years of bridges"),),
    language="de",
    source=Source.MODEL,
)


async def test_first_reading_stands_for_ever(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await store.save_reading("s", READING) == READING
    later = replace(READING, language="fr")
    assert await store.save_reading("s", later) == READING

    found = await store.session("s")
    assert found is not None
    assert found.reading == READING


async def test_no_reading_is_kept_for_a_session_that_is_gone(store: PiccoloStore) -> None:
    assert await store.save_reading("gone", READING) is None


async def test_readings_are_claimed_a_bounded_number_of_times(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    claims = [await store.claim_reading("s", 2) for _ in range(3)]

    assert claims == [True, True, False]


async def test_no_reading_is_claimed_once_one_stands(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.save_reading("s", READING)

    assert not await store.claim_reading("s", 2)
