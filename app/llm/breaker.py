"""Whether a provider is worth asking just now.

    closed --failures in a row--> open --rest over--> half-open --worked--> closed
                                    ^-----------------failed---------'

Law: a breaker only advises. It refuses no call; with nobody else to ask, the
provider is asked all the same.
"""

from __future__ import annotations

from collections.abc import Callable

MOST_FAILURES = 3
REST = 30.0
"""Seconds that it stays open."""


class Breaker:
    """Counts failures in a row; `clock` is a steady clock in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._open_until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._open_until is not None and self._clock() < self._open_until

    def admits(self) -> bool:
        """Whether to ask; once the rest is over, True for one caller a rest.

        The one trial is held by time, not by a reservation, so a caller that is
        cancelled need not give it back.
        """
        if self.is_open:
            return False
        if self._open_until is not None:
            self._open_until = self._clock() + REST
        return True

    def worked(self) -> None:
        self._failures = 0
        self._open_until = None

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._open_until = self._clock() + REST

    def trip(self, seconds: float = REST) -> None:
        """Open at once."""
        self._failures = MOST_FAILURES
        self._open_until = self._clock() + seconds
