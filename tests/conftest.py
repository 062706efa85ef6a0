"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.serving import Served, parts, served

HERE = Path(__file__).parent
TIMED = {"browser", "documents", "faults", "live", "llm", "storage", "web"}
"""Rooms whose tests hold real servers, processes or a browser to real time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A machine that is busy with something else is late once, a fault is there twice.

    What had to be run again is listed at the end.
    """
    for item in items:
        if item.path.relative_to(HERE).parts[0] in TIMED:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
async def viva(tmp_path: Path) -> AsyncIterator[Served]:
    """The application on a real port, with SQLite and a fake model."""
    async with served(parts(tmp_path)) as running:
        yield running
