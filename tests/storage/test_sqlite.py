"""What only SQLite can get wrong: locks, the disk, and what erasing leaves there."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.domain.errors import StorageUnavailable
from app.storage.prepared import Script
from app.storage.sqlite import SQLite
from app.storage.store import PiccoloStore, open_store
from app.values import replace
from tests.storage.making import (
    NOON,
    a_feedback,
    a_session,
    answer,
    asked,
    begin,
    review,
)
from tests.storage.test_practices import PRACTICE
from tests.storage.test_shares import COMMENT
from tests.storage.threads import leaving_no_thread

SECRET = "Zanzibar-7391 "
LONG = SECRET * 2000
"""Long enough to fill pages of its own."""


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Another process's lock on the whole file."""
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other


def holding(folder: Path, text: str) -> list[str]:
    """The files below `folder` in which `text` can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if text.encode() in path.read_bytes()]


async def fill(store: PiccoloStore, session_id: str) -> None:
    """A session with the secret everywhere a candidate's words are kept."""
    await asked(store, session_id)
    await store.record_answer(answer(1, LONG, session_id))
    await store.open_feedback(a_feedback(session_id))
    await store.claim_feedback(session_id, 0)
    await store.save_review(session_id, 1, review(1, quote=LONG))
    await store.add_practice(replace(PRACTICE, session_id=session_id, answer=LONG), 1)
    await store.add_comment(replace(COMMENT, session_id=session_id, text=LONG), 1)


async def test_erasing_leaves_no_byte_of_the_text_in_any_file(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await sqlite_store.add_session(replace(a_session("cv"), cv_text=LONG))
    await fill(sqlite_store, "s")
    assert holding(file.parent, SECRET)

    await sqlite_store.erase("s")
    await sqlite_store.erase("cv")

    assert holding(file.parent, SECRET) == []


async def test_what_is_erased_for_its_age_leaves_no_byte_either(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await sqlite_store.add_session(replace(a_session(age=1), cv_text=LONG))

    assert await sqlite_store.erase_older_than(NOON) == 1

    assert holding(file.parent, SECRET) == []


async def test_a_replaced_document_goes_with_its_session(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await sqlite_store.add_session(a_session())
    await sqlite_store.save_cv("s", LONG, None)
    await sqlite_store.save_cv("s", "Short", None)

    await sqlite_store.erase("s")

    assert holding(file.parent, SECRET) == []


async def test_a_reader_in_the_way_of_wiping_does_not_stop_the_erasing(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await sqlite_store.add_session(replace(a_session(), cv_text=LONG))
    await sqlite_store.add_session(a_session("t"))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sessions").fetchall()

        erasing = asyncio.create_task(sqlite_store.erase("s"))
        await asyncio.sleep(0.3)
        before = time.monotonic()
        assert await sqlite_store.save_cv("t", "Written meanwhile", None)
        assert time.monotonic() - before < 3
        await erasing

        assert await sqlite_store.session("s") is None
    await sqlite_store.erase("t")
    assert holding(file.parent, SECRET) == []


async def test_a_lock_of_three_seconds_is_waited_for(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await asked(sqlite_store)
    with locked(file) as other:
        release = threading.Timer(3, lambda: other.execute("COMMIT"))
        release.start()

        before = time.monotonic()
        assert await sqlite_store.record_answer(answer(1))

        assert 2.5 < time.monotonic() - before < 9
        release.join()


async def test_a_lock_that_stays_is_told_within_ten_seconds_to_all_who_wait(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await asked(sqlite_store)
    with locked(file) as other:
        before = time.monotonic()
        told = await asyncio.gather(
            *(sqlite_store.record_answer(answer(1, name=f"-{n}")) for n in range(16)),
            sqlite_store.add_session(a_session("t")),
            return_exceptions=True,
        )
        assert time.monotonic() - before < 10
        assert {type(each) for each in told} == {StorageUnavailable}
        other.execute("ROLLBACK")

    # Nothing was stored behind anybody's back, and the store works as before.
    interview = await sqlite_store.interview("s")
    assert interview is not None
    assert interview.answer(1) is None
    assert await sqlite_store.record_answer(answer(1))


async def test_readers_do_not_wait_for_a_writer(sqlite_store: PiccoloStore, file: Path) -> None:
    await asked(sqlite_store)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        before = time.monotonic()
        assert await sqlite_store.interview("s")

        assert time.monotonic() - before < 3
        other.execute("ROLLBACK")


async def test_a_full_disk_is_storage_unavailable_and_leaves_no_half(
    sqlite_store: PiccoloStore,
) -> None:
    await asked(sqlite_store)
    engine = sqlite_store._engine
    await engine.run_ddl("PRAGMA max_page_count = 1")

    with pytest.raises(StorageUnavailable):
        await sqlite_store.record_answer(answer(1, LONG))

    await engine.run_ddl("PRAGMA max_page_count = 1000000")
    assert await sqlite_store.record_answer(answer(1, LONG))


@pytest.fixture
def no_database(file: Path) -> Path:
    file.parent.mkdir()
    file.write_bytes(b"These are not the pages you are looking for. " * 100)
    return file


async def test_a_file_that_is_no_database_is_storage_unavailable(no_database: Path) -> None:
    store = open_store(f"sqlite:///{no_database}")

    with pytest.raises(StorageUnavailable):
        await store.open()


async def test_a_folder_that_cannot_be_made_is_storage_unavailable(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    store = open_store(f"sqlite:///{tmp_path}/data/viva.sqlite")

    with pytest.raises(StorageUnavailable):
        await store.open()


async def test_whoever_gives_up_leaves_the_writer_to_the_next(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    await begin(sqlite_store)
    with locked(file) as other:
        waiting = [
            asyncio.create_task(sqlite_store.open_first("s")),
            asyncio.create_task(sqlite_store.claim("s", 1, 0)),
            asyncio.create_task(sqlite_store.end("s", NOON)),
        ]
        await asyncio.sleep(0.2)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        other.execute("ROLLBACK")

    assert await sqlite_store.end("s", NOON)


async def test_giving_up_in_the_middle_of_a_transaction_undoes_it(
    sqlite_store: PiccoloStore,
) -> None:
    await asked(sqlite_store)
    for delay in range(40):
        task = asyncio.create_task(sqlite_store.record_answer(answer(1)))
        await asyncio.sleep(delay / 10_000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        interview = await sqlite_store.interview("s")
        assert interview is not None
        assert (interview.answer(1) is None) == (interview.turn(2) is None)

    assert await sqlite_store.end("s", NOON)


async def test_what_is_stored_is_synced_and_private(sqlite_store: PiccoloStore, file: Path) -> None:
    engine = sqlite_store._engine
    settings = {
        name: next(iter((await engine.run_ddl(f"PRAGMA {name}"))[0].values()))
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    assert file.parent.stat().st_mode & 0o077 == 0


async def test_whoever_connects_first_at_the_same_moment_none_is_locked_out(
    tmp_path: Path,
) -> None:
    for n in range(60):
        engines = [SQLite(tmp_path / f"{n}.sqlite") for _ in range(8)]
        # Without a pool each connects and closes by itself, as processes would.
        await asyncio.gather(*(engine.run_ddl("PRAGMA user_version") for engine in engines))


async def test_reading_and_then_writing_at_once_never_locks_another_out(
    sqlite_store: PiccoloStore, file: Path
) -> None:
    elsewhere = open_store(f"sqlite:///{file}")
    await elsewhere.open()
    for number in range(20):
        await asked(sqlite_store, f"s{number}")

    # Each reads its session's row and then writes, in another process's way.
    taken = await asyncio.gather(
        *(
            store.record_answer(answer(1, session_id=f"s{number}", name=name))
            for number in range(20)
            for name, store in (("-here", sqlite_store), ("-there", elsewhere))
        )
    )

    assert sum(taken) == 20
    await elsewhere.close()


async def test_two_stores_of_one_process_keep_to_themselves(tmp_path: Path) -> None:
    stores = [open_store(f"sqlite:///{tmp_path}/{name}/viva.sqlite") for name in "ab"]
    await asyncio.gather(*(store.open() for store in stores))
    one, other = stores

    await one.add_session(a_session("one"))
    await other.add_session(a_session("other"))

    assert await one.session("other") is None
    assert await other.session("one") is None
    for store in stores:
        await store.close()


UNCLOSED = """
import asyncio, sys
from app.storage.store import open_store
async def main():
    store = open_store(sys.argv[1])
    await store.open()
    await store.recent("owner", 5)
asyncio.run(main())
"""


async def test_a_process_that_never_closed_its_store_ends_all_the_same(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", UNCLOSED, f"sqlite:///{tmp_path}/viva.sqlite"
    )
    try:
        async with asyncio.timeout(20):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()


async def test_a_relative_path_is_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///data/my%20viva.sqlite")

    with leaving_no_thread():
        await store.open()
        await store.close()

    assert (tmp_path / "data" / "my viva.sqlite").exists()


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://localhost/viva", "viva"]
)
def test_a_url_of_nothing_known_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        open_store(url)


async def test_script_given_up_before_its_commit_leaves_nothing_behind(
    sqlite_store: PiccoloStore,
) -> None:
    await asked(sqlite_store)
    is_running, may_go_on = threading.Event(), threading.Event()

    def slowly() -> Script[bool]:
        recorded = yield from sqlite_store._recorded(answer(1))
        is_running.set()
        may_go_on.wait(10)
        return recorded

    running = asyncio.create_task(sqlite_store._engine.run_script(slowly(), writes=True))
    await asyncio.to_thread(is_running.wait, 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    may_go_on.set()

    interview = await sqlite_store.interview("s")
    assert interview is not None
    assert interview.answer(1) is None
    assert await sqlite_store.record_answer(answer(1))


async def test_script_that_fails_is_rolled_back(sqlite_store: PiccoloStore) -> None:
    await asked(sqlite_store)

    def failing() -> Script[bool]:
        yield from sqlite_store._recorded(answer(1))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await sqlite_store._engine.run_script(failing(), writes=True)
    assert await sqlite_store.record_answer(answer(1))


async def test_interview_is_read_within_a_transaction_as_it_stands_there(
    sqlite_store: PiccoloStore,
) -> None:
    await asked(sqlite_store)
    async with sqlite_store._engine.transaction():
        await sqlite_store._adding.run(session="s", number=2)
        interview = await sqlite_store.interview("s")
    assert interview is not None
    assert interview.turn(2) is not None


async def test_script_within_a_transaction_is_part_of_it(sqlite_store: PiccoloStore) -> None:
    await asked(sqlite_store)
    engine = sqlite_store._engine

    async def record_and_fail() -> None:
        async with engine.transaction():
            assert await engine.run_script(sqlite_store._recorded(answer(1)), writes=True)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await record_and_fail()
    assert await sqlite_store.record_answer(answer(1))


async def test_query_given_up_keeps_its_connection_from_the_next_until_it_has_ended(
    sqlite_store: PiccoloStore,
) -> None:
    is_running, may_go_on = threading.Event(), threading.Event()

    def slowly() -> Script[None]:
        yield "SELECT 1 AS here", []
        is_running.set()
        may_go_on.wait(10)

    running = asyncio.create_task(sqlite_store._engine.run_script(slowly(), writes=False))
    await asyncio.to_thread(is_running.wait, 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    async with asyncio.timeout(5):
        await sqlite_store.ping()

    may_go_on.set()
