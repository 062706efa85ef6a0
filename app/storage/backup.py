"""A backup while the program serves, and the way back.

Law: a backup is one moment of the database, whole or not there at all, and only its
owner may read it. Restoring keeps an SQLite file as it was beside itself, for a week.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.storage.engines import engine_for
from app.storage.sqlite import SQLite

SEVERAL_PAGES = 1000


class BackupFailed(Exception):
    """Why there is no backup, or nothing was restored, in one line."""


def back_up(url: str, file: Path, env: Mapping[str, str]) -> None:
    """Write the database of `url` to `file`, a new one; raises `BackupFailed`."""
    if file.exists():
        raise BackupFailed(f"{file} is there already.")
    engine = engine_for(url)
    begun = file.with_name(f"{file.name}.part")
    try:
        begun.unlink(missing_ok=True)  # left by a backup that was killed
        begun.touch(mode=0o600)
        if isinstance(engine, SQLite):
            _vacuum(Path(engine.path), begun)
        else:
            _run(["pg_dump", "--format=custom", f"--file={begun}"], url, env)
        begun.rename(file)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(str(error)) from None
    finally:
        begun.unlink(missing_ok=True)


def restore(url: str, file: Path, env: Mapping[str, str]) -> None:
    """Put the backup `file` in the place of the database of `url`; raises `BackupFailed`.

    The program must have been stopped. What was erased since the backup is back again.
    """
    engine = engine_for(url)
    try:
        if isinstance(engine, SQLite):
            _check(file)
            if Path(engine.path).exists():
                _keep(engine, f"restoring-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}")
            _put_back(file, Path(engine.path))
        else:
            options = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
            _run(["pg_restore", *options, "--exit-on-error", str(file)], url, env)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(str(error)) from None


def _keep(engine: SQLite, name: str) -> None:
    """Keep a copy of the database; one too damaged to be copied is put aside as it is."""
    try:
        asyncio.run(engine.keep_copy(name))
    except sqlite3.DatabaseError:
        for file in (engine.path, f"{engine.path}-wal", f"{engine.path}-shm"):
            if Path(file).exists():
                Path(file).rename(f"{engine.path}.before-{name}{file.removeprefix(engine.path)}")


def _vacuum(path: Path, file: Path) -> None:
    if not path.exists():
        raise BackupFailed(f"There is no database at {path} yet.")
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM INTO ?", [str(file)])


def _check(file: Path) -> None:
    """Raise `BackupFailed` unless `file` is a whole database of this program."""
    not_ours = BackupFailed(f"{file} is no backup of this program's SQLite database.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as backup:
            found = backup.execute("PRAGMA quick_check").fetchall()
            backup.execute("SELECT 1 FROM migration, sessions LIMIT 1")
    except sqlite3.Error:
        raise not_ours from None
    if found != [("ok",)]:
        raise not_ours


def _put_back(file: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as backup, closing(sqlite3.connect(path)) as database:
        backup.backup(database, pages=SEVERAL_PAGES)


def _run(command: list[str], url: str, env: Mapping[str, str]) -> None:
    """Run a client of PostgreSQL; the password is in no list of processes."""
    if shutil.which(command[0]) is None:
        raise BackupFailed(
            f"{command[0]} is not installed here: use it where PostgreSQL's client is."
        )
    parts = urlsplit(url)
    plain = url.replace(f":{parts.password}@", "@", 1) if parts.password else url
    password = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    ended = subprocess.run(  # noqa: S603, the command is ours
        [*command, f"--dbname={plain}"],
        env={**env, **password},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise BackupFailed((ended.stderr.strip() or command[0]).splitlines()[0])
