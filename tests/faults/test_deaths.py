"""Deaths at two steps of a turn, side by side; `make deaths` has twenty at every step."""

from __future__ import annotations

from benchmarks.deaths import Wish, die_everywhere
from tests.faults.mortal import STEPS

TELLING = ("with half an answer stored", "in the middle")


async def test_no_death_at_any_step_loses_an_answer_or_doubles_a_question() -> None:
    wish = Wish(times=1, at_once=2, lost=6.0, pace=0.06, steps=TELLING)
    deaths = await die_everywhere(wish)

    assert set(deaths.recoveries) == set(TELLING) <= set(STEPS)
    assert deaths.wrong == []
    assert sum(deaths.lost.values()) == 0
    assert sum(deaths.acknowledged.values()) == 1
    assert not deaths.is_bad
