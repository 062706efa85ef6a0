"""Shows, kept and found again, on both databases."""

from __future__ import annotations

import asyncio

from app.domain.show import Click, Command, Pilot, Show, ShowKey, Speed, take
from app.domain.source import Source
from app.storage.store import PiccoloStore, open_store
from app.values import replace
from tests.storage.making import NOON, a_session

SHOW = Show(
    id="show",
    session_id="s",
    nonce="n",
    speaker=Source.MODEL,
    stage_hash="stage",
    remote_hash="remote",
)


async def opened(store: PiccoloStore, show: Show = SHOW) -> Show:
    await store.add_session(a_session())
    found = await store.open_show(show)
    assert found is not None
    return found


async def speaker(store: PiccoloStore, session_id: str = "s") -> Source | None:
    session = await store.session(session_id)
    assert session is not None
    return session.speaker


async def test_show_comes_back_as_it_was_by_each_of_its_keys(store: PiccoloStore) -> None:
    show = replace(
        SHOW,
        driver="page",
        step=4,
        looking_back=2,
        is_black=True,
        pilot=Pilot.PLAYING,
        piloted=3,
        is_hurried=True,
        speed=Speed.INSTANT,
        started_at=NOON,
        paced_from=NOON,
        stopped_at=NOON,
    )

    assert await opened(store, show) == show
    keys = {
        ShowKey.ID: "show",
        ShowKey.SESSION: "s",
        ShowKey.STAGE: "stage",
        ShowKey.REMOTE: "remote",
    }
    assert [await store.show(key, value) for key, value in keys.items()] == [show] * 4
    assert [await store.show(key, "other") for key in keys] == [None] * 4


async def test_session_without_a_show_has_no_speaker(store: PiccoloStore) -> None:
    await store.add_session(a_session())

    assert await speaker(store) is None
    assert await store.show(ShowKey.SESSION, "s") is None


async def test_show_tells_its_session_who_speaks(store: PiccoloStore) -> None:
    show = await opened(store)
    assert await speaker(store) is Source.MODEL

    after = replace(show, speaker=Source.DEMO, step=1)
    assert await store.change_show(after, 0)

    assert await speaker(store) is Source.DEMO
    assert await store.show(ShowKey.ID, "show") == after


async def test_second_show_of_a_session_is_the_first(store: PiccoloStore) -> None:
    first = await opened(store)

    second = await store.open_show(replace(SHOW, id="2", stage_hash="b", remote_hash="c"))

    assert second == first


async def test_shows_opened_at_once_are_one(store: PiccoloStore, database_url: str) -> None:
    await store.add_session(a_session())
    other = open_store(database_url)
    await other.open()
    shows = [replace(SHOW, id=n, stage_hash=f"s{n}", remote_hash=f"r{n}") for n in "abcdef"]

    found = await asyncio.gather(
        *(each.open_show(show) for show in shows for each in (store, other))
    )

    assert len({show.id for show in found if show}) == 1
    await other.close()


async def test_show_of_a_session_that_is_gone_is_not_opened(store: PiccoloStore) -> None:
    assert await store.open_show(SHOW) is None


async def test_of_clicks_at_once_at_one_step_one_counts(
    store: PiccoloStore, database_url: str
) -> None:
    show = await opened(store)
    other = open_store(database_url)
    await other.open()
    clicks = [take(show, Click(command=Command.NEXT, at=NOON, step=0)) for _ in range(6)]

    counted = await asyncio.gather(
        *(each.change_show(after, 0) for after in clicks for each in (store, other))
    )

    assert sum(counted) == 1
    stands = await store.show(ShowKey.ID, "show")
    assert stands is not None
    assert stands.step == 1
    await other.close()


async def test_change_that_comes_too_late_changes_nothing(store: PiccoloStore) -> None:
    show = await opened(store)
    assert await store.change_show(replace(show, step=1), 0)

    assert not await store.change_show(replace(show, step=1, speaker=Source.DEMO), 0)
    assert await speaker(store) is Source.MODEL


async def test_show_moves_to_another_session_and_outlives_the_first(store: PiccoloStore) -> None:
    show = await opened(store)
    await store.add_session(replace(a_session("new"), speaker=Source.MODEL))
    after = replace(show, session_id="new", step=1)

    assert await store.change_show(after, 0)
    await store.erase("s")

    assert await store.show(ShowKey.STAGE, "stage") == after


async def test_show_does_not_move_to_a_session_that_is_gone(store: PiccoloStore) -> None:
    show = await opened(store)

    assert not await store.change_show(replace(show, session_id="gone", step=1), 0)
    assert await store.show(ShowKey.ID, "show") == show


async def test_erasing_a_session_takes_its_show(store: PiccoloStore) -> None:
    await opened(store)

    await store.erase("s")

    assert await store.show(ShowKey.ID, "show") is None


async def test_retention_takes_shows_too(store: PiccoloStore) -> None:
    await opened(store)

    assert await store.erase_older_than(NOON.replace(year=2027)) == 1
    assert await store.show(ShowKey.ID, "show") is None


async def test_withdrawn_links_are_kept_as_none_in_several_shows(store: PiccoloStore) -> None:
    for name in ("s", "t"):
        await store.add_session(a_session(name))
        show = replace(SHOW, id=name, session_id=name, stage_hash=None, remote_hash=None)
        assert await store.open_show(show) == show
