"""Fixtures that several rooms share, and the order in which files are run."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serving import Served

LONGEST = ("faults", "browser", "storage")
"""Folders whose files take longest."""


def pytest_collection() -> None:
    """Look for no garbage while 7,000 tests are made: a quarter of the time that takes."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: no worker is left alone with it at the end."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


def pytest_collection_finish() -> None:
    """Never look again at what was made for all of the session."""
    gc.freeze()
    gc.enable()


@pytest.fixture
async def viva(tmp_path: Path) -> AsyncIterator[Served]:
    """The application on a real port, with SQLite and a fake model."""
    from tests.serving import parts, served  # noqa: PLC0415 - pure rooms need no application

    async with served(parts(tmp_path)) as running:
        yield running
