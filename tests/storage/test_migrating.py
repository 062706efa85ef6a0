"""Migrations run forward at start, once, whoever starts first."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.apps.migrations.tables import Migration

from app.interview.errors import StorageUnavailable
from app.storage.interviews import PiccoloStore, open_store
from app.storage.migrating import MIGRATIONS, NotMigrated
from app.storage.piccolo_app import APP_CONFIG
from app.storage.tables import bound
from tests.storage.making import a_session, asked, begin
from tests.storage.threads import leaving_no_thread

ROOT = Path(__file__).resolve().parents[2]
FILES = len(list(MIGRATIONS.glob("storage_*.py")))


def start(url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-m", "tests.storage.starting", url]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def piccolo(url: str, *command: str) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("piccolo"), *command],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


async def ran(store: PiccoloStore) -> int:
    return int(await bound(Migration, store._engine).count())


async def test_four_processes_that_start_at_once_on_nothing_all_succeed(database_url: str) -> None:
    processes = [start(database_url) for _ in range(4)]

    async def finish(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        return await asyncio.to_thread(process.communicate, b"\n", 60)

    said = await asyncio.gather(*(finish(process) for process in processes))

    assert [process.returncode for process in processes] == [0] * 4, said
    store = open_store(database_url)
    await store.open()
    assert await ran(store) == FILES
    await store.close()


async def test_stores_of_one_process_that_open_at_once_all_succeed(database_url: str) -> None:
    stores = [open_store(database_url) for _ in range(4)]

    await asyncio.gather(*(store.open() for store in stores))

    assert await ran(stores[0]) == FILES
    for store in stores:
        await store.close()


async def test_migrating_says_nothing_to_the_operators_terminal(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(database_url)
    await store.open()
    await store.close()

    assert capsys.readouterr().out == ""


async def test_the_piccolo_command_finds_nothing_to_do_after_a_start(
    store: PiccoloStore, database_url: str
) -> None:
    said = await asyncio.to_thread(piccolo, database_url, "migrations", "forwards", "storage")

    assert "No migrations need to be run" in said


async def test_the_piccolo_command_and_the_program_make_the_same_database(
    database_url: str,
) -> None:
    said = await asyncio.to_thread(piccolo, database_url, "migrations", "forwards", "storage")
    assert "ok!" in said

    store = open_store(database_url)
    await store.open()
    await asked(store)
    assert await ran(store) == FILES
    await store.close()


async def test_the_migrations_can_be_taken_back(store: PiccoloStore, database_url: str) -> None:
    back = ("migrations", "backwards", "storage", "all", "--auto_agree")
    await store.close()

    await asyncio.to_thread(piccolo, database_url, *back)

    anew = open_store(database_url)
    await anew.open()
    await begin(anew)
    await anew.close()


async def test_the_tables_are_what_the_migrations_make_of_them() -> None:
    (engineless,) = [await AutoMigrationManager().get_alter_statements(APP_CONFIG)]

    assert [line for each in engineless for line in each.statements] == []


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migrations folder with one more, which fails after it has changed something."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "storage_9999.py").write_text(
        "from piccolo.apps.migrations.auto.migration_manager import MigrationManager\n"
        "from piccolo.engine import engine_finder\n"
        'ID = "9999"\n'
        "async def forwards():\n"
        '    manager = MigrationManager(migration_id=ID, app_name="storage")\n'
        "    async def run():\n"
        '        await engine_finder().run_ddl("CREATE TABLE half (id INTEGER)")\n'
        '        await engine_finder().run_ddl("CREATE TABLE half (id INTEGER)")\n'
        "    manager.add_raw(run)\n"
        "    return manager\n"
    )
    monkeypatch.setattr("app.storage.migrating.MIGRATIONS", folder)
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(folder))
    return folder


async def test_a_program_installed_without_its_migrations_does_not_start(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.migrating.MIGRATIONS", tmp_path)
    store = open_store(database_url)

    with pytest.raises(NotMigrated):
        await store.open()


async def test_a_migration_that_fails_leaves_nothing_half_done(
    store: PiccoloStore, database_url: str, broken: Path
) -> None:
    await store.add_session(a_session())
    other = open_store(database_url)

    with leaving_no_thread(), pytest.raises(StorageUnavailable):
        await other.open()

    half = "SELECT count(*) FROM half"
    with pytest.raises(Exception, match="half"):
        await store._engine.run_ddl(half)
    assert await store.session("s") == a_session()
    assert await ran(store) == FILES
