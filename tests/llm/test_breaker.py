"""When a provider is left alone, and when it is tried again."""

from __future__ import annotations

import pytest

from app.llm.breaker import Breaker
from tests.llm.asking import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.failed()


def test_a_new_breaker_is_closed(breaker: Breaker) -> None:
    assert breaker.admits()
    assert not breaker.is_open


def test_too_few_failures_leave_it_closed(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert breaker.admits()


def test_failures_in_a_row_open_it(breaker: Breaker) -> None:
    fail(breaker, 3)
    assert not breaker.admits()
    assert breaker.is_open


def test_a_success_between_starts_the_count_again(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.worked()
    fail(breaker, 2)
    assert breaker.admits()


def test_it_stays_open_until_its_rest_is_over(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(29.9)
    assert not breaker.admits()
    clock.forward(0.1)
    assert breaker.admits()


def test_half_open_admits_one_caller_only(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(30)
    assert [breaker.admits() for _ in range(3)] == [True, False, False]


def test_a_trial_that_was_given_up_is_followed_by_another(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(30)
    breaker.admits()
    clock.forward(30)
    assert breaker.admits()


def test_a_trial_that_fails_opens_it_for_another_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(30)
    breaker.admits()
    clock.forward(10)
    breaker.failed()
    clock.forward(29.9)
    assert not breaker.admits()


def test_a_trial_that_works_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(30)
    breaker.admits()
    breaker.worked()
    fail(breaker, 2)
    assert [breaker.admits() for _ in range(2)] == [True, True]


def test_looking_at_it_takes_no_trial(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.forward(30)
    assert not breaker.is_open
    assert breaker.admits()


def test_tripped_it_is_open_at_once(breaker: Breaker, clock: Clock) -> None:
    breaker.trip()
    assert not breaker.admits()
    clock.forward(30)
    assert breaker.admits()


def test_tripped_for_a_time_it_rests_that_long(breaker: Breaker, clock: Clock) -> None:
    breaker.trip(5)
    clock.forward(4.9)
    assert not breaker.admits()
    clock.forward(0.1)
    assert breaker.admits()
