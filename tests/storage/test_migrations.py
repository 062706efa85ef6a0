"""Migrations run forward at start, once, whoever starts first."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.apps.migrations.tables import Migration

from app.domain.errors import DatabaseMismatch, StorageUnavailable
from app.domain.feedback import Evidence
from app.domain.plan import Origin, Plan, Reason
from app.domain.show import Show
from app.domain.source import Source
from app.folders import MIGRATIONS
from app.storage.engines import Engine, engine_for
from app.storage.migrations import _as_the_engine
from app.storage.piccolo_app import APP_CONFIG
from app.storage.store import PiccoloStore, open_store
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


async def migrate_to(url: str, version: str) -> Engine:
    """The database as it was at that version, its engine running."""
    engine = engine_for(url)
    await engine.start_connection_pool()
    async with engine.transaction():
        with _as_the_engine(engine), redirect_stdout(io.StringIO()):
            await run_forwards("storage", version)
    return engine


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


BEFORE_PLANS = "2026-11-25T20:30:37:064368"
OLD_ROWS = (
    """INSERT INTO sessions (id, owner, job_title, company_name, cv_text, job_description_text,
       is_demo, created_at) VALUES ('s', 'o', 'Nurse', 'St Anne', 'Ten years.', 'Leads.', false,
       '2026-11-20 12:00:00+00:00')""",
    """INSERT INTO turns (session, number, state, attempt, tries, beats, reason) VALUES
       ('s', 1, 'answered', 1, 1, 0, '{"origin": "cv", "quote": "Ten \u2026", "turn": null}')""",
    """INSERT INTO turns (session, number, state, attempt, tries, beats) VALUES
       ('s', 2, 'pending', 0, 0, 0)""",
    """INSERT INTO feedbacks (id, session, state, created_at, attempt, tries, beats, conclusion)
       VALUES ('f', 's', 'ready', '2026-11-20 12:00:00+00:00', 1, 1, 0,
       '{"summary": {"strengths": ["A"], "weaknesses": [], "cv_improvements": [],
         "source": "demo"}, "requirements": [{"text": "Leads", "is_must": true,
         "evidence": "evidenced", "turn": 1}, {"text": "Nights", "is_must": false,
         "evidence": "unseen", "turn": null}], "interview_score": 4, "explanation": "So."}')""",
    """INSERT INTO reviews (session, turn, rating, quote, parts, comment, outline, source) VALUES
       ('s', 1, 3, null, 'action', 'Good.', null, 'demo')""",
)


async def test_running_interviews_and_reports_are_carried_over(database_url: str) -> None:
    engine = await migrate_to(database_url, BEFORE_PLANS)
    for statement in OLD_ROWS:
        await engine.run_ddl(statement)
    await engine.close_connection_pool()

    store = open_store(database_url)
    await store.open()
    interview, report = await store.interview("s"), await store.feedback("s")
    await store.close()

    assert interview is not None
    assert interview.session.owner == hashlib.sha256(b"o").hexdigest()
    assert [turn.plan for turn in interview.turns] == [
        Plan(reason=Reason(origin=Origin.CV, quote="Ten …")),
        None,
    ]
    assert report is not None
    assert report.conclusion is not None
    assert [finding.evidence for finding in report.conclusion.requirements] == [
        Evidence.SHOWN,
        Evidence.NOT_SPOKEN_OF,
    ]
    assert report.reviews[0].answers_question


BEFORE_SHOWS = "2026-11-28T08:20:00:000000"


async def test_session_of_an_older_version_can_be_shown(database_url: str) -> None:
    engine = await migrate_to(database_url, BEFORE_SHOWS)
    await engine.run_ddl(OLD_ROWS[0])
    await engine.close_connection_pool()

    store = open_store(database_url)
    await store.open()
    session = await store.session("s")
    show = await store.open_show(Show(id="show", session_id="s", nonce="n"))
    await store.close()

    assert session is not None
    assert session.speaker is None
    assert show is not None
    assert show.speaker is Source.DEMO


BEFORE_AGAIN = "2026-11-28T11:47:08:470703"


async def test_interview_of_an_older_version_was_not_asked_twice(
    database_url: str,
) -> None:
    engine = await migrate_to(database_url, BEFORE_AGAIN)
    await engine.run_ddl(OLD_ROWS[0])
    await engine.run_ddl(
        "INSERT INTO turns (session, number, state, attempt, tries, beats) VALUES"
        " ('s', 1, 'awaiting_answer', 1, 1, 0)"
    )
    await engine.run_ddl(
        "INSERT INTO messages (id, session, turn, role, content, timestamp, source) VALUES"
        " ('m', 's', 1, 'assistant', 'Why?', '2026-11-20 12:00:00+00:00', 'demo')"
    )
    await engine.close_connection_pool()

    store = open_store(database_url)
    await store.open()
    interview = await store.interview("s")
    await store.close()

    assert interview is not None
    assert interview.session.asked_before == ()
    assert (interview.session.persona, interview.session.language) == (None, None)
    assert [message.clarified for message in interview.messages] == [None]


async def test_the_tables_are_what_the_migrations_make_of_them() -> None:
    (engineless,) = [await AutoMigrationManager().get_alter_statements(APP_CONFIG)]

    assert [line for each in engineless for line in each.statements] == []


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migrations folder with one more, which fails after it has changed something."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
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
    monkeypatch.setattr("app.storage.migrations.MIGRATIONS", folder)
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(folder))
    return folder


async def test_a_program_installed_without_its_migrations_does_not_start(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.migrations.MIGRATIONS", tmp_path)
    store = open_store(database_url)

    with pytest.raises(DatabaseMismatch, match="no migrations"):
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


async def test_database_of_a_newer_version_is_refused(
    store: PiccoloStore, database_url: str
) -> None:
    newer = bound(Migration, store._engine)(name="9999", app_name="storage")
    await newer.save()
    other = open_store(database_url)

    with pytest.raises(DatabaseMismatch, match="newer version"):
        await other.open()


async def test_migrations_left_to_the_release_step_do_not_run_at_start(database_url: str) -> None:
    store = open_store(database_url, migrates=False)

    with pytest.raises(DatabaseMismatch, match="release step"):
        await store.open()
    migrating = open_store(database_url)
    await migrating.open()
    await migrating.close()

    await store.open()
    await store.close()


def copies_in(folder: Path) -> list[Path]:
    return list(folder.glob("viva.sqlite.before-*"))


async def test_sqlite_file_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/viva.sqlite"
    await asyncio.to_thread(piccolo, url, "migrations", "forwards", "storage", BEFORE_PLANS)

    store = open_store(url)
    await store.open()
    await store.close()

    (copy,) = copies_in(tmp_path)
    assert copy.stat().st_mode & 0o777 == 0o600
    held = sqlite3.connect(copy)
    assert held.execute("SELECT count(*) FROM migration").fetchone()[0] < FILES
    held.close()


async def test_copy_is_removed_after_a_week(tmp_path: Path) -> None:
    old = tmp_path / "viva.sqlite.before-2026"
    old.write_bytes(b"")
    week = 7 * 24 * 3600
    os.utime(old, (time.time() - week - 60,) * 2)

    store = open_store(f"sqlite:///{tmp_path}/viva.sqlite")
    await store.open()
    await store.close()

    assert not old.exists()
