"""What `piccolo tester run` looks for; the tests make their own databases."""

from __future__ import annotations

from app.storage.engines import engine_for
from piccolo_conf import APP_REGISTRY

__all__ = ["APP_REGISTRY", "DB"]

DB = engine_for("sqlite:///tmp/piccolo-tester.sqlite")
