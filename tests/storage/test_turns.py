"""The life of a turn in the database: each move once, and no other."""

from __future__ import annotations

import asyncio
import sqlite3
from itertools import product

import asyncpg  # type: ignore[import-untyped]  # ships no types
import pytest

from app.domain.errors import VivaError
from app.domain.interview import MAX_QUESTIONS, Turn, TurnFault, TurnState
from app.domain.plan import Plan
from app.domain.turn_state import MAX_CLAIMS, Event, sources, target
from app.storage.mapping import columns_of
from app.storage.store import PiccoloStore
from app.values import replace
from tests.storage.making import NOON, PLAN, a_session, answer, ask, asked, begin, question

CROWD = 64


async def turn_of(store: PiccoloStore, number: int = 1, session_id: str = "s") -> Turn | None:
    interview = await store.interview(session_id)
    assert interview is not None
    return interview.turn(number)


async def state_of(store: PiccoloStore, number: int = 1, session_id: str = "s") -> TurnState | None:
    turn = await turn_of(store, number, session_id)
    return turn.state if turn else None


async def test_the_first_turn_is_opened_once(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    opened = await asyncio.gather(*(store.open_first("s") for _ in range(CROWD)))

    assert sorted(opened) == [False] * (CROWD - 1) + [True]
    assert await turn_of(store) == Turn(session_id="s", number=1, state=TurnState.PENDING)


async def test_no_turn_is_opened_in_a_session_that_ended_or_is_not_there(
    store: PiccoloStore,
) -> None:
    await store.add_session(a_session())
    await store.end("s", NOON)

    assert not await store.open_first("s")
    assert not await store.open_first("unknown")


async def test_a_claim_counts_attempt_and_try_and_resets_the_beats(store: PiccoloStore) -> None:
    await begin(store)
    await store.claim("s", 1, 0)
    await store.beat("s", 1, 1)

    claimed = await store.claim("s", 1, 1)

    assert claimed == Turn(
        session_id="s", number=1, state=TurnState.WRITING, attempt=2, tries=2, beats=0
    )
    assert claimed == await turn_of(store)


async def test_of_many_claims_of_one_attempt_one_wins(store: PiccoloStore) -> None:
    await begin(store)

    claims = await asyncio.gather(*(store.claim("s", 1, 0) for _ in range(CROWD)))

    assert len([claim for claim in claims if claim]) == 1


async def test_tries_are_bounded_and_a_retry_gives_them_back(store: PiccoloStore) -> None:
    await begin(store)
    for attempt in range(MAX_CLAIMS):
        assert await store.claim("s", 1, attempt)

    assert await store.claim("s", 1, MAX_CLAIMS) is None
    assert await store.fail("s", 1, MAX_CLAIMS, TurnFault.UNREACHABLE)
    assert await store.retry("s", 1)
    assert not await store.retry("s", 1)

    again = await store.claim("s", 1, MAX_CLAIMS)
    assert again is not None
    assert (again.attempt, again.tries) == (MAX_CLAIMS + 1, 1)


async def test_an_overtaken_writer_changes_nothing(store: PiccoloStore) -> None:
    await begin(store)
    await store.claim("s", 1, 0)
    await store.claim("s", 1, 1)
    before = await store.interview("s")

    assert not await store.beat("s", 1, 1)
    assert not await store.finish(question(1), 1, PLAN)
    assert not await store.fail("s", 1, 1, TurnFault.UNREACHABLE)
    assert await store.claim("s", 1, 1) is None

    assert await store.interview("s") == before


async def test_a_live_writer_raises_its_counter(store: PiccoloStore) -> None:
    await begin(store)
    await store.claim("s", 1, 0)

    assert await store.beat("s", 1, 1)
    assert await store.beat("s", 1, 1)

    turn = await turn_of(store)
    assert turn is not None
    assert turn.beats == 2


async def test_a_beat_right_after_the_own_finish_is_no_overtaking(store: PiccoloStore) -> None:
    await asked(store)

    assert await store.beat("s", 1, 1)


async def test_a_beat_of_an_abandoned_turn_tells_the_writer_to_stop(store: PiccoloStore) -> None:
    await begin(store)
    await store.claim("s", 1, 0)
    await store.end("s", NOON)

    assert not await store.beat("s", 1, 1)


async def test_a_question_stands_once_with_its_reason(store: PiccoloStore) -> None:
    await begin(store)
    await store.claim("s", 1, 0)

    finished = await asyncio.gather(*(store.finish(question(1), 1, PLAN) for _ in range(CROWD)))

    assert sorted(finished) == [False] * (CROWD - 1) + [True]
    turn = await turn_of(store)
    assert turn is not None
    assert (turn.state, turn.plan) == (TurnState.AWAITING_ANSWER, PLAN)


async def test_a_question_that_cannot_be_stored_leaves_its_turn_being_written(
    store: PiccoloStore,
) -> None:
    await asked(store)
    await store.record_answer(answer(1))
    await store.claim("s", 2, 0)

    with pytest.raises(VivaError):
        await store.finish(replace(question(2), id=question(1).id), 1, None)

    assert await state_of(store, 2) is TurnState.WRITING
    assert await store.finish(question(2), 1, None)


async def test_the_database_itself_refuses_a_second_answer_or_question(
    store: PiccoloStore,
) -> None:
    await asked(store)
    await store.record_answer(answer(1))

    for again in (answer(1, name="-again"), replace(question(1), id="again")):
        with pytest.raises((sqlite3.IntegrityError, asyncpg.UniqueViolationError)):
            await store._adding_message.run(**columns_of(again))


async def test_the_same_answer_64_times_at_once_is_stored_once(store: PiccoloStore) -> None:
    await asked(store)

    stored = await asyncio.gather(
        *(store.record_answer(answer(1, name=f"-{n}")) for n in range(CROWD))
    )

    assert sorted(stored) == [False] * (CROWD - 1) + [True]
    interview = await store.interview("s")
    assert interview is not None
    assert len(interview.messages) == 2
    assert [turn.state for turn in interview.turns] == [TurnState.ANSWERED, TurnState.PENDING]


async def test_of_two_different_answers_at_once_one_wins_whole(store: PiccoloStore) -> None:
    await asked(store)
    answers = [answer(1, "One", name="-1"), answer(1, "Two", name="-2")]

    stored = await asyncio.gather(*(store.record_answer(each) for each in answers))

    assert sorted(stored) == [False, True]
    interview = await store.interview("s")
    assert interview is not None
    assert interview.answer(1) == answers[stored.index(True)]


async def test_the_last_answer_opens_no_further_turn(store: PiccoloStore) -> None:
    await begin(store)
    for number in range(1, MAX_QUESTIONS + 1):
        await ask(store, number)
        assert await store.record_answer(answer(number))

    interview = await store.interview("s")
    assert interview is not None
    assert {turn.state for turn in interview.turns} == {TurnState.ANSWERED}
    assert len(interview.turns) == MAX_QUESTIONS


async def test_no_answer_is_taken_after_the_end(store: PiccoloStore) -> None:
    await asked(store)
    await store.end("s", NOON)

    assert not await store.record_answer(answer(1))


async def test_an_answer_and_an_end_at_once_leave_nothing_to_write(store: PiccoloStore) -> None:
    for n in range(20):
        await asked(store, f"s{n}")

    await asyncio.gather(
        *(store.record_answer(answer(1, session_id=f"s{n}")) for n in range(20)),
        *(store.end(f"s{n}", NOON) for n in range(20)),
    )

    for n in range(20):
        interview = await store.interview(f"s{n}")
        assert interview is not None
        assert TurnState.PENDING not in {turn.state for turn in interview.turns}


async def test_the_end_is_set_once(store: PiccoloStore) -> None:
    await asked(store)

    ended = await asyncio.gather(*(store.end("s", NOON) for _ in range(8)))

    assert sorted(ended) == [False] * 7 + [True]
    session = await store.session("s")
    assert session is not None
    assert session.ended_at == NOON


async def test_an_unknown_session_cannot_be_ended(store: PiccoloStore) -> None:
    assert not await store.end("unknown", NOON)


async def in_state(store: PiccoloStore, state: TurnState, session_id: str) -> int:
    """Bring turn 1 of a new session to `state`; answers its attempt."""
    await begin(store, session_id)
    if state is TurnState.PENDING:
        return 0
    if state is TurnState.ABANDONED:
        await store.end(session_id, NOON)
        return 0
    await store.claim(session_id, 1, 0)
    if state is TurnState.FAILED:
        await store.fail(session_id, 1, 1, TurnFault.UNREACHABLE)
    if state in {TurnState.AWAITING_ANSWER, TurnState.ANSWERED}:
        await store.finish(question(1, session_id=session_id), 1, None)
    if state is TurnState.ANSWERED:
        await store.record_answer(answer(1, session_id=session_id))
    return 1


async def make(store: PiccoloStore, move: Event, attempt: int, session_id: str) -> bool:
    match move:
        case Event.CLAIM:
            return await store.claim(session_id, 1, attempt) is not None
        case Event.FINISH:
            return await store.finish(question(1, session_id=session_id), attempt, None)
        case Event.FAIL:
            return await store.fail(session_id, 1, attempt, TurnFault.UNREACHABLE)
        case Event.ANSWER:
            return await store.record_answer(answer(1, session_id=session_id))
        case Event.RETRY:
            return await store.retry(session_id, 1)
        case Event.ABANDON:
            await store.end(session_id, NOON)
            return await state_of(store, 1, session_id) is TurnState.ABANDONED


async def test_the_database_makes_the_moves_of_the_table_and_no_other(
    store: PiccoloStore,
) -> None:
    wrong = {}
    for state, move in product(TurnState, Event):
        session_id = f"{state}-{move}"
        attempt = await in_state(store, state, session_id)
        before = await state_of(store, 1, session_id)

        made = await make(store, move, attempt, session_id)

        may = state in sources(move) or (state, move) == (TurnState.ABANDONED, Event.ABANDON)
        seen = (before, made, await state_of(store, 1, session_id))
        if seen != (state, may, target(move) if may else state):
            wrong[state, move] = seen

    assert wrong == {}


async def test_what_is_to_be_written_is_found_in_all_sessions_that_go_on(
    store: PiccoloStore,
) -> None:
    for session_id in ("pending", "writing", "failed", "awaiting", "ended"):
        await begin(store, session_id)
    for session_id in ("writing", "failed", "awaiting"):
        await store.claim(session_id, 1, 0)
    await store.fail("failed", 1, 1, TurnFault.UNREACHABLE)
    await store.finish(question(1, session_id="awaiting"), 1, None)
    await store.end("ended", NOON)

    found = await store.unwritten()

    assert {(turn.session_id, turn.state) for turn in found} == {
        ("pending", TurnState.PENDING),
        ("writing", TurnState.WRITING),
    }


async def test_plan_is_added_to_a_question_that_stands(store: PiccoloStore) -> None:
    await asked(store)

    assert await store.save_plan("s", 1, 1, Plan(requirement="r3"))

    turn = await turn_of(store)
    assert turn is not None
    assert turn.plan == Plan(requirement="r3")


async def test_plan_of_an_overtaken_attempt_is_not_added(store: PiccoloStore) -> None:
    await asked(store)

    assert not await store.save_plan("s", 1, 2, Plan(requirement="r3"))
    turn = await turn_of(store)
    assert turn is not None
    assert turn.plan == PLAN


async def test_plan_is_added_after_the_answer_came(store: PiccoloStore) -> None:
    await asked(store)
    await store.record_answer(answer(1))

    assert await store.save_plan("s", 1, 1, Plan(requirement="r3"))
