"""A candidate at a running application."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.candidate import Candidate
from tests.serving import Served


@pytest.fixture
async def candidate(viva: Served) -> AsyncIterator[Candidate]:
    """A candidate with both documents."""
    async with viva.client() as client:
        somebody = Candidate(viva, client)
        await somebody.prepare()
        yield somebody
