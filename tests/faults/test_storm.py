"""A small storm over real processes; `make storm N=1000` raises a great one."""

from __future__ import annotations

import pytest

from benchmarks.options import asked_for
from benchmarks.storm import Storm, raise_storm
from tests.faults.weather import Ledger
from tests.servers.environment import Database

SMALL = Storm(
    count=5, seed=7, database=Database.POSTGRES, redis=True, at_once=5, kills=1, questions=2
)


@pytest.mark.postgres
@pytest.mark.redis
async def test_no_law_is_broken_in_a_storm() -> None:
    ledger = await raise_storm(SMALL)

    assert ledger.violations == []
    assert ledger.interviews == SMALL.count
    assert ledger.answers >= SMALL.count
    assert ledger.faults["process killed"] == 1
    assert ledger.faults["not stored in time"] <= 1
    assert ledger.faults.total() > 2 * SMALL.count


def test_a_storm_is_asked_for_by_the_names_of_what_it_is_made_of() -> None:
    said = ["50", "--database", "postgres", "--redis", "--at-once", "3", "--faults", "0.5"]

    asked = asked_for(Storm(), None, said)

    assert asked == Storm(count=50, database=Database.POSTGRES, redis=True, at_once=3, faults=0.5)
    assert asked_for(Storm(), None, []) == Storm()


def test_recoveries_are_told_by_share() -> None:
    ledger = Ledger(recoveries=[3.0, 1.0, 2.0])

    assert (ledger.recovery(0.0), ledger.recovery(0.5), ledger.recovery(0.99)) == (1.0, 2.0, 3.0)
    assert Ledger().recovery(0.5) == 0.0
