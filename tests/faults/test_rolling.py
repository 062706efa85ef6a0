"""Two restarts under live interviews; `make rolling` has twenty."""

from __future__ import annotations

from benchmarks.rolling import Wish, roll


async def test_no_interview_fails_while_processes_are_restarted_in_turn() -> None:
    rolled = await roll(Wish(restarts=2, at_once=4, questions=2))

    assert rolled.ledger.violations == []
    assert rolled.failed == 0
    assert len(rolled.stops) == 2
    assert not rolled.is_bad
    assert rolled.ledger.answers > 0
