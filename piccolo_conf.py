"""What the piccolo command looks for; the program itself reads nothing here."""

from __future__ import annotations

import os

from piccolo.conf.apps import AppRegistry

from app.settings import Settings
from app.storage.engines import engine_for

DB = engine_for(Settings.from_env(os.environ).database_url)
APP_REGISTRY = AppRegistry(apps=["app.storage.piccolo_app"])
