"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.serving import Served, parts, served


@pytest.fixture
async def viva(tmp_path: Path) -> AsyncIterator[Served]:
    """The application on a real port, with SQLite and a fake model."""
    async with served(parts(tmp_path)) as running:
        yield running
