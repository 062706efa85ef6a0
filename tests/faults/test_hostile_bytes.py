"""Some of the requests of `make fuzz`: none is answered with 500, none leaves an error behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz import Wish, fuzzed
from benchmarks.hostile_bytes import KINDS, Known, hostile

KNOWN = Known(session_id="s", cookie="viva=x", port=80)


async def test_hostile_requests_get_no_500_and_leave_no_error(tmp_path: Path) -> None:
    assert await fuzzed(Wish(cases=240, examples=0), tmp_path)


def test_same_seed_makes_the_same_requests_of_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [hostile(KNOWN, 1, number) for number in range(100)]

    monkeypatch.setattr("time.time", lambda: 0.0)
    assert cases == [hostile(KNOWN, 1, number) for number in range(100)]
    assert cases != [hostile(KNOWN, 2, number) for number in range(100)]
    assert {case.kind for case in cases} == set(KINDS)
