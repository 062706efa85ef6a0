"""One show over two processes: the keyboard in one, the audience in the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.source import Source
from app.storage.store import open_store
from app.streams.factory import open_stream
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.servers.postgres import any_postgres, fresh_database
from tests.servers.redis import any_redis
from tests.serving import parts, served
from tests.web.presenter import ANSWERS, SHOWN, Presenter, Watching

pytestmark = pytest.mark.redis


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with any_redis() as url:
        yield url


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[str]:
    with any_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/viva.sqlite"
        return
    async with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
async def both(
    tmp_path: Path, database_url: str, redis_url: str
) -> AsyncIterator[tuple[Presenter, Presenter]]:
    """The same presenter at two processes that share a database and a Redis."""

    def process() -> Any:
        demo = FakeInterviewer(source=Source.DEMO)
        return parts(
            tmp_path,
            store=open_store(database_url),
            stream=open_stream(redis_url),
            interviewer=demo,
            stand_in=demo,
            samples={SHOWN.name: SHOWN},
            has_redis=True,
            answer_seconds_per_word=0.1,
        )

    async with (
        served(process()) as first,
        served(process()) as second,
        first.client() as client,
        second.client() as other,
    ):
        here = Presenter(first, client)
        await here.open()
        there = Presenter(second, other, here.session_id, here.page)
        other.cookies.update(client.cookies)
        yield here, there


async def test_audience_of_another_process_sees_the_same_show(
    both: tuple[Presenter, Presenter],
) -> None:
    here, there = both
    watching, at_home = Watching(), Watching()
    path = f"{await here.link()}/live"
    reading = [
        asyncio.ensure_future(watching.read(there.watch(path))),
        asyncio.ensure_future(at_home.read(here.watch(path))),
    ]
    await watching.until("The interview begins in a moment.")

    await here.press("next")
    await watching.until(QUESTIONS[0])
    await here.press("next")
    await watching.until(ANSWERS[0])
    await watching.until(QUESTIONS[1])
    await at_home.until(QUESTIONS[1])
    additions = [f for f in watching.frames if f["swap"].startswith("append")]
    assert len(additions) >= 3

    await here.press("withdraw")
    await asyncio.wait_for(asyncio.gather(*reading), 5)
    assert (watching.closed, at_home.closed) == (1000, 1000)


async def test_keyboard_goes_over_to_the_process_that_was_clicked_last(
    both: tuple[Presenter, Presenter],
) -> None:
    here, there = both
    watching = Watching()
    reading = asyncio.ensure_future(watching.read(here.watch(f"{await here.link()}/live")))
    await here.press("next")
    await here.until(1)
    await here.press("next")
    async with asyncio.timeout(10):
        while 'class="about answer' not in watching.stage:  # noqa: ASYNC110 - over a socket
            await asyncio.sleep(0.02)

    await there.press("speed", speed="2")
    await here.until(2)

    kept = await here.client.get(
        f"/session/{here.session_id}/interview", headers={"Accept": "application/json"}
    )
    said = [m["content"] for m in kept.json()["conversation"] if m["role"] == "user"]
    assert said == [ANSWERS[0]]
    await watching.until(QUESTIONS[1])
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
