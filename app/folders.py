"""Where the files lie that stand beside `app/` in a checkout and inside it when installed."""

from __future__ import annotations

from pathlib import Path

APP = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = APP / "_beside" / name
    return installed if installed.is_dir() else APP.parent / name


TEMPLATES = _folder("templates")
MIGRATIONS = _folder("piccolo_migrations")
