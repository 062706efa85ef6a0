"""What Piccolo is told about these tables."""

from __future__ import annotations

from piccolo.conf.apps import AppConfig

from app.folders import MIGRATIONS
from app.storage.migrations import APP_NAME
from app.storage.tables import ALL

APP_CONFIG = AppConfig(
    app_name=APP_NAME,
    migrations_folder_path=str(MIGRATIONS),
    table_classes=list(ALL),
)
