"""A backup while the program serves, restored: the same interviews, on both databases."""

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path

import pytest

from app.storage.backup import BackupFailed, back_up, restore
from app.storage.store import PiccoloStore, open_store
from tests.storage.making import a_session, answer, asked


async def test_backup_taken_while_answers_come_restores_what_stood_then(
    store: PiccoloStore, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    await asked(store)

    taken, _ = await asyncio.gather(
        asyncio.to_thread(back_up, database_url, file, os.environ),
        asyncio.gather(*(store.add_session(a_session(f"s{n}")) for n in range(20))),
    )
    await store.record_answer(answer(1, "After the backup."))
    await store.erase("s0")
    await store.close()
    await asyncio.to_thread(restore, database_url, file, os.environ)

    assert taken is None
    again = open_store(database_url)
    await again.open()
    found = await again.interview("s")
    assert found is not None
    assert [message.content for message in found.messages] == ["Why bridges?"]
    assert await again.record_answer(answer(1, "Written after it."))
    await again.close()
    await store.open()  # as the fixture closes it


async def test_backup_is_its_owners_alone_and_replaces_none(
    store: PiccoloStore, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    await asyncio.to_thread(back_up, database_url, file, os.environ)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(BackupFailed, match="is there already"):
        await asyncio.to_thread(back_up, database_url, file, os.environ)


async def test_part_left_by_a_killed_backup_does_not_stop_the_next_one(
    store: PiccoloStore, database_url: str, tmp_path: Path
) -> None:
    file, left = tmp_path / "kept.backup", tmp_path / "kept.backup.part"
    left.write_bytes(b"half a backup" * 1000)
    left.chmod(0o644)

    await asyncio.to_thread(back_up, database_url, file, os.environ)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not left.exists()


def test_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "kept.backup"

    for url in (f"sqlite:///{tmp_path}/none.sqlite", "postgres://nobody@127.0.0.1:1/x"):
        with pytest.raises(BackupFailed):
            back_up(url, file, os.environ)
        assert list(tmp_path.iterdir()) == []


async def test_file_that_is_no_backup_is_refused_and_the_database_stays(
    sqlite_store: PiccoloStore, file: Path, tmp_path: Path
) -> None:
    await asked(sqlite_store)
    other = tmp_path / "notes.txt"
    other.write_text("no database" * 1000)

    with pytest.raises(BackupFailed, match="is no backup"):
        await asyncio.to_thread(restore, f"sqlite:///{file}", other, os.environ)

    assert await sqlite_store.session("s") == a_session()


async def test_restoring_keeps_the_file_as_it_was_beside_itself(
    sqlite_store: PiccoloStore, file: Path, tmp_path: Path
) -> None:
    await asyncio.to_thread(back_up, f"sqlite:///{file}", tmp_path / "empty", os.environ)
    await asked(sqlite_store)
    await sqlite_store.close()

    await asyncio.to_thread(restore, f"sqlite:///{file}", tmp_path / "empty", os.environ)

    (copy,) = file.parent.glob("*.before-restoring-*")
    kept = open_store(f"sqlite:///{copy}")
    await kept.open()
    assert await kept.session("s") == a_session()
    await kept.close()
    await sqlite_store.open()
    assert await sqlite_store.session("s") is None


def test_damaged_database_is_put_aside_and_the_backup_put_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    url, file = f"sqlite:///{folder}/viva.sqlite", tmp_path / "kept.backup"
    migrated = open_store(url)
    asyncio.run(migrated.open())
    asyncio.run(migrated.close())
    back_up(url, file, os.environ)
    (folder / "viva.sqlite").write_bytes(b"no database")

    restore(url, file, os.environ)

    (aside,) = folder.glob("viva.sqlite.before-restoring-*")
    assert aside.read_bytes() == b"no database"
    assert (folder / "viva.sqlite").read_bytes()[:6] == b"SQLite"


async def test_password_is_in_no_argument_of_a_client(tmp_path: Path) -> None:
    client = tmp_path / "pg_dump"
    client.write_text(f'#!/bin/sh\necho "$@ $PGPASSWORD" > {tmp_path}/said\n')
    client.chmod(0o700)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)
        back_up("postgres://viva:s%40fe@db:5432/viva?a=b", tmp_path / "f", {"PATH": path})

    said = (tmp_path / "said").read_text()
    assert "--dbname=postgres://viva@db:5432/viva?a=b s@fe" in said
