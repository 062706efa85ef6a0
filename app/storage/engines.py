"""Which engine a URL names."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from app.storage.postgres import Postgres
from app.storage.sqlite import SQLite

Engine: TypeAlias = SQLite | Postgres

SQLITE = "sqlite:///"
POSTGRES = ("postgres://", "postgresql://")


def engine_for(url: str) -> Engine:
    """The engine of `sqlite:///relative`, `sqlite:////absolute` or `postgres://…`.

    Connects to nothing yet. Raises `ValueError` for any other URL.
    """
    if url.startswith(POSTGRES):
        return Postgres(url)
    path = unquote(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or not path or path == ":memory:":
        raise ValueError("DATABASE_URL must be sqlite:///a/file or postgres://…")
    return SQLite(Path(path))
