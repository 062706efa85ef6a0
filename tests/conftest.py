"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serving import Served


@pytest.fixture
async def viva(tmp_path: Path) -> AsyncIterator[Served]:
    """The application on a real port, with SQLite and a fake model."""
    from tests.serving import parts, served  # noqa: PLC0415 - pure rooms need no application

    async with served(parts(tmp_path)) as running:
        yield running
