"""Links to reports and comments on them: known by a hash, bounded, gone with their session."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from app.domain.share import Comment, Share
from app.storage.store import PiccoloStore
from tests.storage.making import NOON, a_session

SHARE = Share(session_id="s", nonce="n", token_hash="h", has_scores=True, ends_at=NOON)
COMMENT = Comment(
    id="c", session_id="s", turn=2, name="Zoë", text="<b>Why</b>?\nSay – when 🚀", created_at=NOON
)


async def test_share_is_found_by_session_and_by_token(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await store.save_share(SHARE)

    assert await store.share("s") == await store.share_of_token("h") == SHARE
    assert await store.share("t") is None
    assert await store.share_of_token("n") is None


async def test_session_has_one_share_and_the_last_one_holds(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    other = replace(SHARE, token_hash="other", has_scores=False)

    assert await store.save_share(SHARE)
    assert await store.save_share(other)

    assert await store.share("s") == other
    assert await store.share_of_token("h") is None


async def test_withdrawn_share_is_gone(store: PiccoloStore) -> None:
    await store.add_session(a_session())
    await store.save_share(SHARE)

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
        await store.save_share(SHARE)
        await store.add_comment(COMMENT, 20)

        await end()

        assert await store.share_of_token("h") is None
        assert not await store.save_share(SHARE)
        assert not await store.add_comment(COMMENT, 20)
        await store.add_session(a_session())
        assert await store.comments("s") == []
        await store.erase("s")
