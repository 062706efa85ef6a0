"""Links to reports and comments on them: known by a hash, bounded, gone with their session."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from app.domain.share import Comment, Share
from app.storage.store import PiccoloStore
from app.values import replace
from tests.storage.making import NOON, a_session

SHARE = Share(
    session_id="s",
    nonce="n",
    token_hash="h",
    has_scores=True,
    ends_at=NOON + timedelta(days=30),
)
OTHER = replace(SHARE, nonce="o", token_hash="other", ends_at=NOON + timedelta(days=60))
MOMENT = timedelta(microseconds=1)
COMMENT = Comment(
    id="c", session_id="s", turn=2, name="Zoë", text="<b>Why</b>?\nSay – when 🚀", created_at=NOON
)


async def test_share_is_found_by_session_and_by_token(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await store.save_share(SHARE, NOON) == SHARE

    assert await store.share("s") == await store.share_of_token("h") == SHARE
    assert await store.share("t") is None
    assert await store.share_of_token("n") is None


async def test_session_has_one_share_and_the_first_one_holds(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.save_share(SHARE, NOON)
    shown = replace(SHARE, has_scores=False)

    stands = await store.save_share(replace(OTHER, has_scores=False), NOON)

    assert stands == shown, "what is shown is the one thing that changes"
    assert await store.share("s") == await store.share_of_token("h") == shown
    assert await store.share_of_token("other") is None


async def test_shares_made_at_once_are_one(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    many = [replace(SHARE, token_hash=f"h{n}", nonce=f"n{n}") for n in range(6)]

    made = await asyncio.gather(*(store.save_share(one, NOON) for one in many))

    assert made[0] is not None
    assert made == [made[0]] * 6
    assert await store.share_of_token(made[0].token_hash) == made[0]


async def test_share_that_ended_gives_way_to_another(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.save_share(SHARE, NOON)

    assert await store.save_share(OTHER, SHARE.ends_at - MOMENT) == SHARE
    assert await store.save_share(OTHER, SHARE.ends_at) == OTHER

    assert await store.share_of_token("h") is None


async def test_share_that_ended_stays_for_another_session(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.add_session(a_session("t"))
    await store.save_share(SHARE, NOON)

    await store.save_share(replace(OTHER, session_id="t"), SHARE.ends_at)

    assert await store.share("s") == SHARE


async def test_withdrawn_share_is_gone(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.save_share(SHARE, NOON)

    await store.withdraw_share("s")
    await store.withdraw_share("s")

    assert await store.share("s") is None


async def test_comments_come_back_in_order_and_one_is_removed(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    late = replace(COMMENT, id="late", created_at=NOON + timedelta(seconds=1), turn=1)

    assert await store.add_comment(late, 20)
    assert await store.add_comment(COMMENT, 20)
    assert await store.comments("s") == [COMMENT, late]

    assert not await store.remove_comment("t", "c"), "another's session"
    assert [await store.remove_comment("s", "c") for _ in range(2)] == [True, False]
    assert await store.comments("s") == [late]


async def test_answer_gets_so_many_comments_and_no_more_by_whoever_sends_at_once(
    store: PiccoloStore,
) -> None:
    await store.add_session(a_session())
    many = [replace(COMMENT, id=f"c{n}", text=f"Comment {n}") for n in range(6)]

    added = await asyncio.gather(*(store.add_comment(one, 3) for one in many))

    assert sum(added) == 3
    assert await store.add_comment(replace(COMMENT, id="d", turn=1), 3), "each answer has its own"


async def test_comment_sent_twice_at_once_is_kept_once(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    twice = [replace(COMMENT, id=name) for name in "ab"]

    assert all(await asyncio.gather(*(store.add_comment(one, 20) for one in twice)))
    assert len(await store.comments("s")) == 1


async def test_session_that_is_gone_takes_link_and_comments_and_no_more(
    store: PiccoloStore,
) -> None:
    for end in (lambda: store.erase("s"), lambda: store.erase_older_than(NOON.replace(year=2027))):
        await store.add_session(a_session())
        await store.save_share(SHARE, NOON)
        await store.add_comment(COMMENT, 20)

        await end()

        assert await store.share_of_token("h") is None
        assert await store.save_share(SHARE, NOON) is None
        assert not await store.add_comment(COMMENT, 20)
        await store.add_session(a_session())
        assert await store.comments("s") == []
        await store.erase("s")
