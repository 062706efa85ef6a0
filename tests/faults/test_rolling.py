"""One restart under live interviews; `make rolling` has twenty."""

from __future__ import annotations

from benchmarks.rolling import Wish, roll


async def test_no_interview_fails_while_a_process_is_restarted() -> None:
    rolled = await roll(Wish(restarts=1, at_once=2, questions=2))

    assert rolled.ledger.violations == []
    assert not rolled.ledger.faults["not stored in time"]
    assert rolled.failed == 0
    assert len(rolled.stops) == 1
    assert not rolled.is_bad
    assert rolled.ledger.answers > 0
